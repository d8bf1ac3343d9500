interface Native {
  classify(
    texts: string,
    httpStatus: number,
    closeCode: number,
    nowMs: number,
    body: Uint8Array | undefined,
    frame: Uint8Array | undefined,
    headers: string[] | undefined,
  ): string | null;
  classifyJSON(failure: string): string;
  canonical(error: string): string;
  describe(error: string): string;
  fingerprint(error: string): [string, string, string];
  catalog(): string;
  retryPolicy(policy: string): string;
  retryDecision(policy: string, error: string, state: string): string;
  logFields(error: string): string;
  surface(error: string): string;
  problem(error: string): string;
  recurrenceMonitor(policy: string): string;
  recur(monitor: string, error: string, nowMs: number): string;
}

/** Per platform, in the order to try: the wrong libc fails at once, so it needs no detection. */
const BUILDS: Readonly<Record<string, readonly string[]>> = {
  "linux-x64": ["linux-x64-gnu", "linux-x64-musl"],
  "linux-arm64": ["linux-arm64-gnu", "linux-arm64-musl"],
  "darwin-x64": ["darwin-x64"],
  "darwin-arm64": ["darwin-arm64"],
  "win32-x64": ["win32-x64-msvc"],
  "win32-arm64": ["win32-arm64-msvc"],
};

function load(): Native {
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
  throw explain(tried);
}

function explain(tried: { place: string; reason: unknown }[]): Error {
  const { join } = require("node:path") as typeof import("node:path");
  let cause: unknown;
  const lines = tried.map(({ place, reason }) => {
    const name = place.startsWith(".")
      ? join(__dirname, place)
      : `package ${place}`;
    if ((reason as NodeJS.ErrnoException)?.code === "MODULE_NOT_FOUND")
      return `  ${name}: not found`;
    cause ??= reason;
    return `  ${name}: ${String((reason as Error)?.message ?? reason).split("\n", 1)[0]}`;
  });
  const looked =
    lines.length > 0
      ? ["Looked for:", ...lines]
      : ["There is no build for this platform."];
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

export const native = load();
