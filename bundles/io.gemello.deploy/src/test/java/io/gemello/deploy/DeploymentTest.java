package io.gemello.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;

/** The rules of the folder, in a real framework. */
class DeploymentTest {
    @TempDir Path folder;
    private TestRuntime runtime;

    @BeforeEach
    void start() throws Exception {
        runtime = new TestRuntime(folder);
        runtime.deployment.settle();
    }

    @AfterEach
    void stop() throws Exception {
        runtime.stop();
    }

    @Test
    void aJarIsInstalledUpdatedInPlaceAndRemoved() throws Exception {
        TestJar.bundle("probe", "1.0.0").into(runtime.deploy, "probe.jar");
        runtime.look();
        assertEquals(List.of("probe 1.0.0"), runtime.running());
        TestJar.bundle("probe", "1.1.0").into(runtime.deploy, "probe.jar");
        runtime.look();
        assertEquals(List.of("probe 1.1.0"), runtime.running());
        Files.delete(runtime.deploy.resolve("probe.jar"));
        runtime.look();
        assertEquals(List.of(), runtime.running());
        assertEquals(List.of(1L, 1L, 1L, 0L), List.of(runtime.counts.installed.get(), runtime.counts.updated.get(), runtime.counts.removed.get(), runtime.faults.refused()));
    }

    @Test
    void ofTwoFilesTheNewerVersionRunsTheOtherIsReportedAndComesBack() throws Exception {
        TestJar.bundle("probe", "1.10.0").into(runtime.deploy, "a.jar");
        TestJar.bundle("probe", "1.9.0").into(runtime.deploy, "b.jar");
        runtime.look();
        assertEquals(List.of("probe 1.10.0"), runtime.running());
        assertEquals("not installed: probe 1.9.0 is older than 1.10.0 from deploy/a.jar; delete this file, or raise its Bundle-Version", runtime.fault("b.jar"));
        Files.delete(runtime.deploy.resolve("a.jar"));
        runtime.look();
        assertEquals(List.of("probe 1.9.0"), runtime.running());
        assertEquals("", runtime.fault("b.jar"));
    }

    @Test
    void anOlderOneThanTheDistributionsIsReportedAndANewerOneGivesWayWhenItIsDeleted() throws Exception {
        Bundle base = runtime.base(TestJar.bundle("twin", "1.0.0"), "twin-1.0.0.jar");
        TestJar.bundle("twin", "0.9.0").into(runtime.deploy, "twin.jar");
        runtime.look();
        assertEquals(List.of("twin 1.0.0"), runtime.running());
        assertEquals("not installed: twin 0.9.0 is older than 1.0.0 from the distribution; delete this file, or raise its Bundle-Version", runtime.fault("twin.jar"));
        TestJar.bundle("twin", "1.0.1").into(runtime.deploy, "twin.jar");
        runtime.look();
        assertEquals(List.of("twin 1.0.1"), runtime.running());
        assertEquals("", runtime.fault("twin.jar"));
        Files.delete(runtime.deploy.resolve("twin.jar"));
        runtime.look();
        assertEquals(List.of("twin 1.0.0"), runtime.running());
        assertEquals(base.getBundleId(), new LiveBundles(runtime.framework.getBundleContext(), 10).find("twin").getBundleId());
    }

    /** Developers build the same version all day. */
    @Test
    void theSameVersionWithOtherContentIsAnUpdateAndWithTheSameContentIsNothing() throws Exception {
        Bundle base = runtime.base(TestJar.bundle("twin", "1.0.0").activator(CountingActivator.class), "twin-1.0.0.jar");
        long before = base.getLastModified();
        TestJar.bundle("twin", "1.0.0").activator(CountingActivator.class).into(runtime.deploy, "twin.jar");
        runtime.look();
        assertEquals(before, base.getLastModified());
        TestJar.bundle("twin", "1.0.0").activator(CountingActivator.class).entry("more", "more").into(runtime.deploy, "twin.jar");
        runtime.look();
        assertTrue(base.getEntry("more") != null);
        assertEquals(Bundle.ACTIVE, base.getState());
    }

