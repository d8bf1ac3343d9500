// swift-tools-version: 6.0
import PackageDescription

let package = Package(
    name: "bench",
    platforms: [.macOS(.v10_15)],
    dependencies: [.package(name: "avatar-errors", path: "../../bindings-swift")],
    targets: [
        .executableTarget(
            name: "bench",
            dependencies: [.product(name: "AvatarErrors", package: "avatar-errors")]
        )
    ],
    swiftLanguageModes: [.v6]
)
