package io.gemello.twin;

import org.eclipse.ditto.json.JsonValue;

/** ETags as Ditto makes them: the revision for a thing, a hash for a part of it. */
final class EntityTags {
    private EntityTags() {}

    static String of(ThingPath path, long revision, JsonValue value) {
        return of(path.whole(), revision, value);
    }

    static String of(boolean whole, long revision, JsonValue value) {
        return whole ? "\"rev:" + revision + '"' : hash(value);
    }

    /** 64 bit FNV-1a of the JSON text: an accidental match would let a lost update through. */
    private static String hash(JsonValue value) {
        String text = value.toString();
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
        }
        return "\"hash:" + Long.toHexString(hash) + '"';
    }
}
