package io.gemello.http;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Dictionary;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.cm.ConfigurationEvent;
import org.osgi.service.cm.ConfigurationListener;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps what an operator changes in the web console: the file of a configuration is written when the configuration has changed and
 * the file has not. The console may drop the property by which File Install knows the file; it is put back. File Install's own way
 * of doing that is off, because it empties the file before it writes, and reads it at the same time.
 */
@Component(service = ConfigurationListener.class, immediate = true)
public final class ConsoleSettings implements ConfigurationListener {
    private static final Logger LOG = LoggerFactory.getLogger(ConsoleSettings.class);
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    private static final String FILE = "felix.fileinstall.filename";
    private final ConfigurationAdmin configurations;
    private final Path etc;
    private final Map<String, Known> files = new ConcurrentHashMap<>();

    /** @param at when the configuration was as its file says */
    private record Known(Path file, Instant at) {
        /** @return whether the file is the same since; then what has changed since was not changed in the file */
        boolean holdsFor(Path now) throws IOException {
            return now.equals(file) && Files.exists(file) && Files.getLastModifiedTime(file).toInstant().isBefore(at);
        }
    }

    @Activate
    public ConsoleSettings(@Reference ConfigurationAdmin configurations, BundleContext context) throws IOException, InvalidSyntaxException {
        this.configurations = configurations;
        this.etc = Path.of(context.getProperty("gemello.data")).resolve("etc");
        Configuration[] there = configurations.listConfigurations("(" + FILE + "=*)");
        for (Configuration one : there == null ? new Configuration[0] : there) {
            keep(one);
        }
    }

    @Override
    public void configurationEvent(ConfigurationEvent event) {
        if (!event.getPid().startsWith("io.gemello.")) {
            return;
        }
        try {
            if (event.getType() == ConfigurationEvent.CM_DELETED) {
                forget(event.getPid());
            }
            if (event.getType() != ConfigurationEvent.CM_UPDATED) {
                return;
            }
            keep(configurations.getConfiguration(event.getPid(), "?"));
        } catch (IOException | IllegalStateException failed) {
            LOG.error("the change of {} is in effect but not kept: {}", event.getPid(), failed.toString());
        }
    }

    private void keep(Configuration changed) throws IOException {
        Dictionary<String, Object> properties = changed.getProperties();
        if (properties == null) {
            return;
        }
        Known before = files.get(changed.getPid());
        Path file;
        if (properties.get(FILE) instanceof String named) {
            file = Path.of(URI.create(named));
            if (before != null && before.holdsFor(file)) {
                SettingsFile.write(file, properties);
            }
        } else {
            file = file(changed, properties.get("name"));
            // First the name, then the file: a file that File Install finds before it knows whose it is becomes a second instance.
            // In the spelling of java.io.File (one slash): File Install compares text.
            properties.put(FILE, file.toFile().toURI().toString());
            changed.update(properties);
            SettingsFile.write(file, properties);
        }
        files.put(changed.getPid(), new Known(file, Instant.now()));
    }

    /** A configuration that was deleted in the console stays so. A file that has come since belongs to a successor. */
    private void forget(String pid) throws IOException {
        Known known = files.remove(pid);
        if (known != null && known.holdsFor(known.file())) {
            Files.delete(known.file());
        }
    }

    /** An instance that was given a name in the form is found under that name; it is its own name too, in points.csv and for people. */
    private Path file(Configuration changed, Object name) {
        if (changed.getFactoryPid() != null && name instanceof String given && NAME.matcher(given).matches()) {
            Path named = etc.resolve(changed.getFactoryPid() + "-" + given + ".cfg");
            if (!Files.exists(named)) {
                return named;
            }
        }
        return etc.resolve(fileName(changed.getPid(), changed.getFactoryPid()));
    }

    /** File Install's own rule: an instance's name follows the first dash. */
    static String fileName(String pid, String factoryPid) {
        return (factoryPid == null ? pid : factoryPid + "-" + pid.substring(Math.min(pid.length(), factoryPid.length() + 1))) + ".cfg";
    }
}
