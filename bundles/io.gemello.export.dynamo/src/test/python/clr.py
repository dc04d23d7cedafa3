# A stand-in: Revit's assemblies are modules beside this one.
ADDED = []


def AddReference(name):
    ADDED.append(name)
