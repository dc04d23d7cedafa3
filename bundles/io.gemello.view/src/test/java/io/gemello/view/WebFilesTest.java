package io.gemello.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gemello.api.http.HttpProblem;
import io.gemello.api.http.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page as npm made it for this build. */
class WebFilesTest {
    private final WebFiles files = new WebFiles();

    @Test
    void thePageIsAskedForEachTimeAndWhatItNamesNeverAgain() throws IOException {
        Response page = files.page();
        assertEquals("no-cache", page.headers().get("Cache-Control"));
        Matcher named = Pattern.compile("/view/(assets/[^\"]+\\.(js|css))").matcher(text(page));
        int found = 0;
        while (named.find()) {
            Response file = files.file(named.group(1));
            assertTrue(file.headers().get("Cache-Control").contains("immutable"), named.group(1));
            assertTrue(file.headers().get("Content-Type").startsWith(named.group(2).equals("js") ? "text/javascript" : "text/css"));
            found++;
        }
        assertEquals(2, found, text(page));
    }

    @Test
    void thePageBringsNothingFromElsewhereAndNoScriptOfItsOwnText() throws IOException {
        assertFalse(text(files.page()).matches("(?s).*(https?://|<script(?![^>]* src=)).*"), text(files.page()));
    }

    @Test
    void theLicencesOfWhatItContainsAreServedWithIt() throws IOException {
        assertTrue(text(files.file("licences.txt")).contains("Mozilla Public License 2.0"));
    }

    @Test
    void otherNamesAreUnknown() {
        for (String name : new String[] {"../WebFiles.class", "assets/../index.html", "index.html", "", "assets/", "assets/none.js", ".made", "assets//x.js"}) {
            assertEquals(404, assertThrows(HttpProblem.class, () -> files.file(name), name).status());
        }
    }

    private static String text(Response response) {
        return new String((byte[]) response.body(), StandardCharsets.UTF_8);
    }
}
