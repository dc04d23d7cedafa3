package io.gemello.bim;

import io.gemello.api.catalogue.Site;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The site's {@code bim.json}, which need not be there. One with a fault changes nothing: what was in force goes on. */
final class SettingsFile implements SiteLook.Watched {
    static final String NAME = "bim.json";
    private static final Logger LOG = LoggerFactory.getLogger(SettingsFile.class);

    /** Takes what holds from now on. */
    interface Effect {
        /** @param faults of the file that lies there; empty where it is in force, or absent */
        void take(BimSettings settings, List<String> faults);
    }

    private final Effect effect;
    private BimSettings inForce = BimSettings.DEFAULT;
    private String read = "";

    SettingsFile(Effect effect) {
        this.effect = effect;
    }

    @Override
    public void look(Site site) {
        Path file = site.folder().resolve(NAME);
        String text;
        try {
            text = Files.isRegularFile(file) ? Files.readString(file) : "";
        } catch (IOException unreadable) {
            text = "unreadable: " + unreadable;
        }
        if (text.equals(read)) {
            return;
        }
        read = text;
        try {
            inForce = text.isBlank() ? BimSettings.DEFAULT : BimSettings.parse(text);
            effect.take(inForce, List.of());
        } catch (IllegalArgumentException fault) {
            LOG.warn("{}: {}; what was in force goes on", NAME, fault.getMessage());
            effect.take(inForce, List.of(NAME + ": " + fault.getMessage()));
        }
    }
}
