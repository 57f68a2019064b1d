/// Native libraries that come in jars, and where a store keeps them between starts.
@NullMarked
package io.parcook.pipeline.library;

import org.jspecify.annotations.NullMarked;
