/// From history files and simulated stores to rows of features and what was then sold.
@org.jspecify.annotations.NullMarked
package io.parcook.tuning.dataset;
