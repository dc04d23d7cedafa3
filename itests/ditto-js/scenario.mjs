// Uses Gemello as a program written for Eclipse Ditto does, by Ditto's own client. Arguments: a JSON object {domain, user, password}.
// Prints a line for each step; exits with 1 at the first that fails. A device that listens and answers is a plain WebSocket, for the client can only ask.
import {createRequire} from 'node:module';
const require = createRequire(import.meta.url);
const {DittoNodeClient, NodeHttpBasicAuth, NodeWebSocketBasicAuth, DefaultMatchOptions, DefaultFieldsOptions, DefaultSearchOptions, DefaultMessagesOptions, DefaultGetThingsOptions, Thing, Feature, Features,
  And, Eq, Gt} = require('@eclipse-ditto/ditto-javascript-client-node');
const WebSocket = require('ws');

const given = JSON.parse(process.argv[2]);
const PATIENCE_MS = 20000;
const ID = 'org.js:lamp';

function check(truth, what) {
  if (!truth) {
    throw new Error(what);
  }
}

function same(actual, expected, what) {
  check(JSON.stringify(actual) === JSON.stringify(expected), `${what ?? ''}: ${JSON.stringify(actual)} is not ${JSON.stringify(expected)}`);
}

async function until(what, question) {
  const end = Date.now() + PATIENCE_MS;
  while (!question()) {
    check(Date.now() < end, 'not in time: ' + what);
    await new Promise(done => setTimeout(done, 20));
  }
}

async function step(name, work) {
  let late;
  try {
    await Promise.race([work(), new Promise((_, fail) => late = setTimeout(() => fail(new Error('not in time')), PATIENCE_MS))]);
    console.log('ok   ' + name);
  } catch (failure) {
    console.log('FAIL ' + name + ': ' + (failure?.stack ?? JSON.stringify(failure)));
    process.exit(1);
  } finally {
    clearTimeout(late);
  }
}

/** What a refused request is refused with. */
async function refusal(request) {
  try {
    await request;
  } catch (refused) {
    return refused?.body ?? refused;
  }
  throw new Error('it was not refused');
}

/** A device: hears what it asked for and says what it likes. */
function device(headers) {
  const socket = new WebSocket(`ws://${given.domain}/ws/2`, {headers: {Authorization: 'Basic ' + Buffer.from(given.user + ':' + given.password).toString('base64'), ...headers}});
  const heard = [];
  const answers = [];
  socket.on('message', text => {
    heard.push(String(text));
    if (String(text).startsWith('{')) {
      answers.forEach(answer => answer(JSON.parse(text)));
    }
  });
  return new Promise((done, fail) => {
    socket.on('error', fail);
    socket.on('open', () => done({
      heard,
      envelopes: () => heard.filter(text => text.startsWith('{')).map(text => JSON.parse(text)),
      on: answer => answers.push(answer),
      say: envelope => socket.send(JSON.stringify(envelope)),
      start: async frame => {
        socket.send(frame);
        await until(frame, () => heard.includes(frame.split('?')[0] + ':ACK'));
      },
      close: () => socket.close()
    }));
  });
}

const http = DittoNodeClient.newHttpClient().withoutTls().withDomain(given.domain).withAuthProvider(NodeHttpBasicAuth.newInstance(given.user, given.password)).build();
const connect = () => DittoNodeClient.newWebSocketClient().withoutTls().withDomain(given.domain).withAuthProvider(NodeWebSocketBasicAuth.newInstance(given.user, given.password));
const twin = connect().withBuffer(100).twinChannel().build();
const other = connect().withBuffer(100).twinChannel().build();
const live = connect().withBuffer(100).liveChannel().build();
const lamp = new Thing(ID, undefined, {room: 'hall', watts: 5}, Features.fromObject({light: {properties: {on: false, level: 3}}}));

