package io.gemello.export.bcf;

import io.gemello.api.bim.ElementOverride;
import io.gemello.api.bim.Overrides;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.LocalDateTime;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.xml.stream.XMLStreamException;

/** The whole file. The same issues are the same bytes: their order is that of their GUIDs, and no entry has a time. */
final class BcfArchive {
    /** The earliest that an archive can name. */
    private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

    private BcfArchive() {}

    static byte[] bytes(BcfVersion version, Overrides all, List<Topic> topics) throws IOException {
        try {
            return zip(parts(version, all, topics.stream().sorted(Comparator.comparing(topic -> topic.guid().toString())).toList()));
        } catch (XMLStreamException broken) {
            throw new IOException(broken);
        }
    }

    private static Map<String, byte[]> parts(BcfVersion version, Overrides all, List<Topic> topics) throws XMLStreamException {
        Map<String, byte[]> parts = new LinkedHashMap<>();
        parts.put("bcf.version", version(version));
        if (version == BcfVersion.V3_0) {
            parts.put("project.bcfp", project(all.site()));
            parts.put("extensions.xml", extensions(topics));
        }
        List<List<Double>> places = all.elements().stream().map(ElementOverride::position).filter(position -> position.size() == 3).toList();
        Camera overview = Camera.at(places.isEmpty() ? List.of(List.of(0.0, 0.0, 0.0)) : places);
        for (Topic topic : topics) {
            parts.put(topic.guid() + "/markup.bcf", MarkupXml.bytes(version, all.model(), topic));
            parts.put(topic.guid() + "/" + MarkupXml.VIEWPOINT, ViewpointXml.bytes(version, topic, overview));
        }
        return parts;
    }

    private static byte[] version(BcfVersion version) throws XMLStreamException {
        XmlPart xml = new XmlPart();
        xml.element("Version", () -> {
            if (version == BcfVersion.V2_1) {
                xml.text("DetailedVersion", version.id());
            }
        }, "VersionId", version.id());
        return xml.bytes();
    }

    private static byte[] project(String site) throws XMLStreamException {
        XmlPart xml = new XmlPart();
        xml.element("ProjectInfo", () -> xml.element("Project", () -> xml.text("Name", site), "ProjectId", Occurrence.named(site).toString()));
        return xml.bytes();
    }

    /** Which words the issues use: 3.0 wants them declared. */
    private static byte[] extensions(List<Topic> topics) throws XMLStreamException {
        XmlPart xml = new XmlPart();
        Stream<String> people = topics.stream().flatMap(topic -> Stream.concat(Stream.of(topic.modifiedBy()), topic.comments().stream().map(Topic.Comment::author)));
        List<String> users = Stream.concat(Stream.of(Topic.AUTHOR), people).distinct().sorted().toList();
        xml.element("Extensions", () -> {
            words(xml, "TopicTypes", "TopicType", List.of(Topic.TYPE));
            words(xml, "TopicStatuses", "TopicStatus", Topic.STATUSES);
            words(xml, "Priorities", "Priority", Topic.PRIORITIES);
            words(xml, "TopicLabels", "TopicLabel", topics.stream().flatMap(topic -> topic.labels().stream()).distinct().sorted().toList());
            words(xml, "Users", "User", users);
        });
        return xml.bytes();
    }

    private static void words(XmlPart xml, String list, String one, List<String> words) throws XMLStreamException {
        xml.element(list, () -> {
            for (String word : words) {
                xml.text(one, word);
            }
        });
    }

    private static byte[] zip(Map<String, byte[]> parts) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> part : parts.entrySet()) {
                ZipEntry entry = new ZipEntry(part.getKey());
                entry.setTimeLocal(NO_TIME);
                zip.putNextEntry(entry);
                zip.write(part.getValue());
                zip.closeEntry();
            }
        }
        return bytes.toByteArray();
    }
}
