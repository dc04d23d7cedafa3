package io.gemello.launcher;

import java.nio.file.Path;
import java.util.Arrays;

/** The one command line behind the {@code gemello} script. */
public final class Gemello {
    private static final String USAGE = """
        gemello - the runtime that keeps a building's BIM model in step with its sensors

          run         [--site DIR] [--data DIR] [--port N] [--mqtt-port N] [--bind ADDR]
                      [--features a,-b] [--trust FILE] [--replay DIR] [--speed X|max]
          check SITE  what applying a site would change, and every fault in it
          datahall OUT
                      the site files of the simulated data hall
          site ipmi DIR OUT
                      a site from recordings of `ipmitool sdr`
          user add|remove|list …    token NAME
          import FILE…    export FILE
                      history from and to CSV, line protocol or Parquet, of the system that runs
          tls         the certificates of the TLS ports, and what is wrong with them
          new-adapter NAME [--dir DIR]
                      a project for an adapter of your own: builds, deploys and delivers as it is
          package     an archive that runs with only a JDK          (in a checkout)
          test [--long]   bench WHAT                                (in a checkout)
        """;

    private Gemello() {}

    public static void main(String[] args) {
        try {
            System.exit(run(args));
        } catch (UsageException wrong) {
            System.err.println("gemello: " + wrong.getMessage());
            System.exit(2);
        } catch (Exception failed) {
            System.err.println("gemello: " + Failures.sentence(failed));
            System.exit(1);
        }
    }

    private static int run(String... args) throws Exception {
        if (args.length == 0 || args[0].equals("help") || args[0].equals("--help")) {
            System.out.print(USAGE);
            return args.length == 0 ? 2 : 0;
        }
        Home home = Home.ofThisProgram();
        String[] rest = Arrays.copyOfRange(args, 1, args.length);
        switch (args[0]) {
            case "run":
                return new RunCommand(home, RunOptions.parse(home, rest)).run();
            case "assemble":
                return Assembly.of(Path.of(one(args[0], rest, "CHECKOUT"))).run();
            case "new-adapter":
                return NewAdapter.parse(home, rest).run();
            default:
                return BundleCommands.in(home).run(args[0], rest);
        }
    }

    private static String one(String command, String[] rest, String what) {
        if (rest.length != 1) {
            throw new UsageException(command + " takes one argument: " + what);
        }
        return rest[0];
    }
}
