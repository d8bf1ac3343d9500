#!/bin/sh
# arm64.sh COMMAND…: runs a program for aarch64 Linux on another machine, by QEMU, with Debian's C and C++
# libraries. They are unpacked into the cache folder (60 MB). Nothing is installed.
# shellcheck disable=SC2034 # debian.sh reads them
set -eu

cache=${XDG_CACHE_HOME:-$HOME/.cache}/avatar-errors/arm64
root=$cache/root
programs="QEMU and libraries for aarch64"
otherwise="$programs are taken from Debian's packages; run this on a Debian system"

# shellcheck source=tests/debian.sh
. "$(dirname "$0")/../../tests/debian.sh"

download() { apt download qemu-user-static libc6:arm64 libgcc-s1:arm64 libstdc++6:arm64 libatomic1:arm64; }
finish() { :; }

if [ ! -d "$root" ]; then
    mkdir -p "$cache"
    # A second machine's packages are for this script alone.
    echo "APT::Architectures { \"$(dpkg --print-architecture)\"; \"arm64\"; };" >"$cache/apt.conf"
    APT_CONFIG=$cache/apt.conf
    export APT_CONFIG
    unpack
fi
exec "$root/usr/bin/qemu-aarch64-static" -L "$root" "$@"
