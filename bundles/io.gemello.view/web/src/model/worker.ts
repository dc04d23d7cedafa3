import {IfcAPI, LogLevel} from 'web-ifc';
import wasm from 'web-ifc/web-ifc.wasm?url';
import {edges} from './edges';
import {Merger, type Merged} from './geometry';

/** What the worker tells. `read` is a share from 0 to 1. */
export type Told = {step: 'reading' | 'shaping'; share: number} | {step: 'done'; merged: Merged} | {step: 'failed'; message: string};

const tell = (told: Told, give: Transferable[] = []) => postMessage(told, {transfer: give});

/** Reads the file with news on the way. */
async function bytes(path: string, length: number): Promise<Uint8Array> {
  const answer = await fetch(path);
  if (!answer.ok || !answer.body) {
    throw new Error(`the model's file was answered with ${answer.status}`);
  }
  const whole = new Uint8Array(length);
  const reader = answer.body.getReader();
  let at = 0;
  for (let block = await reader.read(); !block.done; block = await reader.read()) {
    if (at + block.value.length > length) {
      throw new Error('the model was replaced while it was read; load the page again');
    }
    whole.set(block.value, at);
    at += block.value.length;
    tell({step: 'reading', share: at / length});
  }
  return whole.subarray(0, at);
}

function shape(api: IfcAPI, model: number): Merged {
  const merger = new Merger();
  const known = new Map<number, {vertices: Float32Array; index: Uint32Array; edges: Uint32Array}>();
  let count = 0;
  let total = 0;
  api.StreamAllMeshes(model, (mesh, number, all) => {
    total = all || total;
    count = number || count + 1;
    const line = api.GetLine(model, mesh.expressID, false) as {GlobalId?: {value: string}; type: number};
    const guid = line.GlobalId?.value;
    if (guid) {
      merger.begin(guid, api.GetNameFromTypeCode(line.type));
      for (let i = 0; i < mesh.geometries.size(); i++) {
        const placed = mesh.geometries.get(i);
        let geometry = known.get(placed.geometryExpressID);
        if (!geometry) {
          const from = api.GetGeometry(model, placed.geometryExpressID);
          // Copies: the next geometry may lie where this one did.
          const vertices = api.GetVertexArray(from.GetVertexData(), from.GetVertexDataSize()).slice();
          const index = api.GetIndexArray(from.GetIndexData(), from.GetIndexDataSize()).slice();
          from.delete();
          geometry = {vertices, index, edges: edges(vertices, index)};
          known.set(placed.geometryExpressID, geometry);
        }
        merger.add(geometry.vertices, geometry.index, geometry.edges, placed.flatTransformation);
      }
    }
    if (count % 50 === 0 && total) {
      tell({step: 'shaping', share: count / total});
    }
  });
  const [x, y, z] = api.GetCoordinationMatrix(model).slice(12, 15);
  return merger.done([x!, y!, z!]);
}

onmessage = async (event: MessageEvent<{path: string; length: number}>) => {
  try {
    const api = new IfcAPI();
    const file = bytes(event.data.path, event.data.length);
    await api.Init(() => wasm, true);
    api.SetLogLevel(LogLevel.LOG_LEVEL_OFF);
    const data = await file;
    tell({step: 'shaping', share: 0});
    const model = api.OpenModel(data, {COORDINATE_TO_ORIGIN: true});
    const merged = shape(api, model);
    api.CloseModel(model);
    tell({step: 'done', merged}, [merged.positions, merged.normals, merged.part, merged.index, merged.edges, merged.edgePart].map(array => array.buffer as ArrayBuffer));
  } catch (failure) {
    tell({step: 'failed', message: failure instanceof Error ? failure.message : String(failure)});
  }
};
