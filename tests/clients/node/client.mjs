// `client.mjs ADDRESSES SCENARIOS`: a client in the style of an ordinary SDK, run against the
// stand-in service. One line of JSON for each scenario, in order.

import { classify } from 'avatar-errors';
import { readFileSync } from 'node:fs';
import { Failed } from './facts.mjs';
import { Session } from './session.mjs';

const addresses = JSON.parse(process.argv[2]);
const { client, scenarios } = JSON.parse(readFileSync(process.argv[3], 'utf8'));

async function fail({ name, console = 'plain', ingress = 'plain', client: own }) {
  const at = (address) => `${addresses[address]}/s/${name}`;
  try {
    return await new Session(at(console), at(ingress), { ...client, ...own }).run();
  } catch (error) {
    if (error instanceof Failed) return JSON.stringify(classify(error.facts));
    throw error;
  }
}

for (const scenario of scenarios) {
  const report = await fail(scenario).then(
    (error) => ({ error }),
    (problem) => ({ problem: String(problem) }),
  );
  console.log(JSON.stringify({ scenario: scenario.name, ...report }));
}
