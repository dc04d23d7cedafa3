package io.gemello.bim.ifc;

/**
 * Something with a GlobalId that can carry properties: an element, a storey, a type, a system.
 *
 * @param id instance name in this file; another revision numbers anew
 * @param entity in capitals, e.g. {@code IFCSENSOR}
 * @param name empty where the file gives none
 * @param objectType what the author calls its type; null for none
 * @param tag e.g. Revit's element id; null for none
 * @param longName of spaces and storeys; null for none
 * @param predefinedType e.g. {@code TEMPERATURESENSOR}; null for none
 * @param place null where it has none, or none that can be resolved
 */
public record IfcObject(int id, IfcKind kind, String entity, String guid, String name, String objectType, String tag, String longName, String predefinedType, Place place) {
    /** The origin of a product's placement in the model's coordinates, metres. */
    public record Place(double x, double y, double z) {}
}
