/// A repository in a folder: the embedded default, and what travels on a stick.
@org.jspecify.annotations.NullMarked
package io.parcook.sync.registry.layout;
