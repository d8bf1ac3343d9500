internal import AvatarErrorsGenerated

extension AvatarError {
    /// The same with correlation IDs that became known later, in the JSON and the log fields too; nothing
    /// leaves what is there.
    ///
    ///     throw error.withIDs(reqID: response.value(forHTTPHeaderField: "X-Request-Id"))
    public func withIDs(connectionID: String? = nil, reqID: String? = nil) -> Self {
        with(core.withIds(connectionId: connectionID, reqId: reqID))
    }

    /// What the core says of the facts of an error whose code was given: the code that they lead to, where
    /// they lead to any. Any other error is itself. What acts on an error asks for this by itself:
    /// retries, monitors, problem documents and `init(_:phase:)`.
    public func reclassified() -> Self {
        with(core.reclassified())
    }

    private func with(_ core: NativeError) -> Self {
        var copy = Self(core, native: native)
        copy.attempts = attempts
        return copy
    }
}
