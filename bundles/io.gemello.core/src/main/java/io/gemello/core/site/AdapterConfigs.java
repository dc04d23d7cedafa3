package io.gemello.core.site;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Writes the adapter instances that a site brings along into {@code DATA/etc}, where configuration lives; what is there already is the operator's and stays. */
public final class AdapterConfigs {
    private final Path etc;

    public AdapterConfigs(Path etc) {
        this.etc = etc;
    }

    /** The adapter instances that a site brings along. */
    public static Set<String> names(SiteCatalogue site) {
        return SiteFiles.adapters(site.site().properties()).keySet();
    }

    public void write(SiteCatalogue site) throws IOException {
        Files.createDirectories(etc);
        for (Map.Entry<String, Map<String, String>> adapter : SiteFiles.adapters(site.site().properties()).entrySet()) {
            Map<String, String> settings = new TreeMap<>(adapter.getValue());
            String type = settings.remove("type");
            settings.put("name", adapter.getKey());
            Path file = etc.resolve("io.gemello.adapter." + type + "-" + adapter.getKey() + ".cfg");
            if (!Files.exists(file)) {
                StringBuilder text = new StringBuilder("# Made from the site's adapters." + adapter.getKey() + ".*; from now on this file counts.\n");
                settings.forEach((key, value) -> text.append(key).append(" = ").append(value.replace("\\", "\\\\")).append('\n'));
                Path part = etc.resolve(file.getFileName() + ".part");
                Files.writeString(part, text);
                Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
            }
        }
    }
}
