// Failures as JSON lines on standard input, what a browser makes of them on standard output:
// browser.mjs chromium|firefox. The page has the package's own files under a content security policy,
// and no bundler.

import { browserOf } from "./driver.mjs";
import { answerAll } from "./ask.mjs";

const { page, put, answer, close } = await browserOf(process.argv[2]);
try {
  let count = 0;
  await answerAll(async (bytes) => {
    const name = `/failures/${count}`;
    count += 1;
    put(name, bytes);
    await page.evaluate((name) => window.errorsOf(name), name);
    return answer(name);
  });
} finally {
  await close();
}
