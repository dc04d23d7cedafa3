package io.gemello.series.gateway.line;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gemello.testkit.InfluxPeer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Debian's InfluxDB and our parser take and refuse the same lines. */
class LineDifferentialTest {
    private static final List<String> SEEDS = List.of("cpu,host=a,cpu=cpu0 idle=98.5,n=7i,on=T 12", "m v=1", "air\\ flow\\,1,a\\=b=c\\ d f=-1.5e-3 -7", "t,x=y s=\"a b\",z=\"q\\\"\\\\\" 99", "w,b=1,a=2 v=.5,u=1. 1", "b on=false,off=F,no=True");
    private static final String CHARACTERS = ",= \\\"ti.0-e#1xN+";
    private static final int LINES = 600;

    @Test
    void mutatedLinesAreJudgedAlike(@TempDir Path folder) throws Exception {
        Random random = new Random(7);
        List<String> different = new ArrayList<>();
        int refused = 0;
        try (InfluxPeer influx = new InfluxPeer(folder)) {
            influx.query("", "CREATE DATABASE lines");
            for (int i = 0; i < LINES; i++) {
                String line = mutated(SEEDS.get(random.nextInt(SEEDS.size())), random);
                String theirs = theirs(influx, line);
                Lines ours = Lines.parse(line, 1);
                refused += theirs == null ? 0 : 1;
                if ((theirs == null) != (ours.bad() == 0) && !(theirs == null && swallowed(line))) {
                    different.add("'" + line + "': InfluxDB " + (theirs == null ? "takes it" : theirs) + ", we " + (ours.bad() == 0 ? "take it" : ours.faults().get(0)));
                }
            }
        }
        assertEquals("", String.join("\n", different));
        assertTrue(refused > LINES / 10 && refused < LINES * 9 / 10, refused + " refused");
    }

    /** What InfluxDB passes over in silence, and we refuse: characters behind a closing quote, an equals sign that begins a tag's value. */
    private static boolean swallowed(String line) {
        return line.matches(".*=\"([^\"\\\\]|\\\\.)*\"[^, ].*") || line.matches(".*[^\\\\]==.*");
    }

    private static String mutated(String seed, Random random) {
        StringBuilder line = new StringBuilder(seed);
        for (int i = random.nextInt(3); i >= 0; i--) {
            int at = random.nextInt(line.length());
            switch (random.nextInt(3)) {
                case 0 -> line.deleteCharAt(at);
                case 1 -> line.insert(at, CHARACTERS.charAt(random.nextInt(CHARACTERS.length())));
                default -> line.setCharAt(at, CHARACTERS.charAt(random.nextInt(CHARACTERS.length())));
            }
        }
        return line.toString();
    }

    /** Null when InfluxDB could read it: a field's type that fits no earlier line is not what is asked here. */
    private static String theirs(InfluxPeer influx, String line) throws Exception {
        try {
            influx.write("lines", line);
            return null;
        } catch (IOException refused) {
            return refused.getMessage().contains("unable to parse") || refused.getMessage().contains("invalid") ? refused.getMessage() : null;
        }
    }
}
