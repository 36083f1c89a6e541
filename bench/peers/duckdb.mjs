// DuckDB, from the npm package that carries it: loads the hotels of a folder (market_folder.hpp says what
// is in it), asks, compares every answer with Pronto's, and writes its figures.
//
//   node bench/peers/duckdb.mjs FOLDER FIGURES.json [quick]      ends with 3 if the package is not there
import fs from 'node:fs';
import os from 'node:os';

const [folder, figures, quickly] = process.argv.slice(2);
const duckdb = await import('@duckdb/node-api').catch(() => process.exit(3));

// As in measure.cpp.
const runs = quickly ? 1 : 5;
const runMsMax = 4000;
const fewest = 20;
const askingMs = quickly ? 20 : 1000;
const nightsEnd = 365;
const closedAmount = 5_000_000;
const mixes = ['everyone', 'berlin'];
const kinds = ['cheapest', 'best 20', '30 arrivals', '60 arrivals'];
const arrivals = [1, 1, 30, 60];

const lines = name => fs.readFileSync(`${folder}/${name}`, 'utf8').split('\n').slice(0, -1);
const cities = lines('cities.tsv').map(line => {
  const [first, last] = line.split('\t').slice(3).map(Number);
  return {first, hotels: last - first + 1};
});
const questions = lines('questions.tsv').map(line => {
  const [mix, kind, city, arrival, nights] = line.split('\t').map(Number);
  return {mix, kind, city, arrival, nights};
});
const answers = lines('answers.tsv');

// One row for each night and hotel with the running sums of its products, as the other tables of sums
// have it, in the order of places: ranges of places are a few blocks, and the rows of arrivals and of
// their departures go in pairs without being looked for.
async function load(to) {
  const text = count => [...Array(count).keys()].map(i => `'c${i}': 'VARCHAR'`).join(', ');
  const csv = (name, columns) => `read_csv('${folder}/${name}', delim = '\t', header = false, quote = '',
    columns = {${text(columns)}}, auto_detect = false, max_line_size = 1000000)`;
  await to.run(`CREATE TABLE cities AS SELECT c0::INT AS city, c3::INT AS first,
    c4::INT - c3::INT + 1 AS hotels FROM ${csv('cities.tsv', 5)}`);
  const running = product => `(sum(${product}) OVER (PARTITION BY hotel ORDER BY night
    ROWS UNBOUNDED PRECEDING))::INT AS ${product}`;
  const nights = column => `unnest([0] || list_transform(string_split(${column}, ',')::INT[],
    lambda amount: if(amount = 0, ${closedAmount}, amount)))`;
  await to.run(`CREATE TABLE sums (place INT, a INT, b INT, c INT, d INT, stars TINYINT, factor INT, tax INT)`);
  // City by city, so that sorting never needs more memory than a city.
  await to.run(`CREATE TABLE hotels AS SELECT c0::INT AS hotel, c1::INT AS city, c5::TINYINT AS stars,
    10000 + c6::INT AS factor, c7::INT AS tax, c8, c9, c10, c11 FROM ${csv('hotels.tsv', 12)}`);
  const step = 10;
  for (let city = 0; city < cities.length; city += step)
    await to.run(`INSERT INTO sums
      WITH nights AS (SELECT hotel, city, stars, factor, tax, unnest(range(${nightsEnd + 1})) AS night,
        ${nights('c8')} AS a, ${nights('c9')} AS b, ${nights('c10')} AS c, ${nights('c11')} AS d
        FROM hotels WHERE city >= ${city} AND city < ${city + step})
      SELECT ${nightsEnd + 1} * first + night * hotels + hotel - first AS place,
        ${running('a')}, ${running('b')}, ${running('c')}, ${running('d')}, stars, factor, tax
      FROM nights JOIN cities USING (city) ORDER BY place`);
  await to.run('DROP TABLE hotels');
}

// $1 and $2: the first arrival's first row and the last one's last; $3: the step to the departure.
const stays = `(SELECT * FROM sums WHERE place BETWEEN $1::INT AND $2::INT) x POSITIONAL JOIN
  (SELECT a AS ya, b AS yb, c AS yc, d AS yd FROM sums
   WHERE place BETWEEN $1::INT + $3::INT AND $2::INT + $3::INT) y`;
const total = `((least(ya - a, yb - b, yc - c, yd - d)::BIGINT * factor + 5000) // 10000 + tax * $4::INT)`;

class Asker {
  static async on(instance) {
    const out = new Asker();
    out.to = await instance.connect();
    await out.to.run('USE market');
    const cheapest = await out.to.prepare(
        `SELECT 0, min(${total} * 10000000 + place - $1::INT) FROM ${stays}`);
    const best = await out.to.prepare(`SELECT * FROM (SELECT ${total} AS total, place - $1::INT AS hotel
      FROM ${stays} WHERE stars >= 4) WHERE total <= $5::INT ORDER BY total, hotel LIMIT 20`);
    const calendar = await out.to.prepare(`SELECT (place - $1::INT) // $5::INT AS arrival,
      min(${total} * 10000000 + (place - $1::INT) % $5::INT) FROM ${stays} GROUP BY 1 ORDER BY 1`);
    out.statements = [cheapest, best, calendar, calendar];
    return out;
  }

