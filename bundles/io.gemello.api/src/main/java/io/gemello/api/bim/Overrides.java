package io.gemello.api.bim;

import java.util.List;

/**
 * Everything that is shown on the model at one moment. Immutable.
 *
 * @param site its id
 * @param model null where the site has none that can be read: elements are then known by their GlobalIds alone
 * @param etag changes whenever anything of this does; opaque
 * @param epochNanos site time, UTC nanoseconds
 * @param schemes the ways to colour; the first is the one to use where there is no choice, and always {@code alert}
 * @param elements those that points or assets are mapped on, in the order of their GlobalIds; others are not coloured
 */
public record Overrides(String site, ModelInfo model, String etag, long epochNanos, List<ColourScheme> schemes, List<ElementOverride> elements) {
    public Overrides {
        schemes = List.copyOf(schemes);
        elements = List.copyOf(elements);
    }
}
