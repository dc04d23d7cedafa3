package io.gemello.bim.doctor;

import io.gemello.bim.ifc.IfcGuid;
import io.gemello.bim.ifc.IfcModel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes a revision of an IFC file as authors and exporters make them: some elements have new GlobalIds, some are renamed, moved or gone, there are
 * new ones like those that were there, every instance has another number, and the lines stand in another order.
 */
final class RevisedFile {
    private static final Pattern INSTANCE = Pattern.compile("#([0-9]+)\\s*=\\s*(\\w+)\\s*\\((.*)\\)\\s*;", Pattern.DOTALL);
    private static final Pattern REFERENCE = Pattern.compile("'(?:[^']|'')*'|#([0-9]+)");
    private static final int NAME = 2;
    private static final int PLACEMENT = 5;
    private static final int TAG = 7;
    /** Added to every instance number. */
    private static final int OFFSET = 700_000;

    /** What a new GlobalId comes with. */
    enum Made {
        /** The exporter has numbered anew. */
        EXPORTED,
        /** The exporter has numbered anew, and writes no tags any more. */
        UNTAGGED,
        /** Somebody has made the element again: it has another tag, and the name that contains it. */
        AGAIN
    }

    private final Random random;
    private final Map<Integer, String> entities = new LinkedHashMap<>();
    private final Map<Integer, List<String>> arguments = new LinkedHashMap<>();
    private final List<String> lines = new ArrayList<>();
    private final String head;
    private final String foot;
    private final double metre;
    private int lastId;
    /** By the GlobalId of before, that of now; null for what is gone. */
    final Map<String, String> truth = new LinkedHashMap<>();

    private RevisedFile(String text, long seed) {
        random = new Random(seed);
        int data = text.indexOf("DATA;") + 5;
        int end = text.lastIndexOf("ENDSEC;");
        head = text.substring(0, data);
        foot = text.substring(end);
        metre = text.contains(".LENGTHUNIT.,.MILLI.,.METRE.") ? 1000 : 1;
        for (String line : text.substring(data, end).split("(?<=;)\\s*\\r?\\n")) {
            Matcher instance = INSTANCE.matcher(line.strip());
            if (instance.matches()) {
                int id = Integer.parseInt(instance.group(1));
                lastId = Math.max(lastId, id);
                entities.put(id, instance.group(2));
                arguments.put(id, split(instance.group(3)));
            }
        }
    }

    /** @param made what a new GlobalId comes with */
    static RevisedFile of(Path from, Path to, long seed, Made made) throws IOException {
        RevisedFile revised = new RevisedFile(Files.readString(from, StandardCharsets.ISO_8859_1), seed);
        try (IfcModel model = IfcModel.open(from)) {
            List<Fingerprint> all = Fingerprint.all(model);
            all.forEach(one -> revised.truth.put(one.guid(), one.guid()));
            List<Integer> ids = new ArrayList<>(all.stream().map(one -> model.byGuid(one.guid()).id()).toList());
            for (int id : revised.some(ids, 0.10)) {
                revised.newGuid(id, made);
            }
            revised.some(ids, 0.02).forEach(revised::rename);
            revised.some(ids, 0.01).forEach(revised::move);
            List<Integer> like = revised.some(ids, 0.02);
            revised.some(ids, 0.01).forEach(revised::delete);
            like.forEach(id -> revised.more(id, made));
        }
        Files.writeString(to, revised.text(), StandardCharsets.ISO_8859_1);
        return revised;
    }

    /** At least one. */
    private List<Integer> some(List<Integer> of, double share) {
        Collections.shuffle(of, random);
        return List.copyOf(of.subList(0, (int) Math.ceil(of.size() * share)));
    }

    private static String bare(String text) {
        return text.startsWith("'") ? text.substring(1, text.length() - 1) : "";
    }

    private void newGuid(int id, Made made) {
        List<String> own = arguments.get(id);
        String next = IfcGuid.of(new UUID(random.nextLong(), random.nextLong()));
        truth.put(bare(own.get(0)), next);
        own.set(0, "'" + next + "'");
        if (made == Made.UNTAGGED && own.size() > TAG) {
            own.set(TAG, "$");
        }
        if (made == Made.AGAIN && own.size() > TAG && !bare(own.get(TAG)).isEmpty()) {
            String tag = Integer.toString(1_000_000 + random.nextInt(1_000_000));
            own.set(NAME, own.get(NAME).replace(bare(own.get(TAG)), tag));
            own.set(TAG, "'" + tag + "'");
        }
    }

