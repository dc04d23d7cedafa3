package io.gemello.itests;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * What the raw text of the recordings says, read here and not by Gemello.
 *
 * @param series by {@code host/sensor}, in the order of time
 * @param end of the last scan of all
 */
record RecordedDay(Map<String, List<Value>> series, Instant end) {
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("'Timestamp: 'yyyy-MM-dd HH:mm:ss' UTC'");
    private static final Pattern NUMBER = Pattern.compile("(.*?) +\\| (-?[0-9.]+) [A-Za-z ]+\\| (?!ns)[a-z]+ *");

    /** @param value in the unit that is printed */
    record Value(Instant time, double value) {}

    static RecordedDay of(Path folder) throws IOException {
        Map<String, List<Value>> series = new TreeMap<>();
        Instant end = Instant.MIN;
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".txt.gz")).toList()) {
                String host = file.getFileName().toString().replaceFirst("-\\d{4}-\\d{2}-\\d{2}\\.txt\\.gz$", "");
                Instant time = null;
                for (String line : lines(file)) {
                    Matcher number = NUMBER.matcher(line);
                    if (line.startsWith("Timestamp: ")) {
                        time = LocalDateTime.parse(line.strip(), STAMP).toInstant(ZoneOffset.UTC);
                        end = time.isAfter(end) ? time : end;
                    } else if (number.matches()) {
                        series.computeIfAbsent(host + "/" + number.group(1), address -> new ArrayList<>()).add(new Value(time, Double.parseDouble(number.group(2))));
                    }
                }
            }
        }
        return new RecordedDay(series, end);
    }

    private static List<String> lines(Path file) throws IOException {
        try (BufferedReader text = new BufferedReader(new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            return text.lines().toList();
        }
    }
}
