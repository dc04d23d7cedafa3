package io.gemello.twin;

import java.io.IOException;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import org.eclipse.ditto.base.model.exceptions.DittoRuntimeException;
import org.eclipse.ditto.base.model.signals.GlobalErrorRegistry;
import org.eclipse.ditto.json.JsonObject;
import org.eclipse.ditto.messages.model.Message;
import org.eclipse.ditto.policies.model.PolicyId;
import org.eclipse.ditto.protocol.TopicPath;
import org.eclipse.ditto.things.model.ThingId;
import org.eclipse.ditto.thingsearch.model.signals.commands.exceptions.InvalidOptionException;

/**
 * Ditto's registries of errors and signals are filled once, by a static initialiser that looks for an index with the
 * thread's context class loader. In a framework that loader sees one bundle at best; errors then lose their types. So
 * the first touch is made here, with a loader that sees all of Ditto's model bundles.
 */
final class DittoClasses {
    private DittoClasses() {}

    /** Idempotent; call it before anything else of Ditto's is used. */
    static void touch() {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(composite());
        try {
            GlobalErrorRegistry.getInstance();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static ClassLoader composite() {
        List<ClassLoader> bundles = List.of(JsonObject.class.getClassLoader(), DittoRuntimeException.class.getClassLoader(),
            PolicyId.class.getClassLoader(), ThingId.class.getClassLoader(), InvalidOptionException.class.getClassLoader(),
            Message.class.getClassLoader(), TopicPath.class.getClassLoader());
        return new ClassLoader(null) {
            @Override
            protected Class<?> findClass(String name) throws ClassNotFoundException {
                for (ClassLoader bundle : bundles) {
                    try {
                        return bundle.loadClass(name);
                    } catch (ClassNotFoundException next) {
                        continue;
                    }
                }
                throw new ClassNotFoundException(name);
            }

            @Override
            protected Enumeration<URL> findResources(String name) throws IOException {
                List<URL> found = new ArrayList<>();
                for (ClassLoader bundle : bundles) {
                    found.addAll(Collections.list(bundle.getResources(name)));
                }
                return Collections.enumeration(found);
            }
        };
    }
}
