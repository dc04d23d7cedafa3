package io.gemello.http.people;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.text.ParseException;
import java.time.Duration;

/** Where an issuer's public keys (JWKS) come from: a file, read again when it changes, or an address, asked now and then and when a token names a key that is not known. */
final class IssuerKeys {
    private static final int TIMEOUT_MILLIS = 2_000;
    private static final int MAX_BYTES = 256 << 10;
    private static final long TTL_MILLIS = Duration.ofMinutes(10).toMillis();
    private static final long REFRESH_MILLIS = Duration.ofSeconds(5).toMillis();
    /** Tokens with made-up keys must not make us ask more often. */
    private static final long MIN_INTERVAL_MILLIS = Duration.ofSeconds(30).toMillis();
    private static final long OUTAGE_MILLIS = Duration.ofHours(4).toMillis();

    private IssuerKeys() {}

    /** @param place an address, or a file, relative ones in the data folder @throws IllegalArgumentException with the sentence that the operator needs */
    static JWKSource<SecurityContext> from(String place, Path data) {
        if (place.isBlank()) {
            throw new IllegalArgumentException("jwks is missing: the address or the file of the issuer's public keys");
        }
        if (!place.startsWith("http://") && !place.startsWith("https://")) {
            return file(data.resolve(place));
        }
        try {
            URI uri = URI.create(place);
            boolean here = InetAddress.getByName(uri.getHost()).isLoopbackAddress();
            if (!here && uri.getScheme().equals("http")) {
                throw new IllegalArgumentException("jwks is " + place + ": keys that come without TLS can be anybody's; give an https address or a file");
            }
            URL url = uri.toURL();
            return JWKSourceBuilder.<SecurityContext>create(url, new DefaultResourceRetriever(TIMEOUT_MILLIS, TIMEOUT_MILLIS, MAX_BYTES)).cache(TTL_MILLIS, REFRESH_MILLIS)
                .rateLimited(MIN_INTERVAL_MILLIS).retrying(true).outageTolerant(OUTAGE_MILLIS).build();
        } catch (IOException | NullPointerException wrong) {
            throw new IllegalArgumentException("jwks: " + place + " is no address that can be asked: " + wrong.getMessage(), wrong);
        }
    }

    private static JWKSource<SecurityContext> file(Path file) {
        KeyFileSource source = new KeyFileSource(file);
        source.now();
        return (selector, context) -> source.now().get(selector, context);
    }

    private static final class KeyFileSource {
        private final Path file;
        private FileTime read;
        private JWKSource<SecurityContext> keys;

        KeyFileSource(Path file) {
            this.file = file;
        }

        synchronized JWKSource<SecurityContext> now() {
            try {
                FileTime written = Files.getLastModifiedTime(file);
                if (!written.equals(read)) {
                    keys = new ImmutableJWKSet<>(JWKSet.load(file.toFile()));
                    read = written;
                }
                return keys;
            } catch (IOException | ParseException wrong) {
                if (keys != null) {
                    return keys;
                }
                throw new IllegalArgumentException("jwks: " + file + " cannot be read as a set of keys (JSON with \"keys\"): " + wrong.getMessage(), wrong);
            }
        }
    }
}
