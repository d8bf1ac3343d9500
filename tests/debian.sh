# shellcheck shell=sh disable=SC2154 # whoever sources it says what it wants
# debian.sh: programs of Debian's packages, unpacked into a cache folder once; nothing is installed. To be
# sourced by a script that says
#
#   cache, root   the cache folder, and the folder in it that holds the programs when all is well
#   programs      what they are, for a person
#   otherwise     what to do on a machine without apt
#   download      downloads the packages into the current directory, by `apt download`
#   finish        does what is left to do in the folder with the unpacked packages

fail() {
    echo "${0##*/}: $1" >&2
    exit 1
}

unpack() {
    if ! { command -v apt-get && command -v dpkg-deb; } >/dev/null; then
        fail "$otherwise"
    fi
    mkdir -p "$cache"
    exec 9>"$cache/lock"
    flock 9
    if [ -d "$root" ]; then return; fi # another run was faster
    log=$cache/install.log
    echo "unpacking $programs into $root, once" >&2
    make_root >"$log" 2>&1 || {
        tail -n 20 "$log" >&2
        fail "there are no $programs, see $log"
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
    finish || exit 1
    mv "$root.part" "$root" # complete, or not there
)

apt() {
    if [ -d "$cache/apt" ]; then
        set -- -o Dir::State::Lists="$cache/apt/lists" -o Dir::Cache="$cache/apt" "$@"
    fi
    apt-get -q -o APT::Sandbox::User="$(id -un)" "$@"
}
