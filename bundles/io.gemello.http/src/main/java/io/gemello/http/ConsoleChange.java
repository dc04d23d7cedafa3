package io.gemello.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What a request to the web console would change. Made before it happens: afterwards an uninstalled bundle has no name any more. */
record ConsoleChange(String what, String target) {
    static final String ROOT = "/system/console";
    static final String INSTALL = "bundle.install";
    static final String UPDATE = "bundle.update";
    /** The console takes these from a GET too; whoever may only look could change configurations with it. */
    private static final List<String> CHANGING_PARAMETERS = List.of("apply", "delete", "unbind", "propertylist");
    private static final Set<String> BUNDLES = Set.of("bundles", "install");

    /** Whether a GET of the console asks for a change. */
    static boolean disguised(HttpServletRequest request) {
        return CHANGING_PARAMETERS.stream().anyMatch(name -> request.getParameter(name) != null) || request.getContentLengthLong() > 0 || request.getHeader("Transfer-Encoding") != null;
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
            return action == null ? null : bundle(action, path.size() > 1 ? names.bundle(last) : "all bundles");
        }
        if (page.equals("configMgr")) {
            return configuration(request, last, names);
        }
        return new ConsoleChange("console." + page, (action == null ? "" : action + " ") + String.join("/", path.subList(Math.min(1, path.size()), path.size())));
    }

    private static ConsoleChange bundle(String action, String name) {
        return switch (action) {
            case "install" -> new ConsoleChange(INSTALL, "");
            case "update" -> new ConsoleChange(UPDATE, name);
            case "refreshPackages" -> new ConsoleChange("bundle.refresh", name);
            default -> new ConsoleChange("bundle." + action, name);
        };
    }

    private static ConsoleChange configuration(HttpServletRequest request, String inPath, ConsoleNames names) {
        String pid = request.getParameter("pid") == null ? inPath : request.getParameter("pid");
        if (request.getParameter("apply") == null) {
            return request.getParameter("unbind") == null || request.getParameter("create") != null ? null : new ConsoleChange("configuration.unbind", pid);
        }
        if (request.getParameter("delete") != null) {
            return new ConsoleChange("configuration.delete", pid);
        }
        String factory = request.getParameter("factoryPid");
        boolean fresh = factory != null && !names.exists(pid);
        return new ConsoleChange(fresh ? "configuration.create" : "configuration.change", (fresh ? factory : pid) + names.changes(pid, request));
    }
}
