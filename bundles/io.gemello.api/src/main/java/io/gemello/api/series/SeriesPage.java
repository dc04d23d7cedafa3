package io.gemello.api.series;

import io.gemello.api.reading.Reading;
import java.util.List;
import java.util.OptionalLong;

/** @param next the {@code from} of the following page; empty when this is the last */
public record SeriesPage(List<Reading> readings, OptionalLong next) {
    public SeriesPage {
        readings = List.copyOf(readings);
    }
}
