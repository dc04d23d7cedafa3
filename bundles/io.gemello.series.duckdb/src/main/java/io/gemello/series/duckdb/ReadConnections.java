package io.gemello.series.duckdb;

import java.io.IOException;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A few connections for queries, so that reading never waits for writing, and no crowd of queries takes the machine from it. */
final class ReadConnections {
    private static final Logger LOG = LoggerFactory.getLogger(ReadConnections.class);

    private final SeriesFile file;
    private final int count;
    private final int timeoutSeconds;
    private final Semaphore free;
    private final ConcurrentLinkedDeque<SeriesQueries> idle = new ConcurrentLinkedDeque<>();
    private final Set<SeriesQueries> busy = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    @FunctionalInterface
    interface Query<T> {
        T on(SeriesQueries queries) throws SQLException;
    }

    /** @param timeoutSeconds of a query, and of the wait for a connection */
    ReadConnections(SeriesFile file, int count, int timeoutSeconds) {
        this.file = file;
        this.count = count;
        this.timeoutSeconds = timeoutSeconds;
        free = new Semaphore(count, true);
    }

    <T> T run(Query<T> query) throws IOException {
        try {
            if (!free.tryAcquire(timeoutSeconds, TimeUnit.SECONDS)) {
                throw new IOException("the series store is busy with " + count + " other queries; try again, or ask for less");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for the series store");
        }
        SeriesQueries queries = null;
        try {
            queries = take();
            T answer = query.on(queries);
            idle.push(queries);
            return answer;
        } catch (SQLException e) {
            close(queries);
            throw new IOException("the series store: " + SqlMessage.of(e), e);
        } finally {
            if (queries != null) {
                busy.remove(queries);
            }
            free.release();
        }
    }

    private SeriesQueries take() throws SQLException, IOException {
        if (closed) {
            throw new IOException("the series store is closed");
        }
        SeriesQueries queries = idle.poll();
        if (queries == null) {
            queries = new SeriesQueries(file.another(), file.layout(), file.rawRows(), timeoutSeconds);
        }
        busy.add(queries);
        return queries;
    }

    /** Ends running queries and admits no more. */
    void close() {
        closed = true;
        for (SeriesQueries running : busy) {
            try {
                running.cancel();
            } catch (SQLException e) {
                LOG.debug("a query could not be ended: {}", e.toString());
            }
        }
        free.acquireUninterruptibly(count);
        idle.forEach(ReadConnections::close);
        free.release(count);
    }

    private static void close(SeriesQueries queries) {
        if (queries != null) {
            try {
                queries.close();
            } catch (SQLException e) {
                LOG.debug("closing a connection: {}", e.toString());
            }
        }
    }
}
