package io.gemello.bim.register;

import io.gemello.bim.ifc.IfcGuid;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Reads a register: a COBie spreadsheet (its sheets Floor, Space and Component), or a table whose columns the settings name. */
public final class RegisterFile {
    private static final String COMPONENT = "Component";
    /** COBie's sheets that hold things of the building, what they hold, and the column that says where that is. */
    private static final Map<String, String[]> COBIE = new LinkedHashMap<>();
    /** COBie says so where there is nothing to say. */
    private static final Set<String> NOTHING = Set.of("n/a", "na", "none", "unknown", "-");
    /** What of a component is worth keeping, by the name under which it is kept. */
    private static final Map<String, String> KEPT = new LinkedHashMap<>();

    static {
        COBIE.put("Floor", new String[] {"storey", ""});
        COBIE.put("Space", new String[] {"space", "FloorName"});
        COBIE.put(COMPONENT, new String[] {"", "Space"});
        for (String column : List.of("Description", "SerialNumber", "InstallationDate", "WarrantyStartDate", "TagNumber", "BarCode", "AssetIdentifier")) {
            KEPT.put(column, Character.toLowerCase(column.charAt(0)) + column.substring(1));
        }
    }

    private RegisterFile() {}

    /** Never fails: what cannot be read has faults. @param folder of the site */
    public static Register read(Path folder, RegisterSettings settings) {
        Path file = folder.resolve(settings.file());
        List<String> faults = new ArrayList<>();
        List<RegisterRow> rows = new ArrayList<>();
        if (!Files.isRegularFile(file)) {
            faults.add("there is no such file in the site's folder");
        } else {
            try {
                if (!settings.file().endsWith(RegisterSettings.SPREADSHEET)) {
                    plain("", CsvFile.read(file), settings, rows, faults);
                } else if (settings.columns().isEmpty()) {
                    cobie(Spreadsheet.read(file, List.copyOf(COBIE.keySet())), rows, faults);
                } else {
                    sheet(Spreadsheet.read(file, settings.sheet().isEmpty() ? List.of() : List.of(settings.sheet())), settings, rows, faults);
                }
            } catch (RegisterFault fault) {
                faults.add(fault.getMessage());
            } catch (IOException | RuntimeException fault) {
                faults.add("it cannot be read: " + fault);
            }
        }
        return new Register(settings.file(), rows, faults);
    }

    private static void cobie(Map<String, Table> sheets, List<RegisterRow> rows, List<String> faults) {
        if (!sheets.containsKey(COMPONENT)) {
            faults.add("it has no sheet Component, as a COBie spreadsheet has; say in bim.json which columns it has");
        }
        COBIE.forEach((name, what) -> {
            Table sheet = sheets.getOrDefault(name, new Table(List.of(), List.of()));
            for (Table.Row row : sheet.rows()) {
                String own = said(row.get("Name"));
                String type = what[0].isEmpty() ? said(row.get("TypeName")) : what[0];
                String external = said(row.get(sheet.header().contains("ExtIdentifier") ? "ExtIdentifier" : "ExternalIdentifier"));
                if (!own.isEmpty()) {
                    Map<String, String> rest = new LinkedHashMap<>();
                    KEPT.forEach((column, kept) -> put(rest, kept, said(row.get(column))));
                    rows.add(row(name, row.line(), own, own, type, said(row.get(what[1])).split(",")[0].strip(), external, "", rest));
                } else {
                    faults.add(name + " line " + row.line() + ": it has no Name");
                }
            }
        });
    }

    private static void sheet(Map<String, Table> sheets, RegisterSettings settings, List<RegisterRow> rows, List<String> faults) {
        if (sheets.isEmpty()) {
            faults.add("it has no sheet " + settings.sheet());
        } else {
            Map.Entry<String, Table> first = sheets.entrySet().iterator().next();
            plain(first.getKey(), first.getValue(), settings, rows, faults);
        }
    }

    private static void plain(String sheet, Table table, RegisterSettings settings, List<RegisterRow> rows, List<String> faults) {
        settings.columns().forEach((meaning, column) -> {
            if (!table.header().contains(column)) {
                faults.add("it has no column '" + column + "' (" + meaning + "); its first line has " + String.join(", ", table.header()));
            }
        });
        for (Table.Row row : faults.isEmpty() ? table.rows() : List.<Table.Row>of()) {
            Map<String, String> rest = new LinkedHashMap<>(row.cells());
            rest.keySet().removeAll(settings.columns().values());
            rest.values().removeIf(text -> said(text).isEmpty());
            String id = said(of(row, settings, "id"));
            if (id.isEmpty()) {
                faults.add("line " + row.line() + ": column " + settings.columns().get("id") + " is empty");
            } else {
                String name = said(of(row, settings, "name"));
                rows.add(row(sheet, row.line(), id, name.isEmpty() ? id : name, said(of(row, settings, "type")), said(of(row, settings, "in")), said(of(row, settings, "ifcGuid")), said(of(row, settings, "tag")), rest));
            }
        }
    }

    private static String of(Table.Row row, RegisterSettings settings, String meaning) {
        String column = settings.columns().get(meaning);
        return column == null ? "" : row.get(column);
    }

    /** @param external a GlobalId, a Revit UniqueId, or the number that the authoring tool gave */
    private static RegisterRow row(String sheet, int line, String id, String name, String type, String in, String external, String tag, Map<String, String> rest) {
        boolean guid = IfcGuid.isValid(external);
        String converted = guid ? external : IfcGuid.ofRevit(external).orElse("");
        return new RegisterRow(sheet, line, id, name, type, in, converted, !tag.isEmpty() ? tag : converted.isEmpty() ? external : "", rest);
    }

    private static void put(Map<String, String> to, String name, String text) {
        if (!text.isEmpty()) {
            to.put(name, text);
        }
    }

    private static String said(String text) {
        return NOTHING.contains(text.toLowerCase(Locale.ROOT)) ? "" : text;
    }
}
