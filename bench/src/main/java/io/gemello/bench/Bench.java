package io.gemello.bench;

import java.nio.file.Path;
import java.util.Arrays;

/** {@code gemello bench WHAT …}: measures the assembled runtime as a process of its own, from outside. */
public final class Bench {
    private static final String USAGE = """
        gemello bench pipeline [--rate N] [--points N] [--seconds N] [--values N] [--clients N] [--warm-up N]
                               readings per second over MQTT, QoS 1, into journal, twins and store
        gemello bench intake   [--rate N] [--points N] [--seconds N] [--warm-up N]
                               the same from an adapter inside the process
        gemello bench alert    [--rate N] [--points N] [--rules N] [--every N] [--seconds N] [--warm-up N]
                               from a reading that crosses a limit to the alert, and what the rules cost
        gemello bench ditto    [--things N] [--modifies N] [--seconds N] [--warm-up N] [--subscribers N] [--event-rate N] [--part N]
                               the twin as Ditto's clients use it: durable writes, reads, searches, events, memory, files
                               (--part 1 reads, 2 writes, 4 events, 8 modifies, or a sum of them; 15 is all)
        gemello bench series   [--series N] [--times N] [--step SECONDS] [--asks N] [--way N]
                               the same points into and out of Debian's InfluxDB, Gemello behind its gateway, and the
                               embedded store alone (--way 1, 2, 4, or a sum of them; 7 is all)
        gemello bench start    [--runs N] [--settle SECONDS] [--journal MIB]
                               from the start to ready, and the resident size a while later; with --journal the
                               second start finds a journal of that size that nobody has read
        gemello bench hot      [--rate N] [--runs N]
                               from a jar in the deploy folder to its first reading, under load: install, update, delete;
                               beside Felix File Install
        gemello bench bim      [--size MIB] [--heap MIB] [--elements N] [--changed N]
                               index of a large model, deltas of parameters, and what each exporter takes
        """;

    private Bench() {}

    /** @param args the assembled runtime's folder, what to measure, its options */
    public static void main(String[] args) throws Exception {
        if (args.length < 2) {
            System.out.print(USAGE);
            System.exit(2);
        }
        Path home = Path.of(args[0]);
        try {
            Options options = Options.parse(Arrays.copyOfRange(args, 2, args.length));
            boolean sound = switch (args[1]) {
                case "pipeline" -> new PipelineBench(home, options).run();
                case "intake" -> new IntakeBench(home, options).run();
                case "alert" -> new AlertBench(home, options).run();
                case "ditto" -> new DittoBench(home, options).run();
                case "hot" -> new HotBench(home, options).run();
                case "series" -> new SeriesBench(home, options).run();
                case "bim" -> new BimBench(home, options).run();
                case "start" -> new StartBench(home, options).run();
                default -> throw new IllegalArgumentException("there is no bench " + args[1] + "\n" + USAGE);
            };
            System.exit(sound ? 0 : 1);
        } catch (IllegalArgumentException e) {
            System.err.println("bench: " + e.getMessage());
            System.exit(2);
        }
    }
}
