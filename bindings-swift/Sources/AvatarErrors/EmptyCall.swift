internal import AvatarErrorsFFI

/// A call that carries as many bytes across the boundary as classifying this failure does, and does nothing.
@_spi(Benchmark) public func emptyCall(like failure: Failure) -> () -> Int {
    let facts = Facts(failure)
    let answer = UInt32(AvatarError(failure).packed.data.count)
    return { call({ uniffi_avatar_errors_fn_func_empty($0, answer, $1) }, facts).count }
}
