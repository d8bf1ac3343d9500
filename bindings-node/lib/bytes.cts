import { types } from "node:util";

export type Bytes = Uint8Array | ArrayBuffer | DataView;

/** The bytes of a buffer or a view of one; anything else is none. */
export function readBytes(value: unknown): Uint8Array | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  try {
    if (ArrayBuffer.isView(value)) return viewed(value);
    if (types.isAnyArrayBuffer(value)) return viewed(new Uint8Array(value));
  } catch {
    // Detached.
  }
  return undefined;
}

function viewed(view: ArrayBufferView): Uint8Array {
  const { buffer, byteOffset, byteLength } = view;
  const bytes = types.isUint8Array(view)
    ? view
    : new Uint8Array(buffer, byteOffset, byteLength);
  // Other threads may write to shared memory while the core reads.
  return types.isSharedArrayBuffer(buffer) ? Uint8Array.from(bytes) : bytes;
}
