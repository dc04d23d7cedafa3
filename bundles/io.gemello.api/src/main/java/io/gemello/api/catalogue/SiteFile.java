package io.gemello.api.catalogue;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A file of the site's folder as it was found: what cannot be read is a finding, never a reason to leave out the others.
 *
 * @param bytes not to be changed; null where they are not to be had
 * @param trouble why, and what to do, to be said behind the file's name; empty where they are
 */
public record SiteFile(byte[] bytes, String trouble) {
    /** One that could be read. */
    public SiteFile(byte[] bytes) {
        this(bytes, "");
    }

    /**
     * The folder's {@code *.json}. Names that begin with a dot are those of editors and systems. Blocks for the disk, never for a pipe.
     *
     * @param mebibytes of the largest file that is read
     * @return by name, in the order of names; none where there is no such folder
     * @throws IOException where the folder itself cannot be listed
     */
    public static Map<String, SiteFile> all(Path folder, int mebibytes) throws IOException {
        return all(folder, mebibytes, List.of(".json"));
    }

    /** As {@link #all(Path, int)}, of files whose names end otherwise. @param endings e.g. {@code .jsonld} */
    public static Map<String, SiteFile> all(Path folder, int mebibytes, List<String> endings) throws IOException {
        Map<String, SiteFile> files = new TreeMap<>();
        if (Files.isDirectory(folder)) {
            try (Stream<Path> list = Files.list(folder)) {
                for (Path file : (Iterable<Path>) list::iterator) {
                    String name = file.getFileName().toString();
                    if (endings.stream().anyMatch(name::endsWith) && !name.startsWith(".")) {
                        files.put(name, read(file, mebibytes));
                    }
                }
            }
        }
        return files;
    }

    private static SiteFile read(Path file, int mebibytes) {
        try {
            if (!Files.exists(file)) {
                return new SiteFile(null, "leads nowhere; take the link away, or put there what it is to lead to");
            }
            // A pipe would have to be waited for.
            if (!Files.isRegularFile(file)) {
                return new SiteFile(null, "is no file but " + (Files.isDirectory(file) ? "a folder" : "a pipe or a device") + "; take it away");
            }
            return Files.size(file) > (long) mebibytes << 20 ? new SiteFile(null, "is larger than " + mebibytes + " MiB; is it the right file?") : new SiteFile(Files.readAllBytes(file));
        } catch (AccessDeniedException closed) {
            return new SiteFile(null, "must not be read; give Gemello's user the right to");
        } catch (IOException broken) {
            return new SiteFile(null, "cannot be read: " + broken.getMessage());
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SiteFile file && Arrays.equals(bytes, file.bytes) && trouble.equals(file.trouble);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }
}
