package io.gemello.deploy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/** The jars that came with the runtime. They do not change while it runs, so each is checked once, when it is first asked for. */
final class Distribution {
    private final Path bundles;
    private final Supplier<JarCheck> checks;
    private final Map<Path, CheckedJar> checked = new HashMap<>();

    Distribution(Path bundles, Supplier<JarCheck> checks) {
        this.bundles = bundles;
        this.checks = checks;
    }

    /** @return null when there is no file of that name */
    CheckedJar jar(String fileName) throws NotFit {
        Path jar = bundles.resolve(fileName);
        if (!Files.isRegularFile(jar)) {
            return null;
        }
        CheckedJar known = checked.get(jar);
        if (known == null) {
            known = check(jar);
            checked.put(jar, known);
        }
        return known;
    }

    private CheckedJar check(Path jar) throws NotFit {
        try {
            return checks.get().read(jar);
        } catch (NotFit damaged) {
            throw new NotFit("the distribution's " + jar.getFileName() + " is damaged: " + damaged.fault().what(), "install the distribution anew");
        }
    }

    /** The jar that the launcher installed a bundle from. @param location the bundle's; @return null when it came another way */
    CheckedJar origin(String location) throws NotFit {
        String prefix = "reference:" + bundles.toUri();
        return location.startsWith(prefix) ? jar(location.substring(prefix.length())) : null;
    }
}
