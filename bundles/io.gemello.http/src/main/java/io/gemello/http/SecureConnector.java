package io.gemello.http;

import io.gemello.api.access.TlsPort;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/** Jetty's TLS listener as this server wants it: TLS 1.2 and 1.3, certificates as they are now, otherwise as the plain one is. */
final class SecureConnector {
    /** Browsers that came by name once come back by TLS only: for a month, so that an operator who goes back to plain HTTP is not locked out for long. */
    private static final String HSTS = "max-age=2592000";
    private static final Pattern NO_NAME = Pattern.compile("localhost|\\d{1,3}(\\.\\d{1,3}){3}|\\[.*", Pattern.CASE_INSENSITIVE);
    private static final int ONE = 1;

    /** What the plain listener was told by framework properties. */
    record Limits(int headerBytes, long idleMillis) {}

    private SecureConnector() {}

    /** @param context asked for each connection */
    static ServerConnector of(Server server, String address, TlsPort port, Limits limits, Supplier<SSLContext> context) {
        SslContextFactory.Server tls = new SslContextFactory.Server() {
            @Override
            public SSLContext getSslContext() {
                return context.get();
            }

            @Override
            public void customize(SSLEngine engine) {
                super.customize(engine);
                port.serve(engine);
            }
        };
        tls.setSslContext(context.get());
        tls.setRenegotiationAllowed(false);
        HttpConnectionFactory http = new HttpConnectionFactory(configuration(limits));
        ServerConnector connector = new ServerConnector(server, ONE, ONE, new SslConnectionFactory(tls, http.getProtocol()), http);
        connector.setHost(address);
        connector.setPort(port.number());
        connector.setIdleTimeout(limits.idleMillis());
        return connector;
    }

    private static HttpConfiguration configuration(Limits limits) {
        HttpConfiguration configuration = new HttpConfiguration();
        configuration.setRequestHeaderSize(limits.headerBytes());
        configuration.setResponseHeaderSize(limits.headerBytes());
        configuration.setSendServerVersion(false);
        // Escaped slashes reach our own gate, which refuses every path with two meanings.
        configuration.setUriCompliance(UriCompliance.UNSAFE);
        // Whether the name is ours is the gate's question; Jetty's own check would refuse every access by address.
        configuration.addCustomizer(new SecureRequestCustomizer(false, false, -1, false));
        configuration.addCustomizer(SecureConnector::onlyByTls);
        return configuration;
    }

    /** By name only: a browser keeps it for all ports of a name, and other servers run at localhost. */
    private static Request onlyByTls(Request request, HttpFields.Mutable answer) {
        String host = Request.getServerName(request);
        if (host != null && !NO_NAME.matcher(host).matches()) {
            answer.put("Strict-Transport-Security", HSTS);
        }
        return request;
    }
}
