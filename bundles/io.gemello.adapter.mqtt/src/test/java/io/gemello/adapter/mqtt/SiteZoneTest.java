package io.gemello.adapter.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.gemello.api.catalogue.Catalogue;
import io.gemello.api.catalogue.Site;
import io.gemello.testkit.FakeIntake;
import io.gemello.testkit.Settings;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.osgi.framework.BundleContext;

class SiteZoneTest {
    private static final ZoneId ROME = ZoneId.of("Europe/Rome");

    /** Times without a zone are the site's: taken for UTC they would be hours ahead, and never become latest. */
    @Test
    void timesWithoutAZoneAreReadInTheZoneOfTheSite() {
        FakeIntake intake = new FakeIntake("t#$.v@$.time");
        MqttAdapterComponent component = new MqttAdapterComponent(intake, fake(BundleContext.class, (proxy, method, arguments) -> null),
            Settings.of(MqttAdapterComponent.Config.class, Map.of()), Map.of("service.pid", "io.gemello.adapter.mqtt~hall"));
        try {
            assertNull(component.zone());
            component.applied(catalogue(new Site("first", "org.first", ROME, Path.of("/"), Map.of())));
            assertEquals(ROME, component.zone());
        } finally {
            component.stop();
        }
    }

    private static Catalogue catalogue(Site site) {
        return fake(Catalogue.class, (proxy, method, arguments) -> method.getName().equals("site") ? site : null);
    }

    private static <T> T fake(Class<T> type, InvocationHandler answers) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, answers));
    }
}
