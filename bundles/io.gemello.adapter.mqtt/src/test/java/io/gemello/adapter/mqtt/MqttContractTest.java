package io.gemello.adapter.mqtt;

import io.gemello.testkit.AcknowledgingContract;
import io.gemello.testkit.AcknowledgingTrial;
import io.gemello.testkit.AdapterContract;
import io.gemello.testkit.AdapterTrial;
import java.nio.file.Path;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;

/** What every adapter keeps to, on this runtime's own broker and on a foreign one. */
class MqttContractTest {
    @Nested
    class OnTheEmbeddedBroker implements AcknowledgingContract {
        @Override
        public AcknowledgingTrial trial(Path folder) throws Exception {
            return new EmbeddedTrial(folder);
        }
    }

    @Nested
    @Tag("long")
    class OnMosquitto implements AdapterContract {
        @Override
        public AdapterTrial trial(Path folder) throws Exception {
            return new MosquittoTrial(folder, 5);
        }
    }

    @Nested
    @Tag("long")
    class OnMosquittoByVersion3 implements AdapterContract {
        @Override
        public AdapterTrial trial(Path folder) throws Exception {
            return new MosquittoTrial(folder, 3);
        }
    }
}
