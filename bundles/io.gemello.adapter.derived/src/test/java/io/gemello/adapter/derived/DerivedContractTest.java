package io.gemello.adapter.derived;

import io.gemello.api.adapter.Intake;
import io.gemello.api.catalogue.PointState;
import io.gemello.api.catalogue.PointStates;
import io.gemello.api.journal.JournalReader;
import io.gemello.api.journal.ReadingBatch;
import io.gemello.api.journal.ReadingJournal;
import io.gemello.api.reading.Quality;
import io.gemello.api.reading.Reading;
import io.gemello.testkit.AdapterContract;
import io.gemello.testkit.AdapterTrial;
import io.gemello.testkit.FakeClock;
import io.gemello.testkit.FakeReadingJournal;
import io.gemello.testkit.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;

/** What every adapter keeps to; the source is the journal of readings. */
class DerivedContractTest implements AdapterContract {
    @Override
    public AdapterTrial trial(Path folder) {
        return new Journalled();
    }

    /** A journal that can be away, and one that says nothing and never returns. */
    private static final class Journalled implements AdapterTrial, ReadingJournal {
        private final TrialSite site = new TrialSite().point("pump", "flow", "m3/h").derived("total", "hall", "m3/h", "sum(pump-flow)");
        private final FakeReadingJournal journal = new FakeReadingJournal();
        private final CountDownLatch asked = new CountDownLatch(1);
        private volatile boolean away;
        private volatile boolean hangs;
        private long second;

        @Override
        public String name() {
            return TrialSite.ADAPTER;
        }

        @Override
        public String address() {
            return "sum(pump-flow)";
        }

        @Override
        public AutoCloseable activate(Intake intake) {
            return activate(intake, Map.of("interval.ms", 20));
        }

        private AutoCloseable activate(Intake intake, Map<String, ?> config) {
            DerivedAdapter adapter = new DerivedAdapter(Settings.of(DerivedAdapter.Config.class, config), Map.of("service.pid", "io.gemello.adapter.derived~" + name()), intake, this, new NoStates(), new FakeClock(0));
            adapter.applied(site);
            return adapter::stop;
        }

        @Override
        public List<Misconfigured> misconfigured() {
            return List.of(new Misconfigured("interval.ms", intake -> activate(intake, Map.of("interval.ms", 0))), new Misconfigured("catch.up.hours", intake -> activate(intake, Map.of("catch.up.hours", -1))));
        }

        @Override
        public void say(double value) {
            read(value, Quality.GOOD);
        }

        private void read(double value, int quality) {
            journal.append(List.of(new Reading(site.get("pump-flow"), ++second * Bench.SECOND, value, quality)));
        }

        @Override
        public void away() {
            away = true;
        }

        @Override
        public void back() {
            away = false;
        }

        @Override
        public void hang() throws InterruptedException {
            hangs = true;
            asked.await();
        }

        @Override
        public Map<String, Step> rubbish() {
            return Map.of("a bad reading", () -> read(Double.NaN, Quality.of(Quality.NOT_A_NUMBER)));
        }

        @Override
        public JournalReader open(String name, OptionalLong position) {
            JournalReader reader = journal.open(name, position);
            return new JournalReader() {
                @Override
                public ReadingBatch read(int maxReadings, Duration maxWait) throws IOException, InterruptedException {
                    if (away) {
                        throw new IOException("the disk is gone");
                    }
                    if (hangs) {
                        asked.countDown();
                        new CountDownLatch(1).await();
                    }
                    return reader.read(maxReadings, maxWait);
                }

                @Override
                public void commit(long position) {
                    reader.commit(position);
                }

                @Override
                public long missed() {
                    return 0;
                }

                @Override
                public void close() {
                    reader.close();
                }
            };
        }

        @Override
        public void close() {
            // Memory is all there is.
        }
    }

    private static final class NoStates implements PointStates {
        @Override
        public List<PointState> all() {
            return List.of();
        }

        @Override
        public PointState of(String pointId) {
            return null;
        }
    }
}
