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

/** An ordinary view: one without a prototype says nothing of itself. */
function viewed(view: ArrayBufferView): Uint8Array {
  const own = getter(TYPED, Symbol.toStringTag).call(view)
    ? TYPED
    : DataView.prototype;
  const of = (name: string) => getter(own, name).call(view);
  const buffer = of("buffer") as ArrayBuffer;
  const bytes = new Uint8Array(
    buffer,
    of("byteOffset") as number,
    of("byteLength") as number,
  );
  // Other threads may write to shared memory while the core reads.
  return isShared(buffer) ? Uint8Array.from(bytes) : bytes;
}

const TYPED: object = Object.getPrototypeOf(Uint8Array.prototype);

function getter(prototype: object, name: PropertyKey): () => unknown {
  return Object.getOwnPropertyDescriptor(prototype, name)!.get!;
}

// Each knows those of another realm too, and cannot be deceived.

const isBuffer = known(ArrayBuffer.prototype, "ArrayBuffer");
const isShared =
  typeof SharedArrayBuffer === "undefined"
    ? () => false
    : known(SharedArrayBuffer.prototype, "SharedArrayBuffer");

function known(prototype: object, name: string): (value: object) => boolean {
  const length = getter(prototype, "byteLength");
  return (value) => {
    if (Object.prototype.toString.call(value) !== `[object ${name}]`)
      return false;
    try {
      length.call(value);
      return true;
    } catch {
      return false;
    }
  };
}
