package io.gemello.core.site;

import io.gemello.api.catalogue.Asset;
import io.gemello.api.catalogue.PointDetail;
import io.gemello.core.units.Affine;
import io.gemello.core.units.CodedUnit;
import io.gemello.core.units.NotConvertible;
import io.gemello.core.units.UnitBook;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The rows of {@code points.csv}: units compiled, ranges and states read, and what must hold between the rows. */
final class PointRows {
    static final List<String> REQUIRED = List.of("point", "asset", "feature", "quantity", "unit", "adapter", "address");
    private static final List<String> KNOWN = List.of("point", "asset", "feature", "quantity", "unit", "adapter", "address", "sourceUnit", "gain", "offset", "states", "brick",
        "min", "max", "rate", "flatAfter", "staleAfter", "writable", "element", "parameter", "aggregate", "comment");
    /** Stands where the text was no unit; the fault is noted. */
    private static final CodedUnit PLAIN = new CodedUnit("1", "", null);
    private final UnitBook units;
    private final Map<String, Asset> assets;
    private final List<Fault> faults;
    private final Set<String> placed = new HashSet<>();
    private final Map<String, Integer> features = new HashMap<>();
    private final Map<String, Integer> addresses = new HashMap<>();

    PointRows(UnitBook units, Map<String, Asset> assets, List<Fault> faults) {
        this.units = units;
        this.assets = assets;
        this.faults = faults;
        for (Asset asset : assets.values()) {
            for (String other : new String[] {asset.locatedIn(), asset.partOf()}) {
                if (other != null) {
                    placed.add(other);
                    placed.add(asset.id());
                }
            }
        }
    }

    Map<String, PointSpec> read(CsvTable table) {
        for (String column : table.header()) {
            if (!column.isEmpty() && !KNOWN.contains(column)) {
                faults.add(new Fault(SiteFiles.POINTS, 1, column, "unknown column; known are " + String.join(", ", KNOWN)));
            }
        }
        Map<String, PointSpec> points = new LinkedHashMap<>();
        for (CsvTable.Row row : table.rows()) {
            Cells of = new Cells(SiteFiles.POINTS, row, faults);
            PointSpec spec = read(of, row.line());
            PointSpec first = points.putIfAbsent(spec.id(), spec);
            if (first != null && !spec.id().isEmpty()) {
                of.fault("point", "'" + spec.id() + "' stands in line " + first.line() + " already; a point has one row");
            }
            checkOnce(of, spec);
            checkPlaced(of, spec.asset());
        }
        return points;
    }

    private PointSpec read(Cells of, int line) {
        String id = of.id("point");
        String asset = of.required("asset");
        if (!asset.isEmpty() && !assets.containsKey(asset)) {
            of.fault("asset", "there is no asset '" + asset + "' in assets.csv; add its row or correct the name");
        }
        String quantity = of.required("quantity");
        CodedUnit unit = unit(of, "unit", of.required("unit"), quantity);
        CodedUnit sourceUnit = of.text("sourceUnit") == null ? unit : unit(of, "sourceUnit", of.text("sourceUnit"), quantity);
        Affine conversion = conversion(of, sourceUnit, unit);
        double min = of.number("min", Double.NaN);
        double max = of.number("max", Double.NaN);
        if (min > max) {
            of.fault("min", min + " is above max " + max);
        }
        double gain = of.number("gain", 1);
        if (gain == 0) {
            of.fault("gain", "0 would make every reading the same; leave it empty for 1");
        }
        double rate = of.number("rate", Double.NaN);
        if (rate <= 0) {
            of.fault("rate", "must be above 0: the largest believable change in " + unit + " per second");
        }
        String adapter = of.required("adapter");
        String feature = of.id("feature");
        // A client writes to a point of adapter ditto under its own path: no address is needed.
        String address = adapter.equals("ditto") ? of.text("address", asset + "/" + feature) : of.required("address");
        PointDetail detail = new PointDetail(adapter, address, of.text("brick"), min, max, of.duration("staleAfter"), of.yes("writable"),
            of.text("element"), of.text("parameter"), of.text("aggregate"), of.states("states"));
        return new PointSpec(line, id, asset, feature, quantity, unit, sourceUnit, conversion, new Affine(gain, of.number("offset", 0)), rate, of.duration("flatAfter"), detail);
    }

    /** Null, with a fault, for one that is not understood. */
    private CodedUnit unit(Cells of, String column, String text, String quantity) {
        if (text.isEmpty()) {
            return PLAIN;
        }
        return units.declared(text, quantity).orElseGet(() -> {
            of.fault(column, "'" + text + "' is no unit that is understood; write its UCUM code, e.g. Cel, %, kW, Pa, /min, or 1 for a plain number");
            return PLAIN;
        });
    }

    private Affine conversion(Cells of, CodedUnit from, CodedUnit to) {
        try {
            return from == PLAIN || to == PLAIN ? Affine.IDENTITY : units.conversion(from, to);
        } catch (NotConvertible no) {
            of.fault("sourceUnit", no.getMessage());
            return Affine.IDENTITY;
        }
    }

    /** Where the site says where things are, a sensor on an asset that hangs nowhere is most likely a forgotten cell. Once an asset. */
    private void checkPlaced(Cells of, String asset) {
        if (!placed.isEmpty() && assets.containsKey(asset) && placed.add(asset)) {
            of.warning("asset", "the sensor is an orphan: '" + asset + "' is located nowhere and nothing is located in it; fill in its locatedIn in assets.csv");
        }
    }

    private void checkOnce(Cells of, PointSpec spec) {
        Integer feature = features.putIfAbsent(spec.asset() + "\n" + spec.feature(), spec.line());
        if (feature != null) {
            of.fault("feature", "asset '" + spec.asset() + "' has the feature '" + spec.feature() + "' from line " + feature + " already");
        }
        Integer address = addresses.putIfAbsent(spec.detail().adapter() + "\n" + spec.detail().address(), spec.line());
        if (address != null && !spec.detail().address().isEmpty()) {
            of.fault("address", "adapter '" + spec.detail().adapter() + "' feeds line " + address + " from this address already; an address feeds one point");
        }
    }
}
