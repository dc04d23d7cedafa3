package io.gemello.api.catalogue;

import java.time.Duration;
import java.util.Map;

/**
 * The columns of {@code points.csv} that only some parts need.
 *
 * @param adapter name of the configured adapter instance that feeds the point
 * @param address in that adapter's notation
 * @param brick Brick class, or null
 * @param min lower bound of believable values in the point's unit; NaN for none
 * @param max upper bound; NaN for none
 * @param staleAfter silence after which the point is stale; null for never
 * @param writable whether commands may be written to it
 * @param element BIM element it belongs to, or null for that of its asset
 * @param parameter shared parameter it fills, or null
 * @param aggregate how the parameter is computed from readings (last, mean, max …), or null
 * @param states state texts and their numbers, in the order of the file; empty for a point that is a number
 */
public record PointDetail(String adapter, String address, String brick, double min, double max, Duration staleAfter,
                          boolean writable, String element, String parameter, String aggregate, Map<String, Double> states) {}
