#!/bin/sh
# tag-swift.sh VERSION PACKAGE: gives this repository a tag of the version's own whose commit is the Swift
# package alone. SwiftPM wants the manifest at the top of what it takes, with the framework's checksum.
# GH_TOKEN, which may be absent, is what GitHub lets the workflow push with.
set -eu

version=$1
package=$2
remote=$(git remote get-url origin)
manifest=$package/Package.swift

grep -q 'binaryTarget(name: "AvatarErrorsFFI", url: "[^"]*", checksum: "[0-9a-f]\{64\}")' "$manifest" || {
    echo "tag-swift.sh: $manifest has no address with a checksum" >&2
    exit 1
}
git init -q --initial-branch swift "$package"
git -C "$package" add -A
git -C "$package" -c user.name=release -c user.email=release@users.noreply.github.com \
    commit -qm "avatar-errors $version for SwiftPM"
git -C "$package" tag "$version"
if [ -n "${GH_TOKEN:-}" ]; then
    secret=$(printf 'x-access-token:%s' "$GH_TOKEN" | base64 | tr -d '\n')
    GIT_CONFIG_COUNT=1 GIT_CONFIG_KEY_0=http.extraheader GIT_CONFIG_VALUE_0="Authorization: Basic $secret"
    export GIT_CONFIG_COUNT GIT_CONFIG_KEY_0 GIT_CONFIG_VALUE_0
fi
if git ls-remote --exit-code "$remote" "refs/tags/$version" >/dev/null; then
    echo "tag $version: there already"
    exit 0
fi
git -C "$package" push -q "$remote" "refs/tags/$version"
echo "tag $version: $(git -C "$package" rev-parse HEAD)"
