#!/bin/sh
# Builds the wheel and the add-on of this machine's platform twice, in two folders with tools of their
# own, from the last commit. They are to be the same bytes; else the differences are named.
set -eu

cd "$(dirname "$0")/.."
target=${CARGO_TARGET_DIR:-$PWD/target}
work=$target/reproduce
triple=$(rustc -vV | sed -n 's/^host: //p')
# The two folders have no history.
SOURCE_DATE_EPOCH=$(git log -1 --format=%ct)
export SOURCE_DATE_EPOCH

build() { # folder
    rm -rf "$1"
    mkdir -p "$1"
    git archive HEAD | tar -x -C "$1"
    (
        cd "$1"
        CARGO_TARGET_DIR=$1/target
        export CARGO_TARGET_DIR
        python3 dist/python.py "$triple" --kind abi3
        python3 dist/node.py build "$triple"
    )
}

made() { # folder
    (cd "$1/target/dist" && find python node -name '*.whl' -o -name '*.node' | LC_ALL=C sort)
}

one=$work/one
two=$work/another-folder/of-a-longer-name
build "$one"
build "$two"
made "$one" >"$work/one.txt"
made "$two" | cmp - "$work/one.txt"
differ=0
while read -r file; do
    if cmp -s "$one/target/dist/$file" "$two/target/dist/$file"; then
        echo "$file: the same, $(sha256sum <"$one/target/dist/$file" | cut -c -16)…"
    else
        differ=1
        echo "$file: DIFFERS"
        case $file in
        *.whl) for side in "$one" "$two"; do
            python3 -c 'import sys, zipfile
for entry in zipfile.ZipFile(sys.argv[1]).infolist():
    print(entry.filename, entry.date_time, f"{entry.CRC:08x}")' "$side/target/dist/$file" >"$side/entries.txt"
        done ;;
        *) for side in "$one" "$two"; do strings -n 8 "$side/target/dist/$file" >"$side/entries.txt"; done ;;
        esac
        diff "$one/entries.txt" "$two/entries.txt" | head -n 20 || true
    fi
done <"$work/one.txt"
[ "$(wc -l <"$work/one.txt")" -ge 2 ] || {
    echo "reproduce.sh: only $(cat "$work/one.txt") was built" >&2
    exit 1
}
exit $differ
