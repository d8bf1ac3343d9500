import type { Native } from "./native.cjs";

/** Per platform, in the order to try: the wrong libc fails at once, so it needs no detection. */
const BUILDS: Readonly<Record<string, readonly string[]>> = {
  "linux-x64": ["linux-x64-gnu", "linux-x64-musl"],
  "linux-arm64": ["linux-arm64-gnu", "linux-arm64-musl"],
  "darwin-x64": ["darwin-x64"],
  "darwin-arm64": ["darwin-arm64"],
  "win32-x64": ["win32-x64-msvc"],
  "win32-arm64": ["win32-arm64-msvc"],
};

const WASM = "./avatar-errors.wasm";

/** The native add-on, and WebAssembly where none fits. */
export function load(): Native {
  const builds = BUILDS[`${process.platform}-${process.arch}`] ?? [];
  const tried: { place: string; reason: unknown }[] = [];
  for (const build of builds) {
    const file = `./avatar-errors.${build}.node`;
    for (const place of [file, `avatar-errors-${build}`]) {
      try {
        return require(place);
      } catch (reason) {
        tried.push({ place, reason });
      }
    }
  }
  try {
    return compiled();
  } catch (reason) {
    throw explain([...tried, { place: WASM, reason }]);
  }
}

function compiled(): Native {
  const { readFileSync } = require("node:fs") as typeof import("node:fs");
  const { join } = require("node:path") as typeof import("node:path");
  const { nativeOf } =
    require("./wasm/native.cjs") as typeof import("./wasm/native.cjs");
  return nativeOf(readFileSync(join(__dirname, WASM)));
}

function explain(tried: { place: string; reason: unknown }[]): Error {
  const { join } = require("node:path") as typeof import("node:path");
  let cause: unknown;
  const lines = tried.map(({ place, reason }) => {
    const name = place.startsWith(".")
      ? join(__dirname, place)
      : `package ${place}`;
    if ((reason as NodeJS.ErrnoException)?.code?.match(/NOT_FOUND|ENOENT/))
      return `  ${name}: not found`;
    cause ??= reason;
    return `  ${name}: ${String((reason as Error)?.message ?? reason).split("\n", 1)[0]}`;
  });
  const looked =
    lines.length > 1
      ? ["Looked for:", ...lines]
      : ["There is no build for this platform.", ...lines];
  return new Error(
    [
      `avatar-errors: no native library could be loaded for ${platform()}.`,
      ...looked,
      "What to do: install again with optional dependencies (no --omit=optional), on this platform;",
      "a lock file or node_modules folder from another platform lacks the package. To build the",
      "library from source, run `npm install && npm run build` in bindings-node.",
    ].join("\n"),
    { cause },
  );
}

function platform(): string {
  const name = `${process.platform}-${process.arch}`;
  if (process.platform !== "linux") return name;
  const { header } = process.report.getReport() as {
    header: { glibcVersionRuntime?: string };
  };
  const glibc = header.glibcVersionRuntime;
  return `${name} (${glibc ? `glibc ${glibc}` : "musl"})`;
}
