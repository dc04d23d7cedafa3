package io.gemello.adapter.ipmi;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** All recordings of a folder as one sequence of scans: by due time, equal ones by file name. Files are opened when their day comes. One thread. */
final class Recordings implements AutoCloseable {
    private final PriorityQueue<Head> heads = new PriorityQueue<>(Comparator.comparingLong(Head::due).thenComparing(Head::file, Comparator.comparing(RecordingFile::path)));
    private final List<String> damaged = new ArrayList<>();
    private final LineCounts counts;

    /** @param recording null while the file is not open @param scan its next scan, null while it is not open */
    private record Head(RecordingFile file, Recording recording, Scan scan) {
        long due() {
            return scan == null ? Recording.earliest(file) : scan.due();
        }
    }

    /** @throws IOException saying what is wrong with which file */
    Recordings(Path folder, LineCounts counts) throws IOException {
        this.counts = counts;
        RecordingFile.in(folder).forEach(file -> heads.add(new Head(file, null, null)));
    }

    /** Null when all is played. A file that proves damaged ends there; see {@link #damaged}. */
    Scan next() {
        for (Head head; (head = heads.poll()) != null;) {
            goOn(head);
            if (head.scan != null) {
                return head.scan;
            }
        }
        return null;
    }

    /** One line for each file that could not be read to its end. */
    List<String> damaged() {
        return List.copyOf(damaged);
    }

    private void goOn(Head head) {
        Recording recording = head.recording;
        try {
            if (recording == null) {
                recording = new Recording(head.file, counts);
            }
            Scan scan = recording.next();
            if (scan != null) {
                heads.add(new Head(head.file, recording, scan));
            } else {
                recording.close();
            }
        } catch (IOException e) {
            damaged.add(head.file.path() + " is damaged, the rest of it is not played: " + e.getMessage());
            shut(recording);
        }
    }

    private static void shut(Recording recording) {
        try {
            if (recording != null) {
                recording.close();
            }
        } catch (IOException e) {
            // it was only read: nothing can be lost by a failed close
        }
    }

    @Override
    public void close() {
        heads.forEach(head -> shut(head.recording));
        heads.clear();
    }
}
