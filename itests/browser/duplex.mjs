// Uses the view on a model that Revit wrote, of which the site's rules have found the elements. Arguments: a JSON object {url, shots, password, operator}.
import {browse, check, until} from './kit.mjs';

const given = JSON.parse(process.argv[2]);
const session = await browse(given);
const {step, picture} = session;
const page = () => session.page;

const ask = async path => (await page().request.get(given.url + path)).json();

await step('the electrical model is there, its elements in the colours that the server says', async () => {
  await session.signIn(given.operator, 'view');
  await page().waitForSelector('#app[data-ready=yes]', {timeout: 90000});
  const cost = await until('a frame', () => page().evaluate(() => window.gemello.cost().drawCalls > 0 && window.gemello.cost()));
  check(cost.parts === 103 && cost.drawCalls <= 200, JSON.stringify(cost));
  await until('the open refrigerator has its alert', async () => (await page().textContent('#assets [data-asset=refrigerator-2] .state')).startsWith('high'));
  const normal = (await ask('bim/overrides')).scheme.legend.find(key => key.key === 'ok').rgb;
  await until('more than 80 assets are normal', async () => await page().locator(`#assets .swatch[style="background:${normal}"]`).count() > 80);
  await picture('duplex-alert');
});

await step('a press on it in the model opens its card, which says why', async () => {
  const place = await page().evaluate(() => window.gemello.place('refrigerator-2'));
  await page().mouse.click(place.x, place.y);
  await page().waitForSelector('#card h2:text-is("Refrigerator 2")');
  await page().click('#card .why summary');
  await page().waitForSelector('#card .why li:has-text("alert too-warm@refrigerator-2-temperature is unacknowledged (high)")');
  await page().waitForSelector('#card .why li:has-text("Temperature: DT_Temperature (last) is 9.5")');
  await page().keyboard.press('Escape');
});

await step('by power the model, the plan and the heat map have the same colours', async () => {
  await page().selectOption('#scheme', 'DT_Power');
  const shades = await until('all powers', async () => {
    const {elements} = await ask('bim/overrides?by=DT_Power');
    return elements.filter(one => /^\d$/.test(one.key)).length >= 70 && new Map(elements.map(one => [one.assets[0], one]));
  });
  const {rgb} = shades.get('outlet-51');
  await page().waitForSelector(`#assets [data-asset=outlet-51] .swatch[style="background:${rgb}"]`);
  await picture('duplex-power');
  await page().click('#as-plan');
  await page().waitForSelector('.plan [data-asset=outlet-51].solid rect[fill="' + rgb + '"]');
  await page().click('#as-grid');
  await page().waitForSelector('.grid [data-asset=outlet-51] .measure:text-matches("^19\\\\d\\\\d(\\\\.\\\\d+)? W$")');
  check((await page().getAttribute('.grid [data-asset=outlet-51] .swatch', 'style')).includes(rgb), 'the heat map has another colour');
  await picture('duplex-grid');
});

await step('a storey of the model narrows it, and the view is kept and comes back by its link', async () => {
  await page().click('#as-model');
  await page().selectOption('select[aria-label="In the model"]', {label: 'Storey Level 2'});
  await until('those of the storey', async () => /^\d\d of 96/.test(await page().textContent('#count')));
  await page().click('#views summary');
  await page().fill('#views input', 'Upstairs');
  await page().press('#views input', 'Enter');
  const kept = await page().textContent('#count');
  const requests = [];
  page().on('request', request => requests.push(new URL(request.url()).pathname));
  await page().reload();
  await page().waitForSelector('#app[data-ready=yes]', {timeout: 90000});
  await until('the same is shown', async () => await page().textContent('#count') === kept && await page().inputValue('#scheme') === 'DT_Power');
  check(!requests.includes('/bim/model/file'), 'the model was read again, though the browser has its shapes');
  await page().click('#views summary');
  await page().waitForSelector('#views a:text-is("Upstairs")');
  await page().keyboard.press('Escape');
  await page().click('text=Show all');
});

await step('a row of a register that is not found is listed, and an address without a point has a row that would make it one', async () => {
  await page().click('#tab-mapping');
  await page().waitForSelector('#registers .row:has-text("4712, Telephone outlet"):has-text("no element has its tag")');
  const row = page().locator('#unheard li:has-text("duplex/attic#$.temp_c")');
  await row.locator('text=Map this').click();
  await row.locator('input[aria-label=Asset]').fill('roof');
  await until('the row', async () => /^[^,]+,roof,[^,]+,temperature,Cel,gateway,duplex\/attic#\$\.temp_c,/.test(await row.locator('.made').textContent()));
});

await step('no page complained, but that no simulator runs', async () => {
  const others = session.complaints.filter(one => !one.includes('404') || !one.includes('/api/gemello/simulator/'));
  check(others.length === 0, others.join('; '));
});
await session.close();