    @Test
    void aHalfCopiedJarIsNeverTakenAndIsTakenAsSoonAsItIsWhole() throws Exception {
        TestJar.bundle("probe", "1.0.0").into(runtime.deploy, "probe.jar");
        runtime.look();
        byte[] next = TestJar.bundle("probe", "2.0.0").entry("large", new byte[100_000]).bytes();
        for (int length = 0; length < next.length; length += 7) {
            Files.write(runtime.deploy.resolve("probe.jar"), Arrays.copyOf(next, length));
            runtime.deployment.look();
            assertEquals(List.of("probe 1.0.0"), runtime.running(), "with " + length + " of " + next.length + " bytes");
        }
        assertEquals("", runtime.fault("probe.jar"), "it was never quiet");
        Files.write(runtime.deploy.resolve("probe.jar"), next);
        runtime.deployment.look();
        assertEquals(List.of("probe 2.0.0"), runtime.running());
    }

    @Test
    void aJarThatStaysBrokenIsReportedOnceAndWhatRanBeforeRunsOn() throws Exception {
        TestJar.bundle("probe", "1.0.0").into(runtime.deploy, "probe.jar");
        runtime.look();
        byte[] next = TestJar.bundle("probe", "2.0.0").bytes();
        TestJar.place(Arrays.copyOf(next, next.length / 2), runtime.deploy, "probe.jar");
        runtime.look();
        assertEquals(0, runtime.faults.refused());
        runtime.nanos.addAndGet(Folder.QUIET_NANOS);
        runtime.look();
        runtime.nanos.addAndGet(Folder.QUIET_NANOS);
        runtime.look();
        assertEquals(1, runtime.faults.refused());
        assertTrue(runtime.fault("probe.jar").startsWith("no whole jar ("), runtime.fault("probe.jar"));
        assertEquals(List.of("probe 1.0.0"), runtime.running());
        assertEquals("deploy.probe.jar", runtime.faults.health().get(0).name());
        TestJar.place(next, runtime.deploy, "probe.jar");
        runtime.look();
        assertEquals(List.of("probe 2.0.0"), runtime.running());
        assertEquals(List.of(), runtime.faults.health());
    }

    @Test
    void whatDoesNotStartGivesWayToWhatRanBefore() throws Exception {
        TestJar.bundle("probe", "1.0.0").activator(CountingActivator.class).into(runtime.deploy, "probe.jar");
        runtime.look();
        TestJar.bundle("probe", "2.0.0").activator(FailingActivator.class).into(runtime.deploy, "probe.jar");
        runtime.look();
        assertEquals(List.of("probe 1.0.0"), runtime.running());
        assertEquals("probe 2.0.0 does not start: its start failed with IllegalStateException: the port is taken; what ran before is put back; mend the bundle, or delete the file", runtime.fault("probe.jar"));
        TestJar.bundle("probe", "2.0.1").activator(CountingActivator.class).into(runtime.deploy, "probe.jar");
        runtime.look();
        assertEquals(List.of("probe 2.0.1"), runtime.running());
        assertEquals("", runtime.fault("probe.jar"));
    }

    @Test
    void aNewBundleThatDoesNotStartIsNotLeftBehind() throws Exception {
        TestJar.bundle("probe", "2.0.0").activator(FailingActivator.class).into(runtime.deploy, "probe.jar");
        runtime.look();
        assertEquals(1, runtime.framework.getBundleContext().getBundles().length);
        assertTrue(runtime.fault("probe.jar").contains("the port is taken"), runtime.fault("probe.jar"));
    }

    @Test
    void aMissingPackageIsNamedAndTheBundleIsTriedAgainWhenAnotherBringsIt() throws Exception {
        runtime.base(TestJar.bundle("twin", "1.0.0"), "twin-1.0.0.jar");
        TestJar.bundle("twin", "2.0.0").header("Import-Package", "org.example.late;version=\"[1.2,2)\"").into(runtime.deploy, "twin.jar");
        runtime.look();
        assertEquals(List.of("twin 1.0.0"), runtime.running());
        assertTrue(runtime.fault("twin.jar").startsWith("twin 2.0.0 does not start: no running bundle exports package org.example.late from version 1.2.0 below 2.0.0; "), runtime.fault("twin.jar"));
        TestJar.bundle("late", "1.0.0").header("Export-Package", "org.example.late;version=\"1.3.0\"").entry("org/example/late/x", "x").into(runtime.deploy, "late.jar");
        runtime.look();
        assertEquals(List.of("late 1.0.0", "twin 2.0.0"), runtime.running());
        assertEquals("", runtime.fault("twin.jar"));
    }

