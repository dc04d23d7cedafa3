package io.gemello.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Dictionary;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.osgi.framework.BundleContext;
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
 * Keeps what an operator changes in the web console. The console drops the property by which File Install knows the file of a
 * configuration, and the change would be gone after a restart: it is put back, or the file of a new configuration is written.
 */
@Component(service = ConfigurationListener.class, immediate = true)
public final class ConsoleSettings implements ConfigurationListener {
    private static final Logger LOG = LoggerFactory.getLogger(ConsoleSettings.class);
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    private static final String FILE = "felix.fileinstall.filename";
    private final ConfigurationAdmin configurations;
    private final Path etc;

    @Activate
    public ConsoleSettings(@Reference ConfigurationAdmin configurations, BundleContext context) {
        this.configurations = configurations;
        this.etc = Path.of(context.getProperty("gemello.data")).resolve("etc");
    }

    @Override
    public void configurationEvent(ConfigurationEvent event) {
        if (event.getType() != ConfigurationEvent.CM_UPDATED || !event.getPid().startsWith("io.gemello.")) {
            return;
        }
        try {
            keep(configurations.getConfiguration(event.getPid(), "?"));
        } catch (IOException | IllegalStateException failed) {
            LOG.error("the change of {} is in effect but not kept: {}", event.getPid(), failed.toString());
        }
    }

    private void keep(Configuration changed) throws IOException {
        Dictionary<String, Object> properties = changed.getProperties();
        if (properties == null || properties.get(FILE) != null) {
            return;
        }
        Path file = file(changed, properties.get("name"));
        boolean fresh = !Files.exists(file);
        // First the name, then the file: a file that File Install finds before it knows whose it is becomes a second instance.
        // In the spelling of java.io.File (one slash): File Install compares text.
        properties.put(FILE, file.toFile().toURI().toString());
        changed.update(properties);
        if (fresh) {
            Path part = Files.writeString(etc.resolve("." + file.getFileName() + ".tmp"), text(properties), StandardCharsets.ISO_8859_1);
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
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

    static String text(Dictionary<String, Object> properties) {
        return Collections.list(properties.keys()).stream().filter(key -> !key.startsWith("service.") && !key.startsWith("felix.")).sorted()
            .map(key -> key + " = " + escape(value(properties.get(key))) + "\n").collect(Collectors.joining());
    }

    private static String value(Object value) {
        return value instanceof Object[] many ? Arrays.stream(many).map(Object::toString).collect(Collectors.joining(","))
            : value instanceof Collection<?> some ? some.stream().map(Object::toString).collect(Collectors.joining(",")) : value.toString();
    }

    /** As {@code java.util.Properties} reads it back. */
    private static String escape(String value) {
        StringBuilder text = new StringBuilder();
        for (char c : value.toCharArray()) {
            if (c == '\\' || c == ' ' && text.isEmpty() || c == '\n' || c == '\r' || c > '~') {
                text.append(c == '\\' ? "\\\\" : "\\u%04x".formatted((int) c));
            } else {
                text.append(c);
            }
        }
        return text.toString();
    }
}
