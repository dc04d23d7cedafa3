package io.gemello.http;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Dictionary;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A configuration as a {@code .cfg} file, of the format of {@code java.util.Properties}. */
final class SettingsFile {
    private SettingsFile() {}

    /** Never half written, not even for a moment: File Install reads while we write. What stands in the file beside the properties stays. */
    static void write(Path file, Dictionary<String, Object> properties) throws IOException {
        String before = Files.exists(file) ? Files.readString(file, StandardCharsets.ISO_8859_1) : "";
        String text = text(before, properties);
        if (!text.equals(before)) {
            Path part = Files.writeString(file.resolveSibling("." + file.getFileName() + ".tmp"), text, StandardCharsets.ISO_8859_1);
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    /** @param before what the file holds: its comments and the lines of unchanged properties are kept as they are */
    static String text(String before, Dictionary<String, Object> properties) throws IOException {
        Map<String, String> left = values(properties);
        StringBuilder text = new StringBuilder();
        StringBuilder entry = new StringBuilder();
        for (String line : before.lines().toList()) {
            entry.append(line).append('\n');
            if (!comment(entry) && continued(line)) {
                continue;
            }
            text.append(comment(entry) ? entry : kept(entry.toString(), left));
            entry.setLength(0);
        }
        left.forEach((key, value) -> text.append(line(key, value)));
        return text.toString();
    }

    private static String kept(String entry, Map<String, String> left) throws IOException {
        Properties read = new Properties();
        read.load(new StringReader(entry));
        String key = read.stringPropertyNames().iterator().next();
        String value = left.remove(key);
        // What refers to a property of the framework or the environment has been replaced in the value, and is changed in the file only.
        boolean same = value != null && (value.equals(read.getProperty(key)) || read.getProperty(key).contains("${"));
        return value == null ? "" : same ? entry : line(key, value);
    }

    private static boolean comment(CharSequence entry) {
        String text = entry.toString().stripLeading();
        return text.isEmpty() || text.charAt(0) == '#' || text.charAt(0) == '!';
    }

    private static boolean continued(String line) {
        return (line.length() - line.replaceAll("\\\\+$", "").length()) % 2 == 1;
    }

    private static Map<String, String> values(Dictionary<String, Object> properties) {
        Map<String, String> values = new TreeMap<>();
        for (String key : Collections.list(properties.keys())) {
            if (!key.startsWith("service.") && !key.startsWith("felix.")) {
                values.put(key, value(properties.get(key)));
            }
        }
        return values;
    }

    private static String value(Object value) {
        return value instanceof Object[] many ? Arrays.stream(many).map(Object::toString).collect(Collectors.joining(","))
            : value instanceof Collection<?> some ? some.stream().map(Object::toString).collect(Collectors.joining(",")) : value.toString();
    }

    private static String line(String key, String value) {
        return key + " = " + escape(value) + "\n";
    }

    private static String escape(String value) {
        StringBuilder text = new StringBuilder();
        for (char c : value.toCharArray()) {
            if (c == '\\' || c == ' ' && text.isEmpty() || c == '\n' || c == '\r' || c > '~') {
                text.append(c == '\\' ? "\\\\" : "\\u%04x".formatted((int) c));
            } else {
                text.append(c);
            }
        }
        return text.toString();
    }
}
