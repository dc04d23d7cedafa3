"""A stand-in for the part of Revit's API that the graphs use. It refuses what Revit refuses, and writes down what is changed."""
import copy

from RevitServices.Transactions import TransactionManager
from System import Guid

CALLS = []


class RevitError(Exception):
    pass


def _changes(what):
    if not TransactionManager.Instance.open or not SubTransaction.running:
        raise RevitError("Attempt to modify the model outside of transaction.")
    CALLS.append(what)


class ElementId(object):
    def __init__(self, number):
        self.number = number

    def __eq__(self, other):
        return isinstance(other, ElementId) and other.number == self.number

    def __hash__(self):
        return hash(self.number)


ElementId.InvalidElementId = ElementId(-1)


class BuiltInParameter(object):
    IFC_GUID = "IFC_GUID"


class StorageType(object):
    Integer = "Integer"
    Double = "Double"
    String = "String"


class SpecTypeId(object):
    Number = "spec:number"
    HvacTemperature = "spec:hvac:temperature"
    Length = "spec:length"

    class String(object):
        Text = "spec:text"


class UnitTypeId(object):
    Celsius = "unit:celsius"
    Meters = "unit:meters"
    Percentage = "unit:percentage"


class UnitUtils(object):
    VALID = {SpecTypeId.HvacTemperature: (UnitTypeId.Celsius,), SpecTypeId.Length: (UnitTypeId.Meters,), SpecTypeId.Number: (UnitTypeId.Percentage,)}

    @staticmethod
    def IsMeasurableSpec(spec):
        return spec in UnitUtils.VALID

    @staticmethod
    def IsValidUnit(spec, unit):
        return unit in UnitUtils.VALID[spec]

    @staticmethod
    def ConvertToInternalUnits(value, unit):
        assert isinstance(value, float)
        return {UnitTypeId.Celsius: value + 273.15, UnitTypeId.Meters: value / 0.3048, UnitTypeId.Percentage: value / 100}[unit]


class Definition(object):
    def __init__(self, spec):
        self.spec = spec

    def GetDataType(self):
        return self.spec


class Parameter(object):
    def __init__(self, name, storage, spec=None, read_only=False, hide=True, value=None):
        self.name = name
        self.StorageType = storage
        self.Definition = Definition(spec or (SpecTypeId.Number if storage == StorageType.Double else SpecTypeId.String.Text))
        self.IsReadOnly = read_only
        self.hide = hide
        self.value = value

    @property
    def HasValue(self):
        return self.value is not None

    def AsDouble(self):
        return self.value or 0.0

    def AsInteger(self):
        return self.value or 0

    def AsString(self):
        return self.value

    def Set(self, value):
        _changes("set " + self.name)
        if self.IsReadOnly or type(value) is not {StorageType.Double: float, StorageType.Integer: int, StorageType.String: str}[self.StorageType]:
            raise RevitError("The parameter cannot take {0!r}".format(value))
        self.value = value

    def ClearValue(self):
        _changes("clear " + self.name)
        if not self.hide:
            raise RevitError("The parameter does not have HideWhenNoValue")
        self.value = None


class Element(object):
    def __init__(self, number, unique_id, ifc_guid=None, parameters=None, paintable=True):
        self.Id = ElementId(number)
        self.UniqueId = unique_id
        self.ifc = Parameter("IfcGUID", StorageType.String, value=ifc_guid)
        self.parameters = parameters or {}
        self.paintable = paintable

    def get_Parameter(self, which):
        if which == BuiltInParameter.IFC_GUID:
            return self.ifc
        assert isinstance(which, Guid)
        return self.parameters.get(str(which.value))


class Color(object):
    def __init__(self, red, green, blue):
        assert all(isinstance(one, int) and 0 <= one <= 255 for one in (red, green, blue))
        self.rgb = (red, green, blue)
        self.IsValid = True

    Red = property(lambda self: self._part(0))
    Green = property(lambda self: self._part(1))
    Blue = property(lambda self: self._part(2))

    def _part(self, number):
        if not self.IsValid:
            raise RevitError("The color is not valid")
        return self.rgb[number]


def _no_color():
    none = Color(0, 0, 0)
    none.IsValid = False
    return none


