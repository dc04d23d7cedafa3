package io.gemello.twin.models;

import io.gemello.api.adapter.Intake;
import io.gemello.testkit.FakeIntake;
import io.gemello.testkit.LifecycleContract;
import io.gemello.testkit.Settings;
import io.gemello.testkit.Trial;
import io.gemello.testkit.Until;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Starts, stops and starts again, and names a configuration that cannot work. */
class ModelsContractTest implements LifecycleContract {
    @Override
    public Trial trial(Path folder) throws Exception {
        Files.createDirectories(folder.resolve("models"));
        Files.writeString(folder.resolve("models/a.json"), Models.dtdl("dtmi:x:A;1", ""));
        return new WithAModel(folder);
    }

    private static final class WithAModel implements Trial {
        private final Path folder;
        private ModelsComponent component;

        WithAModel(Path folder) {
            this.folder = folder;
        }

        @Override
        public String name() {
            return "io.gemello.twin.models";
        }

        @Override
        public AutoCloseable activate(Intake intake) {
            component = component(60_000);
            return component::close;
        }

        private static ModelsComponent component(long millis) {
            return new ModelsComponent(Settings.of(ModelsComponent.Config.class, Map.of("check.interval.ms", millis)));
        }

        @Override
        public void untilItWorks(FakeIntake intake) throws Exception {
            component.applied(new Hall(folder, Map.of()));
            Until.holds("the model is read", () -> component.check().stream().anyMatch(health -> health.message().equals("1 model")));
        }

        @Override
        public List<Misconfigured> misconfigured() {
            return List.of(new Misconfigured("check.interval.ms", intake -> component(5)::close));
        }

        @Override
        public void close() {
            // The folder is the test's.
        }
    }
}
