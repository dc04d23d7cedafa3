package io.gemello.deploy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.osgi.framework.Bundle;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.log.LogEntry;
import org.osgi.service.log.LogLevel;
import org.osgi.service.log.LogListener;
import org.osgi.service.log.LogReaderService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries warnings and errors of the OSGi log into ours: why a component was not activated, a configuration not read, a servlet not taken
 * is told nowhere else. The bridge that comes with Felix hands logback events without a context, which logback lets go unseen.
 */
@Component(service = {}, immediate = true)
public final class FrameworkLog implements LogListener {
    private final LogReaderService log;
    /** The last entry that was told; they are numbered upwards. */
    private long told = Long.MIN_VALUE;

    @Activate
    public FrameworkLog(@Reference LogReaderService log) {
        this.log = log;
        List<LogEntry> earlier;
        synchronized (this) {
            log.addLogListener(this);
            earlier = new ArrayList<>(Collections.list(log.getLog()));
            Collections.reverse(earlier);
            earlier.forEach(this::logged);
        }
    }

    @Deactivate
    void stop() {
        log.removeLogListener(this);
    }

    @Override
    public synchronized void logged(LogEntry entry) {
        if (entry.getSequence() <= told) {
            return;
        }
        told = entry.getSequence();
        LogLevel level = entry.getLogLevel();
        if (level != LogLevel.ERROR && level != LogLevel.WARN) {
            return;
        }
        Throwable why = entry.getException();
        String cause = why == null ? "" : cause(why);
        // A wrong setting is its sentence; whoever wrote the code needs the trace of all else, in the file.
        Throwable trace = cause.startsWith("IllegalArgumentException: ") ? null : why;
        Logger logger = LoggerFactory.getLogger(source(entry));
        String sentence = entry.getMessage() + (cause.isEmpty() ? "" : ": " + cause);
        if (level == LogLevel.ERROR) {
            logger.error(sentence, trace);
        } else {
            logger.warn(sentence, trace);
        }
    }

    /** Exceptions of other bundles may arrive as strangers, whose message is the name and the message of the real one. */
    private static String cause(Throwable why) {
        Throwable root = why;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        return Reasons.named(root.toString().replaceFirst("^org\\.apache\\.felix\\.log\\.LogException: ", ""));
    }

    /** The loggers of events, of the old service and of the component runtime itself have one name for all bundles. */
    private static String source(LogEntry entry) {
        String name = entry.getLoggerName();
        Bundle bundle = entry.getBundle();
        boolean shared = name == null || name.startsWith("Events.") || name.equals("LogService") || name.equals(Logger.ROOT_LOGGER_NAME);
        return shared && bundle != null && bundle.getSymbolicName() != null ? bundle.getSymbolicName() : String.valueOf(name);
    }
}
