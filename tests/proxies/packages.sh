#!/bin/sh
# packages.sh: prints the folder with Debian's squid, HAProxy and nginx.
#
# They are unpacked, with the libraries that are not on the machine, into the cache folder (20 MB);
# AVATAR_ERRORS_PROXIES names another folder. Nothing is installed.
# shellcheck disable=SC2034 # debian.sh reads them
set -eu

cache=${AVATAR_ERRORS_PROXIES:-${XDG_CACHE_HOME:-$HOME/.cache}/avatar-errors/proxies}
root=$cache/root
programs="squid, HAProxy and nginx"
otherwise="$programs are taken from Debian's packages; run this on a Debian system"
# What else their packages want, and the programs do not.
unused="^(perl.*|libperl.*|libdbi-perl|logrotate|libpopt0)$"

# shellcheck source=tests/debian.sh
. "$(dirname "$0")/../debian.sh"

download() {
    planned=$(apt install --simulate --no-install-recommends squid haproxy nginx) || return 1
    wanted=$(echo "$planned" | awk '$1 == "Inst" { print $2 }' | grep -vE "$unused" | sort -u)
    # What is installed is not planned.
    # shellcheck disable=SC2046,SC2086 # lists
    apt download $(printf '%s\n' squid squid-common squid-langpack haproxy nginx $wanted | sort -u)
}

finish() { :; }

[ -d "$root" ] || unpack
echo "$root"
