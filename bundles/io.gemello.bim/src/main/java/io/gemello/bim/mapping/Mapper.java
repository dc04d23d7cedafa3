package io.gemello.bim.mapping;

import io.gemello.api.catalogue.Asset;
import io.gemello.api.catalogue.Catalogue;
import io.gemello.api.catalogue.Point;
import io.gemello.api.catalogue.PointDetail;
import io.gemello.bim.ifc.IfcGuid;
import io.gemello.bim.ifc.IfcModel;
import io.gemello.bim.ifc.IfcObject;
import io.gemello.bim.mapping.MappingRow.Status;
import io.gemello.bim.register.Register;
import io.gemello.bim.register.RegisterMatch;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds the element of every asset and point: what a person has decided counts first, then the site's columns, then the registers,
 * then the rules in their order. Nothing is guessed: where more than one element fits, none is taken. Where the model does not have any more what they lead to,
 * the doctor's {@link Heirs} say what became of it. Used once, by one thread.
 */
public final class Mapper {
    /** The column {@code element}, and the free column of that name in assets.csv, besides GlobalId and UniqueId: {@code tag=…}, {@code name=…}, {@code property:SET.NAME=…}. */
    private static final String ATTRIBUTE = "element";
    private static final int MAX_CANDIDATES = 20;
    private final Catalogue catalogue;
    private final IfcModel model;
    private final ElementIndex index;
    private final List<MappingRule> rules;
    private final Map<String, String> decided;
    private final Heirs heirs;
    private final Map<String, Heirs.Found> found = new HashMap<>();
    private final List<RegisterMatch> registers;
    private final Map<String, List<RegisterMatch>> registered = new HashMap<>();
    private final Map<String, String> assets = new LinkedHashMap<>();
    private final Map<String, String> points = new LinkedHashMap<>();
    private final List<MappingRow> rows = new ArrayList<>();

    private Mapper(Catalogue catalogue, IfcModel model, List<MappingRule> rules, Map<String, String> decided, Heirs heirs, List<Register> registers) throws IOException {
        this.catalogue = catalogue;
        this.model = model;
        this.rules = rules;
        this.decided = decided;
        this.heirs = heirs;
        index = model == null ? null : new ElementIndex(model);
        this.registers = new RegisterMatcher(catalogue, index).match(registers);
        this.registers.stream().filter(match -> match.asset() != null && match.ifcGuid() != null).forEach(match -> registered.computeIfAbsent(match.asset(), asset -> new ArrayList<>(1)).add(match));
    }

    /** Of a model that has no revision before, in a site without registers. */
    public static Mapping map(Catalogue catalogue, IfcModel model, List<MappingRule> rules, Map<String, String> decided) throws IOException {
        return map(catalogue, model, rules, decided, Heirs.NONE, List.of());
    }

    /**
     * @param model null for none: then only GlobalIds and UniqueIds lead to elements
     * @param decided GlobalIds by {@code asset/ID} and {@code point/ID}
     * @param heirs what has become of elements that earlier revisions had
     * @throws IOException where the model's file cannot be read
     */
    public static Mapping map(Catalogue catalogue, IfcModel model, List<MappingRule> rules, Map<String, String> decided, Heirs heirs, List<Register> registers) throws IOException {
        return new Mapper(catalogue, model, rules, decided, heirs, registers).work();
    }

    private Mapping work() throws IOException {
        for (Asset asset : catalogue.assets().values()) {
            if (!asset.retired()) {
                String column = asset.ifcGuid() != null ? asset.ifcGuid() : asset.attributes().get(ATTRIBUTE);
                take(Mapped.of(asset, null), column, null, assets);
            }
        }
        for (Point point : catalogue.points().values()) {
            PointDetail detail = catalogue.detail(point.id());
            if (!point.retired() && detail != null) {
                take(Mapped.of(catalogue.assets().get(point.asset()), point), detail.element(), assets.get(point.asset()), points);
            }
        }
        return new Mapping(assets, points, rows, found, registers);
    }

    /** @param ofAsset GlobalId of a point's asset; null for none */
    private void take(Mapped one, String column, String ofAsset, Map<String, String> to) throws IOException {
        String person = decided.get(one.kind() + "/" + one.id());
        MappingRow row = person != null ? sure(one, person, "person") : column != null ? column(one, column) : byRegister(one);
        row = row == null && person == null && column == null ? byRule(one) : row;
        if (row == null) {
            row = ofAsset == null ? row(one, Status.UNMATCHED, null, null, one.point() != null ? "its asset has no element" : rules.isEmpty() ? "no column names its element" : "no rule finds its element", List.of())
                : row(one, dangling(ofAsset) ? Status.DANGLING : Status.MATCHED, ofAsset, "asset", "on the element of " + one.point().asset(), List.of());
        }
        // The element that has the GlobalId now may be another one: nothing is shown on it until somebody has said so.
        if (row.ifcGuid() != null && !(heirs.asked().contains(row.ifcGuid()) && model != null && model.byGuid(row.ifcGuid()) != null)) {
            to.put(one.id(), row.ifcGuid());
        }
        rows.add(row);
    }

    private boolean dangling(String guid) {
        return model != null && model.byGuid(guid) == null;
    }

