// `client ADDRESSES SCENARIOS`: a client in the style of an ordinary SDK, run against the
// stand-in service. One line of JSON for each scenario, in order.

import AvatarErrors
import Foundation

struct Line: Encodable {
    let scenario: String
    var error: String?
    var problem: String?
}

guard CommandLine.arguments.count == 3 else {
    FileHandle.standardError.write(Data("usage: client ADDRESSES SCENARIOS\n".utf8))
    exit(2)
}
signal(SIGPIPE, SIG_IGN)  // a broken connection is an error of the call
let scenarios = try Scenario.read(
    Data(contentsOf: URL(fileURLWithPath: CommandLine.arguments[2])),
    addresses: JSONDecoder().decode([String: String].self, from: Data(CommandLine.arguments[1].utf8))
)
for scenario in scenarios {
    var line = Line(scenario: scenario.name)
    do {
        var session = Session(scenario)
        try await session.run()
    } catch let failed as Failed {
        line.error = AvatarError(failed.failure).toJSON()
    } catch {
        line.problem = "\(error)"
    }
    FileHandle.standardOutput.write(try JSONEncoder().encode(line) + Data("\n".utf8))
}
