package io.gemello.adapter.ipmi;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** A file {@code HOST-YYYY-MM-DD.txt} or {@code .txt.gz}: what one host said in one day (UTC). */
record RecordingFile(Path path, String host, LocalDate day) {
    private static final Pattern NAME = Pattern.compile("(.+)-(\\d{4}-\\d{2}-\\d{2})\\.txt(\\.gz)?");

    /** All recordings of a folder, by name. @throws IOException saying what is wrong with which file: a folder is played whole or not at all */
    static List<RecordingFile> in(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new IOException("recordings: " + folder + " is not a folder");
        }
        List<RecordingFile> found = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                String name = file.getFileName().toString();
                if (name.endsWith(".txt") || name.endsWith(".txt.gz")) {
                    found.add(of(file, name));
                }
            }
        }
        if (found.isEmpty()) {
            throw new IOException("recordings: " + folder + " holds no HOST-YYYY-MM-DD.txt or .txt.gz");
        }
        return found;
    }

    private static RecordingFile of(Path file, String name) throws IOException {
        Matcher matcher = NAME.matcher(name);
        if (!matcher.matches()) {
            throw new IOException("recordings: " + file + " is not named HOST-YYYY-MM-DD.txt; rename it or take it out of the folder");
        }
        try {
            RecordingFile recording = new RecordingFile(file, matcher.group(1), LocalDate.parse(matcher.group(2)));
            recording.checkBeginning();
            return recording;
        } catch (DateTimeException e) {
            throw new IOException("recordings: the name of " + file + " holds no date: " + matcher.group(2));
        }
    }

    /** The unpacked text. */
    InputStream open() throws IOException {
        InputStream raw = new BufferedInputStream(Files.newInputStream(path), 64 * 1024);
        if (!path.toString().endsWith(".gz")) {
            return raw;
        }
        try {
            return new GZIPInputStream(raw, 16 * 1024);
        } catch (IOException e) {
            raw.close();
            throw e;
        }
    }

    private void checkBeginning() throws IOException {
        String first;
        try (BoundedLines lines = new BoundedLines(open(), Recording.MAX_BYTES)) {
            first = lines.next();
        } catch (IOException e) {
            throw new IOException("recordings: " + path + " cannot be read: " + e);
        }
        if (first != null && Stamp.parse(first) == Stamp.NONE) {
            throw new IOException("recordings: " + path + " does not begin with a line 'Timestamp: yyyy-MM-dd HH:mm:ss UTC'");
        }
    }
}