    private void rename(int id) {
        arguments.get(id).set(NAME, "'renamed " + random.nextInt(1000) + "'");
    }

    /** By half a metre to three metres, in a placement of its own: others may share the one it had. */
    private void move(int id) {
        List<String> own = arguments.get(id);
        if (own.get(PLACEMENT).startsWith("#")) {
            List<String> placement = new ArrayList<>(arguments.get(reference(own.get(PLACEMENT))));
            List<String> axes = new ArrayList<>(arguments.get(reference(placement.get(1))));
            String[] point = arguments.get(reference(axes.get(0))).get(0).replaceAll("[()]", "").split(",");
            double by = (0.5 + 2.5 * random.nextDouble()) * metre;
            String moved = String.format(Locale.ROOT, "(%.6f,%s,%s)", Double.parseDouble(point[0].strip()) + by, point[1], point[2]);
            axes.set(0, add("IFCCARTESIANPOINT", List.of("(" + moved.replaceAll("[()]", "") + ")")));
            placement.set(1, add("IFCAXIS2PLACEMENT3D", axes));
            own.set(PLACEMENT, add("IFCLOCALPLACEMENT", placement));
        }
    }

    private String add(String entity, List<String> with) {
        lastId++;
        entities.put(lastId, entity);
        arguments.put(lastId, with);
        return "#" + lastId;
    }

    private static int reference(String text) {
        return Integer.parseInt(text.strip().substring(1));
    }

    private void delete(int id) {
        String now = bare(arguments.get(id).get(0));
        truth.replaceAll((then, is) -> now.equals(is) ? null : is);
        arguments.remove(id);
    }

    /** A new one of the same kind and name not far away: what is gone must not be taken for it. */
    private void more(int id, Made made) {
        if (arguments.containsKey(id) && arguments.get(id).size() > PLACEMENT) {
            List<String> own = new ArrayList<>(arguments.get(id));
            own.set(0, "'" + IfcGuid.of(new UUID(random.nextLong(), random.nextLong())) + "'");
            if (own.size() > TAG && !bare(own.get(TAG)).isEmpty()) {
                String tag = Integer.toString(2_000_000 + random.nextInt(1_000_000));
                own.set(NAME, own.get(NAME).replace(bare(own.get(TAG)), tag));
                own.set(TAG, made == Made.UNTAGGED ? "$" : "'" + tag + "'");
            }
            String one = add(entities.get(id), own);
            move(reference(one));
            Pattern there = Pattern.compile("#" + id + "(?=[,)])");
            arguments.forEach((rel, of) -> {
                if (entities.get(rel).equals("IFCRELCONTAINEDINSPATIALSTRUCTURE")) {
                    of.set(4, there.matcher(of.get(4)).replaceFirst("#" + id + "," + one));
                }
            });
        }
    }

    private String text() {
        arguments.forEach((id, own) -> lines.add("#" + (id + OFFSET) + "=" + entities.get(id) + "(" + renumbered(String.join(",", own)) + ");"));
        Collections.shuffle(lines, random);
        return head + "\n" + String.join("\n", lines) + "\n" + foot;
    }

    private static String renumbered(String text) {
        return REFERENCE.matcher(text).replaceAll(found -> Matcher.quoteReplacement(found.group(1) == null ? found.group() : "#" + (Integer.parseInt(found.group(1)) + OFFSET)));
    }

    /** At the commas of the first level. */
    private static List<String> split(String text) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        boolean quoted = false;
        int from = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            quoted ^= c == '\'';
            depth += quoted ? 0 : c == '(' ? 1 : c == ')' ? -1 : 0;
            if (c == ',' && depth == 0 && !quoted) {
                parts.add(text.substring(from, i).strip());
                from = i + 1;
            }
        }
        parts.add(text.substring(from).strip());
        return parts;
    }
}
