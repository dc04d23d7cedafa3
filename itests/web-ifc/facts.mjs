// Says what an independent reader finds in IFC files: `node facts.mjs FILE...` prints one JSON line a file.
import { readFileSync } from 'node:fs';
import { IfcAPI, LogLevel } from 'web-ifc';

const api = new IfcAPI();
await api.Init();
api.SetLogLevel(LogLevel.LOG_LEVEL_OFF);

function plain(value) {
  if (value === null || value === undefined) return null;
  if (Array.isArray(value)) return value.map(plain);
  return typeof value === 'object' && 'value' in value ? value.value : null;
}

const attempt = of => { try { return of(); } catch { return null; } };

for (const file of process.argv.slice(2)) {
  const model = api.OpenModel(new Uint8Array(readFileSync(file)), { COORDINATE_TO_ORIGIN: false });
  const counts = {}, objects = {}, sets = {}, rows = {};
  const ids = api.GetAllLines(model);
  const lines = new Map();
  for (let i = 0; i < ids.size(); i++) {
    const id = ids.get(i);
    const name = api.GetNameFromTypeCode(api.GetLineType(model, id)).toUpperCase();
    counts[name] = (counts[name] ?? 0) + 1;
    if (/^IFC(REL|PROPERTY|QUANTITY|ELEMENTQUANTITY|PROJECT)/.test(name) || api.IsIfcElement(api.GetLineType(model, id)) || /TYPE$|STYLE$|SPACE$|STOREY$|BUILDING$|SITE$|GRID$|ANNOTATION$|SYSTEM$|GROUP$|ZONE$|PORT$/.test(name)) {
      const line = attempt(() => api.GetLine(model, id));
      if (line) lines.set(id, [name, line]);
    }
  }
  for (const [id, [name, line]] of lines) {
    if (line.GlobalId && !/^IFC(REL|PROPERTYSET|ELEMENTQUANTITY)/.test(name)) {
      const at = line.ObjectPlacement ? attempt(() => api.GetWorldTransformMatrix(model, line.ObjectPlacement.value)) : null;
      objects[line.GlobalId.value] = { id, type: name, name: plain(line.Name), tag: plain(line.Tag), objectType: plain(line.ObjectType), at: at ? [at[12], at[13], at[14]] : null };
    }
    if (name === 'IFCPROPERTYSET' || name === 'IFCELEMENTQUANTITY') {
      const members = (line.HasProperties ?? line.Quantities ?? []).map(ref => lines.get(ref.value)).filter(Boolean).map(([, one]) => one);
      sets[id] = { name: plain(line.Name), values: members.map(one => [plain(one.Name), plain(one.NominalValue ?? one.LengthValue ?? one.AreaValue ?? one.VolumeValue ?? one.CountValue ?? one.WeightValue ?? one.EnumerationValues ?? null)]) };
    }
  }
  const relation = (wanted, of, to) => {
    for (const [, [name, line]] of lines) {
      if (name === wanted) for (const one of [line[of]].flat()) for (const other of [line[to]].flat()) (rows[wanted] ??= []).push([one?.value, other?.value]);
    }
  };
  relation('IFCRELDEFINESBYPROPERTIES', 'RelatedObjects', 'RelatingPropertyDefinition');
  relation('IFCRELDEFINESBYTYPE', 'RelatedObjects', 'RelatingType');
  relation('IFCRELCONTAINEDINSPATIALSTRUCTURE', 'RelatedElements', 'RelatingStructure');
  relation('IFCRELAGGREGATES', 'RelatedObjects', 'RelatingObject');
  relation('IFCRELASSIGNSTOGROUP', 'RelatedObjects', 'RelatingGroup');
  console.log(JSON.stringify({ file, schema: api.GetModelSchema(model), counts, objects, sets, rows }));
  api.CloseModel(model);
}
process.exit(0);
