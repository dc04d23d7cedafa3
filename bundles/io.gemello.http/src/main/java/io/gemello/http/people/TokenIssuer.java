package io.gemello.http.people;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import io.gemello.api.access.Role;
import io.gemello.api.access.Subject;
import io.gemello.api.health.Health;
import io.gemello.api.health.HealthCheck;
import io.gemello.api.http.HttpProblem;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** An outside issuer of sign-ins, whose bearer tokens (JWT) count here. */
@Component(service = {TokenIssuer.class, HealthCheck.class}, configurationPid = "io.gemello.http.jwt", configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = TokenIssuer.Config.class)
public final class TokenIssuer implements HealthCheck {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,31}");
    /** Our own issuers in policies. */
    private static final Set<String> TAKEN = Set.of("gemello", "role");
    private static final Pattern SUB = Pattern.compile("[\\x21-\\x7e\\u00a0-\\uffff]{1,200}");
    /** Signed with a private key, never with a secret that the verifier shares. */
    private static final Set<JWSAlgorithm> SIGNATURES = Set.copyOf(JWSAlgorithm.Family.SIGNATURE);

    private final String name;
    private final RoleMap roles;
    private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
    private volatile Health health;

    /** What an operator may set. */
    @ObjectClassDefinition(name = "Sign-in by an outside issuer", description = "Bearer tokens (JWT), e.g. of Keycloak")
    public @interface Config {
        @AttributeDefinition(name = "Issuer", description = "As the claim iss has it, letter by letter")
        String issuer();

        @AttributeDefinition(name = "Name", description = "Under which its people stand in policies: <name>:<sub>")
        String name();

        @AttributeDefinition(name = "Keys", description = "The JWKS: an https address, or a file, relative to the data folder")
        String jwks();

        @AttributeDefinition(name = "Audience", description = "That the claim aud must hold")
        String audience();

        @AttributeDefinition(name = "Algorithms", description = "Of signatures that count")
        String[] algorithms() default {"RS256", "ES256"};

        @AttributeDefinition(name = "Claim of roles", description = "With dots for a claim inside another, e.g. realm_access.roles")
        String roles_claim() default "roles";

        @AttributeDefinition(name = "Roles", description = "Which value of that claim gives which role, e.g. *=viewer, admins=integrator")
        String[] roles();
    }

    /** Somebody whom the issuer vouches for. @param until when the token expires */
    record Vouched(Subject who, Instant until) {}

    @Activate
    public TokenIssuer(BundleContext context, Config config) {
        this(config, Path.of(Objects.requireNonNull(context.getProperty("gemello.data"), "the framework property gemello.data is missing; start with `gemello run`")), Clock.systemUTC());
    }

    TokenIssuer(Config config, Path data, Clock clock) {
        this.name = config.name() == null ? "" : config.name().strip();
        require(NAME.matcher(name).matches() && !TAKEN.contains(name), "name is '" + name + "'; it is a short word of letters, digits and dashes, and neither gemello nor role");
        require(config.issuer() != null && !config.issuer().isBlank(), "issuer is missing: the text that tokens have as iss");
        require(config.audience() != null && !config.audience().isBlank(), "audience is missing: without it a token made for any other service would open this one");
        this.roles = new RoleMap(config.roles_claim(), words(config.roles()));
        processor.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(JOSEObjectType.JWT, new JOSEObjectType("at+jwt"), null));
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(algorithms(config), IssuerKeys.from(config.jwks() == null ? "" : config.jwks().strip(), data)));
        processor.setJWTClaimsSetVerifier(new DefaultJWTClaimsVerifier<>(config.audience().strip(), new JWTClaimsSet.Builder().issuer(config.issuer().strip()).build(), Set.of("sub", "exp")) {
            @Override
            protected Date currentTime() {
                return Date.from(clock.instant());
            }
        });
        health = new Health("sign-in." + name, Health.State.OK, Instant.now(), "tokens of " + config.issuer().strip() + " count");
    }

    private static void require(boolean holds, String sentence) {
        if (!holds) {
            throw new IllegalArgumentException("etc/io.gemello.http.jwt.cfg: " + sentence);
        }
    }

    private static List<String> words(String[] given) {
        List<String> words = new ArrayList<>();
        for (String some : given == null ? new String[0] : given) {
            List.of(some.split(",")).stream().map(String::strip).filter(word -> !word.isEmpty()).forEach(words::add);
        }
        return words;
    }

    private static Set<JWSAlgorithm> algorithms(Config config) {
        Set<JWSAlgorithm> algorithms = new LinkedHashSet<>();
        for (String word : words(config.algorithms())) {
            JWSAlgorithm algorithm = JWSAlgorithm.parse(word);
            require(SIGNATURES.contains(algorithm), "algorithms names " + word + "; it can be RS256, PS256, ES256 and their longer ones: others are no signature with a private key");
            algorithms.add(algorithm);
        }
        require(!algorithms.isEmpty(), "algorithms is empty; RS256 and ES256 are usual");
        return algorithms;
    }

    /** Empty for what is no token of this issuer, or not any more. May ask the issuer for its keys. @throws HttpProblem 403 for somebody without a role here */
    Optional<Vouched> vouch(String token) {
        try {
            JWTClaimsSet claims = processor.process(token, null);
            keys(null);
            if (!SUB.matcher(claims.getSubject()).matches()) {
                return Optional.empty();
            }
            Set<Role> mine = roles.of(claims.getClaims());
            if (mine.isEmpty()) {
                throw new HttpProblem(403, "gemello:access.no-role", "Your token is good, but it gives you no role here.", "Ask whoever runs this for an entry in roles of etc/io.gemello.http.jwt.cfg.");
            }
            return Optional.of(new Vouched(new Subject(name + ":" + claims.getSubject(), mine), claims.getExpirationTime().toInstant()));
        } catch (KeySourceException away) {
            keys("the issuer's keys cannot be had: " + away.getMessage());
            return Optional.empty();
        } catch (ParseException | BadJOSEException | JOSEException notGood) {
            return Optional.empty();
        }
    }

    private synchronized void keys(String trouble) {
        Health.State state = trouble == null ? Health.State.OK : Health.State.WARN;
        if (health.state() != state) {
            health = trouble == null ? new Health(health.name(), state, Instant.now(), "tokens count") : new Health(health.name(), state, Instant.now(), trouble, "see whether jwks in etc/io.gemello.http.jwt.cfg can be reached from here");
        }
    }

    @Override
    public List<Health> check() {
        return List.of(health);
    }
}
