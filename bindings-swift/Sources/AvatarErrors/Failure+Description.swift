// The facts hold secrets: nothing of them may reach a log by printing the value.
extension Failure: CustomStringConvertible, CustomReflectable {
    public var description: String { "Failure(\(Phase.known.contains(phase) ? phase : .unknown))" }

    public var customMirror: Mirror { Mirror(self, children: []) }
}
