package io.gemello.core.discovery;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Proposals as rows of the site's tables. */
public final class ProposalCsv {
    private static final List<String> POINTS = List.of("point", "asset", "feature", "quantity", "unit", "adapter", "address", "sourceUnit", "states", "comment");
    private static final List<String> ASSETS = List.of("asset", "type", "name", "locatedIn");

    private ProposalCsv() {}

    /** A whole file. */
    public static String points(Proposals proposals) {
        return write(POINTS, true, proposals.points().stream().map(ProposalCsv::cells).toList());
    }

    /** A whole file with the assets that the points need. */
    public static String assets(Proposals proposals) {
        return write(ASSETS, true, proposals.assets().stream().map(ProposalCsv::cells).toList());
    }

    /** Rows alone, under the columns of a file that is there. What it has no column for is left out; a row that would mean something else without it too. */
    public static String pointsUnder(List<String> header, Proposals proposals) {
        return write(header, false, proposals.points().stream().map(ProposalCsv::cells).map(row -> fitted(row, header)).filter(row -> header.contains("states") || row.get("states").isEmpty()).toList());
    }

    public static String assetsUnder(List<String> header, Proposals proposals) {
        return write(header, false, proposals.assets().stream().map(ProposalCsv::cells).toList());
    }

    /** Without a column for the source's unit readings stay in it. */
    private static Map<String, String> fitted(Map<String, String> row, List<String> header) {
        if (!header.contains("sourceUnit") && !row.get("sourceUnit").isEmpty()) {
            row.put("unit", row.get("sourceUnit"));
        }
        return row;
    }

    private static Map<String, String> cells(Proposal of) {
        Map<String, String> row = new LinkedHashMap<>();
        row.put("point", of.point());
        row.put("asset", of.asset());
        row.put("feature", of.feature());
        row.put("quantity", of.quantity());
        row.put("unit", of.unit());
        row.put("adapter", of.adapter());
        row.put("address", of.address());
        row.put("sourceUnit", of.sourceUnit());
        row.put("states", of.states());
        row.put("comment", String.format(Locale.ROOT, "guessed (%.2f): %s; seen: %s", of.confidence(), String.join("; ", of.why()), of.value()));
        return row;
    }

    private static Map<String, String> cells(Proposals.NewAsset of) {
        return Map.of("asset", of.asset(), "type", of.type(), "name", of.name(), "locatedIn", of.locatedIn());
    }

    private static String write(List<String> header, boolean withHeader, List<Map<String, String>> rows) {
        StringWriter text = new StringWriter();
        try (CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(text)) {
            if (withHeader) {
                csv.writeRecord(header);
            }
            rows.forEach(row -> csv.writeRecord(header.stream().map(column -> row.getOrDefault(column, "")).toList()));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return text.toString();
    }
}
