package io.gemello.twin;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.stream.StreamSupport;
import org.eclipse.ditto.base.model.signals.commands.exceptions.PathUnknownException;
import org.eclipse.ditto.json.JsonKey;
import org.eclipse.ditto.json.JsonPointer;

/**
 * A resource of a thing.
 *
 * @param pointer where it stands in the thing's JSON; empty for the thing itself
 * @param feature the feature's id, or null outside of features
 * @param inner pointer within the attributes, properties or desired properties; empty elsewhere
 */
record ThingPath(Kind kind, JsonPointer pointer, String feature, JsonPointer inner) {
    enum Kind {
        THING, POLICY_ID, DEFINITION, ATTRIBUTES, ATTRIBUTE, FEATURES, FEATURE, FEATURE_DEFINITION, PROPERTIES, PROPERTY,
        DESIRED_PROPERTIES, DESIRED_PROPERTY
    }

    static final ThingPath WHOLE = new ThingPath(Kind.THING, JsonPointer.empty(), null, JsonPointer.empty());

    /** From what stands behind the thing's id in a URL, percent-escapes kept. As with Ditto an escaped slash separates keys: no key may hold one. */
    static ThingPath ofUrl(String raw) {
        String path = raw.endsWith("/") ? raw.substring(0, raw.length() - 1) : raw;
        return path.isEmpty() ? WHOLE : of(JsonPointer.of("/" + decode(path)));
    }

    /** A plus sign is a plus sign in a path, other than in a form. */
    private static String decode(String raw) {
        return URLDecoder.decode(raw.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    /** @throws PathUnknownException 404 for a place that things do not have */
    static ThingPath of(JsonPointer pointer) {
        if (pointer.isEmpty()) {
            return WHOLE;
        }
        pointer.forEach(JsonKeys::check);
        int levels = pointer.getLevelCount();
        switch (pointer.getRoot().map(JsonKey::toString).orElse("")) {
            case "policyId":
                return top(Kind.POLICY_ID, pointer, levels);
            case "definition":
                return top(Kind.DEFINITION, pointer, levels);
            case "attributes":
                return new ThingPath(levels == 1 ? Kind.ATTRIBUTES : Kind.ATTRIBUTE, pointer, null, pointer.nextLevel());
            case "features":
                return levels == 1 ? new ThingPath(Kind.FEATURES, pointer, null, JsonPointer.empty()) : inFeature(pointer, levels);
            default:
                throw unknown(pointer);
        }
    }

    private static ThingPath top(Kind kind, JsonPointer pointer, int levels) {
        if (levels > 1) {
            throw unknown(pointer);
        }
        return new ThingPath(kind, pointer, null, JsonPointer.empty());
    }

    private static ThingPath inFeature(JsonPointer pointer, int levels) {
        String feature = key(pointer, 1);
        if (levels == 2) {
            return new ThingPath(Kind.FEATURE, pointer, feature, JsonPointer.empty());
        }
        JsonPointer inner = pointer.getSubPointer(3).orElse(JsonPointer.empty());
        switch (key(pointer, 2)) {
            case "definition":
                if (levels == 3) {
                    return new ThingPath(Kind.FEATURE_DEFINITION, pointer, feature, inner);
                }
                throw unknown(pointer);
            case "properties":
                return new ThingPath(levels == 3 ? Kind.PROPERTIES : Kind.PROPERTY, pointer, feature, inner);
            case "desiredProperties":
                return new ThingPath(levels == 3 ? Kind.DESIRED_PROPERTIES : Kind.DESIRED_PROPERTY, pointer, feature, inner);
            default:
                throw unknown(pointer);
        }
    }

    private static String key(JsonPointer pointer, int level) {
        return pointer.get(level).map(JsonKey::toString).orElse("");
    }

    private static PathUnknownException unknown(JsonPointer pointer) {
        return (PathUnknownException) PathUnknownException.newBuilder(pointer).build();
    }

    boolean whole() {
        return kind == Kind.THING;
    }

    /** The keys from the thing down to this place, percent-escaped, for a {@code Location}. */
    String url() {
        StringBuilder url = new StringBuilder();
        StreamSupport.stream(pointer.spliterator(), false).forEach(key -> url.append('/').append(UrlText.escape(key.toString())));
        return url.toString();
    }
}
