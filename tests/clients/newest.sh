#!/bin/sh
# Lets the clients of Rust, Python and Node have the newest libraries of today, whatever was tried last.
# It changes the files that pin them: for a weekly run, not to commit.
set -eu

cd "$(dirname "$0")"
# The packages that a library brings along come as it wants them.
sed -i -E 's/^(aiohttp|httpx|requests|urllib3|websockets)==[^;]*.*/\1/; t; d' python/requirements.txt
sort -u -o python/requirements.txt python/requirements.txt

cd node
# shellcheck disable=SC2016 # JavaScript's own
newest=$(node -p 'Object.keys(require("./package.json").dependencies)
    .filter((name) => name !== "avatar-errors" && !name.endsWith("-oldest"))
    .map((name) => `${name}@latest`).join(" ")')
# shellcheck disable=SC2086 # one word for each
npm install --silent --no-audit --no-fund --save-exact --package-lock-only $newest
cd ..

# What Cargo.toml allows; others are a matter of adapters.
cargo update -q -p reqwest -p tungstenite -p rustls -p tokio
