package io.gemello.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** A file of this launcher's resources, with {@code __word__} for what is filled in. */
final class Template {
    private Template() {}

    static String fill(String resource, Map<String, String> words) {
        String text = read(resource);
        for (Map.Entry<String, String> word : words.entrySet()) {
            text = text.replace("__" + word.getKey() + "__", word.getValue());
        }
        return text;
    }

    private static String read(String resource) {
        try (InputStream in = Template.class.getResourceAsStream(resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new IllegalStateException(resource + " of the launcher cannot be read", broken);
        }
    }
}
