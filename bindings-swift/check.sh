#!/bin/sh
# Checks the format of the sources, and what cannot run here: the scripts for macOS, Apple's manifests,
# and the workflow that uses them.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
cd "$here/.."

for script in bindings-swift/*.sh bench/swift/run.sh tests/clients/swift/build.sh; do
    sh -n "$script"
    if command -v shellcheck >/dev/null; then shellcheck "$script"; fi
done
if command -v go >/dev/null; then
    go run github.com/rhysd/actionlint/cmd/actionlint@v1.7.12 .github/workflows/*.yml
fi
"$here/toolchain.sh" swift format lint --strict --recursive --configuration bindings-swift/.swift-format \
    bindings-swift/Package.swift bindings-swift/apple bindings-swift/Sources bindings-swift/Tests \
    bench/swift/Package.swift bench/swift/Sources tests/clients/swift/Package.swift tests/clients/swift/Sources
for tool in shellcheck go; do
    command -v $tool >/dev/null || echo "not checked, $tool is missing" >&2
done

"$here/toolchain.sh" swift package --package-path bindings-swift/apple dump-package |
    python3 -c '
import json, plistlib, sys

def read(name):
    with open("bindings-swift/apple/" + name, "rb") as file:
        return plistlib.load(file)

info, privacy = read("Info.plist"), read("PrivacyInfo.xcprivacy")
targets = {target["name"]: target["type"] for target in json.load(sys.stdin)["targets"]}
assert targets == {"AvatarErrorsFFI": "binary", "AvatarErrorsGenerated": "regular", "AvatarErrors": "regular"}, targets
assert info["CFBundleExecutable"] == info["CFBundleName"] == "AvatarErrorsFFI", info
assert set(privacy) == {
    "NSPrivacyTracking", "NSPrivacyTrackingDomains", "NSPrivacyCollectedDataTypes", "NSPrivacyAccessedAPITypes"
} and not any(privacy.values()), privacy
'
echo "scripts, manifests and workflow: checked"
