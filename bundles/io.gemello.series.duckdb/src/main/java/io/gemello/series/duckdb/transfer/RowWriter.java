package io.gemello.series.duckdb.transfer;

import com.fasterxml.jackson.databind.JsonNode;
import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.ZoneOffset;
import java.util.Properties;
import java.util.StringJoiner;
import org.duckdb.DuckDBDriver;

/** A file that is being exported. */
interface RowWriter extends Closeable {
    /** @param point as {@code /api/gemello/points} tells of it @param reading as {@code /api/gemello/series} does */
    void write(JsonNode point, JsonNode reading) throws IOException;

    static RowWriter of(String format, Path path) throws IOException {
        return switch (format) {
            case "csv" -> csv(path);
            case "line" -> line(path);
            default -> parquet(path);
        };
    }

    private static RowWriter csv(Path path) throws IOException {
        CsvWriter csv = CsvWriter.builder().build(path);
        csv.writeRecord("time", "point", "quantity", "value", "unit", "quality", "reasons");
        return new RowWriter() {
            @Override
            public void write(JsonNode point, JsonNode reading) {
                StringJoiner reasons = new StringJoiner(" ");
                reading.path("reasons").forEach(reason -> reasons.add(reason.asText()));
                csv.writeRecord(reading.path("time").asText(), point.path("point").asText(), point.path("quantity").asText(),
                    reading.path("value").isNull() ? "" : reading.path("value").asText(), point.path("unit").asText(), reading.path("quality").asText(), reasons.toString());
            }

            @Override
            public void close() throws IOException {
                csv.close();
            }
        };
    }

    /** Readings without a number are left out: line protocol cannot say them. */
    private static RowWriter line(Path path) throws IOException {
        BufferedWriter lines = Files.newBufferedWriter(path);
        Times times = new Times(ZoneOffset.UTC);
        return new RowWriter() {
            @Override
            public void write(JsonNode point, JsonNode reading) throws IOException {
                if (!reading.path("value").isNull()) {
                    lines.write(escaped(point, "quantity") + ",asset=" + escaped(point, "asset") + ",point=" + escaped(point, "point") + " quality=\"" + reading.path("quality").asText()
                        + "\",value=" + reading.path("value").asText() + " " + times.nanos(reading.path("time").asText()) + "\n");
                }
            }

            @Override
            public void close() throws IOException {
                lines.close();
            }
        };
    }

    private static String escaped(JsonNode point, String name) {
        return point.path(name).asText().replace("\\", "\\\\").replace(",", "\\,").replace(" ", "\\ ").replace("=", "\\=");
    }

    /** By way of a CSV file, since what comes is not bounded. */
    private static RowWriter parquet(Path path) throws IOException {
        Path csv = path.resolveSibling(path.getFileName() + ".csv");
        RowWriter first = csv(csv);
        return new RowWriter() {
            @Override
            public void write(JsonNode point, JsonNode reading) throws IOException {
                first.write(point, reading);
            }

            @Override
            public void close() throws IOException {
                first.close();
                try (Connection connection = new DuckDBDriver().connect("jdbc:duckdb:", new Properties()); Statement statement = connection.createStatement()) {
                    statement.execute("SET memory_limit = '256MB'");
                    statement.execute("SET preserve_insertion_order = true");
                    statement.execute("COPY (SELECT time::TIMESTAMP_NS AS time, point, quantity, value::DOUBLE AS value, unit, quality, reasons FROM read_csv(" + quoted(csv)
                        + ", header = true, all_varchar = true, nullstr = '')) TO " + quoted(path) + " (FORMAT parquet, COMPRESSION zstd)");
                } catch (SQLException e) {
                    throw new IOException(path + ": " + String.valueOf(e.getMessage()).split("\n")[0], e);
                } finally {
                    Files.deleteIfExists(csv);
                }
            }
        };
    }

    private static String quoted(Path path) {
        return "'" + path.toString().replace("'", "''") + "'";
    }
}
