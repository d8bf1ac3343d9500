export type Bytes = Uint8Array | ArrayBuffer | DataView;

/** The bytes of a buffer or a view of one; anything else is none. */
export function readBytes(value: unknown): Uint8Array | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  try {
    if (ArrayBuffer.isView(value)) return viewed(value);
    if (isBuffer(value) || isShared(value))
      return viewed(new Uint8Array(value as ArrayBuffer));
  } catch {
    // Detached.
  }
  return undefined;
}

function viewed(view: ArrayBufferView): Uint8Array {
  const { buffer, byteOffset, byteLength } = view;
  const bytes = isUint8Array(view)
    ? view
    : new Uint8Array(buffer, byteOffset, byteLength);
  // Other threads may write to shared memory while the core reads.
  return isShared(buffer) ? Uint8Array.from(bytes) : bytes;
}

// Each knows those of another realm too, and cannot be deceived.

const isBuffer = known(ArrayBuffer.prototype, "ArrayBuffer");
const isShared =
  typeof SharedArrayBuffer === "undefined"
    ? () => false
    : known(SharedArrayBuffer.prototype, "SharedArrayBuffer");

function known(prototype: object, name: string): (value: object) => boolean {
  const { get } = Object.getOwnPropertyDescriptor(prototype, "byteLength")!;
  return (value) => {
    if (Object.prototype.toString.call(value) !== `[object ${name}]`)
      return false;
    try {
      get!.call(value);
      return true;
    } catch {
      return false;
    }
  };
}

const { get: kindOf } = Object.getOwnPropertyDescriptor(
  Object.getPrototypeOf(Uint8Array.prototype),
  Symbol.toStringTag,
)!;

function isUint8Array(view: ArrayBufferView): view is Uint8Array {
  return kindOf!.call(view) === "Uint8Array";
}
