// swift-tools-version: 6.0
import PackageDescription

let package = Package(
    name: "client",
    platforms: [.macOS(.v12)],
    dependencies: [.package(name: "avatar-errors", path: "../../../bindings-swift")],
    targets: [
        .executableTarget(
            name: "client",
            dependencies: [.product(name: "AvatarErrors", package: "avatar-errors")]
        )
    ],
    swiftLanguageModes: [.v6]
)
