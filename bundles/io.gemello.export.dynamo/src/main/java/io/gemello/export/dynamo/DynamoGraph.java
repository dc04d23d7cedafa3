package io.gemello.export.dynamo;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A graph in the file format of Dynamo 2.x: some inputs, one Python node, one node that shows what it says. Its ids are computed from
 * its name, so that the same graph is the same file.
 */
final class DynamoGraph {
    /** Of Dynamo; an older one says that the graph is from a newer version, and opens it. */
    private static final String FORMAT = "2.12.0.5650";
    private static final double COLUMN = 420;
    private static final double ROW = 130;
    private final String name;
    private final List<Map<String, Object>> inputs = new ArrayList<>();
    private final List<Map<String, Object>> nodes = new ArrayList<>();
    private final List<Map<String, Object>> views = new ArrayList<>();
    private final List<Map<String, Object>> ports = new ArrayList<>();
    private final List<Map<String, Object>> connectors = new ArrayList<>();

    /** @param name of the file, e.g. {@code apply} */
    DynamoGraph(String name) {
        this.name = name;
    }

    DynamoGraph text(String label, String value, String description) {
        return input(label, "string", value, description, of("ConcreteType", "CoreNodeModels.Input.StringInput, CoreNodeModels", "NodeType", "StringInputNode", "InputValue", value));
    }

    DynamoGraph number(String label, int value, String description) {
        return input(label, "number", String.valueOf(value), description,
            of("ConcreteType", "CoreNodeModels.Input.DoubleInput, CoreNodeModels", "NodeType", "NumberInputNode", "NumberType", "Double", "InputValue", (double) value));
    }

    private DynamoGraph input(String label, String type, String value, String description, Map<String, Object> node) {
        int number = inputs.size();
        Map<String, Object> out = port(label + "/out", "", description);
        node.putAll(of("Id", id(label), "Inputs", List.of(), "Outputs", List.of(out), "Replication", "Disabled", "Description", description));
        nodes.add(node);
        inputs.add(of("Id", id(label), "Name", label, "Type", type, "Value", value, "Description", description));
        views.add(view(id(label), label, true, 0, number * ROW));
        Map<String, Object> in = port("code/in/" + number, "IN[" + number + "]", "Input #" + number);
        ports.add(in);
        connect(out, in);
        return this;
    }

    /** Ends it. @param code of the Python node, which reads its inputs in the order in which they were added */
    Map<String, Object> running(String title, String description, String code) {
        Map<String, Object> out = port("code/out", "OUT", "Result of the python script");
        nodes.add(of("ConcreteType", "PythonNodeModels.PythonNode, PythonNodeModels", "NodeType", "PythonScriptNode", "Code", code, "Engine", "CPython3", "EngineName", "CPython3",
            "VariableInputPorts", true, "Id", id("code"), "Inputs", List.copyOf(ports), "Outputs", List.of(out), "Replication", "Disabled", "Description", "Runs an embedded Python script."));
        Map<String, Object> shown = port("watch/in", "", "Node to show output from");
        nodes.add(of("ConcreteType", "CoreNodeModels.Watch, CoreNodeModels", "NodeType", "ExtensionNode", "Id", id("watch"), "Inputs", List.of(shown), "Outputs",
            List.of(port("watch/out", "", "Node output")), "Replication", "Disabled", "Description", "Visualizes a node's output"));
        connect(out, shown);
        views.add(view(id("code"), title, false, COLUMN, 0));
        Map<String, Object> watch = view(id("watch"), "what was done", false, 2 * COLUMN, 0);
        watch.put("IsSetAsOutput", true);
        views.add(watch);
        String workspace = UUID.nameUUIDFromBytes(("gemello/" + name).getBytes(StandardCharsets.UTF_8)).toString();
        Map<String, Object> graph = of("Uuid", workspace, "IsCustomNode", false, "Description", description, "Name", "gemello-" + name, "ElementResolver", Map.of("ResolutionMap", Map.of()));
        graph.putAll(of("Inputs", inputs, "Outputs", List.of(of("Id", id("watch"), "Name", "what was done", "Type", "string", "InitialValue", "", "Description", "Visualizes a node's output"))));
        graph.putAll(of("Nodes", nodes, "Connectors", connectors, "Dependencies", List.of(), "NodeLibraryDependencies", List.of(), "Thumbnail", "", "GraphDocumentationURL", null,
            "ExtensionWorkspaceData", List.of(), "Author", "Gemello"));
        graph.putAll(of("Linting", of("activeLinter", "None", "activeLinterId", "7b75fb44-43fd-4631-a878-29f4d5d8399a", "warningCount", 0, "errorCount", 0), "Bindings", List.of()));
        // Manual: on Automatic every click in the graph would be a run, and Revit is slow to run it again and again.
        Map<String, Object> dynamo = of("ScaleFactor", 1.0, "HasRunWithoutCrash", true, "IsVisibleInDynamoLibrary", true, "Version", FORMAT, "RunType", "Manual", "RunPeriod", "60000");
        graph.put("View", of("Dynamo", dynamo, "Camera", of("Name", "_Background Preview", "EyeX", -17.0, "EyeY", 24.0, "EyeZ", 50.0, "LookX", 12.0, "LookY", -13.0, "LookZ", -58.0, "UpX", 0.0, "UpY",
            1.0, "UpZ", 0.0), "ConnectorPins", List.of(), "NodeViews", views, "Annotations", List.of(), "X", 0.0, "Y", 0.0, "Zoom", 1.0));
        return graph;
    }

    private void connect(Map<String, Object> from, Map<String, Object> to) {
        connectors.add(of("Start", from.get("Id"), "End", to.get("Id"), "Id", id("connector/" + connectors.size()), "IsHidden", "False"));
    }

    private Map<String, Object> port(String what, String label, String description) {
        return of("Id", id(what), "Name", label, "Description", description, "UsingDefaultValue", false, "Level", 2, "UseLevels", false, "KeepListStructure", false);
    }

    private static Map<String, Object> view(String id, String title, boolean input, double x, double y) {
        return of("Id", id, "Name", title, "IsSetAsInput", input, "IsSetAsOutput", false, "Excluded", false, "ShowGeometry", true, "X", x, "Y", y);
    }

    /** 32 hexadecimal digits, as Dynamo writes the ids of nodes and ports. */
    private String id(String what) {
        return UUID.nameUUIDFromBytes(("gemello/" + name + "/" + what).getBytes(StandardCharsets.UTF_8)).toString().replace("-", "");
    }

    /** Keeps the order, and takes null. */
    private static Map<String, Object> of(Object... pairs) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put((String) pairs[i], pairs[i + 1]);
        }
        return map;
    }
}
