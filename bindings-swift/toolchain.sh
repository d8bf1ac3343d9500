#!/bin/sh
# Swift, on a machine with or without it.
#
#   toolchain.sh              makes sure that there is a Swift
#   toolchain.sh COMMAND …    runs a command where Swift is, in this directory
#
# Where `swift` is not on the PATH, it is Debian's, in a Debian root of its own
# (3.3 GB) below the cache folder; AVATAR_ERRORS_SWIFT names another folder.
set -eu

release=trixie
packages="swiftlang libc6-dev libstdc++-14-dev"
cache=${AVATAR_ERRORS_SWIFT:-${XDG_CACHE_HOME:-$HOME/.cache}/avatar-errors/swift}
root=$cache/$release

fail() {
    echo "toolchain.sh: $1" >&2
    exit 1
}

install() {
    if [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null; then
        fail "no swift on the PATH; install it, or run this as root on a Debian system"
    fi
    mkdir -p "$cache"
    exec 9>"$cache/lock"
    flock 9
    if [ -d "$root" ]; then return; fi # another run was faster
    log=$cache/install.log
    echo "installing Swift into $root, once; this takes some minutes" >&2
    make_root >"$log" 2>&1 || {
        tail -n 20 "$log" >&2
        fail "no Swift was installed, see $log"
    }
    flock -u 9
}

# Called where -e has no force: each step that must not fail says so.
make_root() (
    if ! command -v debootstrap; then
        apt-get update
        DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends debootstrap
    fi
    mirror=$(mirror)
    if [ -z "$mirror" ]; then
        apt-get update
        mirror=$(mirror)
    fi
    [ -n "$mirror" ] || fail "apt knows no Debian mirror"

    # What an interrupted run left. Its mounts went with its namespace.
    rm -rf --one-file-system "$root.part"
    # shellcheck disable=SC2016 # the inner shell expands these
    unshare --mount --propagation private sh -euc '
        debootstrap --variant=minbase --include=ca-certificates "$1" "$2" "$3"
        mount --rbind /proc "$2/proc"
        mount --rbind /dev "$2/dev"
        cp /etc/hosts /etc/resolv.conf "$2/etc/"
        export DEBIAN_FRONTEND=noninteractive
        chroot "$2" apt-get update
        chroot "$2" apt-get install -y --no-install-recommends $4
        chroot "$2" apt-get clean
        rm -rf "$2"/var/lib/apt/lists/*
    ' install "$release" "$root.part" "$mirror" "$packages" || fail "the installation broke off"
    mv "$root.part" "$root" # complete, or not there
)

# The address that this machine takes Debian's own packages from.
mirror() {
    # shellcheck disable=SC2016 # apt-get expands it
    apt-get indextargets --format '$(SITE)' \
        'Created-By: Packages' 'Origin: Debian' 'Label: Debian' | head -n 1
}

# In a mount namespace of its own: what is mounted is gone with the command.
run() {
    top=$(cd "$(dirname "$0")/.." && pwd)
    target=$(mkdir -p "${CARGO_TARGET_DIR:-$top/target}" && cd "${CARGO_TARGET_DIR:-$top/target}" && pwd)
    # shellcheck disable=SC2016
    exec unshare --mount --propagation private sh -euc '
        root=$1 top=$2 target=$3 directory=$4
        shift 4
        mount --rbind /proc "$root/proc"
        mount --rbind /dev "$root/dev"
        mount -t tmpfs tmp "$root/tmp"
        for shared in "$top" "$target"; do
            mkdir -p "$root$shared"
            mount --bind "$shared" "$root$shared"
        done
        cp /etc/hosts /etc/resolv.conf "$root/etc/"
        exec chroot "$root" env HOME=/root PATH=/usr/local/bin:/usr/bin:/bin LC_ALL=C.UTF-8 \
            sh -euc "cd \"\$1\"; shift; exec \"\$@\"" in "$directory" "$@"
    ' run "$root" "$top" "$target" "$PWD" "$@"
}

if command -v swift >/dev/null; then
    if [ $# -gt 0 ]; then exec "$@"; fi
    exit 0
fi
[ -d "$root" ] || install
if [ $# -gt 0 ]; then run "$@"; fi
