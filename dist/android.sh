#!/bin/sh
# The library for Android, into target/dist/android. Needs Android's NDK (ANDROID_NDK_HOME) and Gradle.
set -eu

cd "$(dirname "$0")/.."
target=${CARGO_TARGET_DIR:-$PWD/target}
out=$target/dist/android

sed -n 's/^native [^ ]* \([^ ]*\) .*/\1/p' bindings-kotlin/android/natives.sh | xargs rustup target add
bindings-kotlin/android/natives.sh
gradle --quiet --project-dir bindings-kotlin/android assembleRelease
mkdir -p "$out"
for library in "$target"/kotlin/android/outputs/aar/*.aar; do
    cp "$library" "$out/"
    echo "$(basename "$library"), $(wc -c <"$library" | tr -d ' ') bytes"
done
