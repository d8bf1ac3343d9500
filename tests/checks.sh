#!/bin/sh
# Runs checks of the Makefile one after the other and says at the end what passed,
# what failed and what did not run. In CI a missing toolchain is a failure.
set -u
cd "$(dirname "$0")/.." || exit 1
logs=target/checks
mkdir -p "$logs"
passed=0 failed=0 skipped=0 summary=

# What a check needs beside Rust and Python, which all need.
tools() {
    case $1 in
    format | node | identical | demo | hostile | flows | readme) echo "cargo python3 node npm" ;;
    kotlin) echo "cargo python3 java javac mvn" ;;
    swift) swift_tools ;;
    fleet) fleet_tools ;;
    *) echo "cargo python3" ;;
    esac
}

# Root of a Debian system has bindings-swift/toolchain.sh install a Swift.
swift_tools() {
    if [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null 2>&1; then
        echo "cargo python3"
    else
        echo "cargo python3 swift"
    fi
}

# Where there is no Prometheus, tests/fleet/prometheus.sh unpacks Debian's.
fleet_tools() {
    if command -v apt-get >/dev/null 2>&1; then
        echo "cargo python3 node npm apt-get dpkg-deb unshare"
    else
        echo "cargo python3 node npm prometheus promtool alertmanager"
    fi
}

missing() {
    for tool in $(tools "$1"); do
        command -v "$tool" >/dev/null 2>&1 || printf ' %s' "$tool"
    done
}

note() {
    summary="$summary
$1"
}

for check in "$@"; do
    absent=$(missing "$check")
    if [ -n "$absent" ] && [ "${CI:-}" != true ]; then
        skipped=$((skipped + 1))
        note "$check: did not run, missing:$absent"
        continue
    fi
    echo "== check-$check"
    { make --no-print-directory "check-$check" 2>&1 && echo passed >"$logs/$check.ok"; } | tee "$logs/$check.log"
    if [ -f "$logs/$check.ok" ]; then
        passed=$((passed + 1))
        note "$check: passed$(sed -n 's/^.*\(vectors[a-z ]*: [0-9]* run of [0-9]*\).*$/, \1/p' "$logs/$check.log" | tail -n 1)"
        rm "$logs/$check.ok"
    else
        failed=$((failed + 1))
        note "$check: FAILED${absent:+, missing:$absent} (make check-$check)"
    fi
done

echo "== summary$summary"
if [ "$skipped" -gt 0 ]; then
    echo "NOT everything ran: $skipped of $# checks did not."
fi
echo "checks: $passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ]
