package io.gemello.bim.register;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** The parts of an .xlsx file. Names are taken without their namespaces, for there are two editions of the format. Document types are refused, so no entity can lead anywhere. */
final class SheetXml {
    private static final int MAX_COLUMN = 16_384;

    private SheetXml() {}

    /** What is done with each element that begins. The reader stands there, and may be moved on to its end. */
    private interface Work {
        void begin(XMLStreamReader at) throws XMLStreamException, IOException;
    }

    private static void each(byte[] xml, Work work) throws IOException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        try {
            XMLStreamReader at = factory.createXMLStreamReader(new ByteArrayInputStream(xml));
            while (at.hasNext()) {
                int event = at.next();
                if (event == XMLStreamConstants.DTD || event == XMLStreamConstants.ENTITY_REFERENCE) {
                    throw new RegisterFault("it has a document type or an entity of its own, as no spreadsheet has: refused");
                }
                if (event == XMLStreamConstants.START_ELEMENT) {
                    work.begin(at);
                }
            }
        } catch (XMLStreamException broken) {
            throw new RegisterFault("it cannot be read as a spreadsheet (" + broken.getMessage() + "); open it and save it again as .xlsx");
        }
    }

    /** Ids of relations by the names of the sheets, in their order. */
    static Map<String, String> sheets(byte[] workbook) throws IOException {
        Map<String, String> sheets = new LinkedHashMap<>();
        each(workbook, at -> {
            if (at.getLocalName().equals("sheet")) {
                for (int i = 0; i < at.getAttributeCount(); i++) {
                    if (at.getAttributeLocalName(i).equals("id") && at.getAttributeNamespace(i) != null && !at.getAttributeNamespace(i).isEmpty()) {
                        sheets.put(text(at.getAttributeValue(null, "name")), at.getAttributeValue(i));
                    }
                }
            }
        });
        return sheets;
    }

    /** Targets by id. */
    static Map<String, String> relations(byte[] xml) throws IOException {
        Map<String, String> targets = new HashMap<>();
        each(xml, at -> {
            if (at.getLocalName().equals("Relationship")) {
                targets.put(text(at.getAttributeValue(null, "Id")), text(at.getAttributeValue(null, "Target")));
            }
        });
        return targets;
    }

    /** The texts that cells share, by their numbers. */
    static List<String> texts(byte[] xml) throws IOException {
        List<String> texts = new ArrayList<>();
        each(xml, at -> {
            if (at.getLocalName().equals("si")) {
                texts.add(runs(at));
            }
        });
        return texts;
    }

    static Table table(byte[] xml, List<String> texts) throws IOException {
        Table.Builder table = new Table.Builder();
        List<String> cells = new ArrayList<>();
        int[] line = {0};
        each(xml, at -> {
            if (at.getLocalName().equals("row")) {
                table.line(line[0], cells);
                cells.clear();
                line[0] = number(at.getAttributeValue(null, "r"), line[0] + 1);
            } else if (at.getLocalName().equals("c")) {
                int column = column(at.getAttributeValue(null, "r"), cells.size());
                String value = value(at, texts);
                while (cells.size() < column) {
                    cells.add("");
                }
                cells.add(value);
            }
        });
        table.line(line[0], cells);
        return table.done();
    }

    /** Moves on to the cell's end. */
    private static String value(XMLStreamReader at, List<String> texts) throws XMLStreamException, IOException {
        String type = text(at.getAttributeValue(null, "t"));
        String value = "";
        while (!(at.next() == XMLStreamConstants.END_ELEMENT && at.getLocalName().equals("c"))) {
            if (at.getEventType() == XMLStreamConstants.START_ELEMENT && at.getLocalName().equals("v")) {
                value = at.getElementText();
            } else if (at.getEventType() == XMLStreamConstants.START_ELEMENT && at.getLocalName().equals("is")) {
                value = runs(at);
            } else if (at.getEventType() == XMLStreamConstants.ENTITY_REFERENCE) {
                throw new RegisterFault("it has an entity of its own, as no spreadsheet has: refused");
            }
        }
        switch (type) {
            case "s":
                int shared = number(value, -1);
                return shared >= 0 && shared < texts.size() ? texts.get(shared) : "";
            case "b":
                return value.equals("1") ? "true" : "false";
            case "e":
                return "";
            default:
                // Whole numbers are written as such by some and with a point by others: a tag is one text.
                return type.isEmpty() && value.matches("-?[0-9]{1,15}\\.0+") ? value.substring(0, value.indexOf('.')) : value;
        }
    }

    /** The text of all runs up to the end of the element; not how it is pronounced. */
    private static String runs(XMLStreamReader at) throws XMLStreamException, IOException {
        String end = at.getLocalName();
        StringBuilder text = new StringBuilder();
        boolean spoken = false;
        while (!(at.next() == XMLStreamConstants.END_ELEMENT && at.getLocalName().equals(end))) {
            if (at.getEventType() == XMLStreamConstants.ENTITY_REFERENCE) {
                throw new RegisterFault("it has an entity of its own, as no spreadsheet has: refused");
            }
            if (at.isStartElement() || at.isEndElement()) {
                spoken = at.getLocalName().equals("rPh") ? at.isStartElement() : spoken;
            }
            if (at.isStartElement() && at.getLocalName().equals("t") && !spoken) {
                text.append(at.getElementText());
            }
        }
        return text.toString();
    }

    /** 0-based, of a place as {@code BC12}. @param next for a cell that does not say where it is */
    private static int column(String place, int next) throws RegisterFault {
        int column = 0;
        for (int i = 0; place != null && i < place.length() && place.charAt(i) >= 'A' && place.charAt(i) <= 'Z' && column <= MAX_COLUMN; i++) {
            column = column * 26 + place.charAt(i) - 'A' + 1;
        }
        if (column > MAX_COLUMN) {
            throw new RegisterFault("it has a cell where none can be: " + place);
        }
        return column == 0 ? next : column - 1;
    }

    private static int number(String text, int otherwise) {
        return text != null && text.matches("[0-9]{1,8}") ? Integer.parseInt(text) : otherwise;
    }

    private static String text(String given) {
        return given == null ? "" : given;
    }
}
