import { AvatarError, classify } from "avatar-errors";

import { errorsOf } from "/test/lines.mjs";

window.errorsOf = async (name) => {
  const failures = await fetch(name);
  const bytes = new Uint8Array(await failures.arrayBuffer());
  await fetch(name, { method: "POST", body: errorsOf(bytes) });
};

/** What the browser itself raises, as the package reads it. */
window.raised = async () => {
  Error.stackTraceLimit = 10;
  const phase = "websocket_connect";
  const thrown = async (work) => {
    try {
      await work();
    } catch (error) {
      return error;
    }
    throw new Error("nothing was thrown");
  };
  const code = (error) => AvatarError.from(error, { phase }).rule;
  const refused = await thrown(() => fetch("http://127.0.0.1:9/"));
  const late = await thrown(() =>
    fetch("/never", { signal: AbortSignal.timeout(50) }),
  );
  const control = new AbortController();
  control.abort();
  const aborted = await thrown(() => fetch("/", { signal: control.signal }));
  const url = new URL("/rejected", location).href.replace("http", "ws");
  const events = await new Promise((resolve) => {
    const socket = new WebSocket(url);
    const seen = {};
    socket.onerror = (event) => (seen.error = event);
    socket.onclose = (event) => resolve({ ...seen, close: event });
  });
  const end = await AvatarError.closeOf(new WebSocket(url), { phase });
  return {
    refused: code(refused),
    network: code(new DOMException("x", "NetworkError")),
    late: code(late),
    aborted: AvatarError.tryFrom(aborted) === undefined,
    errorEvent: code(events.error),
    closeEvent: code(events.close),
    closeOf: end.rule,
    thrownEvent: code(new ErrorEvent("error", { error: refused })),
    closed: code(new CloseEvent("close", { code: 4503, reason: "gone" })),
    stack: classify({ phase }).stack.includes("page.mjs"),
  };
};
window.ready = true;
