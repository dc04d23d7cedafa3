package io.gemello.bim;

import io.gemello.bim.ifc.IfcModel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** A storey of racks that a test puts together, and revises. */
final class RackModel {
    /** @param tag null for none @param x metres */
    record Rack(String entity, String guid, String name, String tag, double x) {}

    private final Map<String, Rack> racks = new LinkedHashMap<>();

    RackModel rack(String guid, String name, String tag, double x) {
        return put(new Rack("IFCFURNITURE", guid, name, tag, x));
    }

    RackModel put(Rack rack) {
        racks.put(rack.guid(), rack);
        return this;
    }

    /** One that this has not. */
    RackModel without(String guid) {
        RackModel next = new RackModel();
        racks.values().stream().filter(rack -> !rack.guid().equals(guid)).forEach(next::put);
        return next;
    }

    SiteModel write(Path folder, String revision) throws IOException {
        StringBuilder text = new StringBuilder("ISO-10303-21;\nHEADER;\nFILE_DESCRIPTION((''),'2;1');\nFILE_NAME('','',(''),(''),'','','');\nFILE_SCHEMA(('IFC4'));\nENDSEC;\nDATA;\n"
            + "#1=IFCPROJECT('0000000000000000000001',$,'P',$,$,$,$,(),$);\n#2=IFCBUILDINGSTOREY('0000000000000000000002',$,'Ground',$,$,$,$,$,.ELEMENT.,0.);\n");
        StringBuilder all = new StringBuilder();
        int id = 10;
        for (Rack rack : racks.values()) {
            text.append("#" + id + "=IFCCARTESIANPOINT((" + rack.x() + ",1.,0.));\n#" + (id + 1) + "=IFCAXIS2PLACEMENT3D(#" + id + ",$,$);\n#" + (id + 2) + "=IFCLOCALPLACEMENT($,#" + (id + 1) + ");\n");
            text.append("#" + (id + 3) + "=" + rack.entity() + "('" + rack.guid() + "',$,'" + rack.name() + "',$,'rack',#" + (id + 2) + ",$," + (rack.tag() == null ? "$" : "'" + rack.tag() + "'") + ",$);\n");
            all.append(all.isEmpty() ? "" : ",").append("#" + (id + 3));
            id += 10;
        }
        text.append("#3=IFCRELCONTAINEDINSPATIALSTRUCTURE('0000000000000000000003',$,$,$,(" + all + "),#2);\nENDSEC;\nEND-ISO-10303-21;\n");
        Path file = Files.writeString(folder.resolve(revision + ".ifc"), text, StandardCharsets.ISO_8859_1);
        return new SiteModel(file, file, revision, IfcModel.open(file));
    }
}
