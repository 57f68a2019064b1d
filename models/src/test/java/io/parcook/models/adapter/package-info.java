/// Tests of adapters.
@org.jspecify.annotations.NullMarked
package io.parcook.models.adapter;
