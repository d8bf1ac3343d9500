import Dispatch

/// One row of the table: medians of many rounds.
struct Row {
    private static let rounds = 41
    private static let calls = 2_000

    let name: String
    /// The target, as `table.py` reads it.
    var bound = ""
    var beside = "floor_ns"

    func measure(floor: () -> Int, ours: () -> Int) {
        var times: (ours: [Double], floor: [Double]) = ([], [])
        // In turns, so that a slow moment of the machine hits both.
        for round in -2..<Self.rounds {
            let (ours, floor) = (Self.nanoseconds(ours), Self.nanoseconds(floor))
            if round < 0 { continue }
            times.ours.append(ours)
            times.floor.append(floor)
        }
        let (ours, floor) = (Self.median(times.ours), Self.median(times.floor))
        print(#"{"name":"swift/\#(name)","ours_ns":\#(ours),"\#(beside)":\#(floor)\#(bound)}"#)
    }

    private static func nanoseconds(_ call: () -> Int) -> Double {
        var sum = 0
        let start = DispatchTime.now().uptimeNanoseconds
        for _ in 0..<calls { sum &+= call() }
        let time = DispatchTime.now().uptimeNanoseconds - start
        precondition(sum > 0)
        return Double(time) / Double(calls)
    }

    private static func median(_ times: [Double]) -> Int {
        Int(times.sorted()[times.count / 2].rounded())
    }
}
