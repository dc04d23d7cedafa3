package io.gemello.series.gateway.flux;

import java.util.List;

/**
 * How the client wants its CSV.
 *
 * @param annotations of {@code datatype}, {@code group}, {@code default}, in the order in which they are written
 * @param comment what begins a line of annotations
 */
public record CsvForm(boolean header, char delimiter, List<String> annotations, String comment) {
    /** Where the client says nothing. */
    public static final CsvForm USUAL = new CsvForm(true, ',', List.of(), "#");
}
