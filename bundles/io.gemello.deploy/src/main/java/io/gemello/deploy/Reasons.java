package io.gemello.deploy;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.osgi.framework.BundleException;

/** Why a bundle does not start, in a sentence. */
final class Reasons {
    private static final Pattern MISSING = Pattern.compile("missing requirement \\[[^\\]]*\\]\\(R [^)]*\\)\\]? ?([\\w.]+); ?(.*)");
    private static final Pattern PACKAGE = Pattern.compile("osgi\\.wiring\\.package=([\\w.]+)\\)(?:\\(version>=([\\w.]+)\\))?(?:\\(!\\(version>=([\\w.]+)\\)\\))?");
    private static final String CAUSE = "Caused by: ";
    private static final int LONGEST = 240;

    private Reasons() {}

    static boolean isUnresolved(Throwable failed) {
        return failed instanceof BundleException bundle && bundle.getType() == BundleException.RESOLVE_ERROR;
    }

    static String of(Throwable failed) {
        if (isUnresolved(failed)) {
            return unresolved(String.valueOf(failed.getMessage()));
        }
        Throwable root = failed;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        String message = root.getMessage() == null ? "" : ": " + root.getMessage().strip();
        return "its start failed with " + root.getClass().getSimpleName() + shortened(message);
    }

    /** @param trace as printed; its last cause counts, and of a wrong setting its sentence alone */
    static String ofTrace(String trace) {
        String last = "no reason was given";
        for (String line : String.valueOf(trace).split("\\R")) {
            boolean first = !line.startsWith("\t") && last.equals("no reason was given");
            last = first || line.startsWith(CAUSE) ? line : last;
        }
        return shortened(named(last.replaceFirst("^" + CAUSE, "")).replaceFirst("^IllegalArgumentException: ", ""));
    }

    /** An exception's text without its class's package. */
    static String named(String exception) {
        return exception.replaceFirst("^(?:[\\w$]+\\.)+(?=[\\w$]+(?:: |$))", "");
    }

    /** The framework tells the whole chain of requirements; the last one is what is really missing. */
    private static String unresolved(String message) {
        String last = message.substring(Math.max(0, message.lastIndexOf("missing requirement")));
        Matcher missing = MISSING.matcher(last);
        if (!missing.find()) {
            return shortened("it cannot be resolved: " + message);
        }
        Matcher named = PACKAGE.matcher(missing.group(2));
        if (missing.group(1).equals("osgi.wiring.package") && named.find()) {
            String from = named.group(2) == null ? "" : " from version " + named.group(2);
            String to = named.group(3) == null ? "" : " below " + named.group(3);
            return "no running bundle exports package " + named.group(1) + from + to;
        }
        return shortened("nothing here provides " + missing.group(1) + "; " + missing.group(2));
    }

    private static String shortened(String text) {
        String line = text.replace('\n', ' ').replace('\r', ' ');
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
    }
}
