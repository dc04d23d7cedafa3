package io.gemello.twin.models;

import java.util.ArrayList;
import java.util.List;

/** What is found while model files are read. One thread. */
final class ModelFaults {
    /** A list of more says nothing more to anybody. */
    private static final int MOST = 1_000;
    private final List<ModelFault> all = new ArrayList<>();

    /** Ends the reading of a part: what stands there cannot be used. */
    static final class Broken extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final transient ModelFault fault;

        Broken(ModelFault fault) {
            super(fault.message(), null, false, false);
            this.fault = fault;
        }

        ModelFault fault() {
            return fault;
        }
    }

    void add(ModelFault fault) {
        if (all.size() < MOST && !all.contains(fault)) {
            all.add(fault);
        }
    }

    void add(String file, String path, String message) {
        add(new ModelFault(file, path, message));
    }

    List<ModelFault> all() {
        return List.copyOf(all);
    }
}
