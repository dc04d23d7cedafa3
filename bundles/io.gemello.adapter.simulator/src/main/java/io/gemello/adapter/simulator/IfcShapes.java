package io.gemello.adapter.simulator;

import static io.gemello.adapter.simulator.StepFile.word;

import io.gemello.adapter.simulator.StepFile.Ref;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Places, boxes and colours of a model, in metres. Every box is a solid of its own, so that a viewer can colour one alone. */
final class IfcShapes {
    /** Where the middle of something's foot is, measured from what it is part of. @param turned by 180 degrees about the vertical */
    record Place(double x, double y, double z, boolean turned) {
        static Place at(double x, double y, double z) {
            return new Place(x, y, z, false);
        }
    }

    /** Width, depth and height. */
    record Box(double x, double y, double z) {}

    /** Shares of red, green and blue. */
    record Colour(String name, double red, double green, double blue) {}

    private final StepFile step;
    private final Ref body;
    private final Ref up;
    private final Ref backward;
    private final Ref middle;
    private final Ref standing;
    private final Map<Box, Ref> profiles = new HashMap<>();
    private final Map<Colour, Ref> styles = new HashMap<>();
    private final Ref world;

    IfcShapes(StepFile step) {
        this.step = step;
        standing = step.add("IFCAXIS2PLACEMENT3D", step.add("IFCCARTESIANPOINT", List.of(0.0, 0.0, 0.0)), null, null);
        up = step.add("IFCDIRECTION", List.of(0.0, 0.0, 1.0));
        backward = step.add("IFCDIRECTION", List.of(-1.0, 0.0, 0.0));
        middle = step.add("IFCAXIS2PLACEMENT2D", step.add("IFCCARTESIANPOINT", List.of(0.0, 0.0)), null);
        world = step.add("IFCGEOMETRICREPRESENTATIONCONTEXT", null, "Model", 3, 0.001, standing, null);
        StepFile.Word derived = new StepFile.Word("*");
        body = step.add("IFCGEOMETRICREPRESENTATIONSUBCONTEXT", "Body", "Model", derived, derived, derived, derived, world, null, word("MODEL_VIEW"), null);
    }

    Ref world() {
        return world;
    }

    /** @param whole null for the world */
    Ref placement(Ref whole, Place place) {
        Ref at = step.add("IFCCARTESIANPOINT", List.of(place.x, place.y, place.z));
        return step.add("IFCLOCALPLACEMENT", whole, place.turned ? step.add("IFCAXIS2PLACEMENT3D", at, up, backward) : step.add("IFCAXIS2PLACEMENT3D", at, null, null));
    }

    Ref box(Box box, Colour colour) {
        Ref profile = profiles.computeIfAbsent(new Box(box.x, box.y, 0), flat -> step.add("IFCRECTANGLEPROFILEDEF", word("AREA"), null, middle, flat.x, flat.y));
        Ref solid = step.add("IFCEXTRUDEDAREASOLID", profile, standing, up, box.z);
        step.add("IFCSTYLEDITEM", solid, List.of(styles.computeIfAbsent(colour, this::style)), null);
        return step.add("IFCPRODUCTDEFINITIONSHAPE", null, null, List.of(step.add("IFCSHAPEREPRESENTATION", body, "Body", "SweptSolid", List.of(solid))));
    }

    private Ref style(Colour colour) {
        Ref rgb = step.add("IFCCOLOURRGB", null, colour.red, colour.green, colour.blue);
        Ref rendering = step.add("IFCSURFACESTYLERENDERING", rgb, 0.0, null, null, null, null, null, null, word("NOTDEFINED"));
        return step.add("IFCSURFACESTYLE", colour.name, word("BOTH"), List.of(rendering));
    }
}