class OverrideGraphicSettings(object):
    def __init__(self):
        self.SurfaceForegroundPatternColor = _no_color()
        self.SurfaceForegroundPatternId = ElementId.InvalidElementId
        self.cut = self.cut_pattern = self.line = None

    def SetSurfaceForegroundPatternColor(self, color):
        self.SurfaceForegroundPatternColor = color

    def SetSurfaceForegroundPatternId(self, pattern):
        assert isinstance(pattern, ElementId)
        self.SurfaceForegroundPatternId = pattern

    def SetCutForegroundPatternColor(self, color):
        self.cut = color

    def SetCutForegroundPatternId(self, pattern):
        self.cut_pattern = pattern

    def SetProjectionLineColor(self, color):
        self.line = color


class FillPattern(object):
    def __init__(self, solid):
        self.IsSolidFill = solid


class FillPatternElement(Element):
    def __init__(self, number, solid):
        Element.__init__(self, number, "pattern-{0}".format(number))
        self.pattern = FillPattern(solid)

    def GetFillPattern(self):
        return self.pattern


class ViewFamily(object):
    FloorPlan = "FloorPlan"
    ThreeDimensional = "ThreeDimensional"


class ViewFamilyType(Element):
    def __init__(self, number, family):
        Element.__init__(self, number, "family-{0}".format(number))
        self.ViewFamily = family


class View(Element):
    def __init__(self, number, name, template=False, allowed=True):
        Element.__init__(self, number, "view-{0}".format(number))
        self.Name = name
        self.IsTemplate = template
        self.allowed = allowed
        self.overrides = {}

    def AreGraphicsOverridesAllowed(self):
        return self.allowed

    def GetElementOverrides(self, element):
        assert isinstance(element, ElementId)
        return copy.copy(self.overrides.get(element, OverrideGraphicSettings()))

    def SetElementOverrides(self, element, settings):
        assert isinstance(element, ElementId) and isinstance(settings, OverrideGraphicSettings)
        if not self.allowed or not self.doc.by_id(element).paintable:
            raise RevitError("The element cannot be overridden")
        _changes("colour {0}".format(element.number))
        self.overrides[element] = settings


class View3D(View):
    @staticmethod
    def CreateIsometric(doc, family):
        _changes("new view")
        assert doc.by_id(family).ViewFamily == ViewFamily.ThreeDimensional
        view = View3D(len(doc.elements) + 1000, "{3D}")
        doc.add(view)
        return view


class FilteredElementCollector(object):
    def __init__(self, doc):
        self.found = list(doc.elements)

    def OfClass(self, kind):
        self.found = [one for one in self.found if isinstance(one, kind)]
        return self

    def WhereElementIsNotElementType(self):
        self.found = [one for one in self.found if not isinstance(one, ViewFamilyType)]
        return self

    def __iter__(self):
        return iter(self.found)


class Document(object):
    Title = "House"

    def __init__(self):
        self.elements = []
        self.ActiveView = None

    def add(self, element):
        element.doc = self
        self.elements.append(element)

    def by_id(self, wanted):
        return next(one for one in self.elements if one.Id == wanted)

    def GetElement(self, which):
        return next((one for one in self.elements if one.UniqueId == which or one.Id == which), None)


class SubTransaction(object):
    running = False

    def __init__(self, doc):
        self.doc = doc

    def Start(self):
        if not TransactionManager.Instance.open:
            raise RevitError("There is no transaction.")
        SubTransaction.running = True
        self.before = [(one, dict(one.__dict__), [(p, p.value) for p in one.parameters.values()], dict(getattr(one, "overrides", {}))) for one in self.doc.elements]
        self.count = len(CALLS)

    def Commit(self):
        SubTransaction.running = False
        CALLS.append("commit")

    def RollBack(self):
        SubTransaction.running = False
        del CALLS[self.count:]
        CALLS.append("roll back")
        self.doc.elements = [one for one, state, values, overrides in self.before]
        for one, state, values, overrides in self.before:
            one.__dict__.update(state)
            for parameter, value in values:
                parameter.value = value
            if isinstance(one, View):
                one.overrides = overrides
