#!/bin/sh
# Writes the complete Go module, with the core translated to Go, into target/dist/go, and a module proxy
# of files that serves it into target/dist/go-proxy. MODULE=… is its path, where that is another.
set -eu

cd "$(dirname "$0")/.."
export CARGO_TARGET_DIR="${CARGO_TARGET_DIR:-$PWD/target}"
TARGET=wasm32-unknown-unknown
WASM2GO=v0.4.20
TOOLS=$CARGO_TARGET_DIR/go-tools
OUT=$CARGO_TARGET_DIR/dist/go
# Each instance has a stack of its own; a test looks how much of it the deepest JSON takes.
STACK=131072

dist/toolchain.sh "$TARGET" cargo rustc --locked -q --target "$TARGET" --profile wasm -p avatar-errors-wasm -- -C link-arg=-zstack-size=$STACK
wasm=$CARGO_TARGET_DIR/$TARGET/wasm/avatar_errors_wasm.wasm

if ! [ -x "$TOOLS/wasm2go-$WASM2GO" ]; then
	GOBIN=$TOOLS go install "github.com/ncruces/wasm2go@$WASM2GO"
	mv "$TOOLS/wasm2go" "$TOOLS/wasm2go-$WASM2GO"
fi

module=$(sed -n 's/^module //p' bindings-go/go.mod)
rm -rf "$OUT" "$OUT-proxy"
mkdir -p "$OUT/internal/core"
cp -R bindings-go/. LICENSE "$OUT"
rm -rf "$OUT/tests" "$OUT/check.sh"
"$TOOLS/wasm2go-$WASM2GO" -pkg core -embed -unsafe -o "$OUT/internal/core/core.go" "$wasm"
python3 dist/components.py avatar-errors-wasm "$TARGET" --purl "pkg:golang/$module" \
	--licenses "$OUT/THIRD-PARTY-LICENSES" --sbom "$OUT/bom.cdx.json"
# The functions that it adds to each translation are its own.
{
	printf '\n%s\n\n' "wasm2go ${WASM2GO#v}"
	cat "$(go mod download -json "github.com/ncruces/wasm2go@$WASM2GO" | sed -n 's/^.*"Dir": "\(.*\)",$/\1/p')/LICENSE"
} >>"$OUT/THIRD-PARTY-LICENSES"

if [ "${MODULE:-$module}" != "$module" ]; then
	find "$OUT" \( -name '*.go' -o -name go.mod -o -name '*.md' -o -name '*.json' \) -exec sed -i "s|$module|$MODULE|g" {} +
fi
python3 dist/go_proxy.py "$OUT" "$OUT-proxy" "$(python3 dist/version.py)"
