#!/bin/sh
# roots.sh: prints the folder with small Debian systems that have no compiler, to install packages in.
#
#   amd64   Python 3.14 and 3.15; musl's loader
#   arm64   Python 3.14, what Node wants, and qemu to run them; musl's loader
#
# Debian's packages are unpacked below the cache folder (350 MB); AVATAR_ERRORS_ROOTS names another.
# Nothing is installed.
# shellcheck disable=SC2034 # debian.sh reads them
set -eu

cache=${AVATAR_ERRORS_ROOTS:-${XDG_CACHE_HOME:-$HOME/.cache}/avatar-errors/roots}
root=$cache/forky
programs="Pythons and qemu"
otherwise="$programs are taken from Debian's packages; run this on a Debian system"

# shellcheck source=tests/debian.sh
. "$(dirname "$0")/../../tests/debian.sh"

# The lists are those of a release that the machine need not have, for two architectures.
apt() {
    state=$cache/state
    mkdir -p "$state/lists/partial" "$state/cache/archives/partial"
    keys=/usr/share/keyrings/debian-archive-keyring.gpg
    echo "deb [signed-by=$keys] $(mirror) forky main" >"$state/sources.list"
    : >"$state/status"
    apt-get -q -o APT::Sandbox::User="$(id -un)" -o APT::Architecture=amd64 -o APT::Architectures=amd64,arm64 \
        -o Dir::Etc::SourceList="$state/sources.list" -o Dir::Etc::SourceParts=/dev/null \
        -o Dir::State::Lists="$state/lists" -o Dir::Cache="$state/cache" -o Dir::State::Status="$state/status" \
        -o Acquire::Languages=none -o Acquire::Check-Valid-Until=false "$@"
}

# The address that this machine takes Debian's own packages from.
mirror() {
    # shellcheck disable=SC2016 # apt-get expands it
    apt-get indextargets --format '$(SITE)' 'Created-By: Packages' 'Origin: Debian' 'Label: Debian' |
        head -n 1 | grep . || echo http://deb.debian.org/debian
}

download() {
    apt update || return 1
    system amd64 python3.14 python3.15 musl &&
        system arm64 python3.14:arm64 musl:arm64 libstdc++6:arm64 libatomic1:arm64 &&
        apt download qemu-user
}

# Packages with all that they want, in a root of their own.
system() {
    folder=$1
    shift
    mkdir -p "$folder/usr/bin" "$folder/usr/lib" "$folder/usr/lib64" "$folder/usr/sbin" "$folder/dev" "$folder/proc" "$folder/tmp" || return 1
    for link in bin lib lib64 sbin; do
        ln -s "usr/$link" "$folder/$link" || return 1
    done
    planned=$(apt install --simulate --no-install-recommends "$@") || return 1
    (
        cd "$folder" || exit 1
        # shellcheck disable=SC2046 # a list
        apt download $(echo "$planned" | awk '$1 == "Inst" { print $2 }') || exit 1
        for package in ./*.deb; do
            # Through tar, which follows the links.
            dpkg-deb --fsys-tarfile "$package" | tar -x --keep-directory-symlink && rm "$package" || exit 1
        done
        rm -rf usr/share/doc usr/share/man usr/share/locale usr/share/zoneinfo
    )
}

finish() {
    rm -rf "$cache/state"
    cp usr/bin/qemu-aarch64 arm64/usr/bin/
}

[ -d "$root" ] || unpack
echo "$root"
