package io.gemello.itests;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * Recordings as the field would deliver them: of a clean folder's scans 5 % come twice, 5 % up to ten minutes late (they keep
 * their time), and every other temperature is in degrees Fahrenheit.
 *
 * @param duplicates readings that come again
 * @param late readings that come behind a newer one of their sensor
 */
record DirtyDay(int duplicates, int late) {
    private static final double SHARE = 0.05;
    private static final int MOST_SECONDS_LATE = 600;
    private static final Pattern CELSIUS = Pattern.compile("(.*\\| )(-?[0-9.]+) degrees C( +\\|.*)");
    private static final Pattern NUMBER = Pattern.compile("(.*?) *\\| -?[0-9.]+ [A-Za-z].*");

    private record Block(int due, String stamp, List<String> lines) {}

    /** @param seed makes the same day again */
    static DirtyDay write(Path clean, Path to, long seed) throws IOException {
        Random random = new Random(seed);
        Files.createDirectories(to);
        int duplicates = 0;
        int late = 0;
        try (Stream<Path> files = Files.list(clean)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".txt.gz")).sorted().toList()) {
                List<Block> blocks = delivered(read(file), random);
                Map<String, String> newest = new HashMap<>();
                Set<String> seen = new HashSet<>();
                for (Block block : blocks) {
                    for (String line : block.lines()) {
                        Matcher number = NUMBER.matcher(line);
                        if (!number.matches()) {
                            continue;
                        }
                        if (!seen.add(number.group(1) + block.stamp())) {
                            duplicates++;
                        } else if (newest.merge(number.group(1), block.stamp(), (a, b) -> a.compareTo(b) > 0 ? a : b).compareTo(block.stamp()) > 0) {
                            late++;
                        }
                    }
                }
                List<String> text = new ArrayList<>();
                blocks.forEach(block -> {
                    text.add(block.stamp());
                    text.addAll(block.lines());
                });
                Files.write(to.resolve(file.getFileName().toString().replace(".gz", "")), text);
            }
        }
        return new DirtyDay(duplicates, late);
    }

    private static List<Block> delivered(List<Block> clean, Random random) {
        List<Block> all = new ArrayList<>();
        for (Block block : clean) {
            List<String> lines = block.lines().stream().map(line -> fahrenheit(line, random)).toList();
            Block sent = new Block(block.due() + (random.nextDouble() < SHARE ? 1 + random.nextInt(MOST_SECONDS_LATE) : 0), block.stamp(), lines);
            all.add(sent);
            if (random.nextDouble() < SHARE) {
                all.add(sent);
            }
        }
        all.sort(Comparator.comparingInt(Block::due));
        return all;
    }

    private static String fahrenheit(String line, Random random) {
        Matcher celsius = CELSIUS.matcher(line);
        return celsius.matches() && random.nextBoolean() ? celsius.group(1) + (Double.parseDouble(celsius.group(2)) * 9 / 5 + 32) + " degrees F" + celsius.group(3) : line;
    }

    private static List<Block> read(Path file) throws IOException {
        List<Block> blocks = new ArrayList<>();
        String text;
        try (GZIPInputStream in = new GZIPInputStream(Files.newInputStream(file))) {
            text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        for (String line : text.lines().toList()) {
            if (line.startsWith("Timestamp: ")) {
                String[] time = line.substring("Timestamp: yyyy-MM-dd ".length(), "Timestamp: yyyy-MM-dd HH:mm:ss".length()).split(":");
                blocks.add(new Block(Integer.parseInt(time[0]) * 3600 + Integer.parseInt(time[1]) * 60 + Integer.parseInt(time[2]), line, new ArrayList<>()));
            } else {
                blocks.get(blocks.size() - 1).lines().add(line);
            }
        }
        return blocks;
    }
}
