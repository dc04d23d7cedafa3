package io.gemello.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Version;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

/** What the trail says of requests to the console, whose forms are those of Felix Web Console 5.0.18. */
class ConsoleChangeTest {
    private int state = Bundle.ACTIVE;

    @Test
    void aBundleIsNamedWithItsVersionAndItsStateIsTheOutcome() {
        ConsoleChange stop = change("/system/console/bundles/7", "action=stop");
        assertEquals("bundle.stop", stop.what());
        assertEquals("org.example.probe 1.2.3", stop.target());
        assertTrue(stop.outcome(200).contains("runs still"));
        state = Bundle.RESOLVED;
        assertEquals("done", stop.outcome(200));
        assertTrue(change("/system/console/bundles/org.example.probe", "action=start").outcome(200).contains("does not run"));
    }

    // The console also answers to /install, and to a page's name with anything behind a dot.
    @Test
    void noSpellingOfThePathHidesAnInstallation() {
        for (String path : new String[] {"/system/console/bundles", "/system/console/install", "/system/console/bundles.x/y", "/system/console/bundles/upload", "/system/console/%62undles"}) {
            assertEquals(ConsoleChange.INSTALL, change(path, "action=install").what(), path);
        }
    }

    @Test
    void aConfigurationIsNamedWithWhatIsNewInIt() {
        ConsoleChange change = change("/system/console/configMgr/io.gemello.x~hall", "apply=true&action=ajaxConfigManager&propertylist=url,period,password&url=tcp://user:geheim@b&period=5&password=geheim");
        assertEquals("configuration.change", change.what());
        assertEquals("io.gemello.x~hall: url = tcp://(not written)@b, password = (not written)", change.target());
    }

    @Test
    void aNewInstanceIsNamedByItsFactory() {
        ConsoleChange change = change("/system/console/configMgr/[Temporary PID replaced by real PID upon save]".replace(" ", "%20"), "apply=true&factoryPid=io.gemello.x&propertylist=url&url=tcp://c");
        assertEquals("configuration.create", change.what());
        assertEquals("io.gemello.x: url = tcp://c", change.target());
    }

    @Test
    void aQuestionIsNoChange() {
        assertNull(change("/system/console/configMgr/io.gemello.x~hall", "ts=5"));
        assertEquals("configuration.delete", change("/system/console/configMgr/io.gemello.x~hall", "apply=1&delete=1").what());
        assertEquals("console.vmstat", change("/system/console/vmstat", "shutdown_type=Restart").what());
    }

    // The console's configuration page acts on GET ?post=true as on a POST.
    @Test
    void aGetThatChangesIsRecognised() {
        assertTrue(ConsoleChange.disguised(FakeRequest.get("/system/console/configMgr/x").query("post=true&apply=true").servlet()));
        assertTrue(ConsoleChange.disguised(FakeRequest.get("/system/console/configMgr/x").with("Content-Length", "5").servlet()));
        assertFalse(ConsoleChange.disguised(FakeRequest.get("/system/console/configMgr/x").query("post=true&create=1&ts=5").servlet()));
    }

    private ConsoleChange change(String path, String form) {
        return ConsoleChange.of(FakeRequest.of("POST", path).query(form).servlet(), new ConsoleNames(context(), configurations()));
    }

    private BundleContext context() {
        Bundle bundle = fake(Bundle.class, Map.of("getSymbolicName", "org.example.probe", "getVersion", new Version("1.2.3")));
        return fake(BundleContext.class, Map.of("getBundle", bundle, "getBundles", new Bundle[] {bundle}));
    }

    private ConfigurationAdmin configurations() {
        Dictionary<String, Object> now = new Hashtable<>(Map.of("url", "tcp://a", "period", 5));
        Configuration known = fake(Configuration.class, Map.of("getProperties", now));
        return (ConfigurationAdmin) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {ConfigurationAdmin.class}, (proxy, asked, arguments) ->
            arguments[0].equals("(service.pid=io.gemello.x~hall)") ? new Configuration[] {known} : null);
    }

    private <T> T fake(Class<T> type, Map<String, Object> answers) {
        return type.cast(Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {type}, (proxy, asked, arguments) -> asked.getName().equals("getState") ? state : answers.get(asked.getName())));
    }
}
