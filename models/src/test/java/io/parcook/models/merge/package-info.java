@org.jspecify.annotations.NullMarked
package io.parcook.models.merge;
