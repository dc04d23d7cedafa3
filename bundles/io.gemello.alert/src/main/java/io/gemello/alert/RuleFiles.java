package io.gemello.alert;

import io.gemello.api.alert.RuleFault;
import io.gemello.api.catalogue.SiteFile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Understands {@code site/rules/*.json}: {@code {"rules": [ … ]}} each. Finds every fault in one pass. */
final class RuleFiles {
    /** Of the largest file. */
    static final int MAX_MEBIBYTES = 16;

    private RuleFiles() {}

    /** @param texts the rules that could be read */
    record Read(List<RuleText> texts, List<BookFault> faults) {}

    static Read parse(Map<String, SiteFile> files) {
        List<RuleText> texts = new ArrayList<>();
        List<BookFault> faults = new ArrayList<>();
        Map<String, RuleText> byName = new HashMap<>();
        files.forEach((name, file) -> {
            for (RuleText text : parse(name, file, faults)) {
                RuleText before = byName.putIfAbsent(text.name(), text);
                if (before == null) {
                    texts.add(text);
                } else {
                    faults.add(new BookFault(name, text.path() + ".rule", "'" + text.name() + "' is the name of " + before.file() + " " + before.path() + " already; choose another", false));
                }
            }
        });
        return new Read(List.copyOf(texts), faults);
    }

    private static List<RuleText> parse(String name, SiteFile file, List<BookFault> faults) {
        List<RuleText> texts = new ArrayList<>();
        try {
            if (!(SiteJson.of(file) instanceof Map<?, ?> map) || !(map.get("rules") instanceof List<?> rules) || map.keySet().stream().anyMatch(key -> !key.equals("rules") && !key.equals("comment"))) {
                throw new RuleFault("", "must be {\"rules\": [ … ]} and nothing else");
            }
            for (int i = 0; i < rules.size(); i++) {
                String path = "rules[" + i + "]";
                try {
                    texts.add(RuleText.of(name, path, rules.get(i)));
                } catch (RuleFault fault) {
                    faults.add(new BookFault(name, path + (fault.option().isEmpty() ? "" : "." + fault.option()), fault.getMessage(), false));
                }
            }
        } catch (RuleFault fault) {
            faults.add(new BookFault(name, fault.option(), fault.getMessage(), false));
        }
        return texts;
    }
}
