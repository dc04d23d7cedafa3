package io.gemello.deploy;

import io.gemello.api.deploy.DeployFolder.Refused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Puts a received file into the folder, lets it be installed, and takes it out again when it does not do. Only the deploying thread comes here. */
final class Arrival {
    private final Path path;
    private final Path aside;
    private final Folder folder;
    private final Deployment deployment;
    private final Faults faults;

    Arrival(Path path, Path aside, Folder folder, Deployment deployment, Faults faults) {
        this.path = path;
        this.aside = aside;
        this.folder = folder;
        this.deployment = deployment;
        this.faults = faults;
    }

    String place(Upload upload) throws IOException, InterruptedException {
        DeployedFile same = sameThing(upload.offer());
        String name = same == null ? freeName(upload) : same.name();
        Path target = path.resolve(name);
        Path before = aside.resolve("before-upload");
        boolean replaces = Files.exists(target);
        if (replaces) {
            Files.copy(target, before, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
        }
        Files.move(upload.received(), target, StandardCopyOption.ATOMIC_MOVE);
        deployment.look();
        Fault fault = faults.of(name);
        if (fault == null || fault.waitsForRestart()) {
            Files.deleteIfExists(before);
            return fault == null ? title(upload.offer()) + " runs from deploy/" + name : "deploy/" + name + ": " + fault.sentence();
        }
        if (replaces) {
            Files.move(before, target, StandardCopyOption.ATOMIC_MOVE);
        } else {
            Files.delete(target);
            // A vanished file is believed at the second look.
            deployment.look();
        }
        deployment.look();
        throw new Refused(upload.fileName() + " was not kept: " + fault.what());
    }

    /** A bundle of the same symbolic name, or a feature of the same id but for the version: it keeps its file's name. */
    private DeployedFile sameThing(Offer sent) {
        DeployedFile best = null;
        for (DeployedFile file : folder.files()) {
            boolean same = file.offer() != null && identity(file.offer()).equals(identity(sent));
            best = same && (best == null || file.modified().compareTo(best.modified()) > 0) ? file : best;
        }
        return best;
    }

    private String freeName(Upload upload) {
        boolean free = !Files.exists(path.resolve(upload.fileName()));
        return free ? upload.fileName() : identity(upload.offer()).replace(':', '.') + upload.fileName().substring(upload.fileName().lastIndexOf('.'));
    }

    private static String identity(Offer offer) {
        return offer instanceof CheckedJar jar ? jar.name() : ((FeatureFile) offer).id().replaceFirst(":[^:]*$", "");
    }

    private static String title(Offer offer) {
        return offer instanceof CheckedJar jar ? jar.title() : "feature " + ((FeatureFile) offer).id();
    }
}
