package io.gemello.twin.models;

import com.fasterxml.jackson.databind.JsonNode;
import io.gemello.api.catalogue.SiteFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** All models of a site, resolved, and what is wrong with their files. Immutable. */
final class ModelLibrary {
    static final ModelLibrary EMPTY = new ModelLibrary(Map.of(), List.of(), 0);
    static final int MAX_MEBIBYTES = 4;
    /** Of all files together; a larger one than this is no set of models but a mistake. */
    private static final long MOST_BYTES = 64L << 20;
    private static final List<String> ENDINGS = List.of(".json", ".jsonld");

    private final Map<String, Model> models;
    private final Map<String, Model> byName = new HashMap<>();
    private final List<ModelFault> faults;
    private final int files;

    private ModelLibrary(Map<String, Model> models, List<ModelFault> faults, int files) {
        this.models = models;
        this.faults = faults;
        this.files = files;
        models.values().forEach(model -> ModelNames.of(model).forEach(name -> byName.putIfAbsent(name, model)));
        byName.putAll(models);
    }

    /** @throws IOException where the folder cannot be listed */
    static Map<String, SiteFile> files(Path site) throws IOException {
        return SiteFile.all(site.resolve("models"), MAX_MEBIBYTES, ENDINGS);
    }

    static ModelLibrary read(Map<String, SiteFile> files) {
        ModelFaults faults = new ModelFaults();
        DtdlReader dtdl = new DtdlReader(faults);
        TmReader tm = new TmReader(faults);
        long bytes = 0;
        for (Map.Entry<String, SiteFile> file : files.entrySet()) {
            bytes += file.getValue().bytes() == null ? 0 : file.getValue().bytes().length;
            if (bytes > MOST_BYTES) {
                faults.add(file.getKey(), "", "and what comes after it is not read: all files together have more than " + (MOST_BYTES >> 20) + " MiB");
                break;
            }
            try {
                sort(file.getKey(), ModelJson.read(file.getKey(), file.getValue()), dtdl, tm, faults);
            } catch (ModelFaults.Broken broken) {
                faults.add(broken.fault());
            }
        }
        Map<String, Model> read = new LinkedHashMap<>();
        for (List<Model> some : List.of(dtdl.models(), tm.models())) {
            for (Model model : some) {
                Model before = read.putIfAbsent(model.id(), model);
                if (before != null) {
                    faults.add(model.file(), "id", model.id() + " is that of models/" + before.file() + " too; choose another");
                }
            }
        }
        return new ModelLibrary(new ModelInheritance(read, faults).resolved(), faults.all(), files.size());
    }

    private static void sort(String file, JsonNode tree, DtdlReader dtdl, TmReader tm, ModelFaults faults) {
        if (TmReader.isThingModel(tree)) {
            tm.add(file, tree);
            return;
        }
        int index = 0;
        for (JsonNode one : ModelJson.many(tree)) {
            String path = tree.isArray() ? "[" + index++ + "]." : "";
            if (DtdlReader.isInterface(one)) {
                dtdl.add(file, path, one);
            } else {
                faults.add(file, path + "@type", "is neither a DTDL Interface nor a tm:ThingModel; mend it, or take the file out of models/");
            }
        }
    }

    Collection<Model> models() {
        return new TreeMap<>(models).values();
    }

    List<ModelFault> faults() {
        return faults;
    }

    /** Files that were looked at. */
    int files() {
        return files;
    }

    /** By its id, or by another name that {@link ModelNames} gives it; null for none. */
    Model find(String name) {
        Model exact = byName.get(name);
        if (exact != null || !name.contains("/")) {
            return exact;
        }
        return byName.get(name.substring(name.lastIndexOf('/') + 1));
    }

    Model byId(String id) {
        return models.get(id);
    }
}
