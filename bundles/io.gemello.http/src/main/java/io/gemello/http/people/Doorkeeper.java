package io.gemello.http.people;

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
import java.time.Duration;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Knows who is at the door: by password, token, browser session or single-use link. */
@Component(service = {Doorkeeper.class, Users.class, HealthCheck.class, MetricSource.class}, immediate = true)
public final class Doorkeeper implements Users, HealthCheck, MetricSource {
    private static final Logger LOG = LoggerFactory.getLogger(Doorkeeper.class);
    private static final String FIRST_USER = "operator";
    private static final Duration SESSION_IDLE = Duration.ofHours(12);
    /** Two hashes at a time: guessing must not take the processor from the readings. */
    private static final int PARALLEL_CHECKS = 2;
    private static final int CHECK_WAIT_SECONDS = 5;
    private static final int MAX_NAME = 64;
    private static final String ELSEWHERE = "another surface";

    private final People people;
    private final Sessions sessions;
    private final SignInLink link;
    private final GuessGuard guard;
    private final VerifiedPasswords verified = new VerifiedPasswords();
    private final PasswordHash nobodys = PasswordHash.ofNobody();
    private final Semaphore checks = new Semaphore(PARALLEL_CHECKS, true);
    private final LongAdder accepted = new LongAdder();
    private final LongAdder wrong = new LongAdder();
    private final LongAdder heldBack = new LongAdder();

    @Activate
    public Doorkeeper(BundleContext context,
            @Reference(service = Supplier.class, target = "(gemello.secret=first-password)", cardinality = ReferenceCardinality.OPTIONAL) Supplier<String> firstPassword,
            @Reference(service = Supplier.class, target = "(gemello.secret=link)", cardinality = ReferenceCardinality.OPTIONAL) Supplier<String> linkSecret) throws IOException {
        this(new UserFile(Path.of(required(context, "gemello.data")).resolve("etc/users.json")), firstPassword == null ? null : firstPassword.get(), linkSecret == null ? null : linkSecret.get(), System::nanoTime);
    }

