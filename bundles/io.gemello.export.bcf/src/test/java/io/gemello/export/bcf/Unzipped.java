package io.gemello.export.bcf;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPathFactory;

/** What is in a file, by the entries' names. */
record Unzipped(Map<String, byte[]> parts) {
    static Unzipped of(byte[] archive) throws IOException {
        Map<String, byte[]> parts = new TreeMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                parts.put(entry.getName(), zip.readAllBytes());
            }
        }
        return new Unzipped(parts);
    }

    /** The text that a path finds in a part. @param name the end of its name */
    String text(String name, String path) throws Exception {
        byte[] part = parts.entrySet().stream().filter(one -> one.getKey().endsWith(name)).findFirst().orElseThrow().getValue();
        return XPathFactory.newDefaultInstance().newXPath().evaluate(path, DocumentBuilderFactory.newDefaultInstance().newDocumentBuilder().parse(new ByteArrayInputStream(part)));
    }

    long issues() {
        return parts.keySet().stream().filter(name -> name.endsWith("/markup.bcf")).count();
    }
}
