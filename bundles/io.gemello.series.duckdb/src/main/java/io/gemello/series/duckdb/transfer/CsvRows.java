package io.gemello.series.duckdb.transfer;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A CSV file with a header; comma or semicolon, whichever the header has more of; {@code .gz} too. */
final class CsvRows implements RowSource {
    private final CountedFile file;
    private final CloseableIterator<CsvRecord> records;
    private final Columns columns;

    /** @throws IllegalArgumentException where the header does not say what the columns are */
    CsvRows(Path path, Times times) throws IOException {
        char separator = separator(path);
        file = new CountedFile(path);
        records = CsvReader.builder().fieldSeparator(separator).skipEmptyLines(true).allowExtraFields(true).allowMissingFields(true)
            .ofCsvRecord(new InputStreamReader(file.stream(), StandardCharsets.UTF_8)).iterator();
        if (!records.hasNext()) {
            throw new IllegalArgumentException(path + " is empty");
        }
        columns = new Columns(records.next().getFields().stream().map(name -> name.replace("\uFEFF", "")).toList(), times);
    }

    private static char separator(Path path) throws IOException {
        try (CountedFile file = new CountedFile(path)) {
            String head = file.firstLine();
            return head.chars().filter(c -> c == ';').count() > head.chars().filter(c -> c == ',').count() ? ';' : ',';
        }
    }

    @Override
    public Row next() throws IOException, BadRow {
        for (Row row = columns.poll();; row = columns.poll()) {
            if (row != null) {
                return row;
            }
            if (!records.hasNext()) {
                return null;
            }
            CsvRecord line = records.next();
            columns.line(line.getStartingLineNumber(), line.getFields().toArray());
        }
    }

    @Override
    public double progress() {
        return file.progress();
    }

    @Override
    public void close() throws IOException {
        records.close();
        file.close();
    }
}