    @Test
    void aBundleThatTwoFeaturesNameStaysUntilBothAreGone() throws Exception {
        TestJar.bundle("shared", "1.0.0").into(runtime.bundles, "shared-1.0.0.jar");
        TestJar.bundle("only.a", "1.0.0").into(runtime.bundles, "only.a-1.0.0.jar");
        feature("a.json", "g:only.a:1.0.0", "g:shared:1.0.0");
        feature("b.json", "g:shared:1.0.0");
        runtime.look();
        assertEquals(List.of("only.a 1.0.0", "shared 1.0.0"), runtime.running());
        Files.delete(runtime.deploy.resolve("a.json"));
        runtime.look();
        assertEquals(List.of("shared 1.0.0"), runtime.running());
        Files.delete(runtime.deploy.resolve("b.json"));
        runtime.look();
        assertEquals(List.of(), runtime.running());
    }

    @Test
    void aFeatureOfWhatRunsAnywayChangesNothingNorDoesItsRemoval() throws Exception {
        Bundle base = runtime.base(TestJar.bundle("twin", "1.0.0"), "twin-1.0.0.jar");
        long before = base.getLastModified();
        feature("twin.json", "g:twin:1.0.0");
        runtime.look();
        Files.delete(runtime.deploy.resolve("twin.json"));
        runtime.look();
        assertEquals(List.of("twin 1.0.0"), runtime.running());
        assertEquals(before, base.getLastModified());
    }

    @Test
    void aFeatureWaitsForAMissingJarAndNamesIt() throws Exception {
        TestJar.bundle("there", "1.0.0").into(runtime.bundles, "there-1.0.0.jar");
        feature("a.json", "g:there:1.0.0", "g:mine:2.0.0");
        runtime.look();
        assertEquals(List.of(), runtime.running());
        assertTrue(runtime.fault("a.json").contains("there is no mine-2.0.0.jar in this folder or the distribution"), runtime.fault("a.json"));
        TestJar.bundle("mine", "2.0.0").into(runtime.deploy, "mine-2.0.0.jar");
        runtime.look();
        assertEquals(List.of("mine 2.0.0", "there 1.0.0"), runtime.running());
        assertEquals("", runtime.fault("a.json"));
    }

    @Test
    void aFeatureWhoseNewContentIsNotCompleteKeepsWhatItHad() throws Exception {
        TestJar.bundle("one", "1.0.0").into(runtime.bundles, "one-1.0.0.jar");
        TestJar.bundle("two", "1.0.0").into(runtime.bundles, "two-1.0.0.jar");
        feature("a.json", "g:one:1.0.0");
        runtime.look();
        feature("a.json", "g:two:1.0.0", "g:none:1.0.0");
        runtime.look();
        assertEquals(List.of("one 1.0.0"), runtime.running());
        feature("a.json", "g:two:1.0.0");
        runtime.look();
        assertEquals(List.of("two 1.0.0"), runtime.running());
    }

    @Test
    void aFeatureWithABundleThatDoesNotStartIsTakenBackWhole() throws Exception {
        TestJar.bundle("good", "1.0.0").into(runtime.bundles, "good-1.0.0.jar");
        TestJar.bundle("bad", "1.0.0").activator(FailingActivator.class).into(runtime.bundles, "bad-1.0.0.jar");
        feature("a.json", "g:good:1.0.0", "g:bad:1.0.0");
        runtime.look();
        assertEquals(List.of(), runtime.running());
        assertTrue(runtime.fault("a.json").contains("bad 1.0.0 does not start"), runtime.fault("a.json"));
    }

    @Test
    void theFolderGoingAwayChangesNothing() throws Exception {
        TestJar.bundle("probe", "1.0.0").into(runtime.deploy, "probe.jar");
        runtime.look();
        Files.move(runtime.deploy, folder.resolve("elsewhere"));
        assertThrows(IOException.class, runtime::look);
        assertThrows(IOException.class, runtime::look);
        assertEquals(List.of("probe 1.0.0"), runtime.running());
    }

