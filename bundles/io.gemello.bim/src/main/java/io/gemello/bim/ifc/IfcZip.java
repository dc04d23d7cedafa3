package io.gemello.bim.ifc;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;

/** Takes a model's bytes into a file of our own, unpacking an ifcZIP within bounds: sizes that an archive claims are not believed. */
public final class IfcZip {
    private static final int BLOCK = 1 << 16;
    private static final int MAX_ENTRIES = 1_000;
    /** A text never shrinks more than this; a bomb does. */
    private static final int MAX_RATIO = 200;

    private IfcZip() {}

    /**
     * @param model an .ifc file, or an .ifczip with one in it
     * @param to is overwritten
     * @param most bytes of the unpacked model
     */
    public static void copy(Path model, Path to, long most) throws IOException {
        if (!IfcForm.isZip(IfcForm.head(model))) {
            try (InputStream in = Files.newInputStream(model)) {
                pour(in, to, most);
            }
            return;
        }
        long allowed = Math.min(most, Math.max(BLOCK, Files.size(model) * MAX_RATIO));
        try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(model))) {
            long passed = 0;
            boolean found = false;
            for (int entries = 0; entries < MAX_ENTRIES; entries++) {
                ZipEntry entry = zip.getNextEntry();
                if (entry == null && !found) {
                    throw new IfcFault("there is no .ifc file in this archive");
                }
                if (entry == null) {
                    return;
                }
                if (!isModel(entry)) {
                    passed += drain(zip, allowed - passed);
                    continue;
                }
                if (found) {
                    throw new IfcFault("there are several .ifc files in this archive, and nobody knows which is the model; leave one");
                }
                passed += pour(zip, to, allowed - passed);
                found = true;
            }
            throw new IfcFault("there are more than " + MAX_ENTRIES + " files in this archive");
        } catch (ZipException broken) {
            throw new IfcFault("the archive is damaged (" + broken.getMessage() + "); copy it again");
        } catch (EOFException cut) {
            throw new IfcFault("the archive is cut off; copy it again");
        }
    }

    /** Files whose names begin with a dot are what a Mac puts beside each of its files, under the same ending. */
    private static boolean isModel(ZipEntry entry) {
        String name = entry.getName().substring(entry.getName().lastIndexOf('/') + 1);
        return name.toLowerCase(Locale.ROOT).endsWith(".ifc") && !name.startsWith(".");
    }

    private static long pour(InputStream in, Path to, long most) throws IOException {
        try (OutputStream out = Files.newOutputStream(to)) {
            byte[] block = new byte[BLOCK];
            long done = 0;
            for (int got = in.read(block); got >= 0; got = in.read(block)) {
                done += got;
                bound(done, most);
                out.write(block, 0, got);
            }
            return done;
        }
    }

    private static long drain(InputStream in, long most) throws IOException {
        byte[] block = new byte[BLOCK];
        long done = 0;
        for (int got = in.read(block); got >= 0; got = in.read(block)) {
            done += got;
            bound(done, most);
        }
        return done;
    }

    private static void bound(long done, long most) throws IfcFault {
        if (done > most) {
            throw new IfcFault("it grows beyond " + most + " bytes when it is read: refused as an archive that is a trap, or a model that is too large");
        }
    }
}
