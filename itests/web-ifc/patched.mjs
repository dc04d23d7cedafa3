// Says what an independent reader finds changed in a patched IFC file: `node patched.mjs ORIGINAL PATCHED` prints one JSON object: the lines that read
// otherwise than before, how many were added, the live property set and the colours of each object, and what the original's colours were.
import { readFileSync } from 'node:fs';
import * as WebIFC from 'web-ifc';

const api = new WebIFC.IfcAPI();
await api.Init();
api.SetLogLevel(WebIFC.LogLevel.LOG_LEVEL_OFF);
const [before, after] = process.argv.slice(2).map(file => api.OpenModel(new Uint8Array(readFileSync(file)), { COORDINATE_TO_ORIGIN: false }));

const ids = model => { const all = api.GetAllLines(model), list = []; for (let i = 0; i < all.size(); i++) list.push(all.get(i)); return list; };
const text = (model, id) => { try { return JSON.stringify(api.GetRawLineData(model, id)); } catch { return 'unreadable'; } };
const typeName = (model, id) => api.GetNameFromTypeCode(api.GetLineType(model, id)).toUpperCase();

const known = new Set(ids(before));
const changed = {};
let lost = 0;
const there = new Set(ids(after));
for (const id of known) {
  if (!there.has(id)) lost++;
  else if (text(before, id) !== text(after, id)) changed[id] = typeName(before, id);
}
const added = {};
for (const id of there) if (!known.has(id)) added[typeName(after, id)] = (added[typeName(after, id)] ?? 0) + 1;

function colours(model) {
  const found = {};
  const take = mesh => {
    const guid = api.GetLine(model, mesh.expressID).GlobalId.value;
    for (let i = 0; i < mesh.geometries.size(); i++) {
      // Axes come too, without a face.
      if (api.GetGeometry(model, mesh.geometries.get(i).geometryExpressID).GetIndexDataSize() === 0) continue;
      const c = mesh.geometries.get(i).color;
      const hex = '#' + [c.x, c.y, c.z].map(part => Math.round(part * 255).toString(16).padStart(2, '0')).join('').toUpperCase();
      if (!(found[guid] ??= []).includes(hex)) found[guid].push(hex);
    }
    (shapes[guid] ??= [])[model] = mesh.geometries.size();
  };
  api.StreamAllMeshes(model, take);
  api.StreamAllMeshesWithTypes(model, [WebIFC.IFCSPACE], take);
  return found;
}
const shapes = {};

function unit(model, ref) {
  if (!ref) return null;
  const line = api.GetLine(model, ref.value);
  const part = name => line[name]?.value ?? '';
  return line.Elements ? line.Elements.map(one => { const element = api.GetLine(model, one.value); return unit(model, element.Unit) + '^' + element.Exponent.value ?? element.Exponent; }).join(' ') : part('Prefix') + part('Name');
}

const live = {};
const relations = api.GetLineIDsWithType(after, WebIFC.IFCRELDEFINESBYPROPERTIES);
for (let i = 0; i < relations.size(); i++) {
  if (known.has(relations.get(i))) continue;
  const relation = api.GetLine(after, relations.get(i));
  const set = api.GetLine(after, relation.RelatingPropertyDefinition.value);
  const guid = api.GetLine(after, relation.RelatedObjects[0].value).GlobalId.value;
  const properties = {};
  for (const ref of set.HasProperties) {
    const property = api.GetLine(after, ref.value);
    properties[property.Name.value] = { value: property.NominalValue?.value ?? null, type: property.NominalValue?.constructor?.name ?? property.NominalValue?.label ?? null, unit: unit(after, property.Unit) };
  }
  (live[guid] ??= []).push({ set: set.Name.value, guid: set.GlobalId.value, relation: relation.GlobalId.value, history: set.OwnerHistory?.value ?? null, properties });
}
const was = colours(before), is = colours(after);
console.log(JSON.stringify({ lost, changed, added, live, was, is, shapes: Object.entries(shapes).filter(([, n]) => n[before] !== n[after]).map(([guid]) => guid) }));
process.exit(0);
