package io.gemello.bim.ifc;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells from its first bytes what a file is, and refuses by name what cannot be read. */
final class IfcForm {
    private static final int LOOK = 4096;
    private static final Pattern SCHEMA = Pattern.compile("FILE_SCHEMA\\s*\\(\\s*\\(\\s*'([^']*)'", Pattern.CASE_INSENSITIVE);

    private IfcForm() {}

    static boolean isZip(byte[] head) {
        return head.length > 3 && head[0] == 'P' && head[1] == 'K' && head[2] == 3 && head[3] == 4;
    }

    static byte[] head(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(LOOK);
        }
    }

    /** @throws IfcFault for a file that is not in the clear-text encoding */
    static void require(Path file) throws IOException {
        byte[] head = head(file);
        String text = new String(head, StandardCharsets.ISO_8859_1);
        String start = (text.startsWith("\u00EF\u00BB\u00BF") ? text.substring(3) : text).stripLeading();
        if (head.length == 0) {
            throw new IfcFault("the file is empty; copy it again");
        }
        if (start.startsWith("version https://git-lfs")) {
            throw new IfcFault("this is a Git LFS pointer, not the model itself; fetch the file with `git lfs pull` and copy that");
        }
        if (isZip(head)) {
            throw new IfcFault("this is a zip archive; name it .ifczip, or unpack the .ifc file that is in it");
        }
        if (start.startsWith("<")) {
            throw new IfcFault("this is XML (ifcXML?), which is not read; export the model as .ifc (STEP)");
        }
        if (head.length > 1 && (head[0] == (byte) 0xFF && head[1] == (byte) 0xFE || head[0] == (byte) 0xFE && head[1] == (byte) 0xFF)) {
            throw new IfcFault("this is UTF-16 text; an IFC file is plain ASCII, export it again");
        }
        if (!start.startsWith("/*") && !start.regionMatches(true, 0, "ISO-10303-21", 0, 12)) {
            throw new IfcFault("this is no IFC file: it does not begin with ISO-10303-21");
        }
    }

    /** @throws IfcFault for a schema that is not known */
    static String schema(String header) throws IfcFault {
        Matcher found = SCHEMA.matcher(header);
        String schema = found.find() ? found.group(1).strip().toUpperCase(Locale.ROOT) : "";
        if (!schema.startsWith("IFC2X3") && !schema.startsWith("IFC4")) {
            throw new IfcFault("its schema is '" + schema + "'; IFC2X3, IFC4 and IFC4X3 are read");
        }
        return schema;
    }
}
