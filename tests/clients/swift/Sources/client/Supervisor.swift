import AvatarErrors
import Foundation

/// Runs the scenarios in a process of their own, and those that are left in another where one ends it:
/// FoundationNetworking traps on some of what a server may send, which no program can catch.
func supervise(_ names: [String], arguments: [String]) throws {
    var done = 0
    while done < names.count {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
        process.arguments = ["--from", "\(done)"] + arguments
        let environment = ["SWIFT_BACKTRACE": "enable=no"]
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        let output = Pipe()
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        while case let lines = output.fileHandleForReading.availableData, !lines.isEmpty {
            FileHandle.standardOutput.write(lines)
            done += lines.count { $0 == UInt8(ascii: "\n") }
        }
        process.waitUntilExit()
        guard done < names.count else { return }
        let how = process.terminationReason == .uncaughtSignal ? "signal" : "status"
        let text = "the process ended with \(how) \(process.terminationStatus)"
        let error = AvatarError(Failure(phase: .unknown, message: text))
        try Line(scenario: names[done], error: error.toJSON()).write()
        done += 1
    }
}
