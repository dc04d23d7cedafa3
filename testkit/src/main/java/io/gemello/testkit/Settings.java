package io.gemello.testkit;

import java.lang.annotation.Annotation;
import java.lang.reflect.Array;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.Set;

/** A component's configuration without a framework. */
public final class Settings {
    private Settings() {}

    /**
     * The configuration that the component would get for a {@code .cfg} file with these lines; what is not given has its default.
     *
     * @param type the component's {@code Config}
     * @param values by the operator's keys, e.g. {@code interval.seconds}: numbers, booleans, texts, arrays of these
     * @throws IllegalArgumentException for a key that the configuration does not have
     */
    public static <A extends Annotation> A of(Class<A> type, Map<String, ?> values) {
        Map<String, Object> left = new HashMap<>(values);
        Map<String, Object> byMethod = new HashMap<>();
        Set<String> keys = new TreeSet<>();
        for (Method method : type.getDeclaredMethods()) {
            String key = key(method.getName());
            keys.add(key);
            Object given = left.remove(key);
            byMethod.put(method.getName(), given != null ? as(method.getReturnType(), key, given) : method.getDefaultValue() != null ? method.getDefaultValue() : empty(method.getReturnType()));
        }
        if (!left.isEmpty()) {
            throw new IllegalArgumentException(type.getName() + " has no " + left.keySet() + "; it has " + keys);
        }
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> switch (method.getName()) {
            case "annotationType" -> type;
            case "toString" -> type.getSimpleName() + values;
            case "hashCode" -> System.identityHashCode(proxy);
            case "equals" -> proxy == arguments[0];
            default -> byMethod.get(method.getName());
        }));
    }

    /** The key that stands for a method: OSGi Compendium 8, 112.8.2.1. */
    static String key(String method) {
        StringBuilder key = new StringBuilder();
        for (int i = 0; i < method.length(); i++) {
            if (method.startsWith("$_$", i)) {
                key.append('-');
                i += 2;
            } else if (method.startsWith("$$", i)) {
                key.append('$');
                i++;
            } else if (method.startsWith("__", i)) {
                key.append('_');
                i++;
            } else if (method.charAt(i) == '_') {
                key.append('.');
            } else if (method.charAt(i) != '$') {
                key.append(method.charAt(i));
            }
        }
        return key.toString();
    }

    private static Object as(Class<?> type, String key, Object given) {
        if (type == String.class) {
            return given.toString();
        }
        if (type == boolean.class && given instanceof Boolean || type.isInstance(given)) {
            return given;
        }
        if (given instanceof Number number) {
            if (type == int.class) {
                return number.intValue();
            }
            if (type == long.class) {
                return number.longValue();
            }
            if (type == double.class) {
                return number.doubleValue();
            }
        }
        throw new IllegalArgumentException(key + " is of type " + type.getSimpleName() + ", not " + given.getClass().getSimpleName());
    }

    /** What the framework gives for a key that is neither set nor has a default. */
    private static Object empty(Class<?> type) {
        return type.isArray() ? Array.newInstance(type.getComponentType(), 0) : type.isPrimitive() ? Array.get(Array.newInstance(type, 1), 0) : null;
    }
}
