package io.gemello.export.bcf;

import java.util.Arrays;
import java.util.Optional;

/** The versions of the format that are written. 2.1 is what most programs read; readers of 2.1 stumble over the colours of 3.0. */
enum BcfVersion {
    V2_1("2.1"), V3_0("3.0");

    private final String id;

    BcfVersion(String id) {
        this.id = id;
    }

    /** As the file {@code bcf.version} has it. */
    String id() {
        return id;
    }

    static Optional<BcfVersion> of(String id) {
        return Arrays.stream(values()).filter(one -> one.id.equals(id)).findFirst();
    }
}
