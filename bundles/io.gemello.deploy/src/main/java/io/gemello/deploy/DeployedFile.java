package io.gemello.deploy;

import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Collection;

/**
 * One file of the folder and what it offers. While a new content is broken, half copied or does not start, the last good
 * one stays on offer, as long as a file of that name is there.
 */
final class DeployedFile {
    private final String name;
    private FileStamp stamp;
    private Offer offer;
    private Offer earlier;
    private Offer unresolved;
    private boolean missed;
    private boolean readAgain;

    DeployedFile(String name) {
        this.name = name;
    }

    String name() {
        return name;
    }

    /** What it offered before, as long as the newer content has not proved good; null otherwise. */
    Offer earlier() {
        return earlier;
    }

    /** What it offers; null while no good content was seen. */
    Offer offer() {
        return offer;
    }

    FileTime modified() {
        return stamp.modified();
    }

    boolean unchanged(FileStamp now) {
        missed = false;
        return !readAgain && now.equals(stamp);
    }

    /** The jars that may still be needed. */
    void contents(Collection<Path> to) {
        for (Offer held : new Offer[] {offer, earlier, unresolved}) {
            if (held instanceof CheckedJar jar) {
                to.add(jar.content());
            }
        }
    }

    /** It has this stamp now, whatever its content is worth. */
    void seen(FileStamp now) {
        stamp = now;
        unresolved = null;
        readAgain = false;
    }

    /** It could not be read, which may change without the file: the next look tries again. */
    void unreadable() {
        readAgain = true;
    }

    void take(Offer good) {
        earlier = offer;
        offer = good;
    }

    /** What it offers runs, or could: there is no way back to what was before. */
    void prove() {
        earlier = null;
    }

    /**
     * A content did not start: what was there before is offered again.
     *
     * @param tried nothing is done when it is no longer the one on offer
     * @param retry whether it may start when other bundles have come
     */
    void revert(Offer tried, boolean retry) {
        if (tried != offer) {
            return;
        }
        unresolved = retry ? offer : null;
        offer = earlier;
        earlier = null;
    }

    /** What waits for other bundles is on offer once more. @return false when there is nothing such */
    boolean retry() {
        if (unresolved == null) {
            return false;
        }
        take(unresolved);
        unresolved = null;
        return true;
    }

    /** A file may be away for a moment while a tool replaces it. @return true when it was missing the last time too */
    boolean missedTwice() {
        boolean again = missed;
        missed = true;
        return again;
    }
}
