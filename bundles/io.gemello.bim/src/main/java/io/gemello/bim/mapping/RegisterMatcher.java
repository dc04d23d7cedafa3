package io.gemello.bim.mapping;

import io.gemello.api.catalogue.Asset;
import io.gemello.api.catalogue.Catalogue;
import io.gemello.bim.ifc.IfcModel;
import io.gemello.bim.ifc.IfcObject;
import io.gemello.bim.mapping.MappingRow.Status;
import io.gemello.bim.register.Register;
import io.gemello.bim.register.RegisterMatch;
import io.gemello.bim.register.RegisterRow;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds the element and the asset of every row of the registers. A GlobalId counts first, then the tag, then the name; the first that
 * is given and leads anywhere decides. Nothing is guessed: of several elements none is taken, and no element is two rows'. Used once.
 */
final class RegisterMatcher {
    static final String GLOBAL_ID = "ifcGuid";
    private static final int MAX_CANDIDATES = 20;
    private static final String MANY = "";
    private final ElementIndex index;
    private final IfcModel model;
    private final Map<String, String> assets = new HashMap<>();
    private final Map<String, String> names = new HashMap<>();
    private final Map<String, String> owners = new HashMap<>();
    private final List<RegisterMatch> matches = new ArrayList<>();

    /** @param index null without a model */
    RegisterMatcher(Catalogue catalogue, ElementIndex index) {
        this.index = index;
        model = index == null ? null : index.model();
        for (Asset asset : catalogue.assets().values()) {
            if (!asset.retired()) {
                assets.put(Glob.plain(asset.id()), asset.id());
                names.merge(Glob.plain(asset.name()), asset.id(), (one, other) -> MANY);
            }
        }
    }

    List<RegisterMatch> match(List<Register> registers) throws IOException {
        for (Register register : registers) {
            for (RegisterRow row : register.rows()) {
                RegisterMatch match = match(register.file(), row);
                String before = match.ifcGuid() == null ? null : owners.putIfAbsent(match.ifcGuid(), register.file() + " " + row.where());
                matches.add(before == null ? match : new RegisterMatch(match.file(), row, match.asset(), Status.AMBIGUOUS, null, match.by(), before + " leads to the same element", List.of(match.ifcGuid())));
            }
        }
        return List.copyOf(matches);
    }

    private RegisterMatch match(String file, RegisterRow row) throws IOException {
        if (model == null) {
            return of(file, row, Status.UNMATCHED, null, null, "there is no model to look in", List.of());
        }
        if (!row.ifcGuid().isEmpty()) {
            IfcObject object = model.byGuid(row.ifcGuid());
            return object == null ? of(file, row, Status.DANGLING, row.ifcGuid(), GLOBAL_ID, "the model has no element " + row.ifcGuid(), List.of())
                : of(file, row, Status.MATCHED, row.ifcGuid(), GLOBAL_ID, object.entity() + " " + object.name(), List.of());
        }
        for (String[] clue : new String[][] {{"tag", row.tag()}, {"name", row.id()}, {"name", row.name()}}) {
            List<IfcObject> found = clue[1].isEmpty() ? List.of() : index.find(new Wish(Map.of(clue[0], Glob.exactly(clue[1]))));
            if (found.size() == 1) {
                return of(file, row, Status.MATCHED, found.get(0).guid(), clue[0], found.get(0).entity() + " " + found.get(0).name(), List.of());
            }
            if (!found.isEmpty()) {
                return of(file, row, Status.AMBIGUOUS, null, clue[0], found.size() + " elements fit", found.stream().limit(MAX_CANDIDATES).map(IfcObject::guid).toList());
            }
        }
        return of(file, row, Status.UNMATCHED, null, null, row.tag().isEmpty() ? "no element has its name" : "no element has its tag or its name", List.of());
    }

    private RegisterMatch of(String file, RegisterRow row, Status status, String guid, String by, String detail, List<String> candidates) {
        return new RegisterMatch(file, row, asset(row), status, guid, by, detail, candidates);
    }

    /** By id, or by a name that one asset alone has. Null for none. */
    private String asset(RegisterRow row) {
        String id = assets.get(Glob.plain(row.id()));
        String named = id != null ? id : names.getOrDefault(Glob.plain(row.name()), MANY);
        return named.equals(MANY) ? null : named;
    }
}
