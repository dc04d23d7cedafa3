package io.gemello.launcher.trust;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.felix.framework.FrameworkFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.launch.Framework;

/** Whichever way a bundle comes into the framework, it starts only when its content is trusted. */
class TrustGateTest {
    @TempDir static Path keys;
    @TempDir Path folder;
    private static Signing signing;
    private Framework framework;
    private BundleContext context;
    private TrustGate gate;

    @BeforeAll
    static void makeKeys() throws Exception {
        signing = new Signing(keys);
        signing.key("integrator");
        signing.key("stranger");
    }

    @BeforeEach
    void start() throws Exception {
        Path bundles = Files.createDirectory(folder.resolve("bundles"));
        Path own = SmallBundle.write(bundles.resolve("own.jar"), "own", "1.0.0");
        Path digests = Files.writeString(folder.resolve("bundles.sha256"), ContentDigest.ofJar(own) + "  own.jar\n");
        Trust trust = Trust.of(signing.trust(folder.resolve("trusted.pem"), "integrator"), bundles, digests, folder);
        framework = new FrameworkFactory().newFramework(Map.of("org.osgi.framework.storage", folder.resolve("felix").toString(), "felix.log.level", "0"));
        framework.init();
        context = framework.getBundleContext();
        gate = trust.guard(context);
        framework.start();
    }

    @AfterEach
    void stop() throws Exception {
        framework.stop();
        framework.waitForStop(10_000);
    }

    @Test
    void theDistributionsOwnStartUnsignedByWhateverLocation() throws Exception {
        Path own = SmallBundle.write(folder.resolve("moved.jar"), "own", "1.0.0");
        install(own).start();
        Bundle other = context.installBundle("reference:" + SmallBundle.write(folder.resolve("bundles/other.jar"), "other", "1.0.0").toUri());
        assertThrows(BundleException.class, other::start);
        assertEquals(Map.of("other", "it is not signed"), gate.refused());
    }

    /** The framework reads such a jar where it lies, and somebody may write there later. */
    @Test
    void whatIsInstalledByReferenceFromElsewhereIsRefusedEvenIfItIsSigned() throws Exception {
        Path signed = signing.sign(SmallBundle.write(folder.resolve("probe.jar"), "probe", "1.0.0"), "integrator");
        Bundle referred = context.installBundle("reference:" + signed.toUri());
        assertThrows(BundleException.class, referred::start);
        assertEquals(Map.of("probe", "it was installed by reference, so that its content could change after it was judged"), gate.refused());
    }

    @Test
    void anUntrustedOneDoesNotStartAndATrustedOneDoes() throws Exception {
        Path probe = SmallBundle.write(folder.resolve("probe.jar"), "probe", "1.0.0");
        Bundle unsigned = install(probe);
        BundleException refused = assertThrows(BundleException.class, unsigned::start);
        assertTrue(refused.getMessage().contains("not trusted: it is not signed"), refused.getMessage());
        assertEquals(Bundle.INSTALLED, unsigned.getState());
        assertTrue(gate.refuses(unsigned));
        unsigned.uninstall();
        assertEquals(Map.of(), gate.refused());
        assertThrows(BundleException.class, () -> install(signing.sign(probe, "stranger")).start());
        context.getBundle(signing.sign(probe, "stranger").toUri().toString()).uninstall();
        Bundle signed = install(signing.sign(probe, "integrator"));
        signed.start();
        assertEquals(Bundle.ACTIVE, signed.getState());
    }

    /** What a digest of files and a signature pass over, and the framework loads all the same. */
    @Test
    void contentUnderTheNameOfAFolderIsRefusedInTheDistributionsOwnAndInASignedOne() throws Exception {
        Path own = folder.resolve("bundles/own.jar");
        String why = "it cannot be read (entry META-INF/services/x/ is named as a folder and holds content)";
        Bundle bundle = install(SmallBundle.tampered(own, "META-INF/services/x/", "evil"));
        assertThrows(BundleException.class, bundle::start);
        assertEquals(Map.of("own", why), gate.refused());
        update(bundle, SmallBundle.tampered(signing.sign(own, "integrator"), "META-INF/services/x/", "evil"));
        assertThrows(BundleException.class, bundle::start);
        assertEquals(Map.of("own", why), gate.refused());
        update(bundle, SmallBundle.tampered(own, "META-INF/services/", ""));
        bundle.start();
        assertEquals(Bundle.ACTIVE, bundle.getState(), "an empty folder is none the worse");
    }

