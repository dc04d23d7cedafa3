package io.gemello.bim;

import io.gemello.api.access.Role;
import io.gemello.api.catalogue.Catalogue;
import io.gemello.api.catalogue.CatalogueListener;
import io.gemello.api.health.Health;
import io.gemello.api.health.HealthCheck;
import io.gemello.api.health.MetricSource;
import io.gemello.api.health.Metrics;
import io.gemello.api.http.Endpoint;
import io.gemello.api.http.Route;
import java.nio.file.Path;
import java.util.List;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The building's model as a service: its index, its elements' live parameters, and their colours. */
@Component(service = {CatalogueListener.class, Endpoint.class, HealthCheck.class, MetricSource.class}, immediate = true)
@Designate(ocd = BimComponent.Config.class)
public final class BimComponent implements CatalogueListener, Endpoint, HealthCheck, MetricSource {
    @ObjectClassDefinition(name = "BIM", description = "The building's model, its elements' live parameters and their colours")
    @interface Config {
        @AttributeDefinition(name = "Largest model [MB]", description = "After unpacking. A larger one is refused.")
        int max_model_mb() default 2048;
    }

    private final ModelShelf shelf;
    private final ModelEndpoint reads;
    private final BimHealth health;

    @Activate
    public BimComponent(BundleContext context, Config config) {
        shelf = new ModelShelf(dataFolder(context).resolve("bim"), (long) config.max_model_mb() << 20, model -> { });
        reads = new ModelEndpoint(shelf::model, shelf::trouble);
        health = new BimHealth(shelf);
        shelf.start();
    }

    private static Path dataFolder(BundleContext context) {
        String data = context.getProperty("gemello.data");
        if (data == null) {
            throw new IllegalStateException("framework property gemello.data is not set: it must name the data folder, in which the model's copy is kept");
        }
        return Path.of(data);
    }

    @Deactivate
    void close() {
        shelf.close();
    }

    @Override
    public void applied(Catalogue now) {
        shelf.applied(now.site());
    }

    @Override
    public List<Route> routes() {
        return List.of(new Route("GET", "/bim/model", Role.VIEWER, reads::model), new Route("GET", "/bim/elements", Role.VIEWER, reads::elements),
            new Route("GET", "/bim/elements/{guid}", Role.VIEWER, reads::element));
    }

    @Override
    public List<Health> check() {
        return health.check();
    }

    @Override
    public void collect(Metrics to) {
        health.collect(to);
    }
}
