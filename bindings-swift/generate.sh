#!/bin/sh
# Writes `generated`, from which SwiftPM takes the native library and what calls it:
#   lib, lib-panic   the library; with --panic the one that panics on request, for a test
#   ffi, swift       the C header with its module map, and the Swift sources
# PROFILE=quick builds the library for development, in a fraction of the time.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
top=$(dirname "$here")
mkdir -p "${CARGO_TARGET_DIR:-$top/target}" "$here/generated/ffi" "$here/generated/swift"
CARGO_TARGET_DIR=$(cd "${CARGO_TARGET_DIR:-$top/target}" && pwd)
export CARGO_TARGET_DIR
cd "$top"

library() { # directory, profile and its folder, features
    mkdir -p "$here/generated/$1"
    cargo rustc --quiet --locked --package avatar-errors-uniffi --lib --features "$4" --profile "$2" \
        --crate-type staticlib
    native=$CARGO_TARGET_DIR/$3/libavatar_errors_uniffi.a
    cp "$native" "$here/generated/$1/libavatar_errors.a"
}

bindgen() {
    cargo run --quiet --locked --package uniffi-bindgen --bin uniffi-bindgen-swift -- \
        --config uniffi.toml "$@"
}

if [ "${1:-}" = --panic ]; then
    library lib-panic dev debug test-panic
else
    profile=${PROFILE:-release}
    library lib "$profile" "$profile" ""
fi

written=$(mktemp -d)
trap 'rm -rf "$written"' EXIT
bindgen --swift-sources "$native" "$written/swift"
bindgen --headers --modulemap --module-name AvatarErrorsFFI --modulemap-filename module.modulemap \
    "$native" "$written/ffi"
# SwiftPM does not see that a library changed; it sees that a source did.
(cd "$here/generated" && cksum lib*/*.a | sed 's,^,// ,') >"$written/swift/Library.swift"
# Untouched where nothing changed, so that nothing is compiled again.
for part in swift ffi; do
    for file in "$written/$part"/*; do
        cmp -s "$file" "$here/generated/$part/$(basename "$file")" || cp "$file" "$here/generated/$part/"
    done
done
