# Written by Gemello. Both graphs, apply.dyn and reset.dyn, begin with this part.
import json
import os
import ssl
import urllib.parse
import urllib.request

import clr
clr.AddReference("RevitAPI")
clr.AddReference("RevitServices")
from Autodesk.Revit import DB
from RevitServices.Persistence import DocumentManager
from RevitServices.Transactions import TransactionManager
from System import Guid

NAMED_AT_MOST = 20
KINDS_AT_MOST = 40
LARGEST_ANSWER = 256 * 1024 * 1024
PATIENCE_SECONDS = 60
DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_$"


class Refused(Exception):
    """A sentence for the person who runs the graph: nothing was changed."""


class Report(object):
    """What is said at the end: numbers first, then what could not be done, with some names of each kind."""

    def __init__(self):
        self.counts = []
        self.faults = {}

    def count(self, what, number):
        self.counts.append("{0} {1}".format(number, what))

    def fault(self, kind, name):
        self.faults.setdefault(kind, []).append(name)

    def lines(self):
        said = [", ".join(self.counts)]
        kinds = sorted(self.faults)
        for kind in kinds[:KINDS_AT_MOST]:
            names = self.faults[kind]
            more = " and {0} more".format(len(names) - NAMED_AT_MOST) if len(names) > NAMED_AT_MOST else ""
            said.append("{0} ({1}): {2}{3}".format(kind, len(names), ", ".join(names[:NAMED_AT_MOST]), more))
        if len(kinds) > KINDS_AT_MOST:
            said.append("and {0} other kinds of trouble".format(len(kinds) - KINDS_AT_MOST))
        return said


class SameHost(urllib.request.HTTPRedirectHandler):
    """The token must not follow a redirect to somebody else."""

    def redirect_request(self, request, body, code, message, headers, url):
        raise Refused("{0} sends on to {1}: give that address, if it is Gemello's.".format(request.full_url, url))


def token(path):
    if not path:
        raise Refused("Name the file that holds the token (./gemello token NAME makes one).")
    try:
        with open(path, encoding="utf-8-sig") as lines:
            found = lines.readline().strip()
    except (OSError, UnicodeError) as problem:
        raise Refused("The token file cannot be read: {0}".format(problem))
    if not found or any(c <= " " or c > "~" for c in found):
        raise Refused("The first line of {0} is no token.".format(path))
    return found


def fetched(source, token_file):
    place = urllib.parse.urlsplit(source)
    here = place.hostname in ("127.0.0.1", "localhost", "::1")
    if place.scheme == "http" and not here:
        raise Refused("A token is not sent over a network without TLS: give an https address, or the path of snapshot.json.")
    request = urllib.request.Request(source.rstrip("/") + "/bim/exports/dynamo/snapshot.json",
                                     headers={"Authorization": "Bearer " + token(token_file), "Accept": "application/json"})
    handlers = [SameHost(), urllib.request.HTTPSHandler(context=ssl.create_default_context())]
    opener = urllib.request.build_opener(*(handlers + [urllib.request.ProxyHandler({})] if here else handlers))
    try:
        with opener.open(request, timeout=PATIENCE_SECONDS) as answer:
            return answer.read(LARGEST_ANSWER + 1)
    except (OSError, ValueError) as problem:
        raise Refused("{0} did not give a snapshot: {1}".format(source, problem))


def snapshot_of(source, token_file):
    """From Gemello itself, or from the file that it has written."""
    source = (source or "").strip()
    if source.lower().startswith(("http://", "https://")):
        data = fetched(source, token_file)
    else:
        path = os.path.join(source, "snapshot.json") if os.path.isdir(source) else source
        try:
            with open(path, "rb") as found:
                data = found.read(LARGEST_ANSWER + 1)
        except OSError as problem:
            raise Refused("There is no snapshot: {0}".format(problem))
    if len(data) > LARGEST_ANSWER:
        raise Refused("The snapshot is larger than {0} MiB.".format(LARGEST_ANSWER >> 20))
    try:
        snapshot = json.loads(data.decode("utf-8"))
    except ValueError as problem:
        raise Refused("{0} holds no snapshot: {1}".format(source, problem))
    if not isinstance(snapshot, dict) or snapshot.get("format") != 1:
        raise Refused("The snapshot is of another version of Gemello: take apply.dyn and reset.dyn from it again.")
    return snapshot


def compressed(unique_id):
    """The IFC GlobalId of a Revit UniqueId: the episode, its last 32 bits XOR the element's id, 6 bits a digit."""
    try:
        episode, number = unique_id.rsplit("-", 1)
        bits = int(episode.replace("-", ""), 16) ^ int(number, 16)
    except ValueError:
        return None
    return "".join(DIGITS[bits >> shift & 63] for shift in range(126, -1, -6)) if bits >> 128 == 0 else None


