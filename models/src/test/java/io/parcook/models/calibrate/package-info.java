/// Tests of calibration.
@org.jspecify.annotations.NullMarked
package io.parcook.models.calibrate;
