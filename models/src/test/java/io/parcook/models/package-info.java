/// Tests of models.
@org.jspecify.annotations.NullMarked
package io.parcook.models;
