package io.gemello.twin.models;

import java.util.List;

/** What a thing may call its model: Ditto's definitions are {@code namespace:name:version} or an address, never a DTMI. */
final class ModelNames {
    private static final List<String> ENDINGS = List.of(".tm.jsonld", ".tm.json", ".jsonld", ".json");

    private ModelNames() {}

    /** Names beside its id: {@code com.example:Rack:1} of {@code dtmi:com:example:Rack;1}; of a Thing Model the name of its file, with and without ending. */
    static List<String> of(Model model) {
        if (model.language() == Model.Language.WOT) {
            return List.of(model.file(), withoutEnding(model.file()));
        }
        String definition = definition(model.id());
        return definition == null ? List.of() : List.of(definition);
    }

    /** As a Ditto definition, or null where it cannot be one: it needs a namespace, a name and a version. */
    static String definition(String dtmi) {
        int version = dtmi.indexOf(';');
        int name = dtmi.lastIndexOf(':', version < 0 ? dtmi.length() : version);
        int begin = "dtmi:".length();
        return version < 0 || name < begin ? null : dtmi.substring(begin, name).replace(':', '.') + dtmi.substring(name, version) + ":" + dtmi.substring(version + 1);
    }

    private static String withoutEnding(String file) {
        return ENDINGS.stream().filter(file::endsWith).findFirst().map(ending -> file.substring(0, file.length() - ending.length())).orElse(file);
    }
}
