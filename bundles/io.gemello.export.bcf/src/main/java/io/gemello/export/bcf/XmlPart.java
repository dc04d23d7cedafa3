package io.gemello.export.bcf;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** One XML file of the archive, written into memory. */
final class XmlPart {
    private static final long NANOS = 1_000_000_000L;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final XMLStreamWriter xml;

    /** What is inside an element. */
    interface Content {
        void write() throws XMLStreamException;
    }

    XmlPart() throws XMLStreamException {
        xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(bytes, StandardCharsets.UTF_8.name());
        xml.writeStartDocument("UTF-8", "1.0");
    }

    byte[] bytes() throws XMLStreamException {
        xml.writeEndDocument();
        xml.close();
        return bytes.toByteArray();
    }

    /** @param attributes name, value, name, value …; those that are null are left out */
    void element(String name, Content content, String... attributes) throws XMLStreamException {
        xml.writeStartElement(name);
        for (int i = 0; i < attributes.length; i += 2) {
            if (attributes[i + 1] != null) {
                xml.writeAttribute(attributes[i], clean(attributes[i + 1]));
            }
        }
        content.write();
        xml.writeEndElement();
    }

    void empty(String name, String... attributes) throws XMLStreamException {
        element(name, () -> { }, attributes);
    }

    void text(String name, String text) throws XMLStreamException {
        element(name, () -> xml.writeCharacters(clean(text)));
    }

    void number(String name, double number) throws XMLStreamException {
        text(name, Double.toString(number));
    }

    /** To the millisecond: some programs stumble over more. */
    void time(String name, long nanos) throws XMLStreamException {
        text(name, Instant.ofEpochSecond(Math.floorDiv(nanos, NANOS), Math.floorMod(nanos, NANOS)).truncatedTo(ChronoUnit.MILLIS).toString());
    }

    /** XML has no way to write the others, and one of them would make the whole file unreadable. */
    private static String clean(String text) {
        StringBuilder clean = new StringBuilder();
        text.codePoints().forEach(c -> clean.appendCodePoint(c == '\t' || c == '\n' || c == '\r' || c >= 0x20 && c <= 0xD7FF || c >= 0xE000 && c <= 0xFFFD || c >= 0x10000 ? c : 0xFFFD));
        return clean.toString();
    }
}
