package io.gemello.export.bcf;

import io.gemello.export.bcf.Topic.Component;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.xml.stream.XMLStreamException;

/** {@code viewpoint.bcfv}: the elements of an issue selected and in their colours, and a camera that looks at them. */
final class ViewpointXml {
    private final BcfVersion version;
    private final Topic topic;
    private final Camera camera;
    private final XmlPart xml;

    /** @param camera null for none, which 3.0 does not allow */
    private ViewpointXml(BcfVersion version, Topic topic, Camera camera) throws XMLStreamException {
        this.version = version;
        this.topic = topic;
        this.camera = camera;
        xml = new XmlPart();
    }

    /** @param overview where 3.0 looks from at elements of which nobody knows where they stand; 2.1 leaves the viewer's camera where it is */
    static byte[] bytes(BcfVersion version, Topic topic, Camera overview) throws XMLStreamException {
        ViewpointXml viewpoint = new ViewpointXml(version, topic, topic.camera() == null && version == BcfVersion.V3_0 ? overview : topic.camera());
        viewpoint.xml.element("VisualizationInfo", viewpoint::content, "Guid", topic.viewpoint().toString());
        return viewpoint.xml.bytes();
    }

    private boolean old() {
        return version == BcfVersion.V2_1;
    }

    private void content() throws XMLStreamException {
        xml.element("Components", this::components);
        if (camera != null) {
            xml.element("PerspectiveCamera", this::camera);
        }
    }

    private void components() throws XMLStreamException {
        if (old()) {
            hints();
        }
        xml.element("Selection", () -> components(topic.components()));
        // All else stays to be seen: what a viewer does not name here it would hide.
        xml.element("Visibility", old() ? () -> { } : this::hints, "DefaultVisibility", "true");
        Map<String, List<Component>> colours = topic.components().stream().filter(one -> one.rgb() != null).collect(Collectors.groupingBy(Component::rgb, TreeMap::new, Collectors.toList()));
        if (!colours.isEmpty()) {
            xml.element("Coloring", () -> colours(colours));
        }
    }

    private void hints() throws XMLStreamException {
        boolean spaces = topic.components().stream().anyMatch(Component::space);
        xml.empty("ViewSetupHints", "SpacesVisible", String.valueOf(spaces), "SpaceBoundariesVisible", "false", "OpeningsVisible", "false");
    }

    private void colours(Map<String, List<Component>> colours) throws XMLStreamException {
        for (Map.Entry<String, List<Component>> colour : colours.entrySet()) {
            XmlPart.Content members = () -> components(colour.getValue());
            xml.element("Color", old() ? members : () -> xml.element("Components", members), "Color", colour.getKey());
        }
    }

    private void components(List<Component> components) throws XMLStreamException {
        for (Component one : components) {
            xml.element("Component", () -> authored(one), "IfcGuid", one.ifcGuid());
        }
    }

    private void authored(Component one) throws XMLStreamException {
        if (one.revitId() != null) {
            xml.text("OriginatingSystem", "Autodesk Revit");
            xml.text("AuthoringToolId", one.revitId());
        }
    }

    private void camera() throws XMLStreamException {
        vector("CameraViewPoint", camera.eye());
        vector("CameraDirection", camera.direction());
        vector("CameraUpVector", camera.up());
        xml.number("FieldOfView", Camera.FIELD_OF_VIEW);
        if (!old()) {
            xml.number("AspectRatio", Camera.ASPECT);
        }
    }

    private void vector(String name, double[] vector) throws XMLStreamException {
        xml.element(name, () -> {
            xml.number("X", vector[0]);
            xml.number("Y", vector[1]);
            xml.number("Z", vector[2]);
        });
    }
}
