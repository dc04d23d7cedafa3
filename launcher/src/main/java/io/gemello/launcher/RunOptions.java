package io.gemello.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;

/**
 * What {@code run} was asked for. Paths are absolute; {@code replay} is null for a live run.
 *
 * @param trust the file of trusted certificates, relative to {@code DATA/etc} if it is relative; empty when everything may start
 */
record RunOptions(Path site, Path data, int port, int mqttPort, String bind, Set<String> features, Path replay, String speed, String trust) {

    static RunOptions parse(Home home, String... args) throws IOException {
        Path site = home.config().resolve("sites/datahall");
        Path data = Path.of("var");
        Path replay = null;
        int port = 8080;
        int mqttPort = 1883;
        String bind = "127.0.0.1";
        String speed = "1";
        String trust = home.frameworkProperties().getProperty("gemello.trust", "").strip();
        List<String> wishes = new ArrayList<>();
        Iterator<String> words = List.of(args).iterator();
        while (words.hasNext()) {
            String option = words.next();
            switch (option) {
                case "--site" -> site = Path.of(value(option, words));
                case "--data" -> data = Path.of(value(option, words));
                case "--port" -> port = port(option, value(option, words));
                case "--mqtt-port" -> mqttPort = port(option, value(option, words));
                case "--bind" -> bind = value(option, words);
                case "--features" -> wishes.addAll(List.of(value(option, words).split(",")));
                case "--replay" -> replay = Path.of(value(option, words));
                case "--trust" -> trust = real(Path.of(value(option, words))).toString();
                case "--speed" -> speed = speed(value(option, words));
                default -> throw new UsageException("run does not know " + option + "; `gemello help` lists its options");
            }
        }
        if (!Files.isRegularFile(site.resolve("site.properties"))) {
            throw new UsageException("--site " + site + ": there is no site.properties in it");
        }
        if (replay != null && !Files.isDirectory(replay)) {
            throw new UsageException("--replay " + replay + ": no such folder");
        }
        return new RunOptions(real(site), real(data), port, mqttPort, bind, features(home, site, wishes), replay == null ? null : real(replay), speed, trust);
    }

    /** The default features, those that the site asks for ({@code features=} in site.properties), and {@code --features}: a name adds, {@code -name} leaves out. */
    private static Set<String> features(Home home, Path site, List<String> wishes) throws IOException {
        Set<String> chosen = new LinkedHashSet<>(split(home.frameworkProperties().getProperty("gemello.features", "")));
        Properties ofSite = new Properties();
        try (var in = Files.newBufferedReader(site.resolve("site.properties"))) {
            ofSite.load(in);
        }
        chosen.addAll(split(ofSite.getProperty("features", "")));
        for (String wish : wishes) {
            if (wish.startsWith("-")) {
                if (!chosen.remove(wish.substring(1))) {
                    throw new UsageException("--features " + wish + ": that feature is not among " + String.join(", ", chosen));
                }
            } else {
                chosen.add(wish);
            }
        }
        return chosen;
    }

    private static List<String> split(String list) {
        return List.of(list.split(",")).stream().map(String::strip).filter(name -> !name.isEmpty()).toList();
    }

    private static Path real(Path path) {
        return path.toAbsolutePath().normalize();
    }

    private static String value(String option, Iterator<String> words) {
        if (!words.hasNext()) {
            throw new UsageException(option + " needs a value");
        }
        return words.next();
    }

    private static int port(String option, String text) {
        try {
            int port = Integer.parseInt(text);
            if (port >= 0 && port <= 65535) {
                return port;
            }
        } catch (NumberFormatException no) {
            // said below, with what was given
        }
        throw new UsageException(option + " " + text + ": a port is a number from 0 (any free one) to 65535");
    }

    private static String speed(String text) {
        if (text.equals("max")) {
            return text;
        }
        try {
            if (Double.parseDouble(text) > 0) {
                return text;
            }
        } catch (NumberFormatException no) {
            // said below, with what was given
        }
        throw new UsageException("--speed " + text + ": a factor such as 60 (a minute a second), or max");
    }
}