    private MappingRow sure(Mapped one, String guid, String by) {
        Heirs.Fate known = heirs.fate(guid);
        // A model of before that could not be compared: what is there itself needs no heir that is not.
        Heirs.Fate fate = known.state() == Heirs.State.HEIR && dangling(known.guid()) && !dangling(guid) ? new Heirs.Fate(Heirs.State.ITSELF, guid) : known;
        String at = fate.guid();
        IfcObject object = model == null ? null : model.byGuid(at);
        return switch (fate.state()) {
            case ASKED -> row(one, Status.DANGLING, at, by, "the model's new revision may not have " + at + " any more: the mapping doctor asks what became of it", List.of());
            case RETIRED -> row(one, Status.UNMATCHED, null, MappingRow.DOCTOR, "its element " + at + " has left the model", List.of());
            default -> model != null && object == null ? row(one, Status.DANGLING, at, by, "the model has no element " + at, List.of())
                : row(one, Status.MATCHED, at, fate.state() == Heirs.State.HEIR ? MappingRow.DOCTOR : by,
                    object == null ? "" : object.entity() + " " + object.name() + (fate.state() == Heirs.State.HEIR ? ", which was " + guid : ""), List.of());
        };
    }

    /** What a pattern found; where it finds nothing or several any more, what became of that which it found before. Null for nothing. */
    private MappingRow lasting(Mapped one, Wish wish, String by) throws IOException {
        MappingRow now = choose(one, index.find(wish), by);
        String said = by + " " + wish.text();
        Heirs.Found before = heirs.found().get(one.kind() + "/" + one.id());
        if (now != null && now.status() == Status.MATCHED) {
            found.put(now.key(), new Heirs.Found(said, now.ifcGuid()));
        } else if (before != null && before.said().equals(said)) {
            // Of what a person has retired, too: he may take that back.
            found.put(one.kind() + "/" + one.id(), before);
            if (heirs.fate(before.guid()).state() != Heirs.State.RETIRED) {
                return sure(one, before.guid(), MappingRow.DOCTOR);
            }
        }
        return now;
    }

    private MappingRow column(Mapped one, String column) throws IOException {
        if (IfcGuid.isValid(column)) {
            return sure(one, column, "column");
        }
        String converted = IfcGuid.ofRevit(column).orElse(null);
        if (converted != null) {
            return sure(one, converted, "column");
        }
        int equals = column.indexOf('=');
        String field = equals < 0 ? "" : column.substring(0, equals).strip();
        if (!ElementIndex.FIELDS.containsKey(field) && !field.startsWith(Wish.PROPERTY)) {
            return row(one, Status.UNMATCHED, null, "column", "'" + column + "' is no GlobalId, no Revit UniqueId, and none of tag=…, name=…, property:SET.NAME=…", List.of());
        }
        if (index == null) {
            return row(one, Status.UNMATCHED, null, "column", "there is no model to look for " + column, List.of());
        }
        MappingRow row = lasting(one, new Wish(Map.of(field, new Glob(column.substring(equals + 1)))), "column");
        return row != null ? row : row(one, Status.UNMATCHED, null, "column", "no element has " + column, List.of());
    }

    /** Null for a point, and for an asset that is in no register. */
    private MappingRow byRegister(Mapped one) {
        List<RegisterMatch> found = one.point() == null ? registered.getOrDefault(one.id(), List.of()) : List.of();
        if (found.isEmpty()) {
            return null;
        }
        RegisterMatch first = found.get(0);
        String by = "register " + first.file();
        if (found.size() == 1 && first.by().equals(RegisterMatcher.GLOBAL_ID)) {
            return sure(one, first.ifcGuid(), by);
        }
        return found.size() > 1 ? row(one, Status.AMBIGUOUS, null, by, found.size() + " rows of registers are this asset", found.stream().limit(MAX_CANDIDATES).map(RegisterMatch::ifcGuid).toList())
            : row(one, first.status(), first.ifcGuid(), by, first.row().where() + ": " + first.detail(), List.of());
    }

    /** The first rule that finds anything decides; null where none does. */
    private MappingRow byRule(Mapped one) throws IOException {
        for (MappingRule rule : index == null ? List.<MappingRule>of() : rules) {
            Wish wish = rule.wish(one);
            MappingRow row = wish == null ? null : lasting(one, wish, rule.name());
            if (row != null) {
                return row;
            }
        }
        return null;
    }

    private static MappingRow choose(Mapped one, List<IfcObject> found, String by) {
        if (found.size() == 1) {
            return row(one, Status.MATCHED, found.get(0).guid(), by, found.get(0).entity() + " " + found.get(0).name(), List.of());
        }
        return found.isEmpty() ? null : row(one, Status.AMBIGUOUS, null, by, found.size() + " elements fit", found.stream().limit(MAX_CANDIDATES).map(IfcObject::guid).toList());
    }

    private static MappingRow row(Mapped one, Status status, String guid, String by, String detail, List<String> candidates) {
        return new MappingRow(one.kind(), one.id(), status, guid, by, detail, candidates);
    }

    /** How many rows there are of each status, none left out. */
    public static Map<String, Integer> counts(List<MappingRow> rows) {
        Map<Status, Integer> counts = new HashMap<>();
        rows.forEach(row -> counts.merge(row.status(), 1, Integer::sum));
        Map<String, Integer> all = new LinkedHashMap<>();
        for (Status status : Status.values()) {
            all.put(status.word(), counts.getOrDefault(status, 0));
        }
        return all;
    }
}
