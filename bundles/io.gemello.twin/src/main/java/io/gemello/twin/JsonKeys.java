package io.gemello.twin;

import org.eclipse.ditto.base.model.entity.validation.NoControlCharactersNoSlashesValidator;
import org.eclipse.ditto.base.model.exceptions.DittoJsonException;
import org.eclipse.ditto.json.JsonKey;
import org.eclipse.ditto.json.JsonKeyInvalidException;

/** The names that Ditto allows in JSON: not empty, without slashes and control characters. */
final class JsonKeys {
    private JsonKeys() {}

    static JsonKey of(String name) {
        if (name.isEmpty()) {
            throw new DittoJsonException(JsonKeyInvalidException.newBuilderWithDescription(name, "A key must not be empty.").build());
        }
        JsonKey key = JsonKey.of(name);
        check(key);
        return key;
    }

    /** @throws DittoJsonException 400 {@code json.key.invalid} */
    static void check(JsonKey key) {
        if (!NoControlCharactersNoSlashesValidator.getInstance(key).isValid()) {
            throw new DittoJsonException(JsonKeyInvalidException
                .newBuilderWithDescription(key, "Neither slashes nor any control characters are allowed.").build());
        }
    }
}