await http.getThingsHandle().deleteThing(ID).catch(() => 'there was none');
for (const [name, client] of [['HTTP', http], ['WebSocket', twin]]) {
  const things = client.getThingsHandle();
  const features = client.getFeaturesHandle(ID);
  const matching = tag => DefaultMatchOptions.getInstance().ifMatch(tag);
  await step(name + ': create', async () => {
    const made = await things.createThing(lamp).catch(() => null) ?? await things.putThing(lamp);
    same(made.status, 201);
    same((await things.getThing(ID)).attributes, {room: 'hall', watts: 5});
  });
  await step(name + ': modify', async () => {
    same((await features.putProperty('light', 'on', true)).status, 204);
    same((await features.putProperty('light', 'mode', {night: [1, 2]})).status, 201);
    same((await things.putAttribute(ID, 'watts', 6)).status, 204);
    same((await things.putDefinition(ID, 'org.js:lamp:1.0.0')).status, 201);
  });
  await step(name + ': merge', async () => {
    same((await things.patchThing(Thing.fromObject({thingId: ID, attributes: {maker: 'acme', watts: null}}))).status, 204);
    same((await features.patchProperties('light', {level: 7})).status, 204);
  });
  await step(name + ': retrieve', async () => {
    const thing = await things.getThing(ID);
    same(thing.attributes, {room: 'hall', maker: 'acme'});
    same(thing.toObject().features, {light: {properties: {on: true, level: 7, mode: {night: [1, 2]}}}});
    same(await features.getProperty('light', 'mode'), {night: [1, 2]});
    same(await things.getDefinition(ID), 'org.js:lamp:1.0.0');
  });
  await step(name + ': conditional', async () => {
    same((await refusal(things.putAttribute(ID, 'room', 'attic', matching('"rev:1"')))).error, 'things:precondition.failed');
    same((await refusal(things.putAttribute(ID, 'room', 'attic', DefaultMatchOptions.getInstance().addHeader('condition', 'eq(attributes/room,"cellar")')))).error, 'things:condition.failed');
    same((await things.putAttribute(ID, 'room', 'attic', DefaultMatchOptions.getInstance().addHeader('condition', 'eq(attributes/room,"hall")'))).status, 204);
  });
  await step(name + ': typed errors', async () => {
    same((await refusal(things.getThing('org.js:nothing'))).error, 'things:thing.notfound');
    same((await refusal(features.getProperty('light', 'nothing'))).error, 'things:feature.property.notfound');
    const missing = await refusal(things.getAttribute(ID, 'nothing'));
    same([missing.status, missing.error], [404, 'things:attribute.notfound']);
    check(missing.message && missing.description, JSON.stringify(missing));
  });
  await step(name + ': delete', async () => {
    same((await things.deleteAttribute(ID, 'maker')).status, 204);
    same((await things.deleteThing(ID)).status, 204);
    same((await refusal(things.getThing(ID))).status, 404);
  });
}

await step('search', async () => {
  for (let i = 0; i < 4; i++) {
    await http.getThingsHandle().putThing(new Thing('org.js:s' + i, undefined, {n: i, kind: 'searched'}));
  }
  const search = http.getSearchHandle();
  const filter = And(Eq('attributes/kind', 'searched'), Gt('attributes/n', 0));
  const first = await search.search(DefaultSearchOptions.getInstance().withFilter(filter).withSort('-attributes/n').withPageSize(2).withFields('thingId'));
  same(first.items.map(item => item.thingId), ['org.js:s3', 'org.js:s2']);
  const second = await search.search(DefaultSearchOptions.getInstance().withCursor(first.cursor));
  same(second.items.map(item => item.thingId), ['org.js:s1']);
  same(await search.count(DefaultSearchOptions.getInstance().withFilter(filter)), 3);
  same((await refusal(search.search(DefaultSearchOptions.getInstance().withRawFilter('eq(attributes/n')))).error, 'rql.expression.invalid');
});

await step('events', async () => {
  const events = other.getEventsHandle();
  await events.requestEvents();
  const all = [];
  const rooms = [];
  events.subscribeToThing(ID, event => all.push(event));
  events.subscribeToAttribute(ID, 'room', event => rooms.push(event));
  await twin.getThingsHandle().putThing(lamp);
  await twin.getThingsHandle().putAttribute(ID, 'room', 'loft');
  await http.getThingsHandle().patchAttribute(ID, 'room', 'roof');
  await twin.getFeaturesHandle(ID).deleteProperty('light', 'on');
  await other.getThingsHandle().putAttribute(ID, 'own', 1);
  await twin.getThingsHandle().putAttribute(ID, 'end', 1);
  await until('all events', () => all.some(event => event.path === '/attributes/end'));
  same(all.map(event => event.action), ['created', 'modified', 'merged', 'deleted', 'created'], 'without its own');
  same(rooms.map(event => event.value), ['loft', 'roof']);
  await events.stopEvents();
});

