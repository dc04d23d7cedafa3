package io.gemello.bim.register;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * Reads the texts and numbers of an .xlsx file (ECMA-376): all that a register needs of it. The file comes from strangers: it is unpacked
 * within bounds, whatever sizes it claims, and what is read is what was measured.
 */
final class Spreadsheet {
    private static final long MAX_FILE = 64L << 20;
    private static final long MAX_UNPACKED = 256L << 20;
    private static final int MAX_ENTRIES = 2_000;
    /** Sheets repeat themselves; a bomb does more. */
    private static final int MAX_RATIO = 200;
    private static final int BLOCK = 1 << 16;
    private static final String WORKBOOK = "xl/workbook.xml";
    private static final String RELATIONS = "xl/_rels/workbook.xml.rels";
    private static final String TEXTS = "xl/sharedStrings.xml";

    private Spreadsheet() {}

    /** Tables by the name of their sheets, in the order of the file; only those that are wanted. @param wanted empty for all */
    static Map<String, Table> read(Path file, List<String> wanted) throws IOException {
        if (Files.size(file) > MAX_FILE) {
            throw new RegisterFault("the file is larger than " + (MAX_FILE >> 20) + " MB");
        }
        Map<String, byte[]> parts = unpacked(file);
        if (!parts.containsKey(WORKBOOK)) {
            throw new RegisterFault("it is no .xlsx file; save it as one");
        }
        List<String> texts = parts.containsKey(TEXTS) ? SheetXml.texts(parts.get(TEXTS)) : List.of();
        Map<String, String> targets = parts.containsKey(RELATIONS) ? SheetXml.relations(parts.get(RELATIONS)) : Map.of();
        Map<String, Table> tables = new LinkedHashMap<>();
        for (Map.Entry<String, String> sheet : SheetXml.sheets(parts.get(WORKBOOK)).entrySet()) {
            byte[] xml = parts.get(place(targets.getOrDefault(sheet.getValue(), "")));
            if (xml != null && (wanted.isEmpty() || wanted.contains(sheet.getKey()))) {
                tables.put(sheet.getKey(), SheetXml.table(xml, texts));
            }
        }
        return tables;
    }

    /** Of a part in the archive: relations are told from the workbook's folder, or from the root. */
    private static String place(String target) throws RegisterFault {
        try {
            return URI.create("/" + WORKBOOK).resolve(target).getPath().substring(1);
        } catch (IllegalArgumentException malformed) {
            throw new RegisterFault("it leads to a sheet that has no place: " + target);
        }
    }

    private static Map<String, byte[]> unpacked(Path file) throws IOException {
        long allowed = Math.min(MAX_UNPACKED, Math.max(1 << 20, Files.size(file) * MAX_RATIO));
        Map<String, byte[]> parts = new HashMap<>();
        // Office programs write archives whose sizes stand at the end alone: they are read by their directory.
        try (ZipFile zip = new ZipFile(file.toFile())) {
            if (zip.size() > MAX_ENTRIES) {
                throw new RegisterFault("there are more than " + MAX_ENTRIES + " files in this archive");
            }
            for (ZipEntry entry : Collections.list(zip.entries())) {
                // Pictures and the like are of no use here.
                if (entry.getName().endsWith(".xml") || entry.getName().endsWith(".rels")) {
                    byte[] bytes = bytes(zip, entry, allowed);
                    allowed -= bytes.length;
                    parts.put(entry.getName(), bytes);
                }
            }
        } catch (ZipException broken) {
            throw new RegisterFault("it is no .xlsx file, or cut off (" + broken.getMessage() + "); save or copy it again");
        } catch (EOFException cut) {
            throw new RegisterFault("the file is damaged; copy it again");
        }
        return parts;
    }

    private static byte[] bytes(ZipFile zip, ZipEntry entry, long allowed) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] block = new byte[BLOCK];
        try (InputStream in = zip.getInputStream(entry)) {
            for (int got = in.read(block); got >= 0; got = in.read(block)) {
                if (bytes.size() + got > allowed) {
                    throw new RegisterFault("it grows beyond all measure when it is unpacked: refused as an archive that is a trap");
                }
                bytes.write(block, 0, got);
            }
        }
        return bytes.toByteArray();
    }
}
