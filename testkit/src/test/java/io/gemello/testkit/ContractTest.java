package io.gemello.testkit;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gemello.testkit.Ticker.Fault;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The contract lets a good adapter pass, and finds each fault of a bad one. */
class ContractTest {
    /** A test of the contract's, on an adapter with a fault. */
    private interface Trying {
        void run(AdapterContract contract, Path folder) throws Exception;
    }

    private record Found(Trying by, String saying) {}

    @TempDir
    Path folder;

    @Nested
    class AGoodAdapter implements AdapterContract {
        @Override
        public AdapterTrial trial(Path folder) {
            return new Ticker();
        }
    }

    @TestFactory
    Stream<DynamicTest> everyFaultIsFound() {
        Map<Fault, Found> found = new EnumMap<>(Map.of(
            Fault.THREAD_STAYS, new Found(AdapterContract::startStopStartLeaksNothing, "gemello-ticker"),
            Fault.SESSION_STAYS, new Found(AdapterContract::startStopStartLeaksNothing, "sessions are open after the stop"),
            Fault.DEAF_TO_STOP, new Found(AdapterContract::stopsWhileTheIntakeTakesNothing, "the stop does not come to an end"),
            Fault.NEVER_BACK, new Found(AdapterContract::comesBackAfterItsSourceWasAwayAndSaysWhy, "the status is CONNECTED"),
            Fault.SILENT_ABOUT_LOSS, new Found(AdapterContract::goesOnAfterAFullDiskAndHidesNothing, "counted as lost"),
            Fault.SILENT_ABOUT_RUBBISH, new Found(AdapterContract::survivesRubbishAndCountsIt, "a trace of words"),
            Fault.DIES_OF_RUBBISH, new Found(AdapterContract::survivesRubbishAndCountsIt, "31.5 at a"),
            Fault.OTHER_NAME, new Found(AdapterContract::deliversWhatItsSourceSaysUnderItsName, "[other]"),
            Fault.MUTE_REFUSAL, new Found(AdapterContract::namesABadConfiguration, "names no configuration 'trial'"),
            Fault.BINDS_ONCE, new Found(AdapterContract::feedsAnAddressThatTheSiteWantsLater, "22.5 at a")));
        found.put(Fault.WAITS_FOR_SOURCE, new Found(AdapterContract::stopsWhileItsSourceHangs, "the stop does not come to an end"));
        return Stream.of(Fault.values()).map(fault -> DynamicTest.dynamicTest(fault.name(), () -> {
            AssertionError said = assertThrows(AssertionError.class, () -> found.get(fault).by.run(where -> new Ticker(fault), folder));
            assertTrue(said.getMessage().contains(found.get(fault).saying), said.getMessage());
        }));
    }
}
