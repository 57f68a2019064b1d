/// The tuner's own step, measured from within.
@NullMarked
package io.parcook.tuning.tune;

import org.jspecify.annotations.NullMarked;
