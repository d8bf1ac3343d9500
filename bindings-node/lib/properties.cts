export function hide(target: object, name: PropertyKey, value: unknown): void {
  Object.defineProperty(target, name, {
    value,
    writable: true,
    configurable: true,
  });
}

export function camelCase(key: string): string {
  return key.replace(/_[a-z]/g, (found) => found.charAt(1).toUpperCase());
}
