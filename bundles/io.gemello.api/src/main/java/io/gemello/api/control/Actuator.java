package io.gemello.api.control;

import io.gemello.api.catalogue.Point;
import java.time.Duration;

/**
 * Something that can be told a value, as the site's loop files describe it. Values are in the point's unit.
 *
 * @param point shows what it was told last: a set-point, written nowhere else than at the actuator itself
 * @param min the lowest value that is ever written
 * @param max the highest
 * @param safe what is written when nobody commands it any more; between {@code min} and {@code max}
 * @param ratePerSecond the fastest change of what is written; the safe value is exempt
 * @param deadband a change smaller than this is not written
 * @param expiry how long a command holds that is not renewed
 */
public record Actuator(Point point, double min, double max, double safe, double ratePerSecond, double deadband, Duration expiry) {}
