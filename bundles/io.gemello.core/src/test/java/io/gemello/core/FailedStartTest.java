package io.gemello.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gemello.core.site.SiteFolder;
import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;

class FailedStartTest {
    @TempDir
    Path temporary;
    private int offered;
    private int withdrawn;

    /** A full disk, here a file in the way of etc/: when it is mended the core must be able to start in the same process. */
    @Test
    void aStartThatFailsLeavesNoServiceAndNoOpenJournal() throws IOException {
        Path site = new SiteFolder(temporary.resolve("site")).path();
        Path data = Files.createDirectories(temporary.resolve("data"));
        Path inTheWay = Files.createFile(data.resolve("etc"));
        BundleContext context = fake(BundleContext.class, (proxy, method, arguments) -> switch (method.getName()) {
            case "getProperty" -> arguments[0].equals("gemello.data") ? data.toString() : arguments[0].equals("gemello.site") ? site.toString() : null;
            case "registerService" -> registration();
            case "getDataFile" -> temporary.resolve((String) arguments[0]).toFile();
            default -> null;
        });
        Core.Config config = fake(Core.Config.class, (proxy, method, arguments) -> method.getDefaultValue());
        assertThrows(IOException.class, () -> new Core(context, config, Map.of("component.name", "core", "component.id", 1L)));
        assertTrue(offered > 0);
        assertEquals(offered, withdrawn);
        Files.delete(inTheWay);
        new Core(context, config, Map.of("component.name", "core", "component.id", 1L)).stop();
        assertEquals(offered, withdrawn);
    }

    private ServiceRegistration<?> registration() {
        offered++;
        return fake(ServiceRegistration.class, (proxy, method, arguments) -> {
            withdrawn += method.getName().equals("unregister") ? 1 : 0;
            return null;
        });
    }

    private static <T> T fake(Class<T> type, InvocationHandler answers) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, answers));
    }
}
