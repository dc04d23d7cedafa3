// Reads a JSON array of Flux scripts from standard input, writes for each whether the official parser can read it; null where that breaks down over it.
import fs from 'node:fs';

const folder = new URL('./node_modules/@influxdata/flux-lsp-browser/', import.meta.url);
// The package expects a bundler that imports WebAssembly; Node is given the same by hand.
const glue = fs.readFileSync(new URL('flux-lsp-browser_bg.js', folder), 'utf8')
  .replace(/^import \* as wasm from .*$/m, 'let wasm;')
  .replace(/^cached(?:Int32|Uint8)Memory0 = new .*$/gm, '')
  + 'export function give(exports) { wasm = exports; cachedInt32Memory0 = new Int32Array(wasm.memory.buffer); cachedUint8Memory0 = new Uint8Array(wasm.memory.buffer); }';
const parser = await import('data:text/javascript;base64,' + Buffer.from(glue).toString('base64'));
const code = new WebAssembly.Module(fs.readFileSync(new URL('flux-lsp-browser_bg.wasm', folder)));
const begin = () => parser.give(new WebAssembly.Instance(code, {'./flux-lsp-browser_bg.js': parser}).exports);
begin();

// What the parser's tree tells of faults, and the one rule about properties that is checked on the tree.
function faulty(node) {
  if (node === null || typeof node !== 'object') {
    return node === '<INVALID_OP>';
  }
  if (node.errors?.length || String(node.type).startsWith('Bad')) {
    return true;
  }
  const bare = (node.properties ?? []).filter(property => property.value === null);
  if (bare.length > 0 && (bare.length < node.properties.length || bare.some(property => property.key.type === 'StringLiteral'))) {
    return true;
  }
  return Object.values(node).some(faulty);
}

const scripts = JSON.parse(fs.readFileSync(0, 'utf8'));
process.stdout.write(JSON.stringify(scripts.map(script => {
  try {
    return !faulty(parser.parse(script));
  } catch {
    // It has come to grief over it, and must be begun anew.
    begin();
    return null;
  }
})));
