@org.jspecify.annotations.NullMarked
package io.parcook.sync.admission;
