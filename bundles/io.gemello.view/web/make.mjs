// `node make.mjs build TARGET` makes the page, `node make.mjs test TARGET` checks types and runs the unit tests; TARGET is Maven's folder for what comes out.
// Does only what is out of date: packages when the lock file has changed, the rest when any source has.
import {spawnSync} from 'node:child_process';
import {createHash} from 'node:crypto';
import {existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || major === 20 && minor < 19) {
  console.error(`the view needs Node 20.19 or newer to be built, this is ${process.versions.node}`);
  process.exit(2);
}
const [task, target] = process.argv.slice(2);

function run(program, ...words) {
  const done = spawnSync(program, words, {stdio: ['ignore', 'inherit', 'inherit']});
  if (done.error || done.status !== 0) {
    console.error(`the view: ${program} ${words.join(' ')} failed${done.error ? ': ' + done.error.message : ''}`);
    process.exit(1);
  }
}

function digest(names) {
  const hash = createHash('sha256').update(process.version);
  names.forEach(name => hash.update(name).update('\0').update(readFileSync(name)).update('\0'));
  return hash.digest('hex');
}

const files = under => readdirSync(under, {recursive: true, withFileTypes: true}).filter(one => one.isFile()).map(one => join(one.parentPath, one.name)).sort();

/** Runs the work unless it was done for the same files, and what it made is there. */
function once(stamp, names, made, work) {
  const now = digest(names);
  if (existsSync(made) && existsSync(stamp) && readFileSync(stamp, 'utf8') === now) {
    return;
  }
  work();
  writeFileSync(stamp, now);
}

once('node_modules/.made', ['package.json', 'package-lock.json'], 'node_modules', () => run('npm', 'ci', '--silent', '--no-audit', '--no-fund', '--ignore-scripts'));
const top = readdirSync('.', {withFileTypes: true}).filter(one => one.isFile()).map(one => one.name).sort();
const out = join(target, 'classes/io/gemello/view/web');
mkdirSync(target, {recursive: true});
if (task === 'build') {
  once(join(target, 'web-build'), [...top, ...files('public'), ...files('src')], join(out, 'index.html'), () => run(process.execPath, 'node_modules/vite/bin/vite.js', 'build', '--logLevel', 'warn', '--outDir', out, '--emptyOutDir'));
} else {
  once(join(target, 'web-tests'), [...top, ...files('src'), ...files('test')], target, () => {
    run(process.execPath, 'node_modules/typescript/bin/tsc', '--noEmit');
    run(process.execPath, 'node_modules/vitest/vitest.mjs', 'run', '--reporter=dot');
  });
}
