package io.gemello.bim.ifc;

import java.util.List;

/** The kinds of parameters that Java has no type for. Texts are String, numbers Long or Double, lists List, {@code $} is null. */
public sealed interface Part21Value {
    /** {@code #12} */
    record Ref(int id) implements Part21Value {}

    /** {@code .NAME.}, without the dots. */
    record Word(String name) implements Part21Value {}

    /** {@code IFCLABEL('x')} */
    record Typed(String type, Object value) implements Part21Value {}

    /** {@code "0F"}: hexadecimal digits, as they stand. */
    record Bits(String digits) implements Part21Value {}

    /** {@code *} */
    enum Derived implements Part21Value { DERIVED }

    /** The instance a parameter names, 0 for none. */
    static int ref(List<Object> parameters, int number) {
        return number < parameters.size() && parameters.get(number) instanceof Ref ref ? ref.id() : 0;
    }

    /** The instances that the list at a place names; none where there is no such place. */
    static int[] refs(List<Object> parameters, int number) {
        return refs(number < parameters.size() ? parameters.get(number) : null);
    }

    /** The instances that a list names; one reference counts as a list of it. */
    static int[] refs(Object value) {
        if (value instanceof Ref ref) {
            return new int[] {ref.id()};
        }
        Object list = value instanceof Typed typed ? typed.value() : value;
        return list instanceof List<?> many ? many.stream().filter(Ref.class::isInstance).mapToInt(ref -> ((Ref) ref).id()).toArray() : new int[0];
    }

    static String text(List<Object> parameters, int number) {
        return number < parameters.size() && parameters.get(number) instanceof String text ? text : null;
    }

    static String word(List<Object> parameters, int number) {
        return number < parameters.size() && parameters.get(number) instanceof Word word ? word.name() : null;
    }

    /** NaN for anything but a number. */
    static double number(Object value) {
        Object plain = value instanceof Typed typed ? typed.value() : value;
        return plain instanceof Number number ? number.doubleValue() : Double.NaN;
    }
}
