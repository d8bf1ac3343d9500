import { peek, text } from "../peek.cjs";
import type { Adapter } from "./adapter.cjs";

/**
 * What `fetch` rejects with where a request fails below HTTP, or the page may not read the answer:
 * browsers tell neither apart, in a `TypeError` without a code. The text is all there is.
 */
const FAILED = new Set([
  // Chromium, and where a body breaks off.
  "Failed to fetch",
  "network error",
  // Firefox, and where a body breaks off.
  "NetworkError when attempting to fetch resource.",
  "Error in input stream",
  "Error in body stream",
  // Safari; the second where the device is off line, the third where a connection breaks off.
  "Load failed",
  "The Internet connection appears to be offline.",
  "The network connection was lost.",
  // React Native, and what stands in for fetch in old browsers.
  "Network request failed",
  // Workers of Cloudflare.
  "Network connection lost.",
]);

/** `fetch` of browsers and of what is like one; `XMLHttpRequest` and streams reject with the second. */
export const browser: Adapter = {
  read(link) {
    const name = text(link, "name");
    const failed =
      name === "NetworkError" || (name === "TypeError" && isFailed(link));
    return failed ? { transport: "other" } : undefined;
  },
};

/** Where it has a cause, that says more. */
function isFailed(link: object): boolean {
  // Chromium names the host behind the text, where it is not the page's own.
  const message = text(link, "message").replace(/ \([^()]*\)$/, "");
  return FAILED.has(message) && peek(link, "cause") === undefined;
}
