package io.gemello.deploy;

import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import org.osgi.framework.Version;

/**
 * A jar that could run under its symbolic name.
 *
 * @param file the file of the folder that asks for it; null for what the distribution runs by itself
 * @param asked that file's content: the jar itself, or a feature that names it
 * @param level its start level; 0 where nothing says one
 * @param modified when that file was written; decides between equal versions, as a rebuilt snapshot has the version of the one before
 */
record Candidate(String file, Offer asked, CheckedJar jar, int level, FileTime modified) {
    private static final FileTime ALWAYS = FileTime.fromMillis(0);
    /** Best last. */
    static final Comparator<Candidate> PREFERENCE = Comparator.<Candidate, Version>comparing(candidate -> candidate.jar().version())
        .thenComparing(Candidate::fromFolder)
        .thenComparing(Candidate::modified)
        .thenComparing(candidate -> candidate.file() == null)
        .thenComparing(candidate -> String.valueOf(candidate.file()));

    static Candidate ofFolder(DeployedFile file, CheckedJar jar, int level) {
        return new Candidate(file.name(), jar, jar, level, file.modified());
    }

    static Candidate ofFeature(DeployedFile file, FeatureFile feature, CheckedJar jar, int level) {
        return new Candidate(file.name(), feature, jar, level, ALWAYS);
    }

    static Candidate ofDistribution(CheckedJar jar) {
        return new Candidate(null, null, jar, 0, ALWAYS);
    }

    boolean fromFolder() {
        return asked == jar;
    }

    Candidate atLevel(int other) {
        return new Candidate(file, asked, jar, other, modified);
    }

    String from() {
        return fromFolder() ? "deploy/" + file : "the distribution";
    }
}
