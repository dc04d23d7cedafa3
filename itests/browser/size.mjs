// Watches a large model while many of its elements change again and again. Arguments: a JSON object {url, shots, password, operator, boxes, changed}.
import {browse, check, until} from './kit.mjs';

const given = JSON.parse(process.argv[2]);
const session = await browse(given);
const {step, picture} = session;
const cost = () => session.page.evaluate(() => window.gemello.cost());

await step('all elements are there, in few draw calls', async () => {
  await session.signIn(given.operator, 'view');
  await session.page.waitForSelector('#app[data-ready=yes]', {timeout: 120000});
  const now = await until('a frame', async () => (await cost()).drawCalls > 0 && cost());
  console.log('     ' + JSON.stringify(now));
  check(now.parts === Number(given.boxes), `${now.parts} parts`);
  check(now.drawCalls <= 200, `${now.drawCalls} draw calls`);
});

await step('what changes together is drawn within a second', async () => {
  await session.page.selectOption('#scheme', 'DT_Heat');
  const now = await until('a change', async () => {
    const last = await cost();
    return last.changed === Number(given.changed) && last;
  }, 60000);
  console.log('     ' + JSON.stringify(now));
  check(now.millis < 1000, `${now.millis} ms`);
  await picture('view-size');
});

await step('it turns as fast as this machine draws', async () => {
  // Said, not judged: without a graphics card the processor draws every pixel.
  const {perSecond, renderer} = await session.page.evaluate(() => window.gemello.pace(30));
  console.log(`     ${perSecond.toFixed(1)} pictures a second of 1280 x 900, by ${renderer}`);
  check(perSecond > 0, 'nothing is drawn');
});

await step('no page complained, but that no simulator runs', async () => {
  const others = session.complaints.filter(one => !one.includes('404') || !one.includes('/api/gemello/simulator/'));
  check(others.length === 0, others.join('; '));
});
await session.close();
