import { readFile, mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";

import puppeteer from "puppeteer-core";

const root = fileURLToPath(new URL("../../", import.meta.url));
const FOLDERS = {
  "/package/": join(root, "bindings-node/dist/web/"),
  "/test/": join(root, "bindings-node/test/"),
  "/bundles/": join(root, "tests/bundlers/dist/"),
  "/page/": join(root, "tests/runtimes/"),
};
const TYPES = {
  ".mjs": "text/javascript",
  ".js": "text/javascript",
  ".html": "text/html",
  ".wasm": "application/wasm",
};

const IMPORTS = JSON.stringify({
  imports: {
    "avatar-errors": "/package/index.mjs",
    "#wasm": "/package/inlined.mjs",
  },
});
/** The least that the package needs. */
const POLICY =
  "default-src 'none'; script-src 'self' 'nonce-page' 'wasm-unsafe-eval'; connect-src *";

const page = (script) =>
  `<!doctype html><script type="importmap" nonce="page">${IMPORTS}</script><script type="module" src="${script}"></script>`;

const BROWSERS = {
  chromium: {
    browser: "chrome",
    executablePath: "/usr/bin/chromium",
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  },
  firefox: {
    browser: "firefox",
    executablePath: "/usr/bin/firefox-esr",
    args: [],
  },
};

/** A browser with the page open that loads `script`, and what it fetches and posts. */
export async function browserOf(name, script = "/page/page.mjs") {
  const posts = new Map();
  const files = new Map();
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url, "http://localhost");
    if (pathname === "/never") return;
    if (request.method === "POST") {
      const parts = [];
      for await (const part of request) parts.push(part);
      posts.set(pathname, Buffer.concat(parts));
      return response.end();
    }
    if (pathname === "/") {
      response.setHeader("Content-Type", "text/html");
      response.setHeader("Content-Security-Policy", POLICY);
      return response.end(page(script));
    }
    const bytes = files.get(pathname) ?? (await read(pathname));
    if (!bytes) return response.writeHead(404).end();
    response.setHeader(
      "Content-Type",
      TYPES[extname(pathname)] ?? "application/octet-stream",
    );
    response.end(bytes);
  });
  server.on("upgrade", (_, socket) =>
    socket.end("HTTP/1.1 402 Payment Required\r\nContent-Length: 0\r\n\r\n"),
  );
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  const userDataDir = await mkdtemp(join(tmpdir(), "avatar-errors-browser-"));
  const browser = await puppeteer.launch({
    ...BROWSERS[name],
    headless: true,
    userDataDir,
  });
  const close = async () => {
    await browser.close();
    server.closeAllConnections();
    server.close();
    await rm(userDataDir, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    const page = await browser.newPage();
    page.setDefaultTimeout(300_000);
    const problems = [];
    page.on("pageerror", (error) => problems.push(String(error)));
    page.on(
      "console",
      (message) => message.type() === "error" && problems.push(message.text()),
    );
    await page.goto(`http://127.0.0.1:${server.address().port}/`);
    await page
      .waitForFunction(() => window.ready, { timeout: 30_000 })
      .catch((error) => {
        throw new Error(`${error.message}\n${problems.join("\n")}`);
      });
    return {
      browser,
      page,
      put: (path, bytes) => files.set(path, bytes),
      answer(path) {
        const bytes = posts.get(path);
        posts.delete(path);
        files.delete(path);
        return bytes;
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

async function read(pathname) {
  for (const [prefix, folder] of Object.entries(FOLDERS)) {
    if (!pathname.startsWith(prefix)) continue;
    const file = normalize(join(folder, pathname.slice(prefix.length)));
    return file.startsWith(folder)
      ? readFile(file).catch(() => undefined)
      : undefined;
  }
  return undefined;
}
