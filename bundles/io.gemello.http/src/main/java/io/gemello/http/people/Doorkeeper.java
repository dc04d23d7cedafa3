package io.gemello.http.people;

import io.gemello.api.access.Audit;
import io.gemello.api.access.Role;
import io.gemello.api.access.Subject;
import io.gemello.api.access.Users;
import io.gemello.api.health.Health;
import io.gemello.api.health.HealthCheck;
import io.gemello.api.health.MetricSource;
import io.gemello.api.health.Metrics;
import io.gemello.api.http.HttpProblem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Knows who is at the door: by password, token, browser session or single-use link. */
@Component(service = {Doorkeeper.class, Users.class, HealthCheck.class, MetricSource.class}, immediate = true)
public final class Doorkeeper implements Users, HealthCheck, MetricSource {
    private static final Logger LOG = LoggerFactory.getLogger(Doorkeeper.class);
    private static final String FIRST_USER = "operator";
    private static final Duration SESSION_IDLE = Duration.ofHours(12);
    private static final String ELSEWHERE = "another surface";

    /** Who may write the file is known to the operating system alone. */
    private static final Subject WHOEVER = new Subject("etc/users.json", Set.of());

    private final People people;
    private final Sessions sessions;
    private final SignInLink link;
    private final SignIns signIns;

    /** Null where none is configured. */
    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    volatile TokenIssuer issuer;

    @Activate
    public Doorkeeper(BundleContext context, @Reference Audit audit,
            @Reference(service = Supplier.class, target = "(gemello.secret=first-password)", cardinality = ReferenceCardinality.OPTIONAL) Supplier<String> firstPassword,
            @Reference(service = Supplier.class, target = "(gemello.secret=link)", cardinality = ReferenceCardinality.OPTIONAL) Supplier<String> linkSecret) throws IOException {
        this(audit, new UserFile(Path.of(required(context, "gemello.data")).resolve("etc/users.json")), firstPassword == null ? null : firstPassword.get(), linkSecret == null ? null : linkSecret.get(), System::nanoTime);
    }

    Doorkeeper(Audit audit, UserFile file, String firstPassword, String linkSecret, LongSupplier nanos) throws IOException {
        if (!file.exists() && firstPassword != null) {
            makeFirstUser(file, firstPassword);
        }
        this.people = new People(file, nanos, change -> audit.record(WHOEVER, change.what(), change.target(), "done"));
        this.sessions = new Sessions(SESSION_IDLE, nanos);
        this.link = new SignInLink(linkSecret, nanos);
        this.signIns = new SignIns(people, nanos);
        if (people.fault() != null) {
            LOG.error("{}; {}", people.fault().message(), people.fault().remedy());
        }
    }

    private static String required(BundleContext context, String property) {
        return Objects.requireNonNull(context.getProperty(property), "the framework property " + property + " is missing; start with `gemello run`");
    }

    private static void makeFirstUser(UserFile file, String password) throws IOException {
        String weakness = User.weakness(password);
        if (weakness != null) {
            LOG.error("user {} is not made: {}; set GEMELLO_PASSWORD to a longer one and start again", FIRST_USER, weakness);
            return;
        }
        User first = new User(FIRST_USER, EnumSet.of(Role.DEVICE, Role.VIEWER, Role.OPERATOR, Role.INTEGRATOR), PasswordHash.of(password), List.of());
        file.change(users -> users.isEmpty() ? Map.of(FIRST_USER, first) : users);
    }

    /**
     * Who sends a request. A session that has ended is nobody; credentials that are wrong are refused.
     *
     * @param authorization the header, or null
     * @param sessionId from the cookie, or null
     * @throws HttpProblem 401 for wrong credentials, 429 while this caller must wait
     */
    public Subject identify(String authorization, String sessionId, String address) {
        if (authorization != null) {
            return byHeader(authorization.strip(), address);
        }
        if (sessionId != null) {
            Sessions.Session session = sessions.use(sessionId);
            User user = session == null ? null : people.named(session.user()).orElse(null);
            if (user != null && Objects.equals(user.password(), session.password())) {
                return user.subject();
            }
        }
        return Subject.ANONYMOUS;
    }

    private Subject byHeader(String authorization, String address) {
        int space = authorization.indexOf(' ');
        String scheme = (space < 0 ? authorization : authorization.substring(0, space)).toLowerCase(Locale.ROOT);
        String rest = space < 0 ? "" : authorization.substring(space + 1).strip();
        switch (scheme) {
            case "basic": {
                String pair = decodeBasic(rest);
                int colon = pair.indexOf(':');
                if (colon < 0) {
                    throw SignIns.wrong();
                }
                return signIns.check(pair.substring(0, colon), pair.substring(colon + 1), address).subject();
            }
            case "bearer", "token":
                return (foreign(rest) ? vouched(rest) : byToken(rest)).orElseThrow(SignIns::wrong);
            default:
                throw SignIns.wrong();
        }
    }

