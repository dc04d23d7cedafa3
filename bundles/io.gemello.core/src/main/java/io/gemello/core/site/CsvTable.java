package io.gemello.core.site;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A CSV file with a header line (RFC 4180, UTF-8, with or without BOM), every row with its line number. */
final class CsvTable {
    private static final long MAX_BYTES = 256L << 20;
    private static final int MAX_FIELD = 64 << 10;

    /** @param cells by column name, stripped; empty cells are left out */
    record Row(int line, Map<String, String> cells) {
        /** Null for an empty cell. */
        String get(String column) {
            return cells.get(column);
        }
    }

    private final List<String> header;
    private final List<Row> rows;

    private CsvTable(List<String> header, List<Row> rows) {
        this.header = header;
        this.rows = rows;
    }

    List<Row> rows() {
        return rows;
    }

    List<String> header() {
        return header;
    }

    /** Reads what can be read; what cannot becomes a fault. A missing file is one too. */
    static CsvTable read(Path file, Path named, List<String> required, List<Fault> faults) throws IOException {
        String name = file.getFileName().toString();
        List<String> header = new ArrayList<>();
        List<Row> rows = new ArrayList<>();
        if (!Files.isRegularFile(file)) {
            faults.add(new Fault(name, 0, "", "the file is missing in " + named));
        } else if (Files.size(file) > MAX_BYTES) {
            faults.add(new Fault(name, 0, "", "the file is larger than 256 MiB; is it the right one?"));
        } else {
            parse(file, name, header, rows, faults);
            for (String column : required) {
                if (!header.contains(column) && !header.isEmpty()) {
                    faults.add(new Fault(name, 1, column, "the column is missing; the first line must name it"));
                }
            }
            if (header.isEmpty() && faults.isEmpty()) {
                faults.add(new Fault(name, 1, "", "the file is empty; its first line names the columns: " + String.join(",", required)));
            }
        }
        return new CsvTable(header, rows);
    }

    private static void parse(Path file, String name, List<String> header, List<Row> rows, List<Fault> faults) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        String text;
        try {
            text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException noText) {
            faults.add(new Fault(name, lineOfBadByte(bytes), "", "not UTF-8; save the file as CSV UTF-8"));
            return;
        }
        int line = 1;
        try (CsvReader<CsvRecord> csv = CsvReader.builder().maxBufferSize(4 << 20).skipEmptyLines(true).allowExtraFields(true).allowMissingFields(true)
            .ofCsvRecord(text.startsWith("\ufeff") ? text.substring(1) : text)) {
            for (CsvRecord record : csv) {
                line = (int) record.getStartingLineNumber();
                if (header.isEmpty()) {
                    readHeader(record, name, header, faults);
                } else {
                    readRow(record, name, header, rows, faults);
                }
            }
        } catch (CsvParseException broken) {
            faults.add(new Fault(name, line, "", "no valid CSV at or after this line: a quotation mark is not closed, or a field is larger than 4 MiB"));
            return;
        }
        // The reader takes everything behind a mark that is not closed for one field.
        if (text.chars().filter(character -> character == '"').count() % 2 != 0) {
            faults.add(new Fault(name, line, "", "no valid CSV at or before this line: a quotation mark is not closed; one within a text is written twice"));
        }
    }

    private static int lineOfBadByte(byte[] bytes) {
        CharBuffer good = CharBuffer.allocate(bytes.length);
        StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes), good, true);
        return 1 + (int) good.flip().chars().filter(character -> character == '\n').count();
    }

    private static void readHeader(CsvRecord record, String name, List<String> header, List<Fault> faults) {
        for (String field : record.getFields()) {
            String column = field.strip();
            if (!column.isEmpty() && header.contains(column)) {
                faults.add(new Fault(name, 1, column, "the column stands twice in the first line"));
            }
            header.add(column);
        }
        if (header.size() == 1 && header.get(0).contains(";")) {
            faults.add(new Fault(name, 1, "", "the columns are separated by ';'; they must be separated by ','"));
        }
    }

    private static void readRow(CsvRecord record, String name, List<String> header, List<Row> rows, List<Fault> faults) {
        int line = (int) record.getStartingLineNumber();
        Map<String, String> cells = new LinkedHashMap<>();
        for (int i = 0; i < record.getFieldCount(); i++) {
            String cell = record.getField(i).strip();
            if (i >= header.size() || header.get(i).isEmpty()) {
                if (!cell.isEmpty()) {
                    faults.add(new Fault(name, line, "", "field " + (i + 1) + " ('" + shorten(cell) + "') has no column; a comma too many, or a text with a comma that needs quotes"));
                }
            } else if (cell.length() > MAX_FIELD) {
                faults.add(new Fault(name, line, header.get(i), "longer than 64 KiB; is a quote missing?"));
            } else if (!cell.isEmpty()) {
                cells.put(header.get(i), cell);
            }
        }
        if (!cells.isEmpty()) {
            rows.add(new Row(line, cells));
        }
    }

    private static String shorten(String cell) {
        return cell.length() <= 40 ? cell : cell.substring(0, 40) + "…";
    }
}
