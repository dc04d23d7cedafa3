/** From sample to reading, point by point: value, unit, calibration, time, duplicates, plausibility. Plain logic without threads. */
package io.gemello.core.normalise;
