package io.gemello.itests;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotNull;
import static org.junit.Assert.assertTrue;
import static org.ops4j.pax.exam.CoreOptions.bundle;
import static org.ops4j.pax.exam.CoreOptions.composite;
import static org.ops4j.pax.exam.CoreOptions.frameworkProperty;
import static org.ops4j.pax.exam.CoreOptions.frameworkStartLevel;
import static org.ops4j.pax.exam.CoreOptions.junitBundles;
import static org.ops4j.pax.exam.CoreOptions.options;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.inject.Inject;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;

/** Inside the framework: the bundles of the feature files resolve, and updating one of ours restarts no other. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class FrameworkTest {
    @Inject private BundleContext context;

    @Configuration
    public Option[] runtime() throws IOException {
        Path folder = Files.createTempDirectory("pax");
        Path site = TestSite.write(folder.resolve("site"), 2);
        List<Option> bundles = new ArrayList<>();
        Path home = BuiltBundle.home();
        for (String feature : List.of("base", "core")) {
            for (var entry : new com.fasterxml.jackson.databind.ObjectMapper().readTree(home.resolve("features/" + feature + ".json").toFile()).get("bundles")) {
                String[] id = entry.get("id").asText().split(":");
                // felix.logback insists on being the first that meets slf4j; here Pax Exam was.
                if (!id[1].equals("org.apache.felix.logback")) {
                    bundles.add(bundle(home.resolve("bundles/" + id[1] + "-" + id[id.length - 1] + ".jar").toUri().toString()).startLevel(entry.path("bundleStartLevel").asInt(8)));
                }
            }
        }
        return options(composite(bundles.toArray(Option[]::new)), junitBundles(),
            frameworkProperty("gemello.data").value(folder.resolve("var").toString()),
            frameworkProperty("gemello.site").value(site.toString()),
            frameworkStartLevel(10));
    }

    @Test
    public void theSiteIsAppliedAndTheCoreOffersItsServices() throws Exception {
        assertNotNull(await("io.gemello.api.health.Ready"));
        for (String service : Set.of("io.gemello.api.adapter.Intake", "io.gemello.api.catalogue.PointStates", "io.gemello.api.journal.Journals", "io.gemello.api.journal.ReadingJournal")) {
            assertNotNull(service, await(service));
        }
    }

    @Test
    public void refreshingTheCoreTouchesNoOtherBundleOfOurs() throws Exception {
        await("io.gemello.api.health.Ready");
        Bundle core = null;
        for (Bundle bundle : context.getBundles()) {
            core = bundle.getSymbolicName().equals("io.gemello.core") ? bundle : core;
        }
        assertNotNull(core);
        Set<String> touched = java.util.concurrent.ConcurrentHashMap.newKeySet();
        context.addBundleListener(event -> touched.add(event.getBundle().getSymbolicName()));
        core.stop();
        core.update(Files.newInputStream(BuiltBundle.all().stream().filter(b -> b.name().equals("io.gemello.core")).findFirst().orElseThrow().jar()));
        core.start();
        assertNotNull(await("io.gemello.api.health.Ready"));
        assertTrue("the listener saw nothing", touched.contains("io.gemello.core"));
        touched.remove("io.gemello.core");
        assertEquals(Set.of(), touched);
    }

    private ServiceReference<?> await(String service) throws Exception {
        return GemelloProcess.await(service, java.time.Duration.ofSeconds(30), () -> context.getServiceReference(service));
    }
}
