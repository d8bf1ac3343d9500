// swift-tools-version: 6.0
import PackageDescription

// `xcframework.sh` puts this beside the framework and the sources; a release has the address of
// the framework and its checksum in place of the path.
let package = Package(
    name: "avatar-errors",
    platforms: [.iOS(.v13), .macOS(.v10_15)],
    products: [.library(name: "AvatarErrors", targets: ["AvatarErrors"])],
    targets: [
        .binaryTarget(name: "AvatarErrorsFFI", path: "AvatarErrorsFFI.xcframework"),
        .target(name: "AvatarErrorsGenerated", dependencies: ["AvatarErrorsFFI"]),
        .target(name: "AvatarErrors", dependencies: ["AvatarErrorsFFI", "AvatarErrorsGenerated"]),
    ],
    swiftLanguageModes: [.v6]
)
