// swift-tools-version: 6.0
import PackageDescription

// `build.sh` writes the folder `generated`: the native library, the C header with its
// module map, and the Swift sources that call it.
let library = Context.environment["AVATAR_ERRORS_LIBRARY"] ?? "\(Context.packageDirectory)/generated/lib"

let package = Package(
    name: "avatar-errors",
    platforms: [.iOS(.v13), .macOS(.v10_15)],
    products: [
        .library(name: "AvatarErrors", targets: ["AvatarErrors"]),
        .executable(name: "classify-lines", targets: ["classify-lines"]),
        .executable(name: "soak", targets: ["soak"]),
    ],
    targets: [
        .systemLibrary(name: "AvatarErrorsFFI", path: "generated/ffi"),
        .target(
            name: "AvatarErrorsGenerated",
            dependencies: ["AvatarErrorsFFI"],
            path: "generated/swift",
            linkerSettings: [.unsafeFlags(["-L\(library)"]), .linkedLibrary("avatar_errors")]
        ),
        .target(name: "AvatarErrors", dependencies: ["AvatarErrorsFFI", "AvatarErrorsGenerated"]),
        .target(name: "FailureLines", dependencies: ["AvatarErrors"]),
        .executableTarget(name: "classify-lines", dependencies: ["FailureLines"]),
        .executableTarget(name: "soak", dependencies: ["AvatarErrors"]),
        .testTarget(name: "AvatarErrorsTests", dependencies: ["AvatarErrors", "FailureLines"]),
        .testTarget(name: "PanicTests", dependencies: ["AvatarErrors"]),
    ],
    swiftLanguageModes: [.v6]
)
