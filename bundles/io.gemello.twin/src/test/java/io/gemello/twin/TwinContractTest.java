package io.gemello.twin;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gemello.api.adapter.Intake;
import io.gemello.testkit.FakeIntake;
import io.gemello.testkit.LifecycleContract;
import io.gemello.testkit.Trial;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The twin is the adapter {@code ditto} too: its sources are requests, so of the adapters' contract it keeps what is about its life. */
class TwinContractTest implements LifecycleContract {
    @Override
    public Trial trial(Path folder) {
        return new Clients();
    }

    private static final class Clients implements Trial {
        private Building building;

        @Override
        public String name() {
            return DittoAdapter.NAME;
        }

        @Override
        public AutoCloseable activate(Intake intake) {
            building = new Building(new MemoryDisk(), (FakeIntake) intake);
            return building;
        }

        @Override
        public void untilItWorks(FakeIntake intake) {
            building.asset("r1", Map.of());
            building.point("r1", "setpoint", DittoAdapter.NAME);
            building.apply();
            assertEquals(201, building.put("/org.first:r1/features/setpoint/properties/value", "20").status());
            assertEquals(List.of(20L), intake.values());
        }

        @Override
        public List<Misconfigured> misconfigured() {
            return List.of();
        }

        /** The disk's; it outlives the twin. */
        @Override
        public boolean stranger(Thread thread) {
            return thread.getName().equals("test-fsync");
        }

        @Override
        public void close() {
            // The building was all there is.
        }
    }
}
