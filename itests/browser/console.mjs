// Uses the web console as people do, with a real browser. Arguments: a JSON object {url, data, shots, jar, password, operator, integrator}.
// Prints a line for each step; exits with 1 and a picture at the first that fails.
import {existsSync, mkdirSync, readFileSync, readdirSync} from 'node:fs';
import {join} from 'node:path';
import {chromium} from 'playwright-core';

const given = JSON.parse(process.argv[2]);
const PATIENCE_MS = 20000;
mkdirSync(given.shots, {recursive: true});
const browser = await chromium.launch({executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-quic']});
let page;
const complaints = [];

async function fresh() {
  const context = await browser.newContext({viewport: {width: 1280, height: 900}});
  context.setDefaultTimeout(PATIENCE_MS);
  page = await context.newPage();
  page.on('pageerror', error => complaints.push(`${page.url()}: ${error.message}`));
  page.on('console', message => {
    if (message.text().includes('Content Security Policy')) {
      complaints.push(`${page.url()}: ${message.text()}`);
    }
  });
}

const picture = name => page.screenshot({path: join(given.shots, name + '.png')});

function check(truth, what) {
  if (!truth) {
    throw new Error(what);
  }
}

async function until(what, question) {
  const end = Date.now() + PATIENCE_MS;
  while (!await question()) {
    check(Date.now() < end, 'not in time: ' + what);
    await new Promise(done => setTimeout(done, 100));
  }
}

async function step(name, work) {
  try {
    await work();
    console.log('ok   ' + name);
  } catch (failure) {
    console.log('FAIL ' + name + ': ' + failure.message);
    await picture('failure').catch(() => {});
    await browser.close();
    process.exit(1);
  }
}

const visit = path => page.goto(given.url + path);

async function signIn(user, path) {
  await fresh();
  await visit(path);
  check(page.url().includes('/sign-in'), 'nobody asked who comes: ' + page.url());
  await page.fill('input[name=name]', user);
  await page.fill('input[name=password]', given.password);
  await page.click('button');
  await page.waitForURL('**/' + path);
}

// The state of a bundle as the console's own list says it.
async function bundle(name) {
  const answer = await page.request.get(`${given.url}system/console/bundles/${name}.json`);
  return answer.ok() ? (await answer.json()).data[0] : undefined;
}

const file = name => join(given.data, 'etc', name);
const text = name => existsSync(file(name)) ? readFileSync(file(name), 'latin1') : '';
const rowOf = name => page.locator('#plugin_table tr, #configTable tr', {hasText: name}).last();

await step('an operator signs in by the form and sees the bundles', async () => {
  await signIn(given.operator, 'system/console/bundles');
  await page.waitForSelector('#plugin_table >> text=io.gemello.core');
  await picture('operator-bundles');
});

await step('an operator only looks: stopping a bundle is refused, and it runs on', async () => {
  await page.locator('#plugin_table tr', {hasText: 'io.gemello.adapter.ipmi'}).first().waitFor();
  const refused = page.waitForResponse(answer => answer.request().method() === 'POST');
  await page.locator('#plugin_table tr', {hasText: 'io.gemello.adapter.ipmi'}).first().locator('.ui-icon-stop').click();
  check((await refused).status() === 403, 'answered ' + (await refused).status());
  check((await bundle('io.gemello.adapter.ipmi')).state === 'Active', 'it was stopped');
});

await step('an operator cannot change a configuration by a link either', async () => {
  const before = text('io.gemello.http.cfg');
  const answer = await page.request.get(`${given.url}system/console/configMgr/io.gemello.http?post=true&apply=true&propertylist=host.names&host.names=evil.example`);
  check(answer.status() === 405, 'answered ' + answer.status());
  check(text('io.gemello.http.cfg') === before, 'the file changed');
});

await step('an operator is told that the audit trail is not for him', async () => {
  await visit('system/console/gemello-audit');
  await page.waitForSelector('#note:has-text("integrator")');
});

await step('who logs out is out', async () => {
  await page.click('text=Log out');
  await page.waitForURL('**/sign-in*');
  await visit('system/console/bundles');
  check(page.url().includes('/sign-in'), 'still in: ' + page.url());
});

await step('an integrator signs in', () => signIn(given.integrator, 'system/console/configMgr'));

await step('a configuration has readable fields; what is saved stands in its file', async () => {
  await page.waitForSelector('text=MQTT adapter hall');
  await picture('configurations');
  await rowOf('MQTT adapter hall').locator('.ui-icon-pencil').click();
  for (const name of ['Name', 'Broker', 'MQTT version', 'Password file', 'Session expiry [s]', 'Largest payload [bytes]']) {
    await page.waitForSelector(`#editorForm td:text-is("${name}")`);
  }
  check((await page.locator('#editorForm select[name=sourceTime] option').allTextContents()).length === 4, 'no choice of the source time');
  await page.fill('#editorForm textarea[name="max.payload.bytes"]', '70000');
  await picture('form');
  await page.click('.ui-dialog-buttonset button:text-is("Save")');
  await until('the file has the new value', () => /max\.payload\.bytes\s*=\s*I?"?70000/.test(text('io.gemello.adapter.mqtt-hall.cfg')));
  check(text('io.gemello.adapter.mqtt-hall.cfg').includes('hall'), 'the file lost its name');
});

await step('a new instance gets a file of its name', async () => {
  await visit('system/console/configMgr');
  await page.locator('tr.fpid[fpid="MQTT adapter"] .ui-icon-plusthick').click();
  await page.fill('#editorForm textarea[name="name"]', 'second');
  await page.fill('#editorForm textarea[name="subscribe"]', 'second/#');
  await page.click('.ui-dialog-buttonset button:text-is("Save")');
  await until('its file is there', () => text('io.gemello.adapter.mqtt-second.cfg').includes('second/#'));
  await until('it is one instance', async () => (await (await page.request.get(given.url + 'api/gemello/adapters')).json()).adapters.filter(one => one.adapter === 'second').length === 1);
  check(readdirSync(join(given.data, 'etc')).filter(name => name.startsWith('io.gemello.adapter.mqtt-')).length === 2, 'another file came along');
  await visit('system/console/configMgr');
  await page.waitForSelector('text=MQTT adapter second');
});

await step('the adapters page shows who delivers', async () => {
  await visit('system/console/gemello-adapters');
  await page.waitForSelector('#adapters tr:has-text("hall") .state.connected');
  const samples = () => page.locator('#adapters tr', {hasText: 'embedded broker'}).first().locator('td').nth(6).textContent();
  const before = await samples();
  await until('its counter grows by itself', async () => await samples() !== before);
  await picture('adapters');
});

await step('the journal page shows readers and journals', async () => {
  await visit('system/console/gemello-journal');
  await page.waitForSelector('#readers tr:has-text("series.duckdb") .state.reading');
  await page.waitForSelector('#journals tr:has-text("audit")');
  await picture('journal');
});

await step('points are counted and listed by state', async () => {
  await visit('system/console/gemello-points');
  await page.waitForSelector('#points tr:has-text("rack-1-inlet")');
  await page.click('#states button:has-text("live")');
  await page.waitForSelector('#states button.chosen:has-text("live 12")');
  check(await page.locator('#points tr').count() === 12, 'not all are listed');
  await picture('points');
});

await step('the console has a health page', async () => {
  await visit('system/console/gemello-health');
  await page.waitForSelector('#checks tr:has-text("journal") .state');
  await picture('console-health');
});

await step('a jar that is no bundle is refused with a sentence', async () => {
  await visit('system/console/bundles');
  await page.locator('.installButton').first().click();
  await page.setInputFiles('#uploadDialog input[type=file]', {name: 'broken.jar', mimeType: 'application/java-archive', buffer: Buffer.from('no jar at all')});
  await page.click('.ui-dialog-buttonset button:has-text("Install")');
  await page.waitForSelector('h1:text-is("Refused")');
  check((await page.textContent('[role=alert]')).includes('broken.jar'), 'it does not say which file');
  await picture('refused');
});

await step('a bundle comes by the console into the deploy folder and runs', async () => {
  await page.click('text=Back');
  await page.locator('.installButton').first().click();
  await page.setInputFiles('#uploadDialog input[type=file]', given.jar);
  await page.click('.ui-dialog-buttonset button:has-text("Install")');
  await page.waitForURL('**/system/console/bundles');
  await until('it runs', async () => (await bundle('org.example.uploaded'))?.state === 'Active');
  check(readdirSync(join(given.data, 'deploy')).some(name => name.endsWith('.jar')), 'it does not lie in the deploy folder');
  await visit('system/console/bundles');
  await page.waitForSelector('#plugin_table >> text=org.example.uploaded');
  await picture('uploaded');
});

await step('the trail says who did all that, and no secret', async () => {
  await visit('system/console/gemello-audit');
  for (const what of ['bundle.install', 'configuration.create', 'configuration.change']) {
    await page.waitForSelector(`#audit tr:has(td:text-is("${given.integrator}")):has(td:text-is("${what}"))`);
  }
  await page.fill('#what', 'configuration.*');
  await page.press('#what', 'Enter');
  await until('it is filtered', async () => !(await page.textContent('#audit')).includes('bundle.install'));
  await picture('audit');
});

await step('a viewer has a health page without the console', async () => {
  await signIn(given.viewer, 'health/page');
  await page.waitForSelector('#checks tr:has-text("journal") .state');
  await picture('health');
  const console403 = await page.request.get(given.url + 'system/console/bundles');
  check(console403.status() === 403, 'the console answered a viewer with ' + console403.status());
});

await step('the front page shows the points', async () => {
  await visit('');
  await page.waitForSelector('#points tr:has-text("rack-1-inlet")');
  await picture('front');
});

await step('no page complained', async () => check(complaints.length === 0, complaints.join('; ')));

await browser.close();
