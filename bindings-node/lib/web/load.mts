import module from "#wasm";

import type { Native } from "./native.mjs";
import { nativeOf } from "./wasm/native.mjs";

/** WebAssembly, wherever no native add-on loads. */
export function load(): Native {
  return nativeOf(module);
}
