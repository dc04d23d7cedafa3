package io.gemello.core.discovery;

import java.util.List;

/**
 * A row of {@code points.csv} that might be meant.
 *
 * @param newAsset whether the site does not hold the asset yet
 * @param sourceUnit empty where it is the point's unit
 * @param states empty for a number
 * @param value that was seen
 * @param confidence from 0 to 1
 * @param why what each guess rests on, and what to look at
 */
public record Proposal(String point, String asset, boolean newAsset, String feature, String quantity, String unit, String sourceUnit, String states, String adapter, String address,
                       Object value, double confidence, List<String> why) {}
