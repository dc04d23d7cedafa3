package io.gemello.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.felix.webconsole.servlet.AbstractServlet;

/** A page of ours within the web console: a file of this bundle, whose script asks the endpoints. */
final class ConsolePage extends AbstractServlet {
    private static final long serialVersionUID = 1;
    private final String html;

    /** @param file in this bundle */
    ConsolePage(String file) {
        this.html = new String((byte[]) Page.file(file).body(), StandardCharsets.UTF_8);
    }

    @Override
    public void renderContent(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.getWriter().print(html);
    }
}
