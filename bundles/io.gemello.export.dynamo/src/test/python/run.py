"""Runs graphs one after the other in one open model, as Dynamo does. run.py SCENARIO: a JSON file; what happened is printed as JSON."""
import json
import sys

from Autodesk.Revit import DB
from RevitServices.Persistence import DocumentManager
from RevitServices.Transactions import TransactionManager


def model(scenario):
    doc = DB.Document()
    doc.add(DB.FillPatternElement(1, False))
    doc.add(DB.FillPatternElement(2, True))
    doc.add(DB.ViewFamilyType(3, DB.ViewFamily.FloorPlan))
    if scenario.get("views3d", True):
        doc.add(DB.ViewFamilyType(4, DB.ViewFamily.ThreeDimensional))
    doc.add(DB.View(5, "DT Alerts", template=True))
    doc.ActiveView = DB.View(6, "Plan", allowed=scenario.get("allowed", True))
    doc.add(doc.ActiveView)
    for number, given in enumerate(scenario["elements"], 100):
        parameters = dict((guid, DB.Parameter(**dict(one, storage=getattr(DB.StorageType, one["storage"])))) for guid, one in given.pop("parameters", {}).items())
        doc.add(DB.Element(number, given["uniqueId"], given.get("ifcGuid"), parameters, given.get("paintable", True)))
    return doc


def inputs(graph, given):
    """What the wires bring to the Python node, with the values that a person has typed in."""
    code = next(one for one in graph["Nodes"] if one["NodeType"] == "PythonScriptNode")
    sources = dict((port["Id"], node) for node in graph["Nodes"] for port in node["Outputs"])
    wires = dict((wire["End"], wire["Start"]) for wire in graph["Connectors"])
    labels = dict((view["Id"], view["Name"]) for view in graph["View"]["NodeViews"])
    brought = []
    for number, port in enumerate(code["Inputs"]):
        assert port["Name"] == "IN[{0}]".format(number)
        node = sources[wires[port["Id"]]]
        brought.append(given.get(labels[node["Id"]], node["InputValue"]))
    return code["Code"], brought


def main(scenario):
    doc = DocumentManager.Instance.CurrentDBDocument = model(scenario)
    said = []
    for run in scenario["runs"]:
        doc.ActiveView.allowed = run.get("allowed", doc.ActiveView.allowed)
        for change in run.get("people", []):
            view = next(one for one in doc.elements if isinstance(one, DB.View) and one.Name == change["view"] and not one.IsTemplate)
            settings = DB.OverrideGraphicSettings()
            settings.SetSurfaceForegroundPatternColor(DB.Color(*change["rgb"]))
            view.overrides[doc.GetElement(change["uniqueId"]).Id] = settings
        with open(run["graph"], encoding="utf-8") as file:
            code, brought = inputs(json.load(file), run.get("inputs", {}))
        del DB.CALLS[:]
        opened = TransactionManager.Instance.opened
        scope = {"IN": brought}
        exec(compile(code, run["graph"], "exec"), scope)
        TransactionManager.Instance.end_of_run()
        colours = {}
        for view in doc.elements:
            for element, settings in getattr(view, "overrides", {}).items():
                colour = settings.SurfaceForegroundPatternColor
                solid = settings.SurfaceForegroundPatternId == DB.ElementId(2) and settings.cut is not None and settings.line is not None
                colours["{0}: {1}".format(view.Name, doc.by_id(element).UniqueId)] = ("#%02X%02X%02X" % colour.rgb + ("" if solid else " not solid")) if colour.IsValid else None
        values = dict(("{0} of {1}".format(one.name, element.UniqueId), one.value) for element in doc.elements for one in element.parameters.values())
        said.append({"out": scope["OUT"], "calls": list(DB.CALLS), "transactions": TransactionManager.Instance.opened - opened, "colours": colours, "values": values})
    json.dump(said, sys.stdout)


with open(sys.argv[1], encoding="utf-8") as file:
    main(json.load(file))
