package io.gemello.twin;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** All things by id. Any thread reads what is published; only the lane adds and removes. */
final class Things {
    /** Of so many deleted things the last revision is remembered, so that a thing of the same id goes on counting and no old ETag fits the new thing. */
    private static final int REMEMBERED = 10_000;

    private final Map<String, ThingCell> cells = new ConcurrentHashMap<>();
    private final Map<String, Long> deleted = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
            return size() > REMEMBERED;
        }
    };

    /** Null where there is none. */
    ThingState find(String id) {
        ThingCell cell = cells.get(id);
        return cell == null ? null : cell.now;
    }

    /** True until the first catalogue after a start tells what the site says of this thing. */
    boolean awaitsSite(String id) {
        ThingCell cell = cells.get(id);
        return cell != null && cell.awaitsSite;
    }

    Collection<ThingCell> cells() {
        return cells.values();
    }

    ThingCell cell(String id) {
        return cells.get(id);
    }

    ThingCell make(String id) {
        return cells.computeIfAbsent(id, key -> {
            ThingCell cell = new ThingCell(key);
            Long last = deleted.remove(key);
            cell.lastRevision = last == null ? 0 : last;
            return cell;
        });
    }

    /** Forgets a cell that holds nothing any more. */
    void drop(ThingCell cell) {
        cells.remove(cell.id);
        if (cell.lastRevision > 0) {
            deleted.put(cell.id, cell.lastRevision);
        }
    }

    Map<String, Long> deleted() {
        return deleted;
    }
}
