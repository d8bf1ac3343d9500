// From raw facts to a thrown and caught error, beside an empty call across the same boundary
// that carries as many bytes each way. One line of JSON a case.

@_spi(Benchmark) import AvatarErrors
import Foundation

let rounds = 41
let calls = 2_000

func nanoseconds(_ call: () -> Int) -> Double {
    var sum = 0
    let start = DispatchTime.now().uptimeNanoseconds
    for _ in 0..<calls { sum &+= call() }
    let time = DispatchTime.now().uptimeNanoseconds - start
    precondition(sum > 0)
    return Double(time) / Double(calls)
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

func median(_ times: [Double]) -> Int {
    Int(times.sorted()[times.count / 2].rounded())
}

for (name, failure) in Cases.all {
    let empty = emptyCall(like: failure())
    var ours: [Double] = []
    var floor: [Double] = []
    // In turns, so that a slow moment of the machine hits both.
    for round in -2..<rounds {
        let times = (nanoseconds { thrown(failure) }, nanoseconds(empty))
        if round < 0 { continue }
        ours.append(times.0)
        floor.append(times.1)
    }
    print(#"{"name":"swift/\#(name)","ours_ns":\#(median(ours)),"floor_ns":\#(median(floor))}"#)
}