    Doorkeeper(UserFile file, String firstPassword, String linkSecret, LongSupplier nanos) throws IOException {
        if (!file.exists() && firstPassword != null) {
            makeFirstUser(file, firstPassword);
        }
        this.people = new People(file, nanos);
        this.sessions = new Sessions(SESSION_IDLE, nanos);
        this.link = new SignInLink(linkSecret, nanos);
        this.guard = new GuessGuard(nanos);
        if (people.fault() != null) {
            LOG.error("{}", people.fault());
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
    public Identity identify(String authorization, String sessionId, String address) {
        if (authorization != null) {
            return new Identity(byHeader(authorization.strip(), address), false);
        }
        if (sessionId != null) {
            Sessions.Session session = sessions.use(sessionId);
            User user = session == null ? null : people.named(session.user()).orElse(null);
            if (user != null && Objects.equals(user.password(), session.password())) {
                return new Identity(user.subject(), true);
            }
        }
        return Identity.NOBODY;
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
                    throw wrongCredentials();
                }
                return check(pair.substring(0, colon), pair.substring(colon + 1), address).subject();
            }
            case "bearer", "token":
                return byToken(rest).orElseThrow(Doorkeeper::wrongCredentials);
            default:
                throw wrongCredentials();
        }
    }

    private static String decodeBasic(String text) {
        try {
            return new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notBase64) {
            throw wrongCredentials();
        }
    }

    /** Signs a browser in. @return the session's id, for its cookie @throws HttpProblem 401 or 429 */
    public String signIn(String name, String password, String address) {
        return sessions.begin(check(name, password, address));
    }

    /** Signs a browser in by the link of this start. @return the session's id; empty when the link is not valid (any more) */
    public Optional<String> signInByLink(String secret) {
        Map<String, User> all = people.all();
        User user = all.containsKey(FIRST_USER) ? all.get(FIRST_USER) : all.values().stream().filter(one -> one.roles().contains(Role.INTEGRATOR)).findFirst().orElse(null);
        if (user == null || !link.redeem(secret)) {
            wrong.increment();
            return Optional.empty();
        }
        accepted.increment();
        return Optional.of(sessions.begin(user));
    }

    public void signOut(String sessionId) {
        sessions.end(sessionId);
    }

    @Override
    public Optional<Subject> byPassword(String name, String password) {
        try {
            return Optional.of(check(name, password, ELSEWHERE).subject());
        } catch (HttpProblem refused) {
            return Optional.empty();
        }
    }

    @Override
    public Optional<Subject> byToken(String token) {
        Optional<Subject> subject = people.withToken(AccessToken.sha256(token)).map(User::subject);
        (subject.isPresent() ? accepted : wrong).increment();
        return subject;
    }

    private User check(String name, String password, String address) {
        if (name.length() > MAX_NAME) {
            throw wrongCredentials();
        }
        hold(name, address);
        User user = people.named(name).orElse(null);
        PasswordHash hash = user == null || user.password() == null ? null : user.password();
        if (hash != null && verified.knows(name, password, hash)) {
            guard.succeeded(name, address);
            accepted.increment();
            return user;
        }
        // An unknown name costs as much as a known one: time must not tell which names there are.
        boolean fits = hashFits(hash == null ? nobodys : hash, name, password, address);
        if (hash == null || !fits) {
            guard.failed(name, address);
            wrong.increment();
            if (user != null && guard.waitNanos(name, address) > 0) {
                LOG.warn("wrong passwords for user {} from {}: further tries must wait", name, address);
            }
            throw wrongCredentials();
        }
        verified.remember(name, password, hash);
        guard.succeeded(name, address);
        accepted.increment();
        return user;
    }

    private boolean hashFits(PasswordHash hash, String name, String password, String address) {
        boolean got = false;
        try {
            got = checks.tryAcquire(CHECK_WAIT_SECONDS, TimeUnit.SECONDS);
            if (!got) {
                throw new HttpProblem(503, "gemello:access.busy", "Too many sign-ins at once.", "Try again.", Map.of("Retry-After", "5"));
            }
            // Many guesses sent at once have all passed the first look.
            hold(name, address);
            return hash.fits(password);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new HttpProblem(503, "gemello:access.busy", "The server is stopping.", "Try again.");
        } finally {
            if (got) {
                checks.release();
            }
        }
    }

    private void hold(String name, String address) {
        long wait = guard.waitNanos(name, address);
        if (wait > 0) {
            heldBack.increment();
            long seconds = TimeUnit.NANOSECONDS.toSeconds(wait) + 1;
            throw new HttpProblem(429, "gemello:access.wait", "Too many wrong passwords; this name must wait " + seconds + " s here.", "Wait, then send the right password.", Map.of("Retry-After", Long.toString(seconds)));
        }
    }

    private static HttpProblem wrongCredentials() {
        return new HttpProblem(401, "gemello:access.wrong", "Name, password or token is wrong.", "Check what you send; `gemello user list` names the users.");
    }

    @Override
    public List<Health> check() {
        String fault = people.fault();
        Health.State state = fault == null ? Health.State.OK : people.all().isEmpty() ? Health.State.CRITICAL : Health.State.WARN;
        return List.of(new Health("users", state, people.since(), fault == null ? people.all().size() + " known" : fault));
    }

    @Override
    public void collect(Metrics to) {
        String name = "gemello_sign_ins_total";
        String help = "Checked credentials, by what came of it";
        to.counter(name, help, accepted.sum(), "outcome", "accepted");
        to.counter(name, help, wrong.sum(), "outcome", "wrong");
        to.counter(name, help, heldBack.sum(), "outcome", "held_back");
        to.gauge("gemello_sessions", "Browsers that are signed in", sessions.size());
    }
}
