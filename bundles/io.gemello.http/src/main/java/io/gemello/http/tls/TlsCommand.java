package io.gemello.http.tls;

import io.gemello.api.access.TlsPaths;
import io.gemello.api.access.TlsPort;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** {@code gemello tls [--data DIR]}: reads what the ports' configurations name, and says what is wrong before anything starts. */
public final class TlsCommand {
    private static final String QUIET = "--quiet";
    /** Port and the file that configures it. */
    private static final Map<String, String> PORTS = new LinkedHashMap<>();

    static {
        PORTS.put("https", "etc/io.gemello.http.tls.cfg");
        PORTS.put("mqtts", "etc/io.gemello.broker.cfg");
    }

    private TlsCommand() {}

    public static int run(String... args) {
        List<String> words = new ArrayList<>(List.of(args));
        boolean quiet = words.remove(QUIET);
        if (!words.isEmpty() && (words.size() != 2 || !words.get(0).equals("--data"))) {
            System.err.println("gemello: tls knows only --data DIR");
            return 2;
        }
        Path data = Path.of(words.isEmpty() ? "var" : words.get(1));
        int faults = 0;
        for (Map.Entry<String, String> port : PORTS.entrySet()) {
            try {
                String said = port.getKey() + ": " + look(data, data.resolve(port.getValue()));
                if (!quiet) {
                    System.out.println(said);
                }
            } catch (IllegalArgumentException | IOException wrong) {
                System.err.println("gemello: " + port.getKey() + ": " + wrong.getMessage());
                faults++;
            }
        }
        return faults == 0 ? 0 : 2;
    }

    static String look(Path data, Path configuration) throws IOException {
        Properties read = new Properties();
        if (Files.exists(configuration)) {
            try (InputStream in = Files.newInputStream(configuration)) {
                read.load(in);
            }
        }
        TlsPaths paths = new TlsPaths(read.getProperty("tls.cert", ""), read.getProperty("tls.key", ""), read.getProperty("tls.client.ca", ""));
        TlsPort port;
        try {
            port = TlsPort.of(configuration.toString(), Integer.parseInt(read.getProperty("tls.port", "0").strip()), paths, read.getProperty("tls.client.auth", "none"));
        } catch (NumberFormatException no) {
            throw new IllegalArgumentException(configuration + ": tls.port is no number", no);
        }
        if (!port.on()) {
            return "not configured (" + configuration + ")";
        }
        KeySet keys = KeySet.read(paths, data);
        return keys.soonest().certificate().getSubjectX500Principal() + " in " + keys.soonest().path() + " is valid until " + keys.soonest().until();
    }
}
