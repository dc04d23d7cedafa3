package io.gemello.http;

import jakarta.servlet.Servlet;
import java.util.ArrayList;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import org.apache.felix.webconsole.servlet.ServletConstants;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

/** The pages that this runtime adds to the web console, in a category of their own. */
@Component(service = {}, immediate = true)
public final class ConsolePages {
    private static final Map<String, String> TITLES = Map.of("adapters", "Adapters", "journal", "Journal", "points", "Points by state", "health", "Health", "audit", "Audit trail");
    private final List<ServiceRegistration<Servlet>> pages = new ArrayList<>();

    @Activate
    public ConsolePages(BundleContext context) {
        TITLES.forEach((name, title) -> pages.add(context.registerService(Servlet.class, new ConsolePage("console-" + name + ".html"), new Hashtable<>(Map.of(
            ServletConstants.PLUGIN_LABEL, "gemello-" + name, ServletConstants.PLUGIN_TITLE, title, ServletConstants.PLUGIN_CATEGORY, "Gemello")))));
    }

    @Deactivate
    void stop() {
        pages.forEach(ServiceRegistration::unregister);
    }
}
