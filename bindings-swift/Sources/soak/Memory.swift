import Foundation

/// What the process has in memory.
func residentKB() -> Int {
    let status = try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)
    let line = status?.split(separator: "\n").first { $0.hasPrefix("VmRSS:") }
    guard let line, let kilobytes = Int(line.filter(\.isNumber)) else { fatalError("no memory is told") }
    return kilobytes
}
