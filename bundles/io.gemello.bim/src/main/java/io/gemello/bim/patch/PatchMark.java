package io.gemello.bim.patch;

import io.gemello.bim.ifc.Part21Reader.Span;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Comments around a patch by which it can be taken off again: what was where it has changed a line, and the hash of the file it was put on. */
public final class PatchMark {
    private static final int TAIL = 1 << 14;
    private static final String BEGIN = "/*GEMELLO PATCH BEGIN: live values, replaced by every run*/";
    private static final Pattern WAS = Pattern.compile("/\\*GEMELLO PATCH WAS ([0-9]{1,18}) ([0-9]{1,9}) ([0-9a-f]*)\\*/");
    private static final Pattern END = Pattern.compile("/\\*GEMELLO PATCH END ([0-9]{1,18}) ([0-9a-f]{64})\\*/\r?\n");

    private PatchMark() {}

    static void begin(PatchLines lines) throws IOException {
        lines.mark(BEGIN);
    }

    /** @param end where the patch begins in the file without it */
    static void end(PatchLines lines, Edits edits, long end, String revision) throws IOException {
        long begin = end;
        for (Map.Entry<Long, Edits.Edit> edit : edits.all().entrySet()) {
            begin += edit.getValue().becomes().length - edit.getValue().was().length;
            lines.mark("/*GEMELLO PATCH WAS " + edit.getKey() + " " + edit.getValue().becomes().length + " " + HexFormat.of().formatHex(edit.getValue().was()) + "*/");
        }
        lines.mark("/*GEMELLO PATCH END " + begin + " " + revision + "*/");
    }

    /**
     * Takes off the patch that a file has, so that it is what it was before, to the byte. One that another program has changed since
     * stays as it is.
     *
     * @return whether a patch has been taken off
     */
    public static boolean strip(Path file) throws IOException {
        long size = Files.size(file);
        byte[] tail = new byte[(int) Math.min(TAIL, size)];
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
            in.seek(size - tail.length);
            in.readFully(tail);
        }
        String text = new String(tail, StandardCharsets.ISO_8859_1);
        MatchResult end = END.matcher(text).results().reduce((one, other) -> other).orElse(null);
        if (end == null) {
            return false;
        }
        Path bare = Files.createTempFile(file.toAbsolutePath().getParent(), "model", ".ifc");
        try {
            String hash = bare(file, Long.parseLong(end.group(1)), size - tail.length + end.end(), bare);
            if (hash.equals(end.group(2))) {
                Files.move(bare, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
                return true;
            }
        } finally {
            Files.deleteIfExists(bare);
        }
        return false;
    }

    /** @return the hash of what it writes; empty where that does not come out */
    private static String bare(Path file, long begin, long behind, Path to) throws IOException {
        Edits edits = new Edits();
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file)); BufferedReader patch = new BufferedReader(new InputStreamReader(in, StandardCharsets.ISO_8859_1))) {
            in.skipNBytes(begin);
            String line = patch.readLine();
            if (!BEGIN.equals(line)) {
                return "";
            }
            long shift = 0;
            for (; line != null && !line.startsWith("/*GEMELLO PATCH END"); line = patch.readLine()) {
                Matcher was = WAS.matcher(line);
                if (was.matches()) {
                    byte[] before = HexFormat.of().parseHex(was.group(3));
                    int length = Integer.parseInt(was.group(2));
                    long from = Long.parseLong(was.group(1)) + shift;
                    edits.put(new Span(from, from + length), new byte[length], before);
                    shift += length - before.length;
                }
            }
        } catch (EOFException | IllegalArgumentException changed) {
            return "";
        }
        MessageDigest sha256 = sha256();
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file)); OutputStream out = new DigestOutputStream(new BufferedOutputStream(Files.newOutputStream(to)), sha256)) {
            edits.copy(in, begin, out);
            in.skipNBytes(behind - begin);
            in.transferTo(out);
        } catch (EOFException changed) {
            return "";
        }
        return HexFormat.of().formatHex(sha256.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
