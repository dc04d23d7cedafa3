package io.gemello.http;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collection;
import java.util.Dictionary;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

/** What bundles and configurations are called, and which values of a form are new; for the audit trail, so without secrets. */
final class ConsoleNames {
    private static final Pattern SECRET = Pattern.compile("pass|secret|token|credential|pwd|private|apikey|api[._-]key");
    private static final Pattern USER_INFO = Pattern.compile("//[^/@\\s]*@");
    private static final int MAX_VALUE = 60;
    private final BundleContext context;
    private final ConfigurationAdmin configurations;

    ConsoleNames(BundleContext context, ConfigurationAdmin configurations) {
        this.context = context;
        this.configurations = configurations;
    }

    /** @param idOrName as the console takes it at the end of its path @return null where it finds none */
    Bundle bundle(String idOrName) {
        try {
            return context.getBundle(Long.parseLong(idOrName));
        } catch (NumberFormatException name) {
            return Stream.of(context.getBundles()).filter(bundle -> idOrName.split(":")[0].equals(bundle.getSymbolicName())).findFirst().orElse(null);
        }
    }

    boolean exists(String pid) {
        return properties(pid) != null;
    }

    /** {@code : url = x, period = 5}: what differs from what is configured now. */
    String changes(String pid, HttpServletRequest request) {
        String list = request.getParameter("propertylist");
        if (list == null) {
            return "";
        }
        Dictionary<String, Object> before = properties(pid);
        String changes = Stream.of(list.split(",")).filter(name -> !name.isEmpty() && request.getParameterValues(name) != null)
            .filter(name -> !Objects.equals(text(before == null ? null : before.get(name)), text(request.getParameterValues(name))))
            .map(name -> name + " = " + shown(name, text(request.getParameterValues(name)))).collect(Collectors.joining(", "));
        return changes.isEmpty() ? "" : ": " + changes;
    }

    private static String shown(String name, String value) {
        if (SECRET.matcher(name.toLowerCase(Locale.ROOT)).find()) {
            return "(not written)";
        }
        String clean = USER_INFO.matcher(value).replaceAll("//(not written)@");
        return clean.length() > MAX_VALUE ? clean.substring(0, MAX_VALUE) + "…" : clean;
    }

    private static String text(Object value) {
        return value == null ? "" : value instanceof Object[] many ? Arrays.stream(many).map(String::valueOf).collect(Collectors.joining(","))
            : value instanceof Collection<?> some ? some.stream().map(String::valueOf).collect(Collectors.joining(",")) : value.toString();
    }

    private Dictionary<String, Object> properties(String pid) {
        try {
            Configuration[] found = configurations.listConfigurations("(service.pid=" + pid.replaceAll("[\\\\*()]", "\\\\$0") + ")");
            return found == null ? null : found[0].getProperties();
        } catch (IOException | InvalidSyntaxException | IllegalStateException unknown) {
            return null;
        }
    }
}
