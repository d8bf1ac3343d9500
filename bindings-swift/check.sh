#!/bin/sh
# Checks the format of the sources, and what cannot run here: Apple's manifests.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
cd "$here/.."

"$here/toolchain.sh" swift format lint --strict --recursive --configuration bindings-swift/.swift-format \
    bindings-swift/Package.swift bindings-swift/apple bindings-swift/Sources bindings-swift/Tests \
    bench/swift/Package.swift bench/swift/Sources tests/clients/swift/Package.swift tests/clients/swift/Sources

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
echo "format and manifests: checked"
