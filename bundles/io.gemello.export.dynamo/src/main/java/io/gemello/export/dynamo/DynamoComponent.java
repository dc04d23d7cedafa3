package io.gemello.export.dynamo;

import io.gemello.api.access.Access;
import io.gemello.api.access.AssetGuard;
import io.gemello.api.bim.OverrideExporter;
import io.gemello.api.bim.Overrides;
import io.gemello.api.catalogue.Catalogue;
import io.gemello.api.catalogue.CatalogueListener;
import io.gemello.api.http.Endpoint;
import io.gemello.api.http.Route;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The exporter {@code dynamo}: files for Revit, in a folder and by HTTP. */
@Component(service = {CatalogueListener.class, Endpoint.class, OverrideExporter.class}, immediate = true, configurationPid = "io.gemello.export.dynamo", property = OverrideExporter.NAME + "=dynamo")
@Designate(ocd = DynamoComponent.Config.class)
public final class DynamoComponent implements CatalogueListener, Endpoint, OverrideExporter {
    /** What an operator may set. */
    @ObjectClassDefinition(name = "Export for Dynamo", description = "The site's parameters and colours for Autodesk Revit")
    public @interface Config {
        @AttributeDefinition(name = "Write files", description = "Where false, everything is to be had by HTTP alone.")
        boolean files() default true;

        @AttributeDefinition(name = "Folder", description = "Where the files are written; DATA/export/dynamo where it is empty. Who may read that folder sees all values, whatever the policy says.")
        String folder() default "";

        @AttributeDefinition(name = "Address", description = "Under which Revit's machine reaches Gemello, e.g. https://twin.example:8443; written into the graphs.")
        String address() default "";

        @AttributeDefinition(name = "Scheme", description = "What the graphs colour by where their user says nothing else: alert, or a metric's name.")
        String scheme() default "alert";

        @AttributeDefinition(name = "View", description = "The view of Revit that the graphs colour where their user says nothing else.")
        String view() default "DT Alerts";

        @AttributeDefinition(name = "Pause [s]", description = "Least time between two exports: changes within it are exported together.", min = "1")
        int gemello_export_pause_s() default 30;

        @AttributeDefinition(name = "Every [s]", description = "Also exported when so much time has passed without a change; 0 for never.", min = "0")
        int gemello_export_every_s() default 0;
    }

    private final SnapshotBook book = new SnapshotBook(Long.toHexString(System.currentTimeMillis()));
    private final RevitPack pack;
    private final DynamoEndpoint endpoint;
    private final Path folder;
    private final boolean files;
    private final String address;
    private volatile Catalogue catalogue;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    private volatile Access access;

    @Activate
    public DynamoComponent(BundleContext context, Config config) {
        String data = context.getProperty("gemello.data");
        if (data == null) {
            throw new IllegalStateException("framework property gemello.data is not set: it must name the data folder, in which the files are written");
        }
        folder = config.folder().isBlank() ? Path.of(data, "export", "dynamo") : Path.of(data).resolve(config.folder().strip());
        files = config.files();
        address = config.address().strip();
        pack = new RevitPack(config.scheme(), config.view());
        endpoint = new DynamoEndpoint(book::current, pack, new AssetGuard(() -> access, () -> catalogue), address);
    }

    @Override
    public void applied(Catalogue now) {
        catalogue = now;
    }

    @Override
    public void export(Overrides all) throws IOException {
        Snapshot now = book.take(all);
        if (files) {
            pack.write(folder, now, address.isEmpty() ? folder.toString() : address);
        }
    }

    @Override
    public List<Route> routes() {
        return endpoint.routes();
    }
}
