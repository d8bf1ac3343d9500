import { chunks } from "../../bindings-node/test/chunks.mjs";

/** As much as is classified at once. */
const MOST = 1 << 20;

/** Standard input in pieces, each given to `ask`; what it answers goes to standard output. */
export async function answerAll(ask) {
  let waiting = [];
  let length = 0;
  const send = async () => {
    const bytes = Buffer.concat(waiting.splice(0));
    length = 0;
    if (bytes.length > 0) process.stdout.write(await ask(bytes));
  };
  for await (const bytes of chunks()) {
    waiting.push(bytes);
    length += bytes.length;
    if (bytes.at(-1) !== 0x0a) waiting.push(Buffer.from("\n"));
    if (length > MOST) await send();
  }
  await send();
}
