package io.gemello.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;

/**
 * What a request to the web console would change. Made before it happens: afterwards an uninstalled bundle has no name any more.
 *
 * @param bundle the one that it is about, or null
 */
record ConsoleChange(String what, String target, Bundle bundle) {
    private static final int FIRST_ERROR = 400;
    static final String ROOT = "/system/console";
    static final String INSTALL = "bundle.install";
    static final String UPDATE = "bundle.update";
    private static final String DONE = "done";
    /** The console takes these from a GET too; whoever may only look could change configurations with it. */
    private static final List<String> CHANGING_PARAMETERS = List.of("apply", "delete", "unbind", "propertylist");
    private static final Set<String> BUNDLES = Set.of("bundles", "install");

    /** Whether a GET of the console asks for a change. */
    static boolean disguised(HttpServletRequest request) {
        return CHANGING_PARAMETERS.stream().anyMatch(name -> request.getParameter(name) != null) || request.getContentLengthLong() > 0 || request.getHeader("Transfer-Encoding") != null;
    }

    /** Whether a GET hands out what may hold secrets: a dump of the memory. */
    static boolean reveals(HttpServletRequest request) {
        return PathCheck.decode(request.getRequestURI()).startsWith(ROOT + "/memoryusage/");
    }

    /** @return null where it only asks: the console posts some questions */
    static ConsoleChange of(HttpServletRequest request, ConsoleNames names) {
        List<String> path = Stream.of(PathCheck.decode(request.getRequestURI()).substring(ROOT.length()).split("/")).filter(part -> !part.isEmpty()).toList();
        String label = path.isEmpty() ? "" : path.get(0);
        String last = path.isEmpty() ? "" : path.get(path.size() - 1);
        String action = request.getParameter("action");
        // The console also finds a page by what stands before a dot.
        String page = label.indexOf('.') > 0 ? label.substring(0, label.indexOf('.')) : label;
        if (BUNDLES.contains(page)) {
            return action == null ? null : bundle(action, path.size() > 1 ? last : "all bundles", path.size() > 1 ? names.bundle(last) : null);
        }
        if (page.equals("configMgr")) {
            return configuration(request, last, names);
        }
        return new ConsoleChange("console." + page, (action == null ? "" : action + " ") + String.join("/", path.subList(Math.min(1, path.size()), path.size())), null);
    }

    private static ConsoleChange bundle(String action, String asked, Bundle bundle) {
        String name = bundle == null ? asked : bundle.getSymbolicName() + " " + bundle.getVersion();
        return new ConsoleChange("bundle." + (action.equals("refreshPackages") ? "refresh" : action), name, bundle);
    }

    private static ConsoleChange configuration(HttpServletRequest request, String inPath, ConsoleNames names) {
        String pid = request.getParameter("pid") == null ? inPath : request.getParameter("pid");
        if (request.getParameter("apply") == null) {
            return request.getParameter("unbind") == null || request.getParameter("create") != null ? null : new ConsoleChange("configuration.unbind", pid, null);
        }
        if (request.getParameter("delete") != null) {
            return new ConsoleChange("configuration.delete", pid, null);
        }
        String factory = request.getParameter("factoryPid");
        boolean fresh = factory != null && !names.exists(pid);
        return new ConsoleChange(fresh ? "configuration.create" : "configuration.change", (fresh ? factory : pid) + names.changes(pid, request), null);
    }

    /** What became of it. The console answers well also where a bundle did not start. */
    String outcome(int status) {
        if (status >= FIRST_ERROR) {
            return "refused by the console with status " + status;
        }
        boolean runs = bundle != null && (bundle.getState() & (Bundle.ACTIVE | Bundle.STARTING)) != 0;
        return switch (bundle == null ? "" : what) {
            case "bundle.start" -> runs ? DONE : "it does not run; the log says why";
            case "bundle.stop" -> runs ? "it runs still; the log says why" : DONE;
            case "bundle.uninstall" -> bundle.getState() == Bundle.UNINSTALLED ? DONE : "it is installed still; the log says why";
            default -> DONE;
        };
    }
}
