#!/bin/sh
# Installs the runtimes and the bundlers of the checks, and with `browsers` those too, where this is the
# root of a Debian system and they are not there.
set -eu

cd "$(dirname "$0")"
for folder in . ../bundlers; do
    (cd "$folder" && npm ci --silent --no-audit --no-fund)
done
[ "${1:-}" = browsers ] || exit 0

missing=
command -v chromium >/dev/null || missing="$missing chromium"
command -v firefox-esr >/dev/null || missing="$missing firefox-esr"
[ -n "$missing" ] || exit 0
if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
    echo "install.sh: not here:$missing" >&2
    exit 1
fi
apt-get update -q
# shellcheck disable=SC2086 # two words
DEBIAN_FRONTEND=noninteractive apt-get install -qy --no-install-recommends $missing
