package io.gemello.api.bim;

/**
 * The colour of one element in one scheme, and why.
 *
 * @param key as in the scheme's legend, or {@code value} for a colour on its ramp
 * @param rgb {@code #RRGGBB}; null where the element is not coloured in this scheme
 * @param reason a sentence for people
 */
public record Shade(String key, String rgb, String reason) {}
