package io.gemello.http;

import io.gemello.api.http.HttpProblem;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.Preprocessor;

/** Where TLS is configured, plain HTTP leads there; only a caller on this machine may be served, and only if the operator said so. Behind the gate: its ranking is lower. */
@Component(service = Preprocessor.class, property = "service.ranking:Integer=-100", immediate = true)
public final class PlainRedirect implements Preprocessor {
    /** Keeps method and body (RFC 9110, 15.4.9). */
    private static final int PERMANENT = 308;
    private final TlsListener tls;

    @Activate
    public PlainRedirect(@Reference TlsListener tls) {
        this.tls = tls;
    }

    @Override
    public void doFilter(ServletRequest any, ServletResponse answer, FilterChain chain) throws IOException, ServletException {
        HttpServletRequest request = (HttpServletRequest) any;
        HttpServletResponse response = (HttpServletResponse) answer;
        if (!tls.settings().on() || request.isSecure() || !tls.settings().redirect() && Caller.onLoopback(request)) {
            chain.doFilter(request, response);
            return;
        }
        boolean reads = request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
        if (tls.port() == 0 || !reads || Caller.handshake(request)) {
            AnswerWriter.refuse(request, response, new HttpProblem(403, "gemello:tls.required", "This server is used by TLS.",
                tls.port() == 0 ? "Its TLS port is shut for the moment: see the log and /health." : "Send it to https and port " + tls.port() + "."));
            return;
        }
        response.setStatus(PERMANENT);
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("Location", "https://" + HostNames.withoutPort(request.getHeader("Host").strip()) + ":" + tls.port() + request.getRequestURI()
            + (request.getQueryString() == null ? "" : "?" + request.getQueryString()));
    }
}
