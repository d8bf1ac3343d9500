#!/bin/sh
# Prometheus and Alertmanager, on a machine with or without them.
#
#   prometheus.sh              makes sure that there are both
#   prometheus.sh COMMAND …    runs a command with them on its PATH
#
# Where they are not on the PATH, they are those of Debian's packages, unpacked into the cache folder
# (140 MB); AVATAR_ERRORS_PROMETHEUS names another folder. Nothing is installed.
# shellcheck disable=SC2034 # debian.sh reads them
set -eu

packages="prometheus prometheus-alertmanager"
cache=${AVATAR_ERRORS_PROMETHEUS:-${XDG_CACHE_HOME:-$HOME/.cache}/avatar-errors/prometheus}
root=$cache/root
programs="Prometheus and Alertmanager"
otherwise="no prometheus, promtool and alertmanager on the PATH; install them, or run this on a Debian system"

# shellcheck source=tests/debian.sh
. "$(dirname "$0")/../debian.sh"

present() {
    command -v prometheus && command -v promtool &&
        { command -v alertmanager || command -v prometheus-alertmanager; }
}

download() {
    # shellcheck disable=SC2086 # a list
    apt download $packages
}

finish() {
    mkdir bin && write_alertmanager >bin/alertmanager && chmod +x bin/alertmanager || return 1
    for program in usr/bin/prometheus usr/bin/promtool bin/alertmanager; do
        "$program" --version || return 1
    done
}

# Debian's Alertmanager reads templates from a fixed place: there, for itself alone.
write_alertmanager() {
    cat <<'END'
#!/bin/sh
root=$(cd "$(dirname "$0")/.." && pwd)
user=--map-root-user
[ "$(id -u)" -ne 0 ] || user=
# shellcheck disable=SC2016,SC2086
exec unshare --mount $user sh -c '
    mount --bind "$0/usr/share" /usr/share && exec "$0/usr/bin/prometheus-alertmanager" "$@"
' "$root" "$@"
END
}

if ! present >/dev/null; then
    [ -d "$root" ] || unpack
    PATH=$root/bin:$root/usr/bin:$PATH
fi
if [ $# -gt 0 ]; then exec "$@"; fi
