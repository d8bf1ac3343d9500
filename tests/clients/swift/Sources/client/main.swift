// `client --websocket posix|urlsession [--drills] ADDRESSES LIST`: a client in the style of an ordinary
// SDK, run against the stand-in service. One line of JSON for each scenario of the list, or for each
// drill, in order.

import AvatarErrors
import Foundation

struct Line: Encodable {
    let scenario: String
    var error: String?
    var problem: String?

    func write() throws {
        FileHandle.standardOutput.write(try JSONEncoder().encode(self) + Data("\n".utf8))
    }
}

var arguments = Array(CommandLine.arguments.dropFirst())
/// Whether this is the process that `supervise` starts, and for which scenario first.
let first = arguments.first == "--from" ? Int(arguments[1]) : nil
if first != nil { arguments.removeFirst(2) }
let drills = arguments.dropFirst(2).first == "--drills"
if drills { arguments.remove(at: 2) }
guard arguments.count == 4, arguments[0] == "--websocket",
    let kind = SocketKind(rawValue: arguments[1])
else {
    FileHandle.standardError.write(
        Data("usage: client --websocket posix|urlsession [--drills] ADDRESSES LIST\n".utf8)
    )
    exit(2)
}
signal(SIGPIPE, SIG_IGN)  // a broken connection is an error of the call
let addresses = try JSONDecoder().decode([String: String].self, from: Data(arguments[2].utf8))
let list = try Data(contentsOf: URL(fileURLWithPath: arguments[3]))
if drills {
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    let list = try decoder.decode(Drill.List.self, from: list)
    for drill in list.drills {
        let address = addresses["plain"] ?? ""
        FileHandle.standardOutput.write(try await drill.report(list.client, address: address, kind))
    }
    exit(0)
}
let scenarios = try Scenario.read(list, addresses: addresses)
if kind == .urlsession, first == nil {
    try supervise(scenarios.map(\.name), arguments: arguments)
    exit(0)
}
for scenario in scenarios.dropFirst(first ?? 0) {
    var line = Line(scenario: scenario.name)
    do {
        var session = Session(scenario, kind)
        try await session.converse(session.token())
    } catch let error as AvatarError {
        line.error = error.toJSON()
    } catch {
        line.problem = "\(error)"
    }
    try line.write()
}
