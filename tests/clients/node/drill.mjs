import { AvatarError, RetryBudget, retry } from 'avatar-errors';
import { randomUUID } from 'node:crypto';
import { SERVER_RESPONSE_ANIMATION } from './envelope.mjs';
import { Session } from './session.mjs';

const ends = (kind) => kind === SERVER_RESPONSE_ANIMATION;

/** Runs a drill as an SDK does that tries again, and tells what came of it. */
export async function runDrill(libraries, address, options, { name, cancel_after_ms }) {
  const run = randomUUID();
  const base = `${address}/d/${name}/${run}`;
  const controller = new AbortController();
  const report = { drill: name, run, outcome: 'up', tries: 0, attempts: null, error: null };
  let token;
  let cancelled;
  let timer;
  const cancelLater = () => {
    timer ??= setTimeout(() => {
      cancelled = performance.now();
      controller.abort();
    }, cancel_after_ms);
  };
  try {
    await retry(
      async ({ newToken, signal }) => {
        report.tries += 1;
        const session = new Session(libraries, base, base, options, signal);
        // Tokens are single-use: what is kept for too long is refused.
        if (newToken) token = undefined;
        try {
          token ??= await session.token();
          await session.converse(token, ends);
        } finally {
          if (cancel_after_ms) cancelLater();
        }
      },
      { budget: new RetryBudget(), signal: controller.signal },
    );
  } catch (error) {
    if (cancelled && error === controller.signal.reason) {
      report.outcome = 'cancelled';
      report.cancel_ms = performance.now() - cancelled;
    } else if (AvatarError.is(error)) {
      report.outcome = error.code;
      report.attempts = error.attempts ?? null;
      report.error = JSON.stringify(error);
    } else {
      report.outcome = String(error);
    }
  }
  clearTimeout(timer);
  return report;
}
