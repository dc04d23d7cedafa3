// Says what a viewer would draw of an IFC file: `node shapes.mjs FILE` prints one JSON object: elements by type, GlobalIds, and for each drawn element its box in metres.
import { readFileSync } from 'node:fs';
import * as WebIFC from 'web-ifc';

const api = new WebIFC.IfcAPI();
await api.Init();
const said = [];
const model = api.OpenModel(new Uint8Array(readFileSync(process.argv[2])), { COORDINATE_TO_ORIGIN: false });
const counts = {}, guids = {}, boxes = {}, colours = {};
for (const code of api.GetAllTypesOfModel(model)) {
  const ids = api.GetLineIDsWithType(model, code.typeID);
  counts[code.typeName.toUpperCase()] = ids.size();
  if (!api.IsIfcElement(code.typeID) && !/^Ifc(Project|Site|Building|BuildingStorey|Space)$/i.test(code.typeName)) continue;
  for (let i = 0; i < ids.size(); i++) guids[api.GetLine(model, ids.get(i)).GlobalId.value] = { id: ids.get(i), type: code.typeName.toUpperCase() };
}
const byId = new Map(Object.entries(guids).map(([guid, one]) => [one.id, guid]));

function drawn(mesh) {
  const box = [Infinity, Infinity, Infinity, -Infinity, -Infinity, -Infinity];
  for (let i = 0; i < mesh.geometries.size(); i++) {
    const placed = mesh.geometries.get(i), geometry = api.GetGeometry(model, placed.geometryExpressID), m = placed.flatTransformation;
    const vertices = api.GetVertexArray(geometry.GetVertexData(), geometry.GetVertexDataSize());
    for (let v = 0; v < vertices.length; v += 6) {
      for (let axis = 0; axis < 3; axis++) {
        const at = m[axis] * vertices[v] + m[4 + axis] * vertices[v + 1] + m[8 + axis] * vertices[v + 2] + m[12 + axis];
        box[axis] = Math.min(box[axis], at);
        box[3 + axis] = Math.max(box[3 + axis], at);
      }
    }
    colours[byId.get(mesh.expressID)] = ['x', 'y', 'z'].map(part => Math.round(placed.color[part] * 100) / 100);
  }
  // The viewer's second axis points up and its third to the south: back to the model's.
  boxes[byId.get(mesh.expressID)] = [box[0], -box[5], box[1], box[3], -box[2], box[4]].map(x => Math.round(x * 1000) / 1000);
}
api.StreamAllMeshes(model, drawn);
api.StreamAllMeshesWithTypes(model, [WebIFC.IFCSPACE], drawn);
const parents = {};
for (const [of, relation] of [['RelatedObjects', WebIFC.IFCRELAGGREGATES], ['RelatedElements', WebIFC.IFCRELCONTAINEDINSPATIALSTRUCTURE]]) {
  const ids = api.GetLineIDsWithType(model, relation);
  for (let i = 0; i < ids.size(); i++) {
    const line = api.GetLine(model, ids.get(i));
    const whole = byId.get((line.RelatingObject ?? line.RelatingStructure).value);
    for (const part of line[of]) parents[byId.get(part.value)] = whole;
  }
}
const sets = {};
for (const guid of Object.keys(guids)) {
  for (const set of await api.properties.getPropertySets(model, guids[guid].id, true)) {
    for (const property of set.HasProperties ?? []) (sets[guid] ??= {})[`${set.Name.value}.${property.Name.value}`] = property.NominalValue?.value ?? property.EnumerationValues?.map(one => one.value);
  }
  for (const type of await api.properties.getTypeProperties(model, guids[guid].id, true)) {
    for (const set of type.HasPropertySets ?? []) for (const property of set.HasProperties ?? []) (sets[guid] ??= {})[`${set.Name.value}.${property.Name.value}`] = property.NominalValue?.value;
  }
}
console.log(JSON.stringify({ schema: api.GetModelSchema(model), counts, types: Object.fromEntries(Object.entries(guids).map(([guid, one]) => [guid, one.type])), boxes, colours, parents, sets }));
process.exit(0);
