package io.gemello.http.people;

import io.gemello.api.health.Metrics;
import io.gemello.api.http.HttpProblem;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Checks names and passwords: cheaply where a pair was right before, slowly and braked where it was not. */
final class SignIns {
    private static final Logger LOG = LoggerFactory.getLogger(SignIns.class);
    /** Two hashes at a time: guessing must not take the processor from the readings. */
    private static final int PARALLEL_CHECKS = 2;
    private static final int CHECK_WAIT_SECONDS = 5;
    private static final int MAX_NAME = 64;
    private final People people;
    private final GuessGuard guard;
    private final VerifiedPasswords verified = new VerifiedPasswords();
    private final PasswordHash nobodys = PasswordHash.ofNobody();
    private final Semaphore checks = new Semaphore(PARALLEL_CHECKS, true);
    private final LongAdder accepted = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final LongAdder heldBack = new LongAdder();

    /** @param nanos the machine's monotonic clock */
    SignIns(People people, LongSupplier nanos) {
        this.people = people;
        this.guard = new GuessGuard(nanos);
    }

    /** @throws HttpProblem 401 for a wrong pair, 429 while the caller must wait, 503 when too many sign in at once */
    User check(String name, String password, String address) {
        if (name.length() > MAX_NAME) {
            throw wrong();
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
            refused.increment();
            if (user != null && guard.waitNanos(name, address) > 0) {
                LOG.warn("wrong passwords for user {} from {}: further tries must wait", name, address);
            }
            throw wrong();
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

    static HttpProblem wrong() {
        return new HttpProblem(401, "gemello:access.wrong", "Name, password or token is wrong.", "Check what you send; `gemello user list` names the users.");
    }

    /** Counts a sign-in of another kind. */
    void count(boolean success) {
        (success ? accepted : refused).increment();
    }

    void collect(Metrics to) {
        String name = "gemello_sign_ins_total";
        String help = "Checked credentials, by what came of it";
        to.counter(name, help, accepted.sum(), "outcome", "accepted");
        to.counter(name, help, refused.sum(), "outcome", "wrong");
        to.counter(name, help, heldBack.sum(), "outcome", "held_back");
    }
}
