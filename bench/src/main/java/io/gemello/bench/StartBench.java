package io.gemello.bench;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** What a start costs: the first of a data folder, then further ones of the same. */
final class StartBench {
    private final Path home;
    private final int runs;
    private final int settleSeconds;
    private final int journalMebibytes;

    StartBench(Path home, Options options) {
        this.home = home;
        runs = options.take("runs", 3, 1);
        settleSeconds = options.take("settle", 60, 0);
        journalMebibytes = options.take("journal", 0, 0);
        options.finish();
    }

    boolean run() throws Exception {
        try (TempFolder folder = new TempFolder()) {
            for (int i = 1; i <= runs; i++) {
                if (i == 2 && journalMebibytes > 0) {
                    System.out.printf("journal filled to %d MiB: %,d readings that nobody has read%n", journalMebibytes, BigJournal.fill(folder.path().resolve("var"), journalMebibytes));
                }
                try (RuntimeProcess runtime = new RuntimeProcess(home, folder.path().resolve("var"), null)) {
                    System.out.printf("start %d (%s): ready after %.1f s wall, %.1f s CPU%n", i, i == 1 ? "new data folder" : "same data folder", runtime.wallSecondsToReady(), runtime.cpuSecondsToReady());
                    TimeUnit.SECONDS.sleep(settleSeconds);
                    System.out.printf("         after %d s: %d MiB resident (peak %d), %.1f s CPU since ready%n", settleSeconds, Proc.residentMiB(runtime.pid()), Proc.peakResidentMiB(runtime.pid()),
                            Proc.cpuSeconds(runtime.pid()) - runtime.cpuSecondsToReady());
                }
            }
        }
        return true;
    }
}
