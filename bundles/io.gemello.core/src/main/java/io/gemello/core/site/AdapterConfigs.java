package io.gemello.core.site;

import io.gemello.core.disk.DurableFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.CRC32C;

/**
 * Keeps the adapter instances that a site brings along in {@code DATA/etc}, where configuration lives: a file that was made here follows the
 * site, comes and goes with it; one that an operator wrote or edited is his and stays.
 */
public final class AdapterConfigs {
    private final Path etc;
    private final Path record;

    /** @param record where the files that were made here are listed with the checksum that they had */
    public AdapterConfigs(Path etc, Path record) {
        this.etc = etc;
        this.record = record;
    }

    /** The adapter instances that a site brings along. */
    public static Set<String> names(SiteCatalogue site) {
        return SiteFiles.adapters(site.site().properties()).keySet();
    }

    /** @return a warning for each file of an operator's that the site says otherwise of */
    public List<Fault> write(SiteCatalogue site) throws IOException {
        Files.createDirectories(etc);
        Properties made = made();
        Properties next = new Properties();
        List<Fault> warnings = new ArrayList<>();
        Map<String, byte[]> wanted = wanted(site);
        Map<Path, Path> changed = new LinkedHashMap<>();
        for (Map.Entry<String, byte[]> one : wanted.entrySet()) {
            Path file = etc.resolve(one.getKey());
            byte[] text = one.getValue();
            if (!Files.exists(file) || isOurs(file, made)) {
                if (!Files.exists(file) || !sum(Files.readAllBytes(file)).equals(sum(text))) {
                    changed.put(DurableFile.part(file, to -> to.write(text)), file);
                }
                next.setProperty(one.getKey(), sum(text));
            } else if (sum(Files.readAllBytes(file)).equals(sum(text))) {
                next.setProperty(one.getKey(), sum(text));
            } else {
                warnings.add(new Fault(SiteFiles.SITE, 0, "adapters." + nameOf(one.getKey()), "etc/" + one.getKey()
                    + " was edited by hand and counts; delete it and apply again if the site's settings are to count", true));
            }
        }
        for (Map.Entry<Path, Path> part : changed.entrySet()) {
            DurableFile.replace(part.getKey(), part.getValue());
        }
        for (String name : made.stringPropertyNames()) {
            if (!wanted.containsKey(name) && Files.exists(etc.resolve(name)) && isOurs(etc.resolve(name), made)) {
                DurableFile.delete(etc.resolve(name));
            }
        }
        if (!next.equals(made)) {
            DurableFile.write(record, to -> next.store(to, null));
        }
        return warnings;
    }

    /** File names and contents. */
    private static Map<String, byte[]> wanted(SiteCatalogue site) {
        Map<String, byte[]> wanted = new TreeMap<>();
        SiteFiles.adapters(site.site().properties()).forEach((name, of) -> {
            Map<String, String> settings = new TreeMap<>(of);
            String type = settings.remove("type");
            settings.put("name", name);
            StringBuilder text = new StringBuilder("# Made from the site's adapters." + name + ".*, and follows them until it is edited here.\n");
            settings.forEach((key, value) -> text.append(key).append(" = ").append(value.replace("\\", "\\\\")).append('\n'));
            wanted.put("io.gemello.adapter." + type + "-" + name + ".cfg", text.toString().getBytes(StandardCharsets.UTF_8));
        });
        return wanted;
    }

    private static String nameOf(String fileName) {
        return fileName.substring(fileName.indexOf('-') + 1, fileName.length() - ".cfg".length());
    }

    private Properties made() throws IOException {
        Properties made = new Properties();
        if (Files.exists(record)) {
            try (InputStream in = Files.newInputStream(record)) {
                made.load(in);
            } catch (IllegalArgumentException damaged) {
                made.clear();
            }
        }
        return made;
    }

    private static boolean isOurs(Path file, Properties made) throws IOException {
        return sum(Files.readAllBytes(file)).equals(made.getProperty(file.getFileName().toString()));
    }

    private static String sum(byte[] bytes) {
        CRC32C sum = new CRC32C();
        sum.update(bytes);
        return bytes.length + "-" + Long.toHexString(sum.getValue());
    }
}
