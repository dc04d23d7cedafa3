package io.gemello.adapter.simulator;

import io.gemello.api.health.Health;
import io.gemello.api.health.HealthCheck;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps what was broken and set in a hall and how warm it is, so that a restart mends and cools nothing. Used by the hall's thread; its health by any. */
final class KeptHall implements HealthCheck {
    private static final Logger LOG = LoggerFactory.getLogger(KeptHall.class);
    private final Play play;
    private final KeptFile file;
    /** What could not be read may be worth a look: it is left where it is until something changes. */
    private boolean unread;
    private volatile Health health;

    KeptHall(Play play, KeptFile file) {
        this.play = play;
        this.file = file;
        well();
    }

    private void well() {
        health = new Health("simulator", Health.State.OK, Instant.now(), "plays; what is broken and set in the hall is kept");
    }

    /** Takes up what was kept. */
    void recall() {
        try {
            play.recall(file.read());
        } catch (IOException | RuntimeException broken) {
            unread = true;
            unwell("what was broken and set in the hall before is forgotten: " + broken.getMessage());
        }
    }

    /** From time to time, and at the end. */
    void goesOn() {
        if (!unread) {
            write();
        }
    }

    /** Something was broken, mended or set. */
    void changed() {
        unread = false;
        write();
    }

    private void write() {
        Map<String, String> now = play.remember();
        if (now.isEmpty()) {
            return;
        }
        try {
            file.write(now);
            if (health.state() != Health.State.OK) {
                well();
            }
        } catch (IOException full) {
            unwell("what was broken and set in the hall will be forgotten at the next start: " + full.getMessage());
        }
    }

    private void unwell(String message) {
        if (!health.message().equals(message)) {
            LOG.warn("simulator: {}", message);
            health = new Health("simulator", Health.State.WARN, Instant.now(), message, "see that " + file + " can be read and written; break or set something again, and it is kept");
        }
    }

    @Override
    public List<Health> check() {
        return List.of(health);
    }
}
