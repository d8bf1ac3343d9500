import type { Adapter } from "./adapter.cjs";
import { axios } from "./axios.cjs";
import { browser } from "./browser.cjs";
import { factory } from "./factory.cjs";
import { fetch } from "./fetch.cjs";
import { got } from "./got.cjs";
import { node } from "./node.cjs";
import { sdk } from "./sdk.cjs";
import { websocket } from "./websocket.cjs";
import { ws } from "./ws.cjs";

/** The first that knows a link reads it; Node itself knows what those before it pass on. */
export const LIBRARIES: readonly Adapter[] = [
  websocket,
  ws,
  axios,
  got,
  fetch,
  browser,
  node,
  sdk,
  factory,
];
