package io.gemello.bim.register;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads a table that some spreadsheet wrote: with commas, semicolons or tabs, in UTF-8 or in what Windows wrote before. */
final class CsvFile {
    private static final long MAX_FILE = 32L << 20;
    private static final char[] BETWEEN = {',', ';', '\t'};

    private CsvFile() {}

    static Table read(Path file) throws IOException {
        if (Files.size(file) > MAX_FILE) {
            throw new RegisterFault("the file is larger than " + (MAX_FILE >> 20) + " MB");
        }
        String text = text(Files.readAllBytes(file));
        Table.Builder table = new Table.Builder();
        try (CsvReader<CsvRecord> csv = CsvReader.builder().fieldSeparator(separator(text)).maxBufferSize(4 << 20).skipEmptyLines(true).allowExtraFields(true).allowMissingFields(true).ofCsvRecord(text)) {
            for (CsvRecord record : csv) {
                table.line((int) record.getStartingLineNumber(), record.getFields());
            }
        } catch (CsvParseException broken) {
            throw new RegisterFault("it is no table: a quotation mark is not closed, or a field is larger than 4 MB");
        }
        return table.done();
    }

    private static String text(byte[] bytes) {
        String text;
        try {
            text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException older) {
            text = new String(bytes, Charset.forName("windows-1252"));
        }
        return text.startsWith("\ufeff") ? text.substring(1) : text;
    }

    /** What stands most often in the first line. */
    private static char separator(String text) {
        String heading = text.lines().findFirst().orElse("");
        char most = BETWEEN[0];
        for (char one : BETWEEN) {
            most = count(heading, one) > count(heading, most) ? one : most;
        }
        return most;
    }

    private static long count(String in, char what) {
        return in.chars().filter(one -> one == what).count();
    }
}
