package io.gemello.http;

import io.gemello.api.access.Audit;
import io.gemello.api.health.MetricSource;
import io.gemello.api.health.Metrics;
import io.gemello.api.http.HttpProblem;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.servlet.whiteboard.Preprocessor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Before everything, the web console too: paths with one meaning, our own host name, no foreign pages, and the headers that browsers obey. */
@Component(service = {Gate.class, Preprocessor.class, MetricSource.class}, immediate = true, configurationPid = "io.gemello.http")
@Designate(ocd = Gate.Config.class)
public final class Gate implements Preprocessor, MetricSource {
    private static final Logger LOG = LoggerFactory.getLogger(Gate.class);
    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");
    private static final String POLICY = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";
    /** The Felix Web Console writes its scripts into its pages. */
    private static final String CONSOLE_POLICY = "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";
    private final String bind;
    private final Audit audit;
    private volatile HostNames names;
    private volatile ForeignPages foreign;
    private final Map<String, LongAdder> refused = new ConcurrentHashMap<>();

    @ObjectClassDefinition(name = "Web server", description = "Address and port come from the command line")
    public @interface Config {
        @AttributeDefinition(name = "Host names", description = "Names under which browsers reach this server, beside localhost and addresses; a reverse proxy's name stands here")
        String[] host_names() default {};

        @AttributeDefinition(name = "Foreign pages", description = "Origins whose pages may use the API from browsers (CORS), e.g. https://app.example.org; * for all, then without cookies")
        String[] cors_origins() default {};
    }

    @Activate
    public Gate(BundleContext context, @Reference Audit audit, Config config) {
        this.audit = audit;
        this.bind = Objects.requireNonNullElse(context.getProperty("gemello.bind"), "");
        configure(config);
    }

    /** In place: a gate that went away to come back with other names would be open in between. */
    @Modified
    void configure(Config config) {
        List<String> known = words(config.host_names());
        known.add(bind);
        names = new HostNames(known);
        foreign = new ForeignPages(words(config.cors_origins()), LOG::error);
    }

    private static List<String> words(String[] given) {
        List<String> words = new ArrayList<>();
        for (String some : given) {
            words.addAll(List.of(some.split(",")));
        }
        return words;
    }

    @Override
    public void doFilter(ServletRequest any, ServletResponse answer, FilterChain chain) throws IOException, ServletException {
        HttpServletRequest request = (HttpServletRequest) any;
        HttpServletResponse response = (HttpServletResponse) answer;
        response.setHeader("Content-Security-Policy", POLICY);
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Referrer-Policy", "same-origin");
        response.setHeader("X-Frame-Options", "DENY");
        try {
            PathCheck.segments(request.getRequestURI());
            foreign.mark(request, response);
            check(request);
        } catch (HttpProblem problem) {
            refused.computeIfAbsent(problem.error(), k -> new LongAdder()).increment();
            AnswerWriter.refuse(request, response, problem);
            return;
        }
        if (foreign.answered(request, response)) {
            return;
        }
        if (PathCheck.decode(request.getRequestURI()).startsWith(ConsoleChange.ROOT)) {
            response.setHeader("Content-Security-Policy", CONSOLE_POLICY);
        }
        boolean answered = false;
        try {
            chain.doFilter(request, response);
            answered = true;
        } finally {
            if (request.getAttribute(PendingChange.ATTRIBUTE) instanceof PendingChange pending) {
                pending.over(answered ? response.getStatus() : HttpServletResponse.SC_INTERNAL_SERVER_ERROR, audit);
            }
        }
    }

    private void check(HttpServletRequest request) {
        String host = request.getHeader("Host");
        if (!names.knows(host)) {
            throw Refusal.host();
        }
        if (SAFE.contains(request.getMethod()) && !Caller.handshake(request)) {
            return;
        }
        String origin = request.getHeader("Origin");
        // What a browser sends by itself. Of its requests by certificate one knows by Sec-Fetch-Site that a browser sent them: programs have no Origin.
        boolean byItself = request.getHeader("Authorization") == null
            && (Caller.sessionId(request) != null || request.getHeader("Sec-Fetch-Site") != null && ClientCertificate.of(request).isPresent());
        if (origin == null ? byItself : !HostNames.same(origin, host) && !foreign.mayAsk(request, origin)) {
            throw Refusal.origin();
        }
    }

    @Override
    public void collect(Metrics to) {
        refused.forEach((error, count) -> to.counter("gemello_http_refused_total", "Requests refused before any endpoint saw them", count.sum(), "error", error));
    }
}
