// What a call costs, beside an empty call: a failure's facts across the boundary and as many bytes
// back as its error has. One line of JSON a row; `bench NAME…` measures those alone.

@_spi(Benchmark) import AvatarErrors
import Foundation

let wanted = Set(CommandLine.arguments.dropFirst())

func isWanted(_ name: String) -> Bool {
    wanted.isEmpty || wanted.contains(name)
}

for (name, failure) in Cases.all where isWanted(name) {
    Row(name: name, bound: ",\"bound_ns\":4000").measure(
        floor: empty(failure),
        ours: { thrown(failure) }
    )
}
for (name, ask) in try Handling.all() where isWanted(name) {
    Row(name: name, bound: ",\"times_floor\":2").measure(floor: empty(Handling.failure), ours: ask)
}

if isWanted(Causes.name) {
    Row(name: Causes.name, beside: "classified_ns").measure(floor: Causes.classified, ours: Causes.built)
}

/// Throws, catches and reads the code.
func thrown(_ failure: () -> Failure) -> Int {
    do {
        throw AvatarError(failure())
    } catch let error as AvatarError {
        return error.code.rawValue.utf8.count
    } catch {
        return 0
    }
}

func empty(_ failure: @escaping () -> Failure) -> () -> Int {
    let bytes = AvatarError(failure()).toJSON().utf8.count
    return { emptyCall(failure(), answer: bytes).utf8.count }
}
