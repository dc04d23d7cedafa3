package io.gemello.bim;

import io.gemello.api.catalogue.Site;
import io.gemello.bim.register.Register;
import io.gemello.bim.register.RegisterFile;
import io.gemello.bim.register.RegisterSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the registers read that the site's settings name. One that cannot be read has no rows, and its faults say why. By the thread {@code gemello-bim-files}. */
final class RegisterShelf implements SiteLook.Watched {
    private static final Logger LOG = LoggerFactory.getLogger(RegisterShelf.class);

    /** What tells a file from the same file changed. @param size -1 where there is none */
    private record Seen(RegisterSettings settings, Path folder, long size, FileTime time) {}

    private record Kept(Seen seen, Register register) {}

    private final Consumer<List<Register>> effect;
    private final Map<String, Kept> kept = new LinkedHashMap<>();
    private volatile List<RegisterSettings> wanted = List.of();
    private volatile List<Register> all = List.of();

    /** @param effect is given all registers whenever one has changed */
    RegisterShelf(Consumer<List<Register>> effect) {
        this.effect = effect;
    }

    void wanted(List<RegisterSettings> now) {
        wanted = now;
    }

    List<Register> all() {
        return all;
    }

    @Override
    public void look(Site site) {
        List<RegisterSettings> now = wanted;
        boolean changed = kept.keySet().retainAll(now.stream().map(RegisterSettings::file).toList());
        for (RegisterSettings settings : now) {
            Seen seen = seen(site.folder(), settings);
            Kept before = kept.get(settings.file());
            if (before == null || !before.seen().equals(seen)) {
                Register register = RegisterFile.read(site.folder(), settings);
                LOG.info("{}: {} rows", settings.file(), register.rows().size());
                register.faults().stream().limit(3).forEach(fault -> LOG.warn("{}: {}", settings.file(), fault));
                kept.put(settings.file(), new Kept(seen, register));
                changed = true;
            }
        }
        if (changed) {
            List<Register> next = new ArrayList<>();
            now.forEach(settings -> next.add(kept.get(settings.file()).register()));
            all = List.copyOf(next);
            effect.accept(all);
        }
    }

    private static Seen seen(Path folder, RegisterSettings settings) {
        Path file = folder.resolve(settings.file());
        try {
            return new Seen(settings, folder, Files.size(file), Files.getLastModifiedTime(file));
        } catch (IOException absent) {
            return new Seen(settings, folder, -1, FileTime.fromMillis(0));
        }
    }
}
