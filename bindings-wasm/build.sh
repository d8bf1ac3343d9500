#!/bin/sh
# Builds the core for WebAssembly, makes it small, and checks its size: build.sh [FILE]
set -eu

cd "$(dirname "$0")/.."
TARGET=wasm32-unknown-unknown
FILE=${1:-bindings-node/dist/avatar-errors.wasm}
MOST=300000
MOST_BROTLI=110000

# The standard library is compiled along, for size and without what it says when it panics: the ready one
# has a third more. Stable compilers want to be told that such flags are meant.
library=$(rustc --print sysroot)/lib/rustlib/src/rust/library
[ -d "$library" ] || rustup component add rust-src >&2
export RUSTC_BOOTSTRAP=1
export CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS="-Zunstable-options -Cpanic=immediate-abort \
    -Zlocation-detail=none -Zfmt-debug=none --remap-path-prefix=$PWD=."
cargo build --locked -q --target "$TARGET" --profile wasm -p avatar-errors-wasm ${FEATURES:+--features "$FEATURES"} \
    -Zbuild-std=std,panic_abort -Zbuild-std-features=optimize_for_size

# Named, as the default is what the newest engines have: Node 20 has all of these.
mkdir -p "$(dirname "$FILE")"
bindings-node/node_modules/.bin/wasm-opt --low-memory-unused --flatten --rereloop -Oz -Oz \
    --enable-bulk-memory --enable-sign-ext --enable-nontrapping-float-to-int \
    --enable-mutable-globals --enable-multivalue --enable-reference-types \
    --strip-debug --strip-producers --strip-target-features \
    -o "$FILE" "${CARGO_TARGET_DIR:-target}/$TARGET/wasm/avatar_errors_wasm.wasm"

[ -z "${FEATURES:-}" ] || exit 0
node - "$FILE" "$MOST" "$MOST_BROTLI" <<'END'
const { readFileSync } = require("node:fs");
const { brotliCompressSync } = require("node:zlib");
const [file, ...most] = process.argv.slice(2);
const bytes = readFileSync(file);
const { length } = brotliCompressSync(bytes);
const { imports, exports } = WebAssembly.Module;
const module = new WebAssembly.Module(bytes);
console.log(`${file}: ${bytes.length} bytes, ${length} with Brotli, ${exports(module).length} exports`);
if (imports(module).length > 0) throw new Error("it imports something");
if (bytes.length > most[0] || length > most[1]) throw new Error(`more than ${most} bytes`);
END
