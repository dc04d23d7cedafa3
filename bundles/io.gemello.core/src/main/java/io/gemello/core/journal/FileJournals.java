package io.gemello.core.journal;

import io.gemello.api.journal.Journal;
import io.gemello.api.journal.Journals;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** Named journals, a folder each. */
public final class FileJournals implements Journals, AutoCloseable {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9.-]*");

    /** What else lies in the folder. */
    private static final Set<String> TAKEN = Set.of("readings", "site");

    private final Path folder;
    private final Map<String, SegmentedJournal> opened = new ConcurrentHashMap<>();

    /** @param folder {@code DATA/journal} */
    public FileJournals(Path folder) {
        this.folder = folder;
    }

    @Override
    public Journal open(String name) throws IOException {
        if (!NAME.matcher(name).matches()) {
            throw new IOException("'" + name + "' is no name for a journal: small letters, digits, '.' and '-', beginning with a letter or digit");
        }
        if (TAKEN.contains(name)) {
            throw new IOException("'" + name + "' is a folder of the core's own; give the journal another name");
        }
        SegmentedJournal journal = new SegmentedJournal(folder.resolve(name));
        opened.put(name, journal);
        return journal;
    }

    /** How every journal fares that was opened here, by name; closed ones too until they are opened again. */
    public List<JournalStatus> status() {
        List<JournalStatus> all = new ArrayList<>();
        opened.forEach((name, journal) -> all.add(JournalStatus.of(name, journal)));
        all.sort(Comparator.comparing(JournalStatus::name));
        return all;
    }

    /** Closes those that their owners left open. */
    @Override
    public void close() {
        opened.values().forEach(SegmentedJournal::close);
    }
}
