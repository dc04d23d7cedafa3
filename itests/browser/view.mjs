// Uses the view as operators do, on the simulated data hall. Arguments: a JSON object {url, shots, password, operator, model}, where model is the site's file.
// Colours are read from the picture itself, and compared with what /bim/overrides says.
import {readFileSync, renameSync, writeFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {browse, check, until} from './kit.mjs';

const given = JSON.parse(process.argv[2]);
const session = await browse(given);
const {step, picture} = session;
const page = () => session.page;
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const ask = async path => {
  const answer = await page().request.get(given.url + path);
  check(answer.ok(), `${path} answered ${answer.status()}`);
  return answer.json();
};

/** The key of every asset by the server's own colours: of its element and its points the most urgent. */
async function looks() {
  const {scheme, elements} = await ask('bim/overrides');
  const rank = key => scheme.legend.findIndex(one => one.key === key);
  const keys = new Map();
  for (const {assets, key} of elements) {
    // What stands in a rack shows on the rack.
    for (const asset of assets.map(one => one.replace(/-server-\d+$/, ''))) {
      keys.set(asset, keys.has(asset) && rank(keys.get(asset)) <= rank(key) ? keys.get(asset) : key);
    }
  }
  return {keys, legend: new Map(scheme.legend.map(one => [one.key, one.rgb]))};
}

/** How many pixels of the model have each key's colour, in any light; and the key at the top of every rack. */
const seen = (legend, ids) => page().evaluate(([colours, names]) => {
  const canvas = document.getElementById('canvas');
  const frame = canvas.getBoundingClientRect();
  const copy = new OffscreenCanvas(canvas.width, canvas.height).getContext('2d');
  copy.drawImage(canvas, 0, 0);
  const {data, width} = copy.getImageData(0, 0, canvas.width, canvas.height);
  const wanted = colours.map(([key, rgb]) => [key, [1, 3, 5].map(at => parseInt(rgb.slice(at, at + 2), 16))]);
  const keyAt = at => {
    for (const [key, rgb] of wanted) {
      const light = [0, 1, 2].reduce((sum, c) => sum + data[at + c] * rgb[c], 0) / rgb.reduce((sum, c) => sum + c * c, 0);
      if (light > 0.7 && light < 1.02 && rgb.every((c, i) => Math.abs(c * light - data[at + i]) < 4)) {
        return key;
      }
    }
    return null;
  };
  const pixels = {};
  for (let at = 0; at < data.length; at += 4) {
    const key = keyAt(at);
    if (key) {
      pixels[key] = (pixels[key] ?? 0) + 1;
    }
  }
  const tops = {};
  for (const name of names) {
    const place = window.gemello.place(name);
    tops[name] = place && keyAt((Math.round((place.y - frame.top) * canvas.height / frame.height) * width + Math.round((place.x - frame.left) * canvas.width / frame.width)) * 4);
  }
  return {pixels, tops};
}, [[...legend], ids]);

/** Until the picture shows what the server says of every rack, and that is as expected. */
const agreed = (what, expected) => until(what, async () => {
  const {keys, legend} = await looks();
  const racks = [...keys].filter(([asset]) => asset.startsWith('rack-'));
  const now = await seen(legend, racks.map(([rack]) => rack));
  return racks.length === 40 && racks.every(([rack, key]) => now.tops[rack] === key && expected(rack) === key) && now;
}, 30000);

async function accessible(where) {
  await page().evaluate(AXE);
  const {violations} = await page().evaluate(() => window.axe.run(document, {resultTypes: ['violations']}));
  const serious = violations.filter(one => one.impact === 'serious' || one.impact === 'critical');
  check(serious.length === 0, `${where}: ` + serious.map(one => `${one.id} (${one.help}): ${one.nodes.slice(0, 3).map(node => node.html).join(' | ')}`).join('; '));
}

await step('the model is there, in few draw calls', async () => {
  await session.signIn(given.operator, 'view');
  await page().waitForSelector('#app[data-ready=yes]', {timeout: 90000});
  const cost = await page().evaluate(() => window.gemello.cost());
  check(cost.drawCalls > 0 && cost.drawCalls <= 200, `${cost.drawCalls} draw calls`);
});

await step('every rack has the colour that the server says, and a whole hall has none of an alert', async () => {
  const {pixels} = await agreed('all racks are green', () => 'ok');
  await picture('view-whole');
  check(pixels.ok > 20000, `only ${pixels.ok} pixels are green`);
  check(!pixels.critical && !pixels.high && !pixels.medium, 'alerts are shown: ' + JSON.stringify(pixels));
});

await step('a cooling unit is switched off in the fault panel', async () => {
  await page().click('#tab-faults');
  await page().selectOption('#fault-kind', 'off');
  await page().fill('#fault-target', 'crac-2');
  await page().press('#fault-target', 'Enter');
  await page().waitForSelector('#broken:has-text("crac-2.off")');
  await accessible('fault panel');
  await page().click('#tab-assets');
});

await step('it has no serious finding of accessibility', () => accessible('whole hall'));

await step('a filter leaves its racks and makes shadows of the rest', async () => {
  const {legend} = await looks();
  const before = (await seen(legend, [])).pixels.ok;
  await page().selectOption('select[aria-label="Part of"]', 'row-3');
  await page().selectOption('select[aria-label="Type"]', 'rack');
  await until('ten racks', async () => (await page().textContent('#count')).startsWith('10 of 71'));
  await until('the others are shadows', async () => {
    const now = await seen(legend, ['rack-3-05', 'rack-1-05']);
    return now.tops['rack-3-05'] === 'ok' && now.tops['rack-1-05'] === null && now.pixels.ok < before / 2;
  });
  await picture('view-filter');
  await page().click('text=Show all');
});

await step('a press on a rack in the model opens its card with live values and the day before', async () => {
  const place = await page().evaluate(() => window.gemello.place('rack-2-05'));
  await page().mouse.click(place.x, place.y);
  await page().waitForSelector('#card h2:text-is("Rack 2-05")');
  check(await page().evaluate(() => document.activeElement.textContent === 'Rack 2-05'), 'the card has not the focus');
  await page().waitForSelector('#card .values tr:has-text("inlet-top") td:text-matches("^\\\\d+(\\\\.\\\\d+)? °C$")');
  await page().waitForSelector('#card .chart canvas');
  await page().waitForSelector('#card dd:has-text("org.datahall:rack-2-05")');
  check(await page().locator('#card .values tbody tr').count() === 7, 'not all points are there');
  await picture('view-card');
});

await step('that colours its racks after their alerts, and no others', async () => {
  await until('ten racks have an alert', async () => (await ask('api/gemello/alerts?rule=near')).alerts.filter(one => one.asset.startsWith('rack-2-')).map(one => one.asset).filter((one, i, all) => all.indexOf(one) === i).length === 10, 60000);
  const begin = Date.now();
  const {pixels} = await agreed('the racks of row 2 and no others have the colour of their alerts', rack => rack.startsWith('rack-2-') ? 'medium' : 'ok');
  console.log(`     shown ${Date.now() - begin} ms after the last alert: ${JSON.stringify(pixels)}`);
  check(pixels.medium > 2000 && pixels.high > 200, 'pixels: ' + JSON.stringify(pixels));
  await picture('view-fault');
});

await step('an alert is acknowledged and another shelved by keys alone', async () => {
  await page().focus('#tab-assets');
  await page().keyboard.press('ArrowRight');
  check(await page().evaluate(() => document.activeElement.id) === 'tab-alerts', 'arrow keys do not lead to the alerts');
  const mine = page().locator('#panel-alerts [data-alert="unit-off@crac-2-mode"]');
  await mine.waitFor();
  for (let presses = 0; !await mine.locator('[data-action=ack]').evaluate(button => button === document.activeElement); presses++) {
    check(presses < 60, 'the tab key does not lead to the button');
    await page().keyboard.press('Tab');
  }
  await page().keyboard.press('Enter');
  await page().waitForSelector('#note:has-text("acknowledged")');
  await until('the server knows', async () => (await ask('api/gemello/alerts/unit-off@crac-2-mode')).state === 'acknowledged');
  const shelved = 'near@rack-2-01-inlet-top';
  const other = page().locator(`#panel-alerts [data-alert="${shelved}"]`);
  await other.locator('summary').focus();
  await page().keyboard.press('Enter');
  await other.locator('select').selectOption('30 min');
  await other.locator('input').fill('the unit is off');
  await page().keyboard.press('Enter');
  await until('it is shelved', async () => (await ask('api/gemello/alerts/' + shelved)).state === 'shelved');
  await until('the model shows both', async () => {
    const {tops, pixels} = await seen((await looks()).legend, ['rack-2-01']);
    return pixels.acknowledged > 1000 && !pixels.high && tops['rack-2-01'] === 'silenced';
  });
  await picture('view-alerts');
});

await step('dark is dark, and as accessible', async () => {
  await page().selectOption('#theme', 'dark');
  await until('the ground is dark', () => page().evaluate(() => {
    const canvas = document.getElementById('canvas');
    const copy = new OffscreenCanvas(canvas.width, canvas.height).getContext('2d');
    copy.drawImage(canvas, 0, 0);
    return Math.max(...copy.getImageData(2, canvas.height - 3, 1, 1).data.slice(0, 3)) < 60;
  }));
  await accessible('dark');
  await picture('view-dark');
});

await step('a metric colours by value', async () => {
  await page().selectOption('#scheme', 'DT_InletTop');
  await page().waitForSelector('.keys:has-text("°C")');
  await until('a warm row differs from a cool one', async () => {
    const {scheme} = await ask('bim/overrides?by=DT_InletTop');
    check(scheme.unit === 'Cel', scheme.unit);
    return page().evaluate(() => {
      const swatch = rack => document.querySelector(`#assets [data-asset=${rack}] .swatch`).style.background;
      return swatch('rack-2-05') !== '' && swatch('rack-2-05') !== swatch('rack-4-05');
    });
  });
  await picture('view-metric');
  await page().click('#as-grid');
  // Bottom, middle and top stand above each other in a cell.
  await until('a rack has three probes', async () => (await page().getAttribute('.grid [data-asset=rack-2-05] .swatch', 'style')).split('#').length === 4);
  check(/^Inlet top: .*, Inlet middle: .*, Inlet bottom: /.test(await page().getAttribute('.grid [data-asset=rack-2-05]', 'title')), 'the probes are not in their order');
  await page().waitForSelector('.grid [data-asset=rack-2-05] .measure:text-matches("^\\\\d+(\\\\.\\\\d+)? °C$")');
  await accessible('heat map');
  await picture('view-grid');
  await page().click('#as-model');
  await page().selectOption('#scheme', 'alert');
});

await step('the time slider shows what was, and comes back to now', async () => {
  await page().selectOption('#scheme', 'DT_InletTop');
  const colour = () => page().evaluate(() => document.querySelector('#assets [data-asset=rack-2-05] .swatch').style.background);
  await page().waitForSelector('.keys:has-text("°C")');
  const now = await until('a colour', colour);
  await page().focus('#time');
  // The day before is filled in from its beginning.
  await page().keyboard.press('Home');
  await page().waitForSelector('#live:has-text("past")');
  await until('the rack was cooler then', async () => await colour() !== '' && await colour() !== now);
  check(await page().getAttribute('#time', 'aria-valuetext') !== 'now', 'the slider does not say its time');
  await picture('view-past');
  await page().click('#to-live');
  await page().waitForSelector('#live:has-text("live")');
  await page().selectOption('#scheme', 'alert');
});

await step('the plan shows the same, goes by arrow keys, and has a map of the floor', async () => {
  await page().keyboard.press('Escape');
  await page().click('#as-plan');
  await page().waitForSelector('.plan [data-asset=rack-2-01].solid rect[fill="#264368"]');
  await page().focus('.plan [data-asset=rack-2-02]');
  await page().keyboard.press('ArrowRight');
  await page().keyboard.press('Enter');
  await page().waitForSelector('#card h2:text-matches("Rack 2-0[13]")');
  await page().keyboard.press('Escape');
  await until('the card is closed, and the focus is where it was', () => page().evaluate(() => document.getElementById('card').hidden && /rack-2-0[13]/.test(document.activeElement.dataset.asset)));
  await page().click('#floor');
  await page().waitForSelector('.floor image');
  await page().waitForSelector('.scale:has-text("probes")');
  await accessible('plan');
  await picture('view-plan');
});

await step('an integrator maps a point on the element that he presses, and takes it back', async () => {
  await page().click('#as-model');
  await page().click('#tab-mapping');
  await page().fill('#panel-mapping input[type=search]', 'rack-1-01-power');
  const row = page().locator('[data-row="point/rack-1-01-power"]');
  await row.locator('text=Map this').click();
  await row.locator('text=Press it in the model').click();
  const place = await page().evaluate(() => window.gemello.place('rack-4-10'));
  await page().mouse.click(place.x, place.y);
  await until('its GlobalId is filled in', async () => (await row.locator('input').inputValue()).length === 22);
  const picked = await row.locator('input').inputValue();
  await row.locator('text=It is this').click();
  await until('the server knows', async () => (await ask('bim/mapping/point/rack-1-01-power')).ifcGuid === picked);
  await row.locator('text=Take back').click();
  await until('it is taken back', async () => (await ask('bim/mapping/point/rack-1-01-power')).author === null);
});

await step('a new model: what is sure is carried over, the rest is decided on by keys', async () => {
  const text = readFileSync(given.model, 'latin1');
  // Rack 4-08 has another GlobalId, 4-09 is hardly to be known again, 4-10 is gone.
  const next = text.replace("'0F1$8T5qrRwemMLYiOheeU'", () => "'1F1$8T5qrRwemMLYiOheeU'").replace("'09aV7EZdnTuBqghqcbp3UQ',#13,'Rack 4-09',$,'ServerRack',#996,#1000,'rack-4-09'", () => "'19aV7EZdnTuBqghqcbp3UQ',#13,'Cabinet',$,'ServerRack',#996,#1000,'c-9'")
    .replace(/^#1017=IFCFURNITURE.*$/m, '');
  check(next.length < text.length - 50, 'the model is other than this test expects');
  writeFileSync(given.model + '.new', next, 'latin1');
  renameSync(given.model + '.new', given.model);
  await until('the doctor asks', async () => (await ask('api/gemello/bim/doctor')).cases.open === 2, 60000);
  check((await ask('bim/mapping/asset/rack-4-08')).ifcGuid === '1F1$8T5qrRwemMLYiOheeU', 'rack 4-08 was not carried over');
  await page().click('#tab-mapping');
  await page().waitForSelector('#doctor-told:has-text("2 mapped elements")');
  await page().locator('.doctor').locator('text=Show the new one').click();
  await page().waitForSelector('#app[data-ready=yes]', {timeout: 90000});
  await page().click('#tab-mapping');
  await page().waitForSelector('#tab-mapping .badge:text-is(" 2")');
  const lost = page().locator('#doctor [data-case="2SUAGoNJfQb9nqZlnVuJl5"]');
  const changed = page().locator('#doctor [data-case="09aV7EZdnTuBqghqcbp3UQ"]');
  const calls = () => page().evaluate(() => window.gemello.cost().drawCalls);
  const before = await until('a frame', calls);
  await lost.locator('[data-verb=show]').first().click();
  await until('a cube of lines is where it was', async () => await calls() === before + 1);
  await accessible('doctor');
  await picture('view-doctor');
  await changed.locator('[data-candidate="19aV7EZdnTuBqghqcbp3UQ"] [data-verb=show]').click();
  await picture('view-doctor-candidate');
  await page().click('#as-plan');
  await page().waitForSelector('.plan .pointer circle');
  await page().waitForSelector('.plan .pointer rect');
  await page().click('#as-model');
  await changed.locator('[data-candidate="19aV7EZdnTuBqghqcbp3UQ"] [data-verb=accept]').focus();
  await page().keyboard.press('Enter');
  await until('it is mapped', async () => (await ask('bim/mapping/asset/rack-4-09')).ifcGuid === '19aV7EZdnTuBqghqcbp3UQ');
  await until('the focus goes on', () => page().evaluate(() => document.activeElement.dataset.case === '2SUAGoNJfQb9nqZlnVuJl5'));
  await page().keyboard.press('Tab');
  for (let presses = 0; !await lost.locator('[data-verb=retire]').evaluate(button => button === document.activeElement); presses++) {
    check(presses < 10, 'the tab key does not lead to the button');
    await page().keyboard.press('Tab');
  }
  await page().keyboard.press('Enter');
  await page().waitForSelector('#doctor-told:has-text("Nothing waits")');
  await page().selectOption('.doctor > select', 'retired');
  await lost.locator('[data-verb=undo]').focus();
  await page().keyboard.press('Enter');
  await until('it waits again', async () => (await ask('api/gemello/bim/doctor')).cases.open === 1);
});

await step('it fits a phone', async () => {
  await page().setViewportSize({width: 390, height: 844});
  await page().click('#tab-assets');
  check(await page().evaluate(() => document.documentElement.scrollWidth <= innerWidth), 'it must be scrolled sideways');
  await page().click('#assets [data-asset=rack-1-01]');
  await page().waitForSelector('#card h2:text-is("Rack 1-01")');
  await picture('view-phone');
  await page().keyboard.press('Escape');
  await page().click('#tab-mapping');
  await page().selectOption('.doctor > select', 'open');
  const waits = page().locator('#doctor [data-case="2SUAGoNJfQb9nqZlnVuJl5"]');
  await waits.scrollIntoViewIfNeeded();
  check(await page().evaluate(() => document.documentElement.scrollWidth <= innerWidth), 'the doctor must be scrolled sideways');
  await picture('view-doctor-phone');
});

await step('without WebGL the plan comes by itself', async () => {
  const context = page().context();
  const plain = await context.newPage();
  await plain.addInitScript(() => {
    HTMLCanvasElement.prototype.getContext = (original => function (kind, ...more) {
      return kind.startsWith('webgl') ? null : original.call(this, kind, ...more);
    })(HTMLCanvasElement.prototype.getContext);
  });
  await plain.goto(given.url + 'view');
  await plain.waitForSelector('#app[data-ready=yes]', {timeout: 90000});
  await plain.waitForSelector('.plan [data-asset=rack-2-02].solid');
  check(await plain.isHidden('#as-model'), 'a model is offered');
});

await step('no page complained', async () => check(session.complaints.length === 0, session.complaints.join('; ')));
await session.close();
