#!/bin/sh
# Builds the client twice: with the newest libraries, and with the oldest that the adapters read.
set -eu

cd "$(dirname "$0")"
CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-$PWD/../../../target}
export CARGO_TARGET_DIR
cargo build -q --locked --profile quick -p avatar-errors-client
# A workspace of its own, with a lock file of its own.
cd ../rust-oldest
cargo build -q --locked --profile quick

