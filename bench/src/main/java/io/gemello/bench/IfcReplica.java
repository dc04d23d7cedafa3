package io.gemello.bench;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A large model: a real one many times over, with other instance names and GlobalIds in each copy. */
final class IfcReplica {
    private static final Pattern REFERENCE_OR_TEXT = Pattern.compile("'(?:[^']|'')*'|#([0-9]+)");
    private static final Pattern GLOBAL_ID = Pattern.compile("(=\\s*IFC\\w+\\s*\\(\\s*')([0-3][0-9A-Za-z_$]{21})('\\s*,\\s*[#$])");
    private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_$";

    private IfcReplica() {}

    /** @return how many copies it took */
    static int write(Path model, long bytes, Path to) throws IOException {
        String text = Files.readString(model, StandardCharsets.ISO_8859_1);
        Matcher begin = Pattern.compile("\\bDATA\\s*;\\s*").matcher(text);
        if (!begin.find()) {
            throw new IOException(model + " has no DATA");
        }
        int end = text.lastIndexOf("ENDSEC;");
        String data = text.substring(begin.end(), end);
        int stride = 1 + REFERENCE_OR_TEXT.matcher(data).results().filter(found -> found.group(1) != null).mapToInt(found -> Integer.parseInt(found.group(1))).max().orElse(0);
        int copies = 0;
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(to))) {
            out.write(text.substring(0, begin.end()).getBytes(StandardCharsets.ISO_8859_1));
            for (long written = begin.end(); written < bytes; copies++) {
                byte[] copy = copy(data, copies, stride).getBytes(StandardCharsets.ISO_8859_1);
                out.write(copy);
                written += copy.length;
            }
            out.write(text.substring(end).getBytes(StandardCharsets.ISO_8859_1));
        }
        return copies;
    }

    private static String copy(String data, int number, int stride) {
        if (number == 0) {
            return data;
        }
        String renamed = GLOBAL_ID.matcher(data).replaceAll(found -> Matcher.quoteReplacement(found.group(1) + guid(found.group(2) + number) + found.group(3)));
        return REFERENCE_OR_TEXT.matcher(renamed).replaceAll(found -> Matcher.quoteReplacement(found.group(1) == null ? found.group() : "#" + (Long.parseLong(found.group(1)) + (long) number * stride)));
    }

    private static String guid(String of) {
        UUID uuid = UUID.nameUUIDFromBytes(of.getBytes(StandardCharsets.US_ASCII));
        char[] text = new char[22];
        long high = uuid.getMostSignificantBits();
        long low = uuid.getLeastSignificantBits();
        for (int i = text.length - 1; i >= 0; i--) {
            text[i] = ALPHABET.charAt((int) (low & 63));
            low = low >>> 6 | high << 58;
            high >>>= 6;
        }
        return new String(text);
    }
}
