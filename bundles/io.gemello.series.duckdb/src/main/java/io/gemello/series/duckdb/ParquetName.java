package io.gemello.series.duckdb;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * {@code DATE.N.parquet}: the readings of a day. A file with a higher number holds all that those with lower ones do.
 *
 * @param day its beginning, UTC nanoseconds
 */
record ParquetName(long day, int number) {
    static ParquetName first(long day) {
        return new ParquetName(day, 1);
    }

    ParquetName next() {
        return new ParquetName(day, number + 1);
    }

    /** Null for a file that is none of ours. */
    static ParquetName of(String file) {
        String[] parts = file.split("\\.");
        try {
            return parts.length == 3 && parts[2].equals("parquet") ? new ParquetName(LocalDate.parse(parts[0]).toEpochDay() * Tier.DAY, Integer.parseInt(parts[1])) : null;
        } catch (DateTimeException | NumberFormatException notOurs) {
            return null;
        }
    }

    static List<ParquetName> in(Path folder) throws IOException {
        List<ParquetName> names = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            files.map(path -> of(path.getFileName().toString())).filter(name -> name != null).forEach(names::add);
        }
        return names;
    }

    /** The one of each day that counts, oldest first. */
    static List<ParquetName> newest(List<ParquetName> names) {
        TreeMap<Long, ParquetName> newest = new TreeMap<>();
        names.forEach(name -> newest.merge(name.day(), name, (one, other) -> one.number() > other.number() ? one : other));
        return List.copyOf(newest.values());
    }

    @Override
    public String toString() {
        return LocalDate.ofEpochDay(Math.floorDiv(day, Tier.DAY)) + "." + number + ".parquet";
    }
}