class Elements(object):
    """Finds elements by the IFC GlobalId that Revit keeps, else by UniqueId, else by the GlobalId that its exporter would give them."""

    def __init__(self, doc):
        self.doc = doc
        self.index = None

    @staticmethod
    def kept_guid(element):
        parameter = element.get_Parameter(DB.BuiltInParameter.IFC_GUID)
        return (parameter.AsString() or None) if parameter is not None else None

    def find(self, row):
        """None for one that is not there; a list for several."""
        guid = row["ifcGuid"]
        if row.get("uniqueId"):
            element = self.doc.GetElement(row["uniqueId"])
            if element is not None and self.kept_guid(element) in (None, guid):
                return element
        if self.index is None:
            self.index = {}
            for element in DB.FilteredElementCollector(self.doc).WhereElementIsNotElementType():
                own = self.kept_guid(element) or compressed(element.UniqueId)
                if own:
                    self.index.setdefault(own, []).append(element)
        found = self.index.get(guid, [])
        return found[0] if len(found) == 1 else found or None


class Colours(object):
    """Colours of elements in one view. What somebody else has coloured is left alone."""

    def __init__(self, doc, view, legend, mine):
        self.view = view
        self.legend = legend
        self.mine = mine
        self.solid = next((one.Id for one in DB.FilteredElementCollector(doc).OfClass(DB.FillPatternElement) if one.GetFillPattern().IsSolidFill), None)

    def now(self, element):
        """As #RRGGBB; None for none."""
        colour = self.view.GetElementOverrides(element.Id).SurfaceForegroundPatternColor
        return "#{0:02X}{1:02X}{2:02X}".format(int(colour.Red), int(colour.Green), int(colour.Blue)) if colour.IsValid else None

    def ours(self, element, colour):
        return colour in self.legend or self.mine.get(element.UniqueId) == colour

    def put(self, element, rgb):
        colour = DB.Color(int(rgb[1:3], 16), int(rgb[3:5], 16), int(rgb[5:7], 16))
        settings = DB.OverrideGraphicSettings()
        settings.SetSurfaceForegroundPatternColor(colour)
        settings.SetCutForegroundPatternColor(colour)
        settings.SetProjectionLineColor(colour)
        if self.solid is not None:
            settings.SetSurfaceForegroundPatternId(self.solid)
            settings.SetCutForegroundPatternId(self.solid)
        self.view.SetElementOverrides(element.Id, settings)

    def clear(self, element):
        self.view.SetElementOverrides(element.Id, DB.OverrideGraphicSettings())


class Memory(object):
    """Which elements of which view have which colour from us, in a file of this user: who is no longer in the snapshot can be found again."""

    def __init__(self, site):
        folder = os.environ.get("LOCALAPPDATA") or os.path.join(os.path.expanduser("~"), ".local", "share")
        self.path = os.path.join(folder, "Gemello", "dynamo-{0}.json".format("".join(c if c.isalnum() or c in "-_" else "_" for c in site)))
        try:
            with open(self.path, encoding="utf-8") as found:
                self.all = json.load(found)
        except (OSError, ValueError):
            self.all = {}
        if not isinstance(self.all, dict):
            self.all = {}

    def of(self, doc, view):
        return dict(self.all.get(doc.Title + "|" + view.UniqueId, {}))

    def keep(self, doc, view, coloured, report):
        self.all[doc.Title + "|" + view.UniqueId] = coloured
        try:
            os.makedirs(os.path.dirname(self.path), exist_ok=True)
            with open(self.path + ".new", "w", encoding="utf-8") as beside:
                json.dump(self.all, beside)
            os.replace(self.path + ".new", self.path)
        except OSError as problem:
            report.fault("files that cannot be written, so that colours of elements that leave the site may stay", str(problem))


def legend_of(snapshot):
    """Every colour that a legend names: with them colours are known as ours even where the memory is lost."""
    return set(key["rgb"].upper() for scheme in snapshot["schemes"] for key in scheme["legend"] if key.get("rgb"))


def view_of(doc, name):
    """None where there is no view of that name."""
    if not name:
        return doc.ActiveView
    return next((view for view in DB.FilteredElementCollector(doc).OfClass(DB.View) if not view.IsTemplate and view.Name == name), None)


def transact(doc, work):
    """All of it or nothing: what is thrown inside undoes what was done before."""
    TransactionManager.Instance.EnsureInTransaction(doc)
    try:
        part = DB.SubTransaction(doc)
        part.Start()
        try:
            result = work()
        except Exception:
            part.RollBack()
            raise
        part.Commit()
        return result
    finally:
        TransactionManager.Instance.TransactionTaskDone()


def told(work):
    """Runs it and gives what is to be shown: a graph that stops with an error shows the person nothing useful."""
    try:
        return work()
    except Refused as sentence:
        return ["Nothing was changed. {0}".format(sentence)]
    except Exception as problem:
        return ["Nothing was changed. {0}: {1}".format(type(problem).__name__, problem)]
