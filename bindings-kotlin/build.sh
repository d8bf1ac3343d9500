#!/bin/sh
# Builds the native library, the generated sources and the jar, tests them, and builds the
# client and the benchmark: all of it under target/kotlin. What follows goes to Maven.
#
#   bindings-kotlin/build.sh [-o] [-DskipTests] …
#
# PROFILE=quick builds the native library for development. Without tests there is nothing to do where
# nothing changed. Afterwards
# `java @target/kotlin/NAME.args` runs client, bench, soak or classify-lines; client-okhttp-4 and
# client-okhttp-5 have OkHttp on their class path.
set -eu

cd "$(dirname "$0")/.."
repository=$PWD
mkdir -p "${CARGO_TARGET_DIR:-target}"
target=$(cd "${CARGO_TARGET_DIR:-target}" && pwd)
export CARGO_TARGET_DIR="$target"
out=$target/kotlin
profile=${PROFILE:-release}
built=$out/$profile.built

sources="Cargo.lock core bindings-uniffi uniffi.toml uniffi-bindgen bindings-kotlin bench/kotlin tests/clients/kotlin"
case " $* " in
*" -DskipTests "*)
    # shellcheck disable=SC2086 # a word for each
    if [ -f "$built" ] && [ -z "$(find $sources -type f -newer "$built" | head -n 1)" ]; then
        exit
    fi
    ;;
esac

case "$(uname -s)" in
Darwin) system=darwin library=libavatar_errors_uniffi.dylib ;;
*) system=linux library=libavatar_errors_uniffi.so ;;
esac
case "$(uname -m)" in
arm64 | aarch64) machine=aarch64 ;;
*) machine=x86-64 ;;
esac

rm -rf "$out/native" "$out/panic" "$out/generated" "$out/library" "$out/client" "$out"/*.args \
    "$out"/*.built
mkdir -p "$out/native/$system-$machine" "$out/panic"

# With its symbols, which the generator reads; it panics where a test asks for it.
cargo rustc -q --locked --profile quick -p avatar-errors-uniffi --lib --features test-panic \
    --crate-type cdylib
cp "$target/quick/$library" "$out/panic/"
cargo run -q --locked -p uniffi-bindgen --bin uniffi-bindgen -- generate --config uniffi.toml \
    --language kotlin --no-format --out-dir "$out/generated" "$out/panic/$library"

# The flags that Android's libraries get too, so that what the tests see of this one holds there.
. bindings-kotlin/android/link-flags.sh
[ "$system" = linux ] || link_flags=
cargo rustc -q --locked --profile "$profile" -p avatar-errors-uniffi --lib --crate-type cdylib -- \
    "$link_flags"
cp "$target/$profile/$library" "$out/native/$system-$machine/"

mvn -q -B -f bindings-kotlin/reactor.xml verify "-Davatar.target=$target" "$@"

# program NAME CLASSPATH MAIN [OPTION…]: what `java @NAME.args` runs.
program() {
    name=$1 classpath=$2 main=$3
    shift 3
    printf '%s\n' --enable-native-access=ALL-UNNAMED "$@" -cp "\"$classpath\"" "$main" >"$out/$name.args"
}
tests="$out/library/test-classes:$out/library/classes:$(cat "$out/library/classpath")"
program classify-lines "$tests" avatar.errors.ClassifyLines
program bench "$tests" avatar.errors.bench.Bench "-Davatar.repository=$repository"
# A heap that is all there from the start: what grows is the library's.
program soak "$tests" avatar.errors.soak.Soak -Xms96m -Xmx96m -XX:+AlwaysPreTouch
# The heaps are small, so that a client that takes in all of what a hostile peer sends is seen.
client=$out/client/classes:$(cat "$out/client/classpath")
for okhttp in 4 5; do
    program "client-okhttp-$okhttp" "$client:$out/client/okhttp-$okhttp/*" avatar.errors.client.Client -Xmx64m
done
# java.net.http takes all of a refused upgrade's body into memory.
program client "$client" avatar.errors.client.Client -Xmx512m
touch "$built"
