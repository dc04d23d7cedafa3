package io.gemello.bim.ifc;

/**
 * One property of an object.
 *
 * @param set the property set's or quantity set's name
 * @param value String, Long, Double, Boolean, or a List of those; null where the file says nothing
 * @param measure e.g. {@code IFCLENGTHMEASURE}; null where the file does not say
 * @param inherited true when it comes from the object's type
 */
public record IfcProperty(String set, String name, Object value, String measure, boolean inherited) {}