    @Test
    void aNameThatBeginsWithASlashIsRefused() throws Exception {
        Bundle bundle = install(SmallBundle.tampered(folder.resolve("bundles/own.jar"), "/evil.txt", "evil"));
        assertThrows(BundleException.class, bundle::start);
        assertTrue(gate.refused().containsKey("own"));
    }

    @Test
    void aReferenceThatLeadsOutOfTheDistributionIsNoneOfItsOwn() throws Exception {
        Path signed = signing.sign(SmallBundle.write(folder.resolve("probe.jar"), "probe", "1.0.0"), "integrator");
        for (String way : List.of("../", "%2e%2e%2f")) {
            Bundle referred = context.installBundle("reference:" + folder.resolve("bundles").toUri() + way + signed.getFileName());
            assertThrows(BundleException.class, referred::start);
            assertEquals(Map.of("probe", "it was installed by reference, so that its content could change after it was judged"), gate.refused());
            referred.uninstall();
        }
    }

    @Test
    void anUpdateIsJudgedAnewAndAWayBackIsOpen() throws Exception {
        Path next = SmallBundle.write(folder.resolve("next.jar"), "own", "2.0.0");
        Bundle bundle = install(folder.resolve("bundles/own.jar"));
        bundle.start();
        update(bundle, next);
        assertThrows(BundleException.class, bundle::start);
        assertEquals(Map.of("own", "it is not signed"), gate.refused());
        update(bundle, signing.sign(next, "integrator"));
        bundle.start();
        assertEquals(Bundle.ACTIVE, bundle.getState());
        assertEquals(Map.of(), gate.refused());
        update(bundle, SmallBundle.tampered(signing.sign(next, "integrator"), "content.txt", "evil"));
        assertThrows(BundleException.class, bundle::start);
        update(bundle, folder.resolve("bundles/own.jar"));
        bundle.start();
        assertEquals(Bundle.ACTIVE, bundle.getState());
    }

    @Test
    void aFragmentIsNotAttached() throws Exception {
        Bundle fragment = install(SmallBundle.write(folder.resolve("fragment.jar"), "fragment", "1.0.0", "Fragment-Host", "own"));
        Bundle host = install(folder.resolve("bundles/own.jar"));
        host.start();
        assertEquals(Bundle.INSTALLED, fragment.getState());
        assertEquals(1, java.util.Collections.list(host.findEntries("/", "content.txt", false)).size());
    }

    /** Felix treats extensions apart from all other bundles. */
    @Test
    void anExtensionOfTheFrameworkIsNotAttached() throws Exception {
        Path jar = SmallBundle.write(folder.resolve("extension.jar"), "extension", "1.0.0", "Fragment-Host", "system.bundle; extension:=framework", "Export-Package", "org.example.extension;version=1.0");
        assertThrows(BundleException.class, () -> install(jar));
        Bundle changed = install(folder.resolve("bundles/own.jar"));
        assertThrows(BundleException.class, () -> update(changed, jar));
        assertEquals(2, context.getBundles().length);
    }

    @Test
    void anUntrustedOneGivesNoClassesToOthersAndStopsNobodyElse() throws Exception {
        install(SmallBundle.write(folder.resolve("library.jar"), "library", "1.0.0", "Export-Package", "org.example;version=1.0"));
        Path user = SmallBundle.write(folder.resolve("user.jar"), "user", "1.0.0", "Import-Package", "org.example;resolution:=optional");
        Bundle optional = install(signing.sign(user, "integrator"));
        optional.start();
        assertEquals(Bundle.ACTIVE, optional.getState());
        Path needy = SmallBundle.write(folder.resolve("needy.jar"), "needy", "1.0.0", "Import-Package", "org.example");
        assertThrows(BundleException.class, () -> install(signing.sign(needy, "integrator")).start());
        install(folder.resolve("bundles/own.jar")).start();
    }

    private Bundle install(Path jar) throws Exception {
        try (InputStream in = Files.newInputStream(jar)) {
            return context.installBundle(jar.toUri().toString(), in);
        }
    }

    private static void update(Bundle bundle, Path jar) throws Exception {
        bundle.stop();
        try (InputStream in = Files.newInputStream(jar)) {
            bundle.update(in);
        }
    }
}
