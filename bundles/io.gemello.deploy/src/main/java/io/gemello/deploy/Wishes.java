package io.gemello.deploy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.osgi.framework.Bundle;

/** What the folder's files and the distribution ask for, put together anew each time: so nothing is counted, and a bundle stays while any feature names it. */
final class Wishes {
    private final Folder folder;
    private final Distribution distribution;
    private final LiveBundles live;

    Wishes(Folder folder, Distribution distribution, LiveBundles live) {
        this.folder = folder;
        this.distribution = distribution;
        this.live = live;
    }

    /** @param managed names that run otherwise than the distribution has them */
    Choice choice(Set<String> managed) {
        Map<String, Fault> incomplete = new TreeMap<>();
        Map<String, Integer> levels = new HashMap<>();
        List<Candidate> candidates = new ArrayList<>();
        for (DeployedFile file : folder.files()) {
            if (file.offer() instanceof FeatureFile feature) {
                try {
                    candidates.addAll(ofDistribution(file, feature, levels));
                } catch (NotFit missing) {
                    incomplete.put(file.name(), missing.fault());
                    candidates.addAll(before(file, levels));
                }
            }
        }
        for (DeployedFile file : folder.files()) {
            if (file.offer() instanceof CheckedJar jar) {
                candidates.add(Candidate.ofFolder(file, jar, levels.getOrDefault(file.name(), 0)));
            }
        }
        Set<String> names = new TreeSet<>(managed);
        candidates.forEach(candidate -> names.add(candidate.jar().name()));
        for (String name : names) {
            try {
                base(name, candidates);
            } catch (NotFit damaged) {
                incomplete.put(name, damaged.fault());
            }
        }
        Choice choice = Choice.among(candidates);
        incomplete.putAll(choice.passedOver());
        return new Choice(choice.wanted(), incomplete);
    }

    /** A feature is taken whole or not at all. Its bundles that lie in the folder are there anyway; it only says their start level. */
    private List<Candidate> ofDistribution(DeployedFile file, FeatureFile feature, Map<String, Integer> levels) throws NotFit {
        List<Candidate> found = new ArrayList<>();
        Map<String, Integer> own = new HashMap<>();
        for (FeatureFile.Part part : feature.parts()) {
            DeployedFile beside = folder.file(part.file());
            if (beside != null && beside.offer() instanceof CheckedJar) {
                own.put(part.file(), part.level());
                continue;
            }
            CheckedJar jar = distribution.jar(part.file());
            if (jar == null) {
                throw new NotFit("feature " + feature.id() + " names " + part.id() + ", and there is no " + part.file() + " in this folder or the distribution", "put that jar into this folder");
            }
            found.add(Candidate.ofFeature(file, feature, jar, part.level()));
        }
        levels.putAll(own);
        return found;
    }

    private List<Candidate> before(DeployedFile file, Map<String, Integer> levels) {
        try {
            return file.earlier() instanceof FeatureFile feature ? ofDistribution(file, feature, levels) : List.of();
        } catch (NotFit missing) {
            return List.of();
        }
    }

    private void base(String name, List<Candidate> candidates) throws NotFit {
        Bundle running = live.find(name);
        CheckedJar jar = running == null ? null : distribution.origin(running.getLocation());
        if (jar != null) {
            candidates.add(Candidate.ofDistribution(jar));
        }
    }
}
