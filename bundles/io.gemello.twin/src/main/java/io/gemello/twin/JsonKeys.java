package io.gemello.twin;

import java.util.regex.Pattern;
import org.eclipse.ditto.base.model.exceptions.DittoJsonException;
import org.eclipse.ditto.json.JsonKey;
import org.eclipse.ditto.json.JsonKeyInvalidException;

/** The names that Ditto allows in JSON: not empty, without slashes and control characters. */
final class JsonKeys {
    /** Ditto's own pattern takes U+00A0 to U+00FF for control characters too; here é and ß are letters as any other. */
    private static final Pattern FORBIDDEN = Pattern.compile("[/\\x00-\\x1f\\x7f-\\x9f]");

    private JsonKeys() {}

    static JsonKey of(String name) {
        JsonKey key = ofPolicy(name);
        check(key);
        return key;
    }

    /** In policies keys are resources too, which have slashes. */
    static JsonKey ofPolicy(String name) {
        if (name.isEmpty()) {
            throw new DittoJsonException(JsonKeyInvalidException.newBuilderWithDescription(name, "A key must not be empty.").build());
        }
        return JsonKey.of(name);
    }

    /** @throws DittoJsonException 400 {@code json.key.invalid} */
    static void check(JsonKey key) {
        if (FORBIDDEN.matcher(key).find()) {
            throw new DittoJsonException(JsonKeyInvalidException
                .newBuilderWithDescription(key, "Neither slashes nor any control characters are allowed.").build());
        }
    }
}
