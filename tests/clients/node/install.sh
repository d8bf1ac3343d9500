#!/bin/sh
# Installs the clients' libraries, where the lock file changed since.
set -eu

cd "$(dirname "$0")"
done=node_modules/.package-lock.json
if [ ! -f "$done" ] || [ -n "$(find package.json package-lock.json -newer "$done")" ]; then
    # got 16 asks for Node 22 but runs on 20: what npm says of it is not for the reader.
    npm ci --silent --no-audit --no-fund
    touch "$done"
fi
