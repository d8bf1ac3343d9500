/** Per platform, in the order to try: the wrong libc fails at once, so it needs no detection. */
const BUILDS: Readonly<Record<string, readonly string[]>> = {
  "linux-x64": ["linux-x64-gnu", "linux-x64-musl"],
  "linux-arm64": ["linux-arm64-gnu", "linux-arm64-musl"],
  "darwin-x64": ["darwin-x64"],
  "darwin-arm64": ["darwin-arm64"],
  "win32-x64": ["win32-x64-msvc"],
  "win32-arm64": ["win32-arm64-msvc"],
};

/** Those that may fit here; each is in the package `avatar-errors-` and its name. */
export const builds: readonly string[] =
  BUILDS[`${process.platform}-${process.arch}`] ?? [];

export const WHAT_TO_DO = [
  "What to do: install again with optional dependencies (no --omit=optional), on this platform;",
  "a lock file or node_modules folder from another platform lacks the package.",
].join("\n");
