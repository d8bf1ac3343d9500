#!/bin/sh
# Checks the Go module that `dist/go.sh` wrote, in a project that installs it from a local proxy as a
# user would. `check.sh --build` only builds the program that classifies lines; `check.sh -run Retry` or
# `check.sh -bench .` hands its words to `go test`.
set -eu

cd "$(dirname "$0")/.."
ROOT=$PWD
TARGET=${CARGO_TARGET_DIR:-$ROOT/target}
MODULE=$(sed -n 's/^module //p' bindings-go/go.mod)
VERSION=v$(sed -n 's/^version = "\(.*\)"$/\1/p' Cargo.toml | head -n 1)
PROJECT=$TARGET/go-project

unformatted=$(gofmt -l bindings-go)
[ -z "$unformatted" ] || { echo "not as gofmt writes it: $unformatted" >&2; exit 1; }

# What a user's machine has: a proxy that serves it, and no copy of an older one.
upstream=$(go env GOPROXY)
export GOPROXY="file://$TARGET/dist/go-proxy,$upstream"
export GONOSUMDB="$MODULE" GOMODCACHE="$TARGET/go-modules" GOFLAGS="-modcacherw"
rm -rf "$GOMODCACHE/$MODULE@$VERSION" "$GOMODCACHE/cache/download/$MODULE" "$PROJECT"
cp -R bindings-go/tests "$PROJECT"
cd "$PROJECT"
go get "$MODULE@$VERSION"
CGO_ENABLED=0 go build -o "$TARGET/go-classify-lines" ./classify-lines
[ "${1:-}" != --build ] || exit 0

export AVATAR_ERRORS_TESTS="$ROOT/tests"
if [ $# -gt 0 ]; then
	exec go test -count=1 "$@" .
fi
go vet ./... "$MODULE"
go test -race -count=1 -v ./... "$MODULE"

# What has files of its own, and what has words of 32 bits.
for system in windows/amd64 linux/386; do
	GOOS=${system%/*} GOARCH=${system#*/} CGO_ENABLED=0 go vet "$MODULE"
done
