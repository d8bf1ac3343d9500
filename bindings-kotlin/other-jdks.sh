#!/bin/sh
# Runs the tests that build.sh built on every other JDK, one of each version from 17 on: the homes
# given, else those in JAVA_HOME_* and those where Linux distributions put them.
set -eu

cd "$(dirname "$0")"
target=$(cd "${CARGO_TARGET_DIR:-../target}" && pwd)

version() { "$1" -version 2>&1 | sed -n 's/.* version "\([0-9]*\).*/\1/p'; }

if [ $# -eq 0 ]; then
    # shellcheck disable=SC2046 # one word a home
    set -- $(env | sed -n 's/^JAVA_HOME_[0-9].*=//p') /usr/lib/jvm/*
fi
seen=" $(version java) "
for home; do
    [ -x "$home/bin/javac" ] || continue
    number=$(version "$home/bin/java")
    case "$seen" in *" $number "*) continue ;; esac
    seen="$seen$number "
    [ "$number" -ge 17 ] || continue
    mvn -q -B -f pom.xml surefire:test@default-test surefire:test@okhttp-5 surefire:test@without-optional \
        surefire:test@panic surefire:test@unavailable \
        "-Davatar.target=$target" "-Djvm=$home/bin/java"
    echo "JDK $number: passed"
done
echo "JDKs:$seen"
