export function hide(target: object, name: PropertyKey, value: unknown): void {
  Object.defineProperty(target, name, {
    value,
    writable: true,
    configurable: true,
  });
}

/** An accessor of a prototype. */
export function show<T extends object>(
  prototype: T,
  name: string,
  read: (object: T) => unknown,
  write?: (object: T, value: any) => void,
): void {
  Object.defineProperty(prototype, name, {
    get(this: T) {
      return read(this);
    },
    ...(write && {
      set(this: T, value: unknown) {
        write(this, value);
      },
    }),
    enumerable: true,
    configurable: true,
  });
}