    /** Three parts with dots between are a signed token of an outside issuer: ours have none. */
    private static boolean foreign(String token) {
        return token.chars().filter(c -> c == '.').count() == 2;
    }

    private Optional<Subject> vouched(String token) {
        TokenIssuer now = issuer;
        Optional<Subject> subject = now == null ? Optional.empty() : now.vouch(token).map(TokenIssuer.Vouched::who);
        signIns.count(subject.isPresent());
        return subject;
    }

    private static String decodeBasic(String text) {
        try {
            return new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notBase64) {
            throw SignIns.wrong();
        }
    }

    /**
     * Asks later whether somebody who was let in would be let in still, with the same roles: for what stays open longer than a
     * request. What stays open counts as use of its session.
     *
     * @param authorization the header that let him in, or null
     * @param sessionId from the cookie, or null
     */
    public BooleanSupplier standing(Subject who, String authorization, String sessionId) {
        if (who.roles().isEmpty()) {
            return () -> true;
        }
        Optional<String> bearer = authorization == null ? Optional.empty() : token(authorization);
        if (bearer.filter(Doorkeeper::foreign).isPresent()) {
            return vouchedStill(bearer.get());
        }
        User then = people.named(who.name()).orElse(null);
        if (then == null) {
            return () -> false;
        }
        Optional<String> token = bearer;
        boolean bySession = authorization == null && sessionId != null && sessions.use(sessionId) != null;
        return () -> {
            Optional<User> now = token.isPresent() ? people.withToken(AccessToken.sha256(token.get())) : people.named(then.name());
            return now.filter(user -> user.name().equals(then.name()) && user.roles().equals(then.roles())).isPresent()
                && (token.isPresent() || Objects.equals(now.get().password(), then.password()))
                && (!bySession || sessions.use(sessionId) != null);
        };
    }

    /** As long as the token has not expired and its issuer counts: what was signed once stays signed. */
    private BooleanSupplier vouchedStill(String token) {
        TokenIssuer then = issuer;
        Instant until = then == null ? Instant.MIN : then.vouch(token).map(TokenIssuer.Vouched::until).orElse(Instant.MIN);
        return () -> then == issuer && Instant.now().isBefore(until);
    }

    private static Optional<String> token(String authorization) {
        String[] words = authorization.strip().split("\\s+", 2);
        boolean token = words.length == 2 && (words[0].equalsIgnoreCase("bearer") || words[0].equalsIgnoreCase("token"));
        return token ? Optional.of(words[1].strip()) : Optional.empty();
    }

    /** Signs a browser in. @return the session's id, for its cookie @throws HttpProblem 401 or 429 */
    public String signIn(String name, String password, String address) {
        return sessions.begin(signIns.check(name, password, address));
    }

    /** Signs a browser in by the link of this start. @return the session's id; empty when the link is not valid (any more) */
    public Optional<String> signInByLink(String secret) {
        Map<String, User> all = people.all();
        User user = all.containsKey(FIRST_USER) ? all.get(FIRST_USER) : all.values().stream().filter(one -> one.roles().contains(Role.INTEGRATOR)).findFirst().orElse(null);
        if (user == null || !link.redeem(secret)) {
            signIns.count(false);
            return Optional.empty();
        }
        signIns.count(true);
        return Optional.of(sessions.begin(user));
    }

    public void signOut(String sessionId) {
        sessions.end(sessionId);
    }

    @Override
    public Optional<Subject> byPassword(String name, String password) {
        try {
            return Optional.of(signIns.check(name, password, ELSEWHERE).subject());
        } catch (HttpProblem refused) {
            return Optional.empty();
        }
    }

    @Override
    public Optional<Subject> byToken(String token) {
        Optional<Subject> subject = people.withToken(AccessToken.sha256(token)).map(User::subject);
        signIns.count(subject.isPresent());
        return subject;
    }

    @Override
    public Optional<Subject> byCertificate(X509Certificate verified) {
        Optional<Subject> subject = CertificateName.of(verified.getSubjectX500Principal()).flatMap(people::named).map(User::subject);
        signIns.count(subject.isPresent());
        return subject;
    }

    @Override
    public List<Health> check() {
        People.Fault fault = people.fault();
        Health.State state = fault == null ? Health.State.OK : people.all().isEmpty() ? Health.State.CRITICAL : Health.State.WARN;
        return List.of(fault == null ? new Health("users", state, people.since(), people.all().size() + " known") : new Health("users", state, people.since(), fault.message(), fault.remedy()));
    }

    @Override
    public void collect(Metrics to) {
        signIns.collect(to);
        to.gauge("gemello_sessions", "Browsers that are signed in", sessions.size());
    }
}
