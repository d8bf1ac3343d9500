#!/bin/sh
# central.sh REPOSITORY [BUNDLE]: signs what is in a Maven repository of files, and gives it to Maven
# Central's portal, which checks it and publishes it. With BUNDLE it is only written there, signed.
# SIGNING_KEY is the armoured secret key, SIGNING_PASSPHRASE its passphrase, PORTAL_USER and
# PORTAL_PASSWORD are a token of the portal.
set -eu

repository=$(cd "$1" && pwd)
work=$(mktemp -d)
trap 'GNUPGHOME="$work/gnupg" gpgconf --kill all; rm -rf "$work"' EXIT
bundle=${2:-$work/bundle.zip}
case $bundle in /*) ;; *) bundle=$PWD/$bundle ;; esac
GNUPGHOME=$work/gnupg
export GNUPGHOME
mkdir -m 700 "$GNUPGHOME"
printf '%s\n' "$SIGNING_KEY" | gpg --batch --quiet --import

cp -R "$repository" "$work/files"
cd "$work/files"
# The portal makes the metadata of a repository itself.
find . -name 'maven-metadata*' -delete
find . -name '*.asc*' -delete
find . -type f ! -name '*.md5' ! -name '*.sha1' ! -name '*.sha256' ! -name '*.sha512' >"$work/list"
[ -s "$work/list" ] || {
    echo "central.sh: nothing in $repository" >&2
    exit 1
}
while read -r file; do
    printf '%s' "$SIGNING_PASSPHRASE" | gpg --batch --quiet --pinentry-mode loopback --passphrase-fd 0 \
        --armor --detach-sign "$file"
    md5sum "$file" | cut -d ' ' -f 1 >"$file.md5"
    sha1sum "$file" | cut -d ' ' -f 1 >"$file.sha1"
done <"$work/list"
rm -f "$bundle"
python3 -m zipfile -c "$bundle" ./*
echo "$(wc -l <"$work/list") files, signed"

if [ $# -lt 2 ]; then
    token=$(printf '%s:%s' "$PORTAL_USER" "$PORTAL_PASSWORD" | base64 | tr -d '\n')
    # From standard input, so that no list of processes has it.
    printf 'header = "Authorization: Bearer %s"\n' "$token" |
        curl --config - --fail-with-body --silent --show-error --form "bundle=@$bundle" \
            'https://central.sonatype.com/api/v1/publisher/upload?publishingType=AUTOMATIC'
    echo
fi
