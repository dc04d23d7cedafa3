package io.gemello.export.bcf;

import io.gemello.api.access.Access;
import io.gemello.api.access.AssetGuard;
import io.gemello.api.alert.AlertTrail;
import io.gemello.api.bim.ExportFile;
import io.gemello.api.bim.OverrideExporter;
import io.gemello.api.bim.Overrides;
import io.gemello.api.catalogue.Catalogue;
import io.gemello.api.catalogue.CatalogueListener;
import io.gemello.api.health.Health;
import io.gemello.api.health.HealthCheck;
import io.gemello.api.health.MetricSource;
import io.gemello.api.health.Metrics;
import io.gemello.api.http.Endpoint;
import io.gemello.api.http.Route;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
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

/** The exporter {@code bcf}: alerts as issues, in a file and by HTTP. */
@Component(service = {CatalogueListener.class, Endpoint.class, HealthCheck.class, MetricSource.class, OverrideExporter.class}, immediate = true, configurationPid = "io.gemello.export.bcf",
    property = OverrideExporter.NAME + "=bcf")
@Designate(ocd = BcfComponent.Config.class)
public final class BcfComponent implements CatalogueListener, Endpoint, HealthCheck, MetricSource, OverrideExporter {
    /** What an operator may set. */
    @ObjectClassDefinition(name = "Export of BCF", description = "Alerts as issues of the BIM Collaboration Format")
    public @interface Config {
        @AttributeDefinition(name = "Version", description = "2.1, which most programs read, or 3.0.")
        String version() default "2.1";

        @AttributeDefinition(name = "Write a file", description = "Where false, the issues are to be had by HTTP alone.")
        boolean files() default true;

        @AttributeDefinition(name = "Folder", description = "Where the file is written; DATA/export/bcf where it is empty. Who may read that folder sees all alerts, whatever the policy says.")
        String folder() default "";

        @AttributeDefinition(name = "Closed issues kept [days]", description = "An alert that is over stays in the file so long, so that who imports it learns that it is over.", min = "0")
        int closed_days() default 7;

        @AttributeDefinition(name = "Most issues", description = "In one file, the most urgent ones.", min = "1")
        int most_issues() default 500;

        @AttributeDefinition(name = "Pause [s]", description = "Least time between two exports: changes within it are exported together.", min = "1")
        int gemello_export_pause_s() default 10;

        @AttributeDefinition(name = "Every [s]", description = "Also exported when so much time has passed without a change: issues that are over leave the file then; 0 for never.", min = "0")
        int gemello_export_every_s() default 3600;
    }

    private final BcfVersion version;
    private final Issues issues;
    private final BcfEndpoint endpoint;
    private final Path folder;
    private final boolean files;
    private volatile Catalogue catalogue;
    private volatile int written;
    private volatile int leftOut;
    private volatile Instant leftOutSince;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    private volatile Access access;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    private volatile AlertTrail trail;

    @Activate
    public BcfComponent(BundleContext context, Config config) {
        String data = context.getProperty("gemello.data");
        if (data == null) {
            throw new IllegalStateException("framework property gemello.data is not set: it must name the data folder, in which the file is written");
        }
        version = BcfVersion.of(config.version().strip())
            .orElseThrow(() -> new IllegalArgumentException("version of io.gemello.export.bcf is '" + config.version() + "': 2.1 and 3.0 can be written"));
        folder = config.folder().isBlank() ? Path.of(data, "export", "bcf") : Path.of(data).resolve(config.folder().strip());
        files = config.files();
        issues = new Issues(new AlertStory(TimeUnit.DAYS.toNanos(Math.max(0, config.closed_days()))), Math.max(1, config.most_issues()));
        endpoint = new BcfEndpoint(issues, new AssetGuard(() -> access, () -> catalogue), version);
    }

    @Override
    public void applied(Catalogue now) {
        catalogue = now;
    }

    @Override
    public void export(Overrides all) throws IOException {
        AlertTrail history = trail;
        if (history == null) {
            throw new IOException("the alerts' history is not there: the issues are made of it; is the feature alert running?");
        }
        issues.take(all, history);
        Issues.Page page = issues.of(AssetGuard.Reader.ALL);
        leftOutSince = page.leftOut() == 0 ? null : leftOutSince == null ? Instant.now() : leftOutSince;
        written = page.topics().size();
        leftOut = page.leftOut();
        if (files) {
            ExportFile.write(folder.resolve(all.site() + ".bcf"), BcfArchive.bytes(version, all, page.topics()));
        }
    }

    @Override
    public List<Route> routes() {
        return endpoint.routes();
    }

    @Override
    public List<Health> check() {
        Instant since = leftOutSince;
        return since == null ? List.of() : List.of(new Health("bcf.issues", Health.State.WARN, since, leftOut + " issues are left out of the BCF file, the least urgent ones",
            "raise most.issues of io.gemello.export.bcf, or see to the alerts"));
    }

    @Override
    public void collect(Metrics to) {
        to.gauge("gemello_bcf_issues", "Issues in the BCF file.", written);
        to.gauge("gemello_bcf_issues_left_out", "Issues beyond the most that the BCF file may have.", leftOut);
    }
}
