// Says of each file whether an independent reader takes it: node validate.mjs FOLDER, with FOLDER/dtdl/*.json and FOLDER/broken/*.json
// (interfaces, each read as one set) and FOLDER/td/*.json. One line of JSON: {"dtdl": "" or the errors, "broken": …, "td": {file: errors}}.
import fs from 'node:fs';
import path from 'node:path';
import { createRequire } from 'node:module';
import Ajv from 'ajv';
import addFormats from 'ajv-formats';
import { getInterop } from '@digicatapult/dtdl-parser';

const root = process.argv[2];
const files = (kind) => fs.existsSync(path.join(root, kind)) ? fs.readdirSync(path.join(root, kind)).sort().map((name) => path.join(root, kind, name)) : [];
const read = (file) => JSON.parse(fs.readFileSync(file, 'utf8'));

const parser = await getInterop();

function dtdl(kind) {
  try {
    parser.parse(JSON.stringify(files(kind).map(read).flat()));
    return '';
  } catch (refused) {
    return refused.message;
  }
}

function descriptions() {
  const schema = createRequire(import.meta.url)('wot-thing-description-types/schema/td-json-schema-validation.json');
  const ajv = addFormats(new Ajv({ strict: false, allErrors: true }));
  const validate = ajv.compile(schema);
  return Object.fromEntries(files('td').map((file) => [path.basename(file), validate(read(file)) ? '' : ajv.errorsText(validate.errors).slice(0, 2000)]));
}

console.log(JSON.stringify({
  dtdl: dtdl('dtdl'),
  broken: dtdl('broken'),
  td: descriptions(),
}));
process.exit(0);