await step('events with a filter', async () => {
  const watcher = await device();
  await watcher.start('START-SEND-EVENTS?namespaces=org.js&filter=' + encodeURIComponent('gt(features/light/properties/level,8)') + '&extraFields=attributes/room');
  await twin.getFeaturesHandle(ID).putProperty('light', 'level', 8);
  await twin.getFeaturesHandle(ID).putProperty('light', 'level', 9);
  await until('the event', () => watcher.envelopes().length > 0);
  same(watcher.envelopes().map(event => [event.topic, event.path, event.value, event.extra]),
    [['org.js/lamp/things/twin/events/modified', '/features/light/properties/level', 9, {attributes: {room: 'roof'}}]]);
  watcher.close();
});

await step('a live message with an answer', async () => {
  const answering = await device();
  answering.on(message => answering.say({topic: message.topic, path: message.path, headers: {'correlation-id': message.headers['correlation-id'], 'content-type': 'application/json'},
    value: {heard: message.value, by: message.headers['ditto-message-subject']}, status: 202}));
  await answering.start('START-SEND-MESSAGES');
  const byHttp = await http.getMessagesHandle().messageToThing(ID, 'blink', {times: 3});
  same([byHttp.status, byHttp.body], [202, {heard: {times: 3}, by: 'blink'}]);
  const toFeature = await http.getMessagesHandle().messageFromFeature(ID, 'light', 'hot', 'very', 'text/plain');
  same(toFeature.body, {heard: '"very"', by: 'hot'}, 'the client sends text as JSON text');
  const bySocket = await live.getMessagesHandle().messageToThing(ID, 'blink', {times: 4}, 'application/json');
  same([bySocket.status, bySocket.body], [202, {heard: {times: 4}, by: 'blink'}]);
  answering.close();
  const late = await refusal(http.getMessagesHandle().messageToThing(ID, 'blink', '{}', 'application/json', DefaultMessagesOptions.getInstance().withTimeout(1)));
  same([late.status, late.error], [408, 'command.timeout']);
});

await step('messages heard by the client', async () => {
  const messages = live.getMessagesHandle();
  await messages.requestMessages();
  const heard = [];
  messages.subscribeToThing(ID, message => heard.push(message), 'ring', 'inbox');
  await http.getMessagesHandle().messageToThing(ID, 'ring', 'now', 'application/json', DefaultMessagesOptions.getInstance().withTimeout(0));
  await until('the message', () => heard.length === 1);
  same([heard[0].value, heard[0].path], ['now', '/inbox/messages/ring']);
  await messages.stopMessages();
});

await step('live commands', async () => {
  const commands = live.getCommandsHandle();
  await commands.requestCommands();
  const heard = [];
  commands.subscribeToThing(ID, command => heard.push(command));
  const sender = await device();
  sender.say({topic: 'org.js/lamp/things/live/commands/modify', headers: {'response-required': false}, path: '/features/light/properties/on', value: true});
  await until('the command', () => heard.length === 1);
  same([heard[0].action, heard[0].value], ['modify', true]);
  sender.close();
});

await step('acknowledgements', async () => {
  const giving = await device({'declared-acks': 'lit'});
  giving.on(event => event.headers['requested-acks'].includes('lit') && giving.say({topic: 'org.js/lamp/things/twin/acks/lit', path: '/', headers: {'correlation-id': event.headers['correlation-id']}, status: 200, value: 'shining'}));
  await giving.start('START-SEND-EVENTS');
  const asking = DefaultMatchOptions.getInstance().addHeader('requested-acks', ['twin-persisted', 'lit']).addHeader('timeout', '10s');
  // The handles take 201 and 204 alone for the answer to a change: what is beneath them takes all.
  const bySocket = await twin.getThingsHandle().requestFactory.fetchRequest({verb: 'PUT', id: ID, path: 'features/light/properties/level', payload: 1, requestOptions: asking});
  same([bySocket.body['twin-persisted'].status, bySocket.body.lit.status, bySocket.body.lit.payload], [204, 200, 'shining']);
  const put = (value, labels) => fetch(`http://${given.domain}/api/2/things/${ID}/features/light/properties/level?timeout=${labels === 'lit' ? '200ms' : '10s'}`, {method: 'PUT', body: String(value),
    headers: {'Content-Type': 'application/json', 'requested-acks': labels, Authorization: 'Basic ' + Buffer.from(given.user + ':' + given.password).toString('base64')}});
  const byHttp = await put(2, 'twin-persisted,lit');
  same([byHttp.status, (await byHttp.json()).lit.value], [200, 'shining']);
  giving.close();
  const none = await put(3, 'lit');
  same([none.status, (await none.json()).lit.value.error], [408, 'acknowledgement:request.timeout']);
});

[twin, other, live].forEach(client => client.close());
console.log('done');
process.exit(0);
