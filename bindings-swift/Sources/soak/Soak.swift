import Foundation

private let steps = 20
private let threads = 16
private let busy: UInt64 = 100_000_000

/// Throws and catches as many errors as told, and a tenth of it through all the rest; a line of JSON
/// after each step. Then threads do the same at once, and the last of them are busy when it ends.
@main
enum Soak {
    static func main() async throws {
        guard CommandLine.arguments.count == 2, let errors = Int(CommandLine.arguments[1]), errors > 0 else {
            fatalError("usage: soak COUNT")
        }
        let work = try Work()
        for step in 1...steps {
            let until = errors * step / steps
            try await work.run(errors * (step - 1) / steps..<until)
            say(#"{"done":\#(until),"rss_kb":\#(residentKB())}"#)
        }
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            for _ in 0..<threads {
                tasks.addTask { try await work.run(0..<max(10, errors / steps / threads)) }
            }
            try await tasks.waitForAll()
        }
        for _ in 0..<threads { Thread.detachNewThread { for number in 0... { work.plain(number) } } }
        try await Task.sleep(nanoseconds: busy)
        say(#"{"ok":true}"#)
        exit(0)
    }

    /// At once: what reads it waits for it.
    private static func say(_ line: String) {
        FileHandle.standardOutput.write(Data("\(line)\n".utf8))
    }
}
