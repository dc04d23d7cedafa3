package io.gemello.http.people;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import io.gemello.api.access.Role;
import io.gemello.api.access.Subject;
import io.gemello.api.health.Health;
import io.gemello.api.http.HttpProblem;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenIssuerTest {
    private static final Instant NOW = Instant.parse("2026-05-04T12:00:00Z");
    private static final String ISSUER = "https://login.example.org/realms/plant";
    private static RSAKey key;
    private static RSAKey other;
    @TempDir
    Path folder;
    private TokenIssuer issuer;

    @BeforeAll
    static void keys() throws JOSEException {
        key = new RSAKeyGenerator(2048).keyID("one").generate();
        other = new RSAKeyGenerator(2048).keyID("two").generate();
    }

    @BeforeEach
    void file() throws IOException {
        write(key);
        issuer = issuer("keys.json");
    }

    private void write(RSAKey... some) throws IOException {
        Files.writeString(folder.resolve("keys.json"), new JWKSet(List.<JWK>of(some)).toString(true));
    }

    private record Settings(String issuer, String name, String jwks, String audience, String[] algorithms, String roles_claim, String[] roles) implements TokenIssuer.Config {
        @Override
        public Class<? extends Annotation> annotationType() {
            return TokenIssuer.Config.class;
        }
    }

    private TokenIssuer issuer(String jwks) {
        return issuer(new Settings(ISSUER, "plant", jwks, "gemello", new String[] {"RS256", "ES256"}, "realm_access.roles", new String[] {"admins=integrator, staff=operator"}));
    }

    private TokenIssuer issuer(TokenIssuer.Config config) {
        return new TokenIssuer(config, folder, Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private static JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder().issuer(ISSUER).subject("4711").audience(List.of("account", "gemello")).expirationTime(Date.from(NOW.plusSeconds(300)))
            .claim("realm_access", Map.of("roles", List.of("staff", "offline_access")));
    }

    private static String signed(UnaryOperator<JWTClaimsSet.Builder> change) throws JOSEException {
        return signed(JWSAlgorithm.RS256, key.getKeyID(), new RSASSASigner(key), change.apply(claims()).build());
    }

    private static String signed(JWSAlgorithm algorithm, String keyId, JWSSigner signer, JWTClaimsSet claims) throws JOSEException {
        SignedJWT token = new SignedJWT(new JWSHeader.Builder(algorithm).keyID(keyId).build(), claims);
        token.sign(signer);
        return token.serialize();
    }

    private void refused(String token) {
        assertTrue(issuer.vouch(token).isEmpty(), token);
    }

    @Test
    void whoIsVouchedForStandsUnderTheIssuersNameWithTheMappedRoles() throws Exception {
        TokenIssuer.Vouched vouched = issuer.vouch(signed(c -> c)).orElseThrow();
        assertEquals(new Subject("plant:4711", Set.of(Role.OPERATOR)), vouched.who());
        assertEquals("plant:4711", vouched.who().dittoSubject());
        assertEquals(NOW.plusSeconds(300), vouched.until());
    }

    @Test
    void noSignatureOrOneWithASecretIsNone() throws Exception {
        refused(new PlainJWT(claims().build()).serialize());
        // The public key is known to everybody: as a secret it proves nothing.
        byte[] pem = key.toPublicJWK().toRSAPublicKey().getEncoded();
        refused(signed(JWSAlgorithm.HS256, key.getKeyID(), new MACSigner(pem), claims().build()));
        refused(signed(JWSAlgorithm.HS256, null, new MACSigner(new JWKSet(key).toString(true).getBytes(StandardCharsets.UTF_8)), claims().build()));
    }

    @Test
    void anotherKeyAlgorithmOrTextIsRefused() throws Exception {
        refused(signed(JWSAlgorithm.RS256, "one", new RSASSASigner(other), claims().build()));
        refused(signed(JWSAlgorithm.RS256, "three", new RSASSASigner(other), claims().build()));
        refused(signed(JWSAlgorithm.RS512, "one", new RSASSASigner(key), claims().build()));
        String good = signed(c -> c);
        refused(good.substring(0, good.indexOf('.') + 5) + 'x' + good.substring(good.indexOf('.') + 6));
        refused("a.b.c");
        refused("..");
    }

    @Test
    void timeIssuerAudienceAndSubjectAreLookedAt() throws Exception {
        refused(signed(c -> c.expirationTime(Date.from(NOW.minusSeconds(120)))));
        refused(signed(c -> c.expirationTime(null)));
        refused(signed(c -> c.notBeforeTime(Date.from(NOW.plusSeconds(120)))));
        refused(signed(c -> c.issuer("https://login.example.org/realms/other")));
        refused(signed(c -> c.audience("account")));
        refused(signed(c -> c.audience(List.of())));
        refused(signed(c -> c.subject(null)));
        refused(signed(c -> c.subject("a\nb")));
    }

    @Test
    void whoHasNoRoleHereIsTold() throws Exception {
        String token = signed(c -> c.claim("realm_access", Map.of("roles", List.of("guests"))));
        assertEquals(403, assertThrows(HttpProblem.class, () -> issuer.vouch(token)).status());
    }

    @Test
    void aFileOfKeysIsReadAgainWhenItChanges() throws Exception {
        String token = signed(JWSAlgorithm.RS256, "two", new RSASSASigner(other), claims().build());
        refused(token);
        write(key, other);
        Files.setLastModifiedTime(folder.resolve("keys.json"), FileTime.from(Instant.now().plusSeconds(5)));
        assertTrue(issuer.vouch(token).isPresent());
    }

    @Test
    void keysComeFromTheIssuerItselfAlsoNewOnes() throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        AtomicInteger asked = new AtomicInteger();
        List<RSAKey> published = new CopyOnWriteArrayList<>(List.of(key));
        server.createContext("/", exchange -> {
            asked.incrementAndGet();
            byte[] body = new JWKSet(List.<JWK>copyOf(published)).toString(true).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        try {
            issuer = issuer("http://127.0.0.1:" + server.getAddress().getPort() + "/certs");
            assertTrue(issuer.vouch(signed(c -> c)).isPresent());
            assertTrue(issuer.vouch(signed(c -> c)).isPresent());
            assertEquals(1, asked.get());
            published.add(other);
            assertTrue(issuer.vouch(signed(JWSAlgorithm.RS256, "two", new RSASSASigner(other), claims().build())).isPresent());
            for (int i = 0; i < 20; i++) {
                refused(signed(JWSAlgorithm.RS256, "made-up-" + i, new RSASSASigner(other), claims().build()));
            }
            assertTrue(asked.get() < 5, "made-up keys made us ask " + asked + " times");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void keysThatCannotBeHadAreSeenInHealth() throws Exception {
        issuer = issuer("http://127.0.0.1:1/certs");
        refused(signed(c -> c));
        assertEquals(Health.State.WARN, issuer.check().get(0).state());
    }

    @Test
    void aWrongSettingIsSaidWithWhatToDo() {
        Settings good = new Settings(ISSUER, "plant", "keys.json", "gemello", new String[] {"RS256"}, "roles", new String[] {"*=viewer"});
        issuer(good);
        says("name", new Settings(ISSUER, "role", "keys.json", "gemello", good.algorithms, "roles", good.roles));
        says("audience", new Settings(ISSUER, "plant", "keys.json", "", good.algorithms, "roles", good.roles));
        says("HS256", new Settings(ISSUER, "plant", "keys.json", "gemello", new String[] {"HS256"}, "roles", good.roles));
        says("none", new Settings(ISSUER, "plant", "keys.json", "gemello", new String[] {"none"}, "roles", good.roles));
        says("without TLS", new Settings(ISSUER, "plant", "http://192.0.2.1/certs", "gemello", good.algorithms, "roles", good.roles));
        says("cannot be read", new Settings(ISSUER, "plant", "none.json", "gemello", good.algorithms, "roles", good.roles));
        says("roles", new Settings(ISSUER, "plant", "keys.json", "gemello", good.algorithms, "roles", new String[] {"admins=chief"}));
    }

    private void says(String what, Settings wrong) {
        String message = assertThrows(IllegalArgumentException.class, () -> issuer(wrong)).getMessage();
        assertTrue(message.contains(what), message);
    }

    @Test
    void aStreamThatATokenOpenedEndsWithTheTokenOrTheIssuer() throws Exception {
        Doorkeeper door = TestPeople.doorkeeper(folder.resolve("people"));
        String token = signed(c -> c.expirationTime(Date.from(Instant.now().plusSeconds(300))));
        assertEquals(401, assertThrows(HttpProblem.class, () -> door.identify("Bearer " + token, null, "::1")).status());
        door.issuer = new TokenIssuer(new Settings(ISSUER, "plant", "keys.json", "gemello", new String[] {"RS256"}, "realm_access.roles", new String[] {"staff=viewer"}), folder, Clock.systemUTC());
        Subject who = door.identify("Bearer " + token, null, "::1");
        assertEquals("plant:4711", who.name());
        var standing = door.standing(who, "Bearer " + token, null);
        assertTrue(standing.getAsBoolean());
        door.issuer = null;
        assertFalse(standing.getAsBoolean());
    }
}
