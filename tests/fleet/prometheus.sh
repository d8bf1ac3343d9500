#!/bin/sh
# Prometheus and Alertmanager, on a machine with or without them.
#
#   prometheus.sh              makes sure that there are both
#   prometheus.sh COMMAND …    runs a command with them on its PATH
#
# Where they are not on the PATH, they are those of Debian's packages, unpacked into the cache folder
# (140 MB); AVATAR_ERRORS_PROMETHEUS names another folder. Nothing is installed.
set -eu

packages="prometheus prometheus-alertmanager"
cache=${AVATAR_ERRORS_PROMETHEUS:-${XDG_CACHE_HOME:-$HOME/.cache}/avatar-errors/prometheus}
root=$cache/root

fail() {
    echo "prometheus.sh: $1" >&2
    exit 1
}

present() {
    command -v prometheus && command -v promtool &&
        { command -v alertmanager || command -v prometheus-alertmanager; }
}

unpack() {
    if ! { command -v apt-get && command -v dpkg-deb; } >/dev/null; then
        fail "no prometheus, promtool and alertmanager on the PATH; install them, or run this on a Debian system"
    fi
    mkdir -p "$cache"
    exec 9>"$cache/lock"
    flock 9
    if [ -d "$root" ]; then return; fi # another run was faster
    log=$cache/install.log
    echo "unpacking Prometheus and Alertmanager into $root, once" >&2
    make_root >"$log" 2>&1 || {
        tail -n 20 "$log" >&2
        fail "there is no Prometheus, see $log"
    }
    flock -u 9
}

# Called where -e has no force: each step that must not fail says so.
make_root() (
    rm -rf "$root.part"
    mkdir -p "$root.part" && cd "$root.part" || exit 1
    # shellcheck disable=SC2086 # a list
    apt download $packages || {
        # The machine knows no packages, or only old ones: lists of our own, in need of no root.
        mkdir -p "$cache/apt/lists/partial" "$cache/apt/archives/partial"
        apt update && apt download $packages
    } || exit 1
    for package in ./*.deb; do
        dpkg-deb -x "$package" . && rm "$package" || exit 1
    done
    rm -rf "$cache/apt"
    mkdir bin && write_alertmanager >bin/alertmanager && chmod +x bin/alertmanager || exit 1
    for program in usr/bin/prometheus usr/bin/promtool bin/alertmanager; do
        "$program" --version || exit 1
    done
    mv "$root.part" "$root" # complete, or not there
)

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

apt() {
    if [ -d "$cache/apt" ]; then
        set -- -o Dir::State::Lists="$cache/apt/lists" -o Dir::Cache="$cache/apt" "$@"
    fi
    apt-get -q -o APT::Sandbox::User="$(id -un)" "$@"
}

if ! present >/dev/null; then
    [ -d "$root" ] || unpack
    PATH=$root/bin:$root/usr/bin:$PATH
fi
if [ $# -gt 0 ]; then exec "$@"; fi
