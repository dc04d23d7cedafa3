package io.gemello.export.bcf;

import io.gemello.api.bim.ModelInfo;
import io.gemello.export.bcf.Topic.Comment;
import java.util.List;
import javax.xml.stream.XMLStreamException;

/** {@code markup.bcf}: an issue with its comments. The two versions nest the same things differently. */
final class MarkupXml {
    static final String VIEWPOINT = "viewpoint.bcfv";
    private final BcfVersion version;
    private final ModelInfo model;
    private final Topic topic;
    private final XmlPart xml;

    /** @param model null where there is none */
    private MarkupXml(BcfVersion version, ModelInfo model, Topic topic) throws XMLStreamException {
        this.version = version;
        this.model = model;
        this.topic = topic;
        xml = new XmlPart();
    }

    static byte[] bytes(BcfVersion version, ModelInfo model, Topic topic) throws XMLStreamException {
        MarkupXml markup = new MarkupXml(version, model, topic);
        markup.xml.element("Markup", markup::content);
        return markup.xml.bytes();
    }

    private boolean nested() {
        return version == BcfVersion.V3_0;
    }

    private void content() throws XMLStreamException {
        if (model != null) {
            xml.element("Header", () -> list("Files", this::file));
        }
        xml.element("Topic", this::topic, "Guid", topic.guid().toString(), "TopicType", Topic.TYPE, "TopicStatus", topic.status());
        if (!nested()) {
            comments();
            viewpoint("Viewpoints");
        }
    }

    private void file() throws XMLStreamException {
        String project = model.project() != null && model.project().length() == 22 ? model.project() : null;
        xml.element("File", () -> xml.text("Filename", model.file()), "IfcProject", project, nested() ? "IsExternal" : "isExternal", "true");
    }

    /** 3.0 puts around a list an element of its own. */
    private void list(String name, XmlPart.Content content) throws XMLStreamException {
        if (nested()) {
            xml.element(name, content);
        } else {
            content.write();
        }
    }

    private void topic() throws XMLStreamException {
        xml.text("Title", topic.title());
        xml.text("Priority", topic.priority());
        list("Labels", () -> labels(topic.labels()));
        xml.time("CreationDate", topic.created());
        xml.text("CreationAuthor", Topic.AUTHOR);
        xml.time("ModifiedDate", topic.modified());
        xml.text("ModifiedAuthor", topic.modifiedBy());
        xml.text("Description", topic.description());
        if (nested()) {
            xml.element("Comments", this::comments);
            xml.element("Viewpoints", () -> viewpoint("ViewPoint"));
        }
    }

    private void labels(List<String> labels) throws XMLStreamException {
        for (String label : labels) {
            xml.text(nested() ? "Label" : "Labels", label);
        }
    }

    private void comments() throws XMLStreamException {
        for (Comment comment : topic.comments()) {
            xml.element("Comment", () -> {
                xml.time("Date", comment.time());
                xml.text("Author", comment.author());
                xml.text("Comment", comment.text());
                xml.empty("Viewpoint", "Guid", topic.viewpoint().toString());
            }, "Guid", comment.guid().toString());
        }
    }

    private void viewpoint(String name) throws XMLStreamException {
        xml.element(name, () -> xml.text("Viewpoint", VIEWPOINT), "Guid", topic.viewpoint().toString());
    }
}
