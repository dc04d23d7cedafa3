package io.gemello.control;

import io.gemello.api.catalogue.SiteFile;
import io.gemello.api.control.LoopFault;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Understands {@code site/loops/*.json}: {@code {"actuators": [ … ], "loops": [ … ]}} each. Finds every fault of the texts in one pass. */
final class LoopFiles {
    /** Of the largest file. */
    static final int MAX_MEBIBYTES = 1;

    private LoopFiles() {}

    /** What could be read, and what could not. */
    record Read(List<ActuatorText> actuators, List<LoopText> loops, List<BookFault> faults) {}

    private interface Text<T> {
        T of(String file, String path, Object given);
    }

    static Read parse(Map<String, SiteFile> files) {
        Read read = new Read(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        files.forEach((name, file) -> parse(name, file, read));
        Map<String, LoopText> byName = new HashMap<>();
        for (LoopText text : List.copyOf(read.loops)) {
            LoopText before = byName.putIfAbsent(text.name(), text);
            if (before != null) {
                read.loops.remove(text);
                read.faults.add(new BookFault(text.file(), text.path() + ".loop", "'" + text.name() + "' is the name of " + before.file() + " " + before.path() + " already; choose another"));
            }
        }
        return read;
    }

    private static void parse(String name, SiteFile file, Read to) {
        try {
            if (!(SiteJson.of(file) instanceof Map<?, ?> map) || map.keySet().stream().anyMatch(key -> !List.of("actuators", "loops", "comment").contains(key))) {
                throw new LoopFault("", "must be {\"actuators\": [ … ], \"loops\": [ … ]} and nothing else");
            }
            each(name, "actuators", map, ActuatorText::of, to.actuators, to.faults);
            each(name, "loops", map, LoopText::of, to.loops, to.faults);
        } catch (LoopFault fault) {
            to.faults.add(new BookFault(name, fault.option(), fault.getMessage()));
        }
    }

    private static <T> void each(String file, String name, Map<?, ?> from, Text<T> text, List<T> to, List<BookFault> faults) {
        List<?> given = Words.list(from, name);
        for (int i = 0; i < given.size(); i++) {
            String path = name + "[" + i + "]";
            try {
                to.add(text.of(file, path, given.get(i)));
            } catch (LoopFault fault) {
                faults.add(new BookFault(file, path + (fault.option().isEmpty() ? "" : "." + fault.option()), fault.getMessage()));
            }
        }
    }
}
