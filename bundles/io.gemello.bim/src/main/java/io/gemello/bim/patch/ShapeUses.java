package io.gemello.bim.patch;

import io.gemello.bim.ifc.IfcModel;
import io.gemello.bim.ifc.IfcObject;
import io.gemello.bim.ifc.Part21Reader;
import io.gemello.bim.ifc.Part21Value;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;

/** Which shapes and representations more than one product has: these must not be changed for one of them. */
final class ShapeUses {
    private static final int REPRESENTATION = 6;
    private final Set<Integer> common = new HashSet<>();

    ShapeUses(IfcModel model, Part21Reader reader) throws IOException {
        Set<Integer> seen = new HashSet<>();
        for (IfcObject object : model.objects()) {
            int shape = shape(reader, object.id());
            if (shape != 0 && !seen.add(shape)) {
                common.add(shape);
            }
        }
        for (int row = 0; row < reader.index().size(); row++) {
            if (reader.index().type(row).equals("IFCPRODUCTDEFINITIONSHAPE")) {
                for (int representation : Part21Value.refs(reader.parameters(row), 2)) {
                    if (!seen.add(representation)) {
                        common.add(representation);
                    }
                }
            }
        }
    }

    /** @param id of a shape or of a representation */
    boolean isCommon(int id) {
        return common.contains(id);
    }

    /** Instance name of a product's shape; 0 for none. */
    static int shape(Part21Reader reader, int object) throws IOException {
        int shape = Part21Value.ref(reader.parameters(reader.index().row(object), REPRESENTATION + 1), REPRESENTATION);
        int row = shape == 0 ? -1 : reader.index().row(shape);
        return row >= 0 && reader.index().type(row).equals("IFCPRODUCTDEFINITIONSHAPE") ? shape : 0;
    }
}
