// Says what an independent reader finds in a BCF 2.1 file: read.mjs FILE
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const { BcfReader } = createRequire(import.meta.url)('@parametricos/bcf-js/dist/2.1');
const bytes = readFileSync(process.argv[2]);
const reader = new BcfReader();
await reader.read(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
const issues = reader.markups.map(({ header, topic, viewpoints }) => ({ header, topic, viewpoints }));
console.log(JSON.stringify({ version: reader.project.version, issues }));
