/// The life of this store's models: which one serves, which are tried beside it on what really
/// sells, and the nights in which the store learns new ones.
@org.jspecify.annotations.NullMarked
package io.parcook.service.learning;
