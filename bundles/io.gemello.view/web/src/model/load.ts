import {askIfThere} from '../net/server';
import {forget, kept, keep} from './cache';
import type {Merged} from './geometry';
import type {Told} from './worker';

/** As `/bim/model` says it. */
export interface ModelInfo {
  file: string;
  revision: string;
  bytes: number;
  schema: string;
  project: {name: string} | null;
}

/** The model's shapes: those kept from before where the revision is the same, else read by a worker. Null where the site has no model. */
export async function load(progress: (step: string, share: number) => void): Promise<{info: ModelInfo; merged: Merged} | null> {
  const info = await askIfThere<ModelInfo>('/bim/model');
  if (!info) {
    return null;
  }
  const before = await kept(info.revision);
  if (before) {
    return {info, merged: before};
  }
  const merged = await read(info, progress);
  void keep(info.revision, merged).catch(forget);
  return {info, merged};
}

function read(info: ModelInfo, progress: (step: string, share: number) => void): Promise<Merged> {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), {type: 'module'});
  return new Promise<Merged>((resolve, reject) => {
    worker.onmessage = (event: MessageEvent<Told>) => {
      const told = event.data;
      if (told.step === 'done') {
        resolve(told.merged);
      } else if (told.step === 'failed') {
        reject(new Error(told.message));
      } else {
        progress(told.step, told.share);
      }
    };
    worker.onerror = event => reject(new Error(event.message || 'the worker that reads the model could not be started'));
    worker.postMessage({path: '/bim/model/file', length: info.bytes});
  }).finally(() => worker.terminate());
}
