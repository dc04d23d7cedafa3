package io.gemello.adapter.ipmi;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The lines of one scan. A name that is printed more than once gets its place among its namesakes ({@code Temp},
 * {@code Temp[2]}), counted over all lines so that a sensor without a reading does not shift the others.
 */
final class SdrText {
    /** Lines of one scan beyond this are counted as oversized: no management controller has as many sensors. */
    static final int MAX_LINES = 10_000;

    private final LineCounts counts;
    private final Map<String, Integer> places = new HashMap<>();
    private final List<SdrLine> readings = new ArrayList<>();
    private int lines;

    SdrText(LineCounts counts) {
        this.counts = counts;
    }

    /** @param cut whether the line was longer than is believable and its end is missing */
    void add(String line, boolean cut) {
        if (line.isBlank()) {
            return;
        }
        if (cut || ++lines > MAX_LINES) {
            counts.count(SdrLine.Kind.OVERSIZED);
            return;
        }
        SdrLine said = SdrLine.of(line);
        counts.count(said.kind());
        if (said.kind().named()) {
            int place = places.merge(said.sensor(), 1, Integer::sum);
            if (said.kind() == SdrLine.Kind.READING) {
                readings.add(place == 1 ? said : said.renamed(said.sensor() + "[" + place + "]"));
            }
        }
    }

    /** The lines with a value, in the order printed. */
    List<SdrLine> readings() {
        return List.copyOf(readings);
    }
}
