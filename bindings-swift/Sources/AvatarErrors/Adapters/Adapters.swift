/// Each reads the errors of one source, one error at a time; nothing for those of another.
private let adapters: [@Sendable (any Error) -> Observation?] = [
    ownError, cancellation, urlError, posixError, cfNetworkError, curlError,
]

/// What an error says; that of no known source says nothing.
func observation(of error: any Error) -> Observation {
    adapters.lazy.compactMap { $0(error) }.first ?? Observation()
}
