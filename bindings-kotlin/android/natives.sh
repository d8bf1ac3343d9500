#!/bin/sh
# Builds Android's libraries and the generated sources into target/kotlin, for Gradle to take.
# Needs ANDROID_NDK_HOME, and Rust's targets: aarch64-linux-android armv7-linux-androideabi x86_64-linux-android.
set -eu

cd "$(dirname "$0")/../.."
. bindings-kotlin/android/link-flags.sh
target=${CARGO_TARGET_DIR:-$PWD/target}
api=26 # minSdk of build.gradle.kts
tools=$(echo "$ANDROID_NDK_HOME"/toolchains/llvm/prebuilt/*/bin)

# native ABI TARGET COMPILER
native() {
    name=$(echo "$2" | tr 'a-z-' 'A-Z_')
    env "CARGO_TARGET_${name}_LINKER=$tools/$3$api-clang" \
        cargo rustc --locked --release --target "$2" -p avatar-errors-uniffi --lib \
        --crate-type cdylib -- "$link_flags"
    library=$target/kotlin/jniLibs/$1/libavatar_errors_uniffi.so
    mkdir -p "$(dirname "$library")"
    cp "$target/$2/release/libavatar_errors_uniffi.so" "$library"
    if "$tools/llvm-readelf" -lW "$library" | awk '$1 == "LOAD" && $NF != "0x4000" { exit 1 }'; then
        echo "$1: aligned to 16 KB"
    else
        echo "$1: not aligned to 16 KB" >&2
        exit 1
    fi
}

native arm64-v8a aarch64-linux-android aarch64-linux-android
native armeabi-v7a armv7-linux-androideabi armv7a-linux-androideabi
native x86_64 x86_64-linux-android x86_64-linux-android

cargo rustc --locked --profile quick -p avatar-errors-uniffi --lib --crate-type cdylib
library=$target/quick/libavatar_errors_uniffi.so
[ -f "$library" ] || library=$target/quick/libavatar_errors_uniffi.dylib
rm -rf "$target/kotlin/generated"
cargo run --locked -p uniffi-bindgen --bin uniffi-bindgen -- generate --config uniffi.toml \
    --language kotlin --no-format --out-dir "$target/kotlin/generated" \
    "$library"
