package io.gemello.launcher;

import org.osgi.service.feature.ID;

/** A bundle's Maven coordinates, and the file name under which it lies in {@code bundles}. */
record ArtifactId(String group, String artifact, String version, String type, String classifier) {
    static ArtifactId of(ID id) {
        return new ArtifactId(id.getGroupId(), id.getArtifactId(), id.getVersion(), id.getType().orElse("jar"), id.getClassifier().orElse(""));
    }

    boolean ours() {
        return group.equals("io.gemello");
    }

    /** As Maven names it when it copies an artifact. */
    String fileName() {
        return artifact + "-" + version + (classifier.isEmpty() ? "" : "-" + classifier) + "." + type;
    }
}
