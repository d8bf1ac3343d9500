/** The core's refusal as what JavaScript throws for a value out of range. */
export function refusing<T>(make: () => T): T {
  try {
    return make();
  } catch (refused) {
    throw new RangeError((refused as Error).message);
  }
}
