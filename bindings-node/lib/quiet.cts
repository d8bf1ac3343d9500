/** What `make` makes, without the stacks of its errors: they are most of what an error costs. */
export function quietly<T>(make: () => T): T {
  const { stackTraceLimit } = Error;
  try {
    Error.stackTraceLimit = undefined as unknown as number;
  } catch {
    return make(); // `Error` is frozen.
  }
  try {
    return make();
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}
