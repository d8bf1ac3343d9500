#!/bin/sh
# toolchain.sh TARGET COMMAND…: runs a command where `cargo build --target TARGET` works and is cargo's
# default, and what is built names no folder of this machine.
#
# The standard library is built along, from rustup's sources: as it comes it also has what prints stack traces,
# a fifth of each library of ours. `RUSTC_BOOTSTRAP` lets the stable compiler do that. For WebAssembly it is taken
# as it comes. The linker is zig, which has every system's own libraries in it, and cargo-zigbuild, which
# translates for it: both from PyPI, in a folder below target/. On another system than Linux the linker is the
# system's own. With STATIC=yes what is built for musl needs no library at all.
set -eu

target=$1
shift
top=$(cd "$(dirname "$0")/.." && pwd)
build=${CARGO_TARGET_DIR:-$top/target}
mkdir -p "$build/toolchain"
tools=$(cd "$build/toolchain" && pwd)
cargo_home=${CARGO_HOME:-$HOME/.cargo}

fail() {
    echo "toolchain.sh: $1" >&2
    exit 1
}

# One at a time: others may install the same.
exec 9>"$tools/lock"
flock 9 2>/dev/null || true # macOS and Windows have none, and build one target at a time

sysroot=$(rustc --print sysroot)
case $target in
wasm32-*)
    [ -d "$sysroot/lib/rustlib/$target/lib" ] || rustup target add "$target" >&2 || true
    [ -d "$sysroot/lib/rustlib/$target/lib" ] || fail "no standard library for $target: rustup target add $target"
    ;;
*)
    sources=$sysroot/lib/rustlib/src/rust/library/Cargo.lock
    [ -f "$sources" ] || rustup component add rust-src >&2 || true
    [ -f "$sources" ] || fail "the sources of the standard library are missing: rustup component add rust-src"
    export RUSTC_BOOTSTRAP=1 CARGO_UNSTABLE_BUILD_STD=std,panic_unwind CARGO_UNSTABLE_BUILD_STD_FEATURES=
    ;;
esac

case $target in
x86_64-unknown-linux-gnu) zig=x86_64-linux-gnu.2.17 ;;
aarch64-unknown-linux-gnu) zig=aarch64-linux-gnu.2.17 ;;
x86_64-unknown-linux-musl) zig=x86_64-linux-musl ;;
aarch64-unknown-linux-musl) zig=aarch64-linux-musl ;;
x86_64-apple-darwin) zig=x86_64-macos ;;
aarch64-apple-darwin) zig=aarch64-macos ;;
*-linux-gnu | *-linux-musl | *-darwin) fail "it is not written here what zig calls $target" ;;
*) zig= ;;
esac
[ "$(uname)" = Linux ] || zig=

flags="--remap-path-prefix=$top=. --remap-path-prefix=$build=target --remap-path-prefix=$cargo_home=cargo"
# Short, and the same whatever the registry is called.
[ -d "$cargo_home/registry/src" ] || (cd "$top" && cargo fetch -q --locked)
for registry in "$cargo_home"/registry/src/*; do
    flags="$flags --remap-path-prefix=$registry=crates"
done
# The standard library's own sources, where they are installed, under the name they have where they are not.
commit=$(rustc -vV | sed -n 's/^commit-hash: //p')
flags="$flags --remap-path-prefix=$sysroot/lib/rustlib/src/rust=/rustc/$commit"
case $target in
*-linux-*) flags="$flags -C link-arg=-Wl,--hash-style=gnu" ;; # the older table beside it is read by nobody
esac
case $target in
# Rust links musl statically by itself, which no library for another program can be.
*-musl) if [ "${STATIC:-}" = yes ]; then
    flags="$flags -C target-feature=+crt-static -C relocation-model=static -C link-self-contained=no"
else
    flags="$flags -C target-feature=-crt-static"
fi ;;
esac

name=$(echo "$target" | tr '[:lower:]-' '[:upper:]_')
export "CARGO_TARGET_${name}_RUSTFLAGS=$flags"
export CARGO_BUILD_TARGET="$target"

if [ -n "$zig" ]; then
    wanted="ziglang==0.17.1 cargo-zigbuild==0.24.1"
    if [ "$(cat "$tools/versions" 2>/dev/null)" != "$wanted" ]; then
        python3 -m venv --clear "$tools/venv"
        # shellcheck disable=SC2086 # two words
        "$tools/venv/bin/pip" install -q --disable-pip-version-check $wanted >&2
        echo "$wanted" >"$tools/versions"
    fi
    export CARGO_ZIGBUILD_ZIG_PATH="$tools/venv/bin/python-zig"
    export CARGO_ZIGBUILD_CACHE_DIR="$tools/zigbuild"
    export ZIG_GLOBAL_CACHE_DIR="$tools/zig" ZIG_LOCAL_CACHE_DIR="$tools/zig"
    linker=$tools/$target-cc
    {
        echo '#!/bin/sh'
        echo "exec '$tools/venv/bin/cargo-zigbuild' zig cc -- -target $zig \"\$@\""
    } >"$linker.part"
    chmod +x "$linker.part"
    mv "$linker.part" "$linker"
    export "CARGO_TARGET_${name}_LINKER=$linker"
fi

flock -u 9 2>/dev/null || true
exec 9>&-
exec "$@"
