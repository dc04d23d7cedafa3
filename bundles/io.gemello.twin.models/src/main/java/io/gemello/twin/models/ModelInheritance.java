package io.gemello.twin.models;

import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Gives every model the traits of what it extends. One whose ancestors are missing, or that extends itself, is told and left out: it would let pass what it should not. One thread. */
final class ModelInheritance {
    /** DTDL 3 lets it be 12 deep; this one only saves the stack. */
    private static final int LONGEST_CHAIN = 100;
    private final Map<String, Model> read;
    private final ModelFaults faults;
    private final Map<String, Model> resolved = new LinkedHashMap<>();
    private final Set<String> failed = new HashSet<>();

    ModelInheritance(Map<String, Model> read, ModelFaults faults) {
        this.read = read;
        this.faults = faults;
    }

    Map<String, Model> resolved() {
        read.values().forEach(model -> resolve(model, Set.of()));
        for (Model model : List.copyOf(resolved.values())) {
            model.traits().values().stream().filter(trait -> trait.kind() == Trait.Kind.COMPONENT && !resolved.containsKey(trait.target()))
                .forEach(trait -> faults.add(model.file(), trait.name(), "its component's model " + DtdlReader.cut(trait.target()) + " is not here, or cannot be used; only that the component is there is looked at"));
        }
        return resolved;
    }

    /** Null where it cannot be used. */
    private Model resolve(Model model, Set<String> below) {
        if (resolved.containsKey(model.id()) || failed.contains(model.id())) {
            return resolved.get(model.id());
        }
        Map<String, Trait> traits = new LinkedHashMap<>();
        Set<String> kin = new HashSet<>(Set.of(model.id()));
        Set<String> path = new HashSet<>(below);
        path.add(model.id());
        for (String name : model.bases()) {
            Model base = path.contains(name) || path.size() > LONGEST_CHAIN || !read.containsKey(name) ? null : resolve(read.get(name), path);
            if (base == null) {
                failed.add(model.id());
                faults.add(model.file(), "extends", DtdlReader.cut(name) + (path.contains(name) ? " extends " + model.id() + ": a circle" : !read.containsKey(name) ? " is not in models/; put it there" : " cannot be used")
                    + ". The model " + model.id() + " is not used");
                return null;
            }
            kin.addAll(base.kin());
            base.traits().forEach((trait, said) -> inherit(model, traits, trait, said));
        }
        traits.putAll(model.traits());
        Model done = new Model(model.id(), model.title(), model.language(), model.file(), model.bases(), Collections.unmodifiableMap(traits), Set.copyOf(kin));
        resolved.put(model.id(), done);
        return done;
    }

    /** DTDL lets a name be inherited over two ways, but not be said anew; a Thing Model may say it anew. */
    private void inherit(Model model, Map<String, Trait> to, String name, Trait said) {
        Trait before = to.putIfAbsent(name, said);
        Trait own = model.traits().get(name);
        if (model.language() == Model.Language.DTDL && (before != null && !before.equals(said) || own != null && !own.equals(said))) {
            faults.add(model.file(), "extends", "'" + name + "' is said by " + model.id() + " and by what it extends, or by two of those; DTDL lets it be said once");
        }
    }
}
