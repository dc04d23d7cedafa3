

# apply.dyn: fills parameters, and colours the elements of one view, but only what differs from what Revit has.
PARAMETERS = ["parameters set", "parameters cleared"]
COLOURS = ["elements coloured", "colours taken away"]


class Clash(Exception):
    """A parameter that cannot take the value as it is."""


def internal(parameter, value, spec):
    """A number as Revit keeps it. A plain number keeps the site's unit; one with a unit of its own is converted."""
    kind = parameter.Definition.GetDataType()
    if kind == DB.SpecTypeId.Number or not DB.UnitUtils.IsMeasurableSpec(kind):
        return float(value)
    unit = getattr(DB.UnitTypeId, spec["revitUnit"], None) if spec["revitUnit"] else None
    if unit is None or not DB.UnitUtils.IsValidUnit(kind, unit):
        raise Clash("parameters of another unit than " + spec["unit"])
    return float(DB.UnitUtils.ConvertToInternalUnits(float(value), unit))


def setting(parameter, value, spec):
    """What is to be done to a parameter, as a function; None where it is so already."""
    if value is None:
        return parameter.ClearValue if parameter.HasValue else None
    storage = parameter.StorageType
    if storage == DB.StorageType.Double and not isinstance(value, str):
        wanted = internal(parameter, value, spec)
        same = parameter.HasValue and abs(parameter.AsDouble() - wanted) <= 1e-9 * max(1.0, abs(wanted))
    elif storage == DB.StorageType.Integer and not isinstance(value, str):
        wanted = int(round(value))
        same = parameter.HasValue and parameter.AsInteger() == wanted
    elif storage == DB.StorageType.String:
        wanted = value if isinstance(value, str) else repr(value)
        same = parameter.HasValue and parameter.AsString() == wanted
    else:
        raise Clash("parameters of another kind than " + spec["datatype"])
    return None if same else lambda: parameter.Set(wanted)


class Plan(object):
    """What is to be changed: pairs of what it is and how it is done."""

    def __init__(self, report):
        self.report = report
        self.steps = []
        self.same = 0

    def add(self, kind, name, step):
        self.steps.append((kind, name, step))

    def parameters(self, element, row, specs):
        for value in row["values"]:
            spec = specs[value["guid"]]
            name = "{0} of {1}".format(spec["name"], row["ifcGuid"])
            parameter = element.get_Parameter(Guid(value["guid"]))
            if parameter is None:
                self.report.fault("parameters that are missing at elements", name)
            elif parameter.IsReadOnly:
                self.report.fault("parameters that are read-only", name)
            else:
                try:
                    step = setting(parameter, value["value"], spec)
                except Clash as clash:
                    self.report.fault(str(clash), name)
                    continue
                if step is None:
                    self.same += 1
                else:
                    self.add("parameters cleared" if value["value"] is None else "parameters set", name, step)

    def colour(self, colours, element, rgb, coloured):
        """Keeps in coloured what is, or will be, ours."""
        now = colours.now(element)
        if rgb is not None:
            coloured[element.UniqueId] = rgb
            if now == rgb:
                self.same += 1
            else:
                self.add("elements coloured", element.UniqueId, lambda: colours.put(element, rgb))
        elif now is not None and colours.ours(element, now):
            self.add("colours taken away", element.UniqueId, lambda: colours.clear(element))

    def run(self, most):
        """The first of them; one that fails stops none of the others. Gives the elements whose colour is not what it should be."""
        undone = set(name for kind, name, step in self.steps[most:] if kind in COLOURS)
        done = dict.fromkeys(PARAMETERS + COLOURS, 0)
        for kind, name, step in self.steps[:most]:
            try:
                step()
                done[kind] += 1
            except Exception as problem:
                self.report.fault("{0} refused by Revit, {1}".format(kind, problem), name)
                if kind in COLOURS:
                    undone.add(name)
        for kind in PARAMETERS + COLOURS:
            self.report.count(kind, done[kind])
        return undone


def wanted_colour(row, scheme):
    """Normal elements have no colour of ours: alerts stand out only because the rest does not."""
    colour = row["colours"].get(scheme)
    return colour["rgb"].upper() if colour and colour["rgb"] and colour["key"] != "ok" else None


def new_view(doc, name):
    family = next((one for one in DB.FilteredElementCollector(doc).OfClass(DB.ViewFamilyType) if one.ViewFamily == DB.ViewFamily.ThreeDimensional), None)
    if family is None:
        raise Refused("There is no view '{0}', and no type of 3D views to make it of.".format(name))
    view = DB.View3D.CreateIsometric(doc, family.Id)
    view.Name = name
    return view


def apply(source, token_file, scheme, view_name, most):
    snapshot = snapshot_of(source, token_file)
    names = [one["name"] for one in snapshot["schemes"]]
    if scheme not in names:
        raise Refused("There is no way to colour called '{0}'; there are {1}.".format(scheme, ", ".join(names)))
    doc = DocumentManager.Instance.CurrentDBDocument
    view = view_of(doc, view_name)
    if view is None:
        view = transact(doc, lambda: new_view(doc, view_name))
    memory = Memory(snapshot["site"])
    before = memory.of(doc, view)
    report = Report()
    allowed = view.AreGraphicsOverridesAllowed()
    if not allowed:
        report.fault("views that cannot have colours of elements", view.Name)
    colours = Colours(doc, view, legend_of(snapshot), before)
    specs = dict((one["guid"], one) for one in snapshot["parameters"])
    elements = Elements(doc)
    plan = Plan(report)
    coloured = {} if allowed else dict(before)
    seen = set()
    for row in snapshot["elements"]:
        element = elements.find(row)
        if element is None:
            report.fault("elements that are not in this model", row["ifcGuid"])
        elif isinstance(element, list):
            report.fault("GlobalIds that several elements have", row["ifcGuid"])
        else:
            seen.add(element.UniqueId)
            plan.parameters(element, row, specs)
            if allowed:
                plan.colour(colours, element, wanted_colour(row, scheme), coloured)
    for unique_id in sorted(set(before) - seen):
        gone = doc.GetElement(unique_id)
        if gone is not None and allowed:
            plan.colour(colours, gone, None, coloured)
    report.count("elements found", len(seen))
    # Without a change there is no transaction, so nothing to undo in Revit either.
    undone = transact(doc, lambda: plan.run(most)) if plan.steps else set()
    report.count("the same already", plan.same)
    if len(plan.steps) > most:
        report.count("changes left for the next run", len(plan.steps) - most)
    for unique_id in undone:
        coloured.pop(unique_id, None)
        if unique_id in before:
            coloured[unique_id] = before[unique_id]
    memory.keep(doc, view, coloured, report)
    return report.lines() + ["as of {0}".format(snapshot["time"])]


OUT = told(lambda: apply(IN[0], IN[1], IN[2], IN[3], int(IN[4])))
