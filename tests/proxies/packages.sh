#!/bin/sh
# packages.sh: prints the folder with Debian's squid, HAProxy and nginx.
#
# They are unpacked, with the libraries that are not on the machine, into the cache folder (20 MB);
# AVATAR_ERRORS_PROXIES names another folder. Nothing is installed.
set -eu

cache=${AVATAR_ERRORS_PROXIES:-${XDG_CACHE_HOME:-$HOME/.cache}/avatar-errors/proxies}
root=$cache/root
# What else their packages want, and the programs do not.
unused="^(perl.*|libperl.*|libdbi-perl|logrotate|libpopt0)$"

fail() {
    echo "packages.sh: $1" >&2
    exit 1
}

unpack() {
    if ! { command -v apt-get && command -v dpkg-deb; } >/dev/null; then
        fail "squid, HAProxy and nginx are taken from Debian's packages; run this on a Debian system"
    fi
    mkdir -p "$cache"
    exec 9>"$cache/lock"
    flock 9
    if [ -d "$root" ]; then return; fi # another run was faster
    log=$cache/install.log
    echo "unpacking squid, HAProxy and nginx into $root, once" >&2
    make_root >"$log" 2>&1 || {
        tail -n 20 "$log" >&2
        fail "there are no proxies, see $log"
    }
    flock -u 9
}

# Called where -e has no force: each step that must not fail says so.
make_root() (
    rm -rf "$root.part"
    mkdir -p "$root.part" && cd "$root.part" || exit 1
    download || {
        # The machine knows no packages, or only old ones: lists of our own, in need of no root.
        mkdir -p "$cache/apt/lists/partial" "$cache/apt/archives/partial"
        apt update && download
    } || exit 1
    for package in ./*.deb; do
        dpkg-deb -x "$package" . && rm "$package" || exit 1
    done
    rm -rf "$cache/apt"
    mv "$root.part" "$root" # complete, or not there
)

download() {
    planned=$(apt install --simulate --no-install-recommends squid haproxy nginx) || return 1
    wanted=$(echo "$planned" | awk '$1 == "Inst" { print $2 }' | grep -vE "$unused" | sort -u)
    # What is installed is not planned.
    # shellcheck disable=SC2046,SC2086 # lists
    apt download $(printf '%s\n' squid squid-common squid-langpack haproxy nginx $wanted | sort -u)
}

apt() {
    if [ -d "$cache/apt" ]; then
        set -- -o Dir::State::Lists="$cache/apt/lists" -o Dir::Cache="$cache/apt" "$@"
    fi
    apt-get -q -o APT::Sandbox::User="$(id -un)" "$@"
}

[ -d "$root" ] || unpack
echo "$root"
