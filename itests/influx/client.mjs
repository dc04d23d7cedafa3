// InfluxDB's JavaScript client, used as its documentation shows: `node client.mjs URL TOKEN`. Writes, then reads until what was written is there.
import {flux, fluxDuration, InfluxDB, Point} from '@influxdata/influxdb-client';

const [url, token] = process.argv.slice(2);
const influx = new InfluxDB({url, token});

const writes = influx.getWriteApi('any', 'gemello', 'ms', {gzipThreshold: 10});
const now = Date.now();
for (let i = 0; i < 5; i++) {
  writes.writePoint(new Point('weather').tag('station', 'garden').floatField('temp', 10 + i).timestamp(now - 5000 + 1000 * i));
}
await writes.close();

const reads = influx.getQueryApi('any');
const query = flux`from(bucket: ${'gemello'})
  |> range(start: ${fluxDuration('-1h')})
  |> filter(fn: (r) => r._measurement == ${'weather'} and r._field == ${'temp'} and r.station == ${'garden'})`;
let rows = [];
for (const deadline = Date.now() + 30_000; rows.length < 5 && Date.now() < deadline; ) {
  rows = await reads.collectRows(query);
}
const last = await reads.collectRows(query + ' |> last()');
const windows = await reads.collectRows(query + ' |> aggregateWindow(every: 1d, fn: count, createEmpty: false) |> sum()');
let refusal;
try {
  await reads.collectRows(query + ' |> derivative()');
} catch (error) {
  refusal = {status: error.statusCode, code: error.code, message: error.message};
}
process.stdout.write(JSON.stringify({values: rows.map(row => row._value), times: rows.map(row => new Date(row._time).getTime() - now), last: last[0], count: windows[0]?._value, refusal}));
