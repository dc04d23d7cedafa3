package io.gemello.bim.register;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes .xlsx files by hand, as ECMA-376 has them, so that tests do not believe the library that reads them. Every other text is shared, as office programs do it. */
final class XlsxFile {
    private static final String MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private static final String RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    private XlsxFile() {}

    static void write(Path file, Map<String, List<List<String>>> sheets) throws IOException {
        write(file, sheets, "");
    }

    /** @param doctype stands before each sheet; a cell with the text ENTITY refers to its entity {@code e} */
    static void write(Path file, Map<String, List<List<String>>> sheets, String doctype) throws IOException {
        write(file, sheets, doctype, "worksheets/sheet%d.xml");
    }

    /** @param target of the sheets' relations, {@code %d} for their number */
    static void write(Path file, Map<String, List<List<String>>> sheets, String doctype, String target) throws IOException {
        List<String> shared = new ArrayList<>();
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            StringBuilder named = new StringBuilder();
            StringBuilder related = new StringBuilder();
            StringBuilder types = new StringBuilder();
            int number = 0;
            for (Map.Entry<String, List<List<String>>> sheet : sheets.entrySet()) {
                number++;
                named.append("<sheet name=\"").append(sheet.getKey()).append("\" sheetId=\"").append(number).append("\" r:id=\"r").append(number).append("\"/>");
                related.append(relation("r" + number, "worksheet", target.replace("%d", Integer.toString(number))));
                types.append(type("/xl/worksheets/sheet" + number + ".xml", "worksheet"));
                part(zip, "xl/worksheets/sheet" + number + ".xml", doctype + "<worksheet xmlns=\"" + MAIN + "\"><sheetData>" + rows(sheet.getValue(), shared) + "</sheetData></worksheet>");
            }
            StringBuilder texts = new StringBuilder();
            shared.forEach(text -> texts.append("<si><t xml:space=\"preserve\">").append(escaped(text)).append("</t></si>"));
            part(zip, "xl/sharedStrings.xml", "<sst xmlns=\"" + MAIN + "\">" + texts + "</sst>");
            part(zip, "xl/workbook.xml", "<workbook xmlns=\"" + MAIN + "\" xmlns:r=\"" + RELATIONS + "\"><sheets>" + named + "</sheets></workbook>");
            part(zip, "xl/_rels/workbook.xml.rels", relations(related + relation("s", "sharedStrings", "sharedStrings.xml")));
            part(zip, "_rels/.rels", relations(relation("w", "officeDocument", "xl/workbook.xml")));
            part(zip, "[Content_Types].xml", "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
                + type("/xl/workbook.xml", "sheet.main") + type("/xl/sharedStrings.xml", "sharedStrings") + types + "</Types>");
        }
    }

    private static String rows(List<List<String>> rows, List<String> shared) {
        StringBuilder xml = new StringBuilder();
        for (int row = 0; row < rows.size(); row++) {
            xml.append("<row r=\"").append(row + 1).append("\">");
            for (int column = 0; column < rows.get(row).size(); column++) {
                String text = rows.get(row).get(column);
                String place = " r=\"" + (char) ('A' + column) + (row + 1) + "\"";
                if (text.isEmpty()) {
                    continue;
                }
                if (text.equals("ENTITY")) {
                    xml.append("<c").append(place).append(" t=\"inlineStr\"><is><t>&e;</t></is></c>");
                } else if (text.matches("[0-9]+")) {
                    xml.append("<c").append(place).append("><v>").append(text).append("</v></c>");
                } else if (column % 2 == 0) {
                    shared.add(text);
                    xml.append("<c").append(place).append(" t=\"s\"><v>").append(shared.size() - 1).append("</v></c>");
                } else {
                    xml.append("<c").append(place).append(" t=\"inlineStr\"><is><t>").append(escaped(text)).append("</t></is></c>");
                }
            }
            xml.append("</row>");
        }
        return xml.toString();
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private static String relations(String all) {
        return "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">" + all + "</Relationships>";
    }

    private static String relation(String id, String kind, String target) {
        return "<Relationship Id=\"" + id + "\" Type=\"" + RELATIONS + "/" + kind + "\" Target=\"" + target + "\"/>";
    }

    private static String type(String part, String kind) {
        return "<Override PartName=\"" + part + "\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml." + kind + "+xml\"/>";
    }

    private static void part(ZipOutputStream zip, String name, String xml) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>" + xml).getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
    }
}
