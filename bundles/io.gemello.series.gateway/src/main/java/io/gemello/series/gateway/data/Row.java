package io.gemello.series.gateway.data;

import io.gemello.api.reading.Reading;
import java.util.List;

/** What is stored of a series for one time. @param readings of its points that have one then */
public record Row(OneSeries series, long time, List<Reading> readings) {
    /** Double, Long, String, or null where it has none. */
    public Object field(String name) {
        if (series.told() != null) {
            return series.told().values().get(name);
        }
        OneSeries.Field field = series.fields().get(name);
        if (field == null) {
            return null;
        }
        for (Reading reading : readings) {
            if (reading.point().equals(field.point())) {
                return field.of(reading);
            }
        }
        return null;
    }
}
