/// What the tests of the service share.
@org.jspecify.annotations.NullMarked
package io.parcook.service.testing;
