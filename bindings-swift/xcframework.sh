#!/bin/sh
# On macOS with Xcode and rustup: makes a Swift package around an XCFramework, `apple/package`
# below the target folder, and beside it the zip that a release carries.
#
#   xcframework.sh          the package takes the framework from its own folder
#   xcframework.sh ADDRESS  the package takes the zip from this address
set -eu

here=$(cd "$(dirname "$0")" && pwd)
top=$(dirname "$here")
CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-$top/target}
export CARGO_TARGET_DIR
export IPHONEOS_DEPLOYMENT_TARGET=13.0 MACOSX_DEPLOYMENT_TARGET=10.15
work=$CARGO_TARGET_DIR/apple
package=$work/package
cd "$top"
version=$(sed -n 's/^version = "\(.*\)"$/\1/p' Cargo.toml | head -n 1)

library() { # target
    rustup target add "$1"
    cargo rustc --locked --release --package avatar-errors-uniffi --lib --crate-type staticlib --target "$1"
}

bindgen() {
    cargo run --locked --package uniffi-bindgen --bin uniffi-bindgen-swift -- \
        --config uniffi.toml "$@"
}

# A static framework: the module maps of bare libraries collide in an app that has two of them.
framework() { # name, key and value of the oldest system, targets
    framework=$work/$1/AvatarErrorsFFI.framework
    contents=$framework
    resources=$framework
    if [ "$1" = macos ]; then # the only one with versions
        contents=$framework/Versions/A
        resources=$contents/Resources
    fi
    mkdir -p "$contents/Headers" "$contents/Modules" "$resources"
    sed "s/@VERSION@/$version/; s/@MINIMUM@/$2/; s/@SYSTEM@/$3/" "$here/apple/Info.plist" >"$resources/Info.plist"
    cp "$here/apple/PrivacyInfo.xcprivacy" "$resources/"
    cp "$work/ffi/AvatarErrorsFFI.h" "$contents/Headers/"
    cp "$work/ffi/module.modulemap" "$contents/Modules/"
    shift 3
    for target in "$@"; do # each gives way to its library
        shift
        set -- "$@" "$CARGO_TARGET_DIR/$target/release/libavatar_errors_uniffi.a"
    done
    lipo -create "$@" -output "$contents/AvatarErrorsFFI"
    if [ "$contents" != "$framework" ]; then
        ln -s A "$framework/Versions/Current"
        for part in AvatarErrorsFFI Headers Modules Resources; do
            ln -s "Versions/Current/$part" "$framework/$part"
        done
    fi
}

for target in aarch64-apple-ios aarch64-apple-ios-sim x86_64-apple-ios aarch64-apple-darwin x86_64-apple-darwin; do
    library "$target"
done

rm -rf "$work"
mkdir -p "$package/Sources"
native=$CARGO_TARGET_DIR/aarch64-apple-darwin/release/libavatar_errors_uniffi.a
bindgen --swift-sources "$native" "$package/Sources/AvatarErrorsGenerated"
bindgen --headers --modulemap --xcframework --module-name AvatarErrorsFFI \
    --modulemap-filename module.modulemap "$native" "$work/ffi"
cp -R "$here/Sources/AvatarErrors" "$package/Sources/"
cp "$here/apple/Package.swift" "$package/"

framework ios MinimumOSVersion 13.0 aarch64-apple-ios
framework ios-simulator MinimumOSVersion 13.0 aarch64-apple-ios-sim x86_64-apple-ios
framework macos LSMinimumSystemVersion 10.15 aarch64-apple-darwin x86_64-apple-darwin
xcodebuild -create-xcframework \
    -framework "$work/ios/AvatarErrorsFFI.framework" \
    -framework "$work/ios-simulator/AvatarErrorsFFI.framework" \
    -framework "$work/macos/AvatarErrorsFFI.framework" \
    -output "$package/AvatarErrorsFFI.xcframework"

zip=$work/AvatarErrorsFFI.xcframework.zip
(cd "$package" && zip -qry "$zip" AvatarErrorsFFI.xcframework)
checksum=$(swift package compute-checksum "$zip")
if [ $# -gt 0 ]; then
    sed -i '' "s|path: \"AvatarErrorsFFI.xcframework\"|url: \"$1\", checksum: \"$checksum\"|" "$package/Package.swift"
    rm -r "$package/AvatarErrorsFFI.xcframework"
fi
echo "$package"
