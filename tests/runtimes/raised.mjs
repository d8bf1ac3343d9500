// What browsers themselves raise is read for what it is: raised.mjs chromium|firefox

import assert from "node:assert/strict";

import { browserOf } from "./driver.mjs";

const name = process.argv[2];
const { page, close } = await browserOf(name);
try {
  const raised = await page.evaluate(() => window.raised());
  // A browser hides why a request failed, and what a server answered that refused an upgrade.
  const other = "transport.websocket_connect.other";
  assert.deepEqual(raised, {
    refused: other,
    network: other,
    late: "transport.websocket_connect.timeout",
    aborted: true,
    errorEvent: other,
    closeEvent: other,
    closeOf: other,
    thrownEvent: other,
    closed: "close_code.4503",
    stack: true,
  });
  console.log(`${name}: ${Object.keys(raised).length} things that it raises`);
} finally {
  await close();
}