  // [arrival, hotel, total] of each offer.
  async ask({kind, city, arrival, nights}) {
    const {first, hotels} = cities[city];
    const lastArrival = Math.min(arrival + arrivals[kind] - 1, nightsEnd - nights);
    if (lastArrival < arrival) return [];
    const statement = this.statements[kind];
    const base = (nightsEnd + 1) * first;
    statement.bindInteger(1, base + arrival * hotels);
    statement.bindInteger(2, base + (lastArrival + 1) * hotels - 1);
    statement.bindInteger(3, nights * hotels);
    statement.bindInteger(4, nights);
    if (kind === 1) statement.bindInteger(5, 20_000 * nights);
    if (kind > 1) statement.bindInteger(5, hotels);
    const rows = (await statement.runAndReadAll()).getRows();
    if (kind === 1) return rows.map(row => [arrival, first + Number(row[1]), Number(row[0])]);
    const out = [];
    for (const row of rows) {
      const sum = Number(row[1] / 10_000_000n);
      if (sum < closedAmount) out.push([arrival + Number(row[0]), first + Number(row[1] % 10_000_000n), sum]);
    }
    if (kind !== 2 || out.length === 0) return out;
    return [out.reduce((least, each) =>
        each[2] < least[2] || (each[2] === least[2] && each[1] < least[1]) ? each : least)];
  }
}

const quantile = (sorted, share) => sorted[Math.min(Math.floor(share * sorted.length), sorted.length - 1)];
const spread = all => {
  const sorted = all.toSorted((x, y) => x - y);
  return {least: sorted[0], median: sorted[sorted.length >> 1], greatest: sorted.at(-1)};
};

async function times(by, all) {
  const p50 = [], p99 = [];
  let asked = all.length;
  for (let run = -1; run < runs; ++run) {
    const us = [];
    const runStart = performance.now();
    for (let i = 0; i < asked; ++i) {
      const start = performance.now();
      await by.ask(all[i]);
      us.push((performance.now() - start) * 1000);
      if (run < 0 && us.length >= fewest && performance.now() - runStart > runMsMax) asked = us.length;
    }
    if (run < 0) continue;
    us.sort((x, y) => x - y);
    p50.push(quantile(us, 0.5));
    p99.push(quantile(us, 0.99));
  }
  const half = spread(p50);
  return {p50_us: half.median, p50_least_us: half.least, p50_greatest_us: half.greatest, p99_us: spread(p99).median,
          questions: asked};
}

async function throughput(instance, asked, askers) {
  const all = [];
  for (let i = 0; i < askers; ++i) all.push(await Asker.on(instance));
  const rates = [];
  for (let run = -1; run < runs; ++run) {
    let answered = 0;
    const end = performance.now() + askingMs;
    await Promise.all(all.map(async (by, i) => {
      for (let at = Math.floor(i * asked.length / askers); performance.now() < end; ++at, ++answered)
        await by.ask(asked[at % asked.length]);
    }));
    if (run >= 0) rates.push(answered / askingMs * 1000);
  }
  return spread(rates).median;
}

const cores = os.availableParallelism();
const start = performance.now();
const instance = await duckdb.DuckDBInstance.create(':memory:', {threads: String(cores)});
// Small groups of rows: of a city's there are few others to pass over.
const loader = await instance.connect();
await loader.run("ATTACH ':memory:' AS market (ROW_GROUP_SIZE 16384); USE market");
await load(loader);
const loadS = (performance.now() - start) / 1000;
// A question is asked on one core, as of the others; who ask at once have threads of their own.
await loader.run('SET threads = 1');
const version = (await loader.runAndReadAll('SELECT version()')).getRows()[0][0].replace(/^v/, '');

const by = await Asker.on(instance);
let offers = 0;
for (const [i, each] of questions.entries()) {
  const heard = await by.ask(each);
  offers += heard.length;
  const text = heard.map(offer => offer.join(':')).join(',');
  if (text !== answers[i]) {
    console.error(`DuckDB answers question ${i} with ${text} and Pronto with ${answers[i]}`);
    process.exit(1);
  }
}
if (offers === 0) {
  console.error('DuckDB finds nothing');
  process.exit(1);
}
const json = {
  system: `DuckDB ${version}, sums of nights`,
  load_s: loadS,
  answers: {asked: questions.length, answered: questions.length, offers},
  questions: {},
};
const of = (mix, kind) => questions.filter(each => each.mix === mix && each.kind === kind);
for (const [mix, mixName] of mixes.entries()) {
  json.questions[mixName] = {};
  for (const [kind, kindName] of kinds.entries())
    json.questions[mixName][kindName] = await times(by, of(mix, kind));
}
json.cores = cores;
json.cheapest_per_s = {one: await throughput(instance, of(0, 0), 1), all: await throughput(instance, of(0, 0), cores)};
json.resident_bytes = process.memoryUsage.rss();
json.server_bytes = 0;
json.file_bytes = 0;
fs.writeFileSync(figures, JSON.stringify(json, null, 2) + '\n');
const p50 = kinds.map(kind => json.questions.everyone[kind].p50_us.toFixed(1).padStart(9)).join(' ');
console.log(`${json.system.padEnd(34)} load ${loadS.toFixed(1).padStart(7)} s   p50 us: ${p50}`);
