

# reset.dyn: takes Gemello's colours away from one view. Parameters keep their values.
def reset(source, token_file, view_name):
    snapshot = snapshot_of(source, token_file)
    doc = DocumentManager.Instance.CurrentDBDocument
    view = view_of(doc, view_name)
    if view is None:
        raise Refused("There is no view '{0}'.".format(view_name))
    memory = Memory(snapshot["site"])
    mine = memory.of(doc, view)
    colours = Colours(doc, view, legend_of(snapshot), mine)
    elements = Elements(doc)
    report = Report()
    found = dict((unique_id, doc.GetElement(unique_id)) for unique_id in mine)
    for row in snapshot["elements"]:
        element = elements.find(row)
        if element is not None and not isinstance(element, list):
            found[element.UniqueId] = element
    coloured = [found[unique_id] for unique_id in sorted(found) if found[unique_id] is not None]
    coloured = [element for element in coloured if colours.now(element) is not None and colours.ours(element, colours.now(element))]

    def work():
        kept = {}
        for element in coloured:
            try:
                colours.clear(element)
            except Exception as problem:
                kept[element.UniqueId] = colours.now(element)
                report.fault("colours that Revit keeps, {0}".format(problem), element.UniqueId)
        report.count("colours taken away", len(coloured) - len(kept))
        return kept

    if coloured:
        memory.keep(doc, view, transact(doc, work), report)
    else:
        report.count("colours taken away", 0)
        memory.keep(doc, view, {}, report)
    return report.lines()


OUT = told(lambda: reset(IN[0], IN[1], IN[2]))
