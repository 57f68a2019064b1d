/// What a model wants and gives, as its file says.
@org.jspecify.annotations.NullMarked
package io.parcook.models.card;
