internal import AvatarErrorsGenerated

/// What classifying a failure crosses the boundary with, and nothing done: its facts there, a text of
/// so many bytes back.
@_spi(Benchmark) public func emptyCall(_ failure: Failure, answer bytes: Int) -> String {
    let told = NativeFailure(phase: failure.phase.rawValue)
    failure.tell(told)
    return told.empty(bytes: UInt32(clamping: bytes))
}
