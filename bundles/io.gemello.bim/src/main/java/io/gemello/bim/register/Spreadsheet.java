package io.gemello.bim.register;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * Reads the texts and numbers of an .xlsx file (ECMA-376): all that a register needs of it. The file comes from strangers: it is unpacked
 * within bounds, whatever sizes it claims, and only the sheets that are wanted. Used once.
 */
final class Spreadsheet {
    private static final long MAX_FILE = 32L << 20;
    private static final long MAX_UNPACKED = 64L << 20;
    /** Sheets repeat themselves; a bomb does more. */
    private static final int MAX_RATIO = 200;
    private static final int BLOCK = 1 << 16;
    private static final String WORKBOOK = "xl/workbook.xml";
    private static final String RELATIONS = "xl/_rels/workbook.xml.rels";
    private static final String TEXTS = "xl/sharedStrings.xml";
    private final ZipFile zip;
    private long allowed;

    private Spreadsheet(ZipFile zip, long allowed) {
        this.zip = zip;
        this.allowed = allowed;
    }

    /** Tables by the name of their sheets, in the order of the file; only those that are wanted. @param wanted empty for the first alone */
    static Map<String, Table> read(Path file, List<String> wanted) throws IOException {
        long size = Files.size(file);
        if (size > MAX_FILE) {
            throw new RegisterFault("the file is larger than " + (MAX_FILE >> 20) + " MB");
        }
        // Office programs write archives whose sizes stand at the end alone: they are read by their directory.
        try (ZipFile zip = new ZipFile(file.toFile())) {
            return new Spreadsheet(zip, Math.min(MAX_UNPACKED, Math.max(1 << 20, size * MAX_RATIO))).tables(wanted);
        } catch (ZipException broken) {
            throw new RegisterFault("it is no .xlsx file, or cut off (" + broken.getMessage() + "); save or copy it again");
        } catch (EOFException cut) {
            throw new RegisterFault("the file is damaged; copy it again");
        }
    }

    private Map<String, Table> tables(List<String> wanted) throws IOException {
        byte[] workbook = part(WORKBOOK);
        if (workbook == null) {
            throw new RegisterFault("it is no .xlsx file; save it as one");
        }
        byte[] related = part(RELATIONS);
        Map<String, String> targets = related == null ? Map.of() : SheetXml.relations(related);
        byte[] shared = part(TEXTS);
        List<String> texts = shared == null ? List.of() : SheetXml.texts(shared);
        Map<String, Table> tables = new LinkedHashMap<>();
        for (Map.Entry<String, String> sheet : SheetXml.sheets(workbook).entrySet()) {
            if (wanted.isEmpty() ? tables.isEmpty() : wanted.contains(sheet.getKey())) {
                byte[] xml = part(place(targets.getOrDefault(sheet.getValue(), "")));
                if (xml != null) {
                    tables.put(sheet.getKey(), SheetXml.table(xml, texts));
                }
            }
        }
        return tables;
    }

    /** Of a part in the archive: relations are told from the workbook's folder, or from the root. */
    private static String place(String target) throws RegisterFault {
        String place = null;
        try {
            place = URI.create("/" + WORKBOOK).resolve(target).getPath();
        } catch (IllegalArgumentException malformed) {
            // said below
        }
        if (place == null || place.isEmpty()) {
            throw new RegisterFault("it leads to a sheet that has no place: " + target);
        }
        return place.substring(1);
    }

    /** Null where there is none. */
    private byte[] part(String name) throws IOException {
        ZipEntry entry = zip.getEntry(name);
        if (entry == null) {
            return null;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] block = new byte[BLOCK];
        try (InputStream in = zip.getInputStream(entry)) {
            for (int got = in.read(block); got >= 0; got = in.read(block)) {
                allowed -= got;
                if (allowed < 0) {
                    throw new RegisterFault("it grows beyond all measure when it is unpacked: refused as an archive that is a trap, or too large");
                }
                bytes.write(block, 0, got);
            }
        }
        return bytes.toByteArray();
    }
}
