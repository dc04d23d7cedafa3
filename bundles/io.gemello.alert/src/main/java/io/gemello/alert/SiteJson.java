package io.gemello.alert;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gemello.api.alert.RuleFault;
import io.gemello.api.catalogue.SiteFile;
import java.io.IOException;

/** What stands in a file of rules, whatever it is that stands there. */
final class SiteJson {
    private static final ObjectMapper JSON = new ObjectMapper().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION).enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private SiteJson() {}

    /** @throws RuleFault with the line in place of an option, where it is no JSON, or more of it than the parser takes */
    static Object of(SiteFile file) {
        if (file.bytes() == null) {
            throw new RuleFault("", file.trouble());
        }
        try (JsonParser parser = JSON.createParser(file.bytes())) {
            try {
                return JSON.readValue(parser, Object.class);
            } catch (JsonProcessingException broken) {
                // What breaks a bound of the parser's own does not say where.
                var at = broken.getLocation() == null ? parser.currentLocation() : broken.getLocation();
                throw new RuleFault("line " + at.getLineNr() + ", column " + at.getColumnNr(), "no valid JSON: " + broken.getOriginalMessage().replaceAll(", from `[^`]*`", ""));
            }
        } catch (IOException | RuntimeException | StackOverflowError broken) {
            throw broken instanceof RuleFault fault ? fault : new RuleFault("", "cannot be read: " + broken);
        }
    }
}
