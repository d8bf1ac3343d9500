#!/bin/sh
# swift.sh [ADDRESS]: Apple's framework and the Swift package around it, into target/dist/swift. With
# an address the package takes the framework from there, by its checksum. On macOS with Xcode.
set -eu

cd "$(dirname "$0")/.."
target=${CARGO_TARGET_DIR:-$PWD/target}
out=$target/dist/swift

[ "$(uname)" = Darwin ] || {
    echo "swift.sh: Apple's framework is built on macOS" >&2
    exit 1
}
bindings-swift/xcframework.sh "$@"
rm -rf "$out"
mkdir -p "$out"
cp -R "$target/apple/package" "$target/apple/AvatarErrorsFFI.xcframework.zip" "$out/"
python3 dist/components.py avatar-errors-uniffi aarch64-apple-ios \
    --licenses "$out/package/THIRD-PARTY-LICENSES" --sbom "$out/package/bom.cdx.json"
cp LICENSE bindings-swift/README.md "$out/package/"
echo "AvatarErrorsFFI.xcframework.zip, $(wc -c <"$out/AvatarErrorsFFI.xcframework.zip" | tr -d ' ') bytes"
