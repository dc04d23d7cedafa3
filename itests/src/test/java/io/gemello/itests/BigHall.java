package io.gemello.itests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Writes a site with as many boxes as wanted, each an asset with one point; all values come in one message on {@code all}. */
final class BigHall {
    private static final int ACROSS = 100;
    /** Shape and placements, shared by all boxes; #20 is the storey. */
    private static final List<String> HEAD = List.of("ISO-10303-21;", "HEADER;", "FILE_DESCRIPTION((''),'2;1');", "FILE_NAME('big.ifc','2026-01-01T00:00:00',(''),(''),'','','');", "FILE_SCHEMA(('IFC4'));", "ENDSEC;", "DATA;",
        "#1=IFCCARTESIANPOINT((0.,0.,0.));", "#2=IFCAXIS2PLACEMENT3D(#1,$,$);", "#3=IFCGEOMETRICREPRESENTATIONCONTEXT($,'Model',3,1.E-5,#2,$);", "#4=IFCSIUNIT(*,.LENGTHUNIT.,$,.METRE.);", "#5=IFCUNITASSIGNMENT((#4));",
        "#6=IFCPROJECT('" + guid(900_001) + "',$,'Big',$,$,$,$,(#3),#5);", "#7=IFCLOCALPLACEMENT($,#2);", "#8=IFCRECTANGLEPROFILEDEF(.AREA.,$,$,0.6,1.);", "#9=IFCDIRECTION((0.,0.,1.));",
        "#10=IFCEXTRUDEDAREASOLID(#8,#2,#9,2.);", "#11=IFCSHAPEREPRESENTATION(#3,'Body','SweptSolid',(#10));", "#12=IFCPRODUCTDEFINITIONSHAPE($,$,(#11));",
        "#19=IFCBUILDING('" + guid(900_002) + "',$,'Big',$,$,#7,$,$,.ELEMENT.,$,$,$);", "#20=IFCBUILDINGSTOREY('" + guid(900_003) + "',$,'Ground',$,$,#7,$,$,.ELEMENT.,0.);",
        "#21=IFCRELAGGREGATES('" + guid(900_004) + "',$,$,$,#6,(#19));", "#22=IFCRELAGGREGATES('" + guid(900_005) + "',$,$,$,#19,(#20));");

    private BigHall() {}

    private static String guid(int number) {
        return String.format(Locale.ROOT, "0%021d", number);
    }

    static Path write(Path folder, int boxes) throws IOException {
        List<String> assets = new ArrayList<>(List.of("asset,type,name,ifcGuid"));
        List<String> points = new ArrayList<>(List.of("point,asset,feature,quantity,unit,adapter,address,sourceUnit,min,max"));
        List<String> model = new ArrayList<>(HEAD);
        List<String> elements = new ArrayList<>();
        for (int i = 0; i < boxes; i++) {
            assets.add("a" + i + ",rack,Rack " + i + "," + guid(i));
            points.add("p" + i + ",a" + i + ",heat,temperature,Cel,hall,all#$.p" + i + ",,0,100");
            int id = 100 + 4 * i;
            model.add("#" + id + "=IFCCARTESIANPOINT((" + i % ACROSS + ".," + i / ACROSS * 2 + ".,0.));");
            model.add("#" + (id + 1) + "=IFCAXIS2PLACEMENT3D(#" + id + ",$,$);");
            model.add("#" + (id + 2) + "=IFCLOCALPLACEMENT(#7,#" + (id + 1) + ");");
            model.add("#" + (id + 3) + "=IFCBUILDINGELEMENTPROXY('" + guid(i) + "',$,'Rack " + i + "',$,$,#" + (id + 2) + ",#12,'" + i + "',$);");
            elements.add("#" + (id + 3));
        }
        model.add("#30=IFCRELCONTAINEDINSPATIALSTRUCTURE('" + guid(900_006) + "',$,$,$,(" + String.join(",", elements) + "),#20);");
        model.addAll(List.of("ENDSEC;", "END-ISO-10303-21;"));
        TestSite.write(folder, assets, points);
        Files.write(folder.resolve("site.properties"), List.of("site=trial", "adapters.hall.type=mqtt", "model=model.ifc"));
        Files.write(folder.resolve("model.ifc"), model);
        return folder;
    }

    /** The value of every point, a number of them another than the rest. */
    static String values(int boxes, int others, double usual, double other) {
        StringBuilder json = new StringBuilder("{");
        for (int i = 0; i < boxes; i++) {
            json.append(i == 0 ? "" : ",").append("\"p").append(i).append("\":").append(i < others ? other : usual);
        }
        return json.append('}').toString();
    }
}
