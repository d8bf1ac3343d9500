// `client.mjs --http LIBRARY --websocket LIBRARY [--oldest] [--drills] ADDRESSES LIST`: a client in
// the style of an ordinary SDK, run against the stand-in service. One line of JSON for each scenario
// of the list, or for each drill, in order.

import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { runDrill } from './drill.mjs';
import { Session } from './session.mjs';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    http: { type: 'string' },
    websocket: { type: 'string' },
    oldest: { type: 'boolean', default: false },
    drills: { type: 'boolean', default: false },
  },
});
const library = async (kind, name) => (await import(`./${kind}/${name}.mjs`)).load(values.oldest);
const libraries = {
  post: await library('http', values.http),
  Connection: await library('websocket', values.websocket),
};

const addresses = JSON.parse(positionals[0]);
const { client, drills = [], scenarios = [] } = JSON.parse(readFileSync(positionals[1], 'utf8'));

for (const drill of values.drills ? drills : []) {
  console.log(JSON.stringify(await runDrill(libraries, addresses.plain, client, drill)));
}

for (const { name, console: asked = 'plain', ingress = 'plain', client: own } of scenarios) {
  const at = (address) => `${addresses[address]}/s/${name}`;
  const session = new Session(libraries, at(asked), at(ingress), { ...client, ...own });
  const report = await session.run().then(
    () => ({ problem: 'nothing failed' }),
    (error) => (error.toJSON ? { error: JSON.stringify(error) } : { problem: String(error) }),
  );
  console.log(JSON.stringify({ scenario: name, ...report }));
}
// Sockets that the service keeps open would keep the client too.
process.exit();
