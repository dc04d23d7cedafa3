package io.gemello.deploy;

import io.gemello.api.health.Health;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the deploying thread is about, for those who ask from outside. Written by that thread. */
final class Progress {
    private static final Logger LOG = LoggerFactory.getLogger(DeployComponent.class.getPackageName());
    /** A bundle that takes so long to stop or start holds up all others in the folder. */
    private static final Duration LONG = Duration.ofSeconds(15);
    private final Clock clock;
    private volatile Now now;

    /** @param trouble empty where there is none */
    private record Now(String doing, String trouble, Instant since) {}

    Progress(Clock clock) {
        this.clock = clock;
        this.now = new Now("", "", clock.instant());
    }

    void doing(String what) {
        now = new Now(what, now.trouble(), clock.instant());
    }

    void well() {
        if (!now.doing().isEmpty() || !now.trouble().isEmpty()) {
            now = new Now("", "", clock.instant());
        }
    }

    void failed(Throwable why) {
        String trouble = "the folder cannot be worked through: " + why;
        if (!now.trouble().equals(trouble)) {
            LOG.error(trouble, why instanceof java.io.IOException ? null : why);
            now = new Now("", trouble, clock.instant());
        }
    }

    Health health() {
        Now is = now;
        if (!is.trouble().isEmpty()) {
            return new Health("deploy", Health.State.CRITICAL, is.since(), is.trouble(), "make DATA/deploy a folder that this process may read, with room on its disk");
        }
        boolean held = !is.doing().isEmpty() && is.since().plus(LONG).isBefore(clock.instant());
        return held ? new Health("deploy", Health.State.WARN, is.since(), "still " + is.doing(), "a thread dump shows what it waits for; until then nothing else is installed")
            : new Health("deploy", Health.State.OK, is.since(), "the folder is watched");
    }
}
