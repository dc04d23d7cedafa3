package io.gemello.bim.doctor;

import io.gemello.bim.ifc.IfcKind;
import io.gemello.bim.ifc.IfcModel;
import io.gemello.bim.ifc.IfcObject;
import java.util.ArrayList;
import java.util.List;

/**
 * What an element is recognised by in another revision of the model.
 *
 * @param name empty where the file gives none
 * @param type what its author calls its type; null for none
 * @param tag e.g. Revit's element id; null for none
 * @param storey name of the storey that holds it, at any depth; null for none
 * @param position x, y, z in the model's coordinates, metres; empty for none
 */
public record Fingerprint(String guid, String entity, String name, String type, String tag, String storey, List<Double> position) {
    private static final int DEPTH = 50;

    public Fingerprint {
        position = List.copyOf(position);
    }

    /** Of everything that something can be mapped on, in the order of the model. */
    static List<Fingerprint> all(IfcModel model) {
        List<Fingerprint> all = new ArrayList<>();
        for (IfcObject object : model.objects()) {
            boolean built = object.kind() == IfcKind.ELEMENT || object.kind() == IfcKind.SPATIAL || object.kind() == IfcKind.PRODUCT;
            // Of several with one GlobalId only the first can be mapped on.
            if (built && model.byGuid(object.guid()) == object) {
                all.add(of(model, object));
            }
        }
        return all;
    }

    /** Null where the model does not have it. */
    public static Fingerprint of(IfcModel model, String guid) {
        IfcObject object = model.byGuid(guid);
        return object == null ? null : of(model, object);
    }

    private static Fingerprint of(IfcModel model, IfcObject object) {
        IfcObject type = model.typeOf(object);
        String kind = object.objectType() != null ? object.objectType() : type == null ? null : type.name();
        List<Double> position = object.place() == null ? List.of() : List.of(object.place().x(), object.place().y(), object.place().z());
        return new Fingerprint(object.guid(), object.entity(), object.name(), blank(kind), blank(object.tag()), storey(model, object), position);
    }

    private static String blank(String text) {
        return text == null || text.isBlank() ? null : text;
    }

    private static String storey(IfcModel model, IfcObject object) {
        IfcObject at = model.parent(object);
        for (int depth = 0; at != null && depth < DEPTH; depth++, at = model.parent(at)) {
            if (at.entity().equals("IFCBUILDINGSTOREY")) {
                return blank(at.name());
            }
        }
        return null;
    }

    /** The name without the tag, which exporters write into it: what is left is alike for all of a kind. */
    String plainName() {
        return tag == null ? name : name.replace(tag, "");
    }

    /** Metres to where the other is, which is taken to have been moved by this; NaN where one of them has no position. */
    double distance(Fingerprint other, double[] shift) {
        if (position.isEmpty() || other.position.isEmpty()) {
            return Double.NaN;
        }
        double sum = 0;
        for (int i = 0; i < 3; i++) {
            double apart = other.position.get(i) - position.get(i) - shift[i];
            sum += apart * apart;
        }
        return Math.sqrt(sum);
    }
}
