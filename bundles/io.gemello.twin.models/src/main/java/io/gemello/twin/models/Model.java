package io.gemello.twin.models;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What things of a kind have, whichever language said it.
 *
 * @param id a DTMI, or a Thing Model's {@code id} or, without one, the name of its file
 * @param file name within {@code models/}
 * @param bases ids of the models that it extends
 * @param traits by name, inherited ones too once it is resolved
 * @param kin ids of itself and all that it extends, once it is resolved
 */
record Model(String id, String title, Language language, String file, List<String> bases, Map<String, Trait> traits, Set<String> kin) {
    enum Language { DTDL, WOT }
}
