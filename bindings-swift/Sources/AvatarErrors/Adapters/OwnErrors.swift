/// An error of this library: it stays what it is.
@Sendable func ownError(_ error: any Error) -> Observation? {
    error is AvatarError ? .classified : nil
}
