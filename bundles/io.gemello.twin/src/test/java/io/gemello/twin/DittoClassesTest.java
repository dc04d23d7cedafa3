package io.gemello.twin;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.File;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Ditto's jars behind a loader each, as in a framework: errors must come with their types. */
class DittoClassesTest {
    /** Ditto's model bundles that build on its base. */
    private static final Pattern OVER_BASE = Pattern.compile("ditto-(things|policies|messages|connectivity|protocol)");
    private static final String ERROR = "{\"status\":404,\"error\":\"things:thing.notfound\",\"message\":\"m\"}";

    /** What the registry makes of an error's JSON. @param touch whether the twin touches Ditto first */
    private static String parsed(boolean touch) throws Exception {
        List<URL> base = new ArrayList<>();
        List<URL> things = new ArrayList<>();
        List<URL> twin = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            String name = new File(entry).getName();
            (OVER_BASE.matcher(name).lookingAt() ? things
                : name.endsWith(".jar") && !name.startsWith("io.gemello") ? base : twin).add(new File(entry).toURI().toURL());
        }
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (URLClassLoader baseLoader = new URLClassLoader(base.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
             URLClassLoader thingsLoader = new URLClassLoader(things.toArray(URL[]::new), baseLoader);
             URLClassLoader twinLoader = new URLClassLoader(twin.toArray(URL[]::new), thingsLoader)) {
            thread.setContextClassLoader(baseLoader);
            if (touch) {
                Method method = twinLoader.loadClass("io.gemello.twin.DittoClasses").getDeclaredMethod("touch");
                method.setAccessible(true);
                method.invoke(null);
            }
            Class<?> headers = baseLoader.loadClass("org.eclipse.ditto.base.model.headers.DittoHeaders");
            Class<?> registry = baseLoader.loadClass("org.eclipse.ditto.base.model.signals.GlobalErrorRegistry");
            Method parse = registry.getMethod("parse", String.class, headers);
            Object error = parse.invoke(registry.getMethod("getInstance").invoke(null), ERROR, headers.getMethod("empty").invoke(null));
            return error.getClass().getSimpleName();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    @Test
    void errorsAreTypedAfterTheFirstTouchAndWouldNotBeWithout() throws Exception {
        assertEquals("UnknownDittoRuntimeException", parsed(false), "without the touch the trap is there, else this test shows nothing");
        assertEquals("ThingNotAccessibleException", parsed(true));
    }
}
