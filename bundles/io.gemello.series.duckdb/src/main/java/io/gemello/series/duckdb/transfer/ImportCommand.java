package io.gemello.series.duckdb.transfer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Set;

/** {@code gemello import FILE…}: brings history from CSV, line protocol or Parquet into the system that runs. */
public final class ImportCommand {
    private static final Set<String> OPTIONS = Set.of("--data", "--server", "--format", "--zone");

    private ImportCommand() {}

    /** @return 0 when all of it is stored, 1 when some rows could not be read or belong to no point, or the server went away; 2 for a wrong call */
    public static int run(String... args) throws InterruptedException {
        try {
            Arguments given = Arguments.parse(OPTIONS, args);
            if (given.words().isEmpty()) {
                throw new IllegalArgumentException("import takes files: gemello import FILE… [--format csv|line|parquet] [--zone ZONE] [--data DIR | --server URL]");
            }
            Server server = Server.of(given.option("--server", null), Path.of(given.option("--data", "var")), System.getenv());
            Times times = new Times(ZoneId.of(given.option("--zone", "UTC")));
            boolean complete = true;
            for (String file : given.words()) {
                Path path = Path.of(file);
                if (!Files.isRegularFile(path)) {
                    throw new IllegalArgumentException("there is no file " + file);
                }
                complete &= new FileImport(path, open(given.format(file), path, times), server, System.err).run();
            }
            return complete ? 0 : 1;
        } catch (IllegalArgumentException | DateTimeException wrong) {
            System.err.println("gemello: " + wrong.getMessage());
            return 2;
        } catch (IOException failed) {
            System.err.println("gemello: " + failed.getMessage());
            return 1;
        }
    }

    static RowSource open(String format, Path path, Times times) throws IOException {
        return switch (format) {
            case "csv" -> new CsvRows(path, times);
            case "parquet" -> new ParquetRows(path, times);
            default -> new LineRows(path, times);
        };
    }
}