    @Test
    void aFileThatMayNotBeReadIsReportedAndTakenWhenItMay() throws Exception {
        TestJar.bundle("probe", "1.0.0").into(runtime.deploy, "probe.jar");
        runtime.look();
        // Whatever the user's rights are, nobody can copy to here.
        Files.delete(runtime.aside.resolve("deploy-0.jar"));
        Files.delete(runtime.aside);
        TestJar.bundle("probe", "1.1.0").into(runtime.deploy, "probe.jar");
        runtime.look();
        runtime.nanos.addAndGet(Folder.QUIET_NANOS);
        runtime.look();
        assertTrue(runtime.fault("probe.jar").startsWith("cannot be read ("), runtime.fault("probe.jar"));
        TestJar.bundle("other", "1.0.0").into(runtime.bundles, "other-1.0.0.jar");
        feature("other.json", "g:other:1.0.0");
        assertThrows(IOException.class, runtime::look, "there is nowhere to tidy up");
        assertEquals(List.of("other 1.0.0", "probe 1.0.0"), runtime.running());
        Files.createDirectory(runtime.aside);
        runtime.look();
        assertEquals(List.of("other 1.0.0", "probe 1.1.0"), runtime.running());
        assertEquals("", runtime.fault("probe.jar"));
    }

    @Test
    void aDamagedJarOfTheDistributionIsNamed() throws Exception {
        runtime.base(TestJar.bundle("twin", "1.0.0"), "twin-1.0.0.jar");
        Files.write(runtime.bundles.resolve("twin-1.0.0.jar"), new byte[] {1, 2, 3});
        TestJar.bundle("twin", "1.0.1").into(runtime.deploy, "twin.jar");
        runtime.look();
        assertEquals(List.of("twin 1.0.1"), runtime.running());
        assertTrue(runtime.fault("twin").startsWith("the distribution's twin-1.0.0.jar is damaged: no whole jar ("), runtime.fault("twin"));
    }

    /** A tool that deletes and writes anew must not bring the distribution's version back in between. */
    @Test
    void aFileThatIsAwayForOneLookIsStillThere() throws Exception {
        TestJar.bundle("probe", "1.0.0").activator(CountingActivator.class).into(runtime.deploy, "probe.jar");
        runtime.look();
        Files.delete(runtime.deploy.resolve("probe.jar"));
        runtime.deployment.look();
        assertEquals(List.of("probe 1.0.0"), runtime.running());
        TestJar.bundle("probe", "1.0.0").activator(CountingActivator.class).into(runtime.deploy, "probe.jar");
        runtime.deployment.look();
        runtime.deployment.look();
        assertEquals(List.of("probe 1.0.0"), runtime.running());
        assertEquals(0, runtime.counts.removed.get());
    }

    @Test
    void theFrameworkAndWhatTheInstallerStandsOnAreRefused() throws Exception {
        TestJar.bundle("org.apache.felix.framework", "99.0.0").into(runtime.deploy, "felix.jar");
        runtime.look();
        assertEquals("it is the framework itself; replace the distribution instead", runtime.fault("felix.jar"));
    }

    @Test
    void nothingIsLeftBesideTheFolder() throws Exception {
        TestJar.bundle("probe", "1.0.0").into(runtime.deploy, "probe.jar");
        runtime.look();
        for (int n = 1; n < 5; n++) {
            TestJar.bundle("probe", "1.0." + n).into(runtime.deploy, "probe.jar");
            runtime.look();
        }
        Files.delete(runtime.deploy.resolve("probe.jar"));
        runtime.look();
        try (var left = Files.list(runtime.aside)) {
            assertEquals(List.of(), left.toList());
        }
    }

    private void feature(String file, String... ids) throws Exception {
        String bundles = String.join(",", Arrays.stream(ids).map(id -> "{\"id\": \"" + id + "\"}").toList());
        TestJar.place(("{\"feature-resource-version\": \"1.0\", \"id\": \"g:" + file + ":1\", \"bundles\": [" + bundles + "]}").getBytes(), runtime.deploy, file);
    }
}
