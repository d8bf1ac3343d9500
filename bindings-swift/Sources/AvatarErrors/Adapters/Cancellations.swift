import Foundation

/// The cancellations of tasks and of people.
@Sendable func cancellation(_ error: any Error) -> Observation? {
    let cocoa = cocoa(error)
    let byUser = cocoa.domain == NSCocoaErrorDomain && cocoa.code == NSUserCancelledError
    return error is CancellationError || byUser ? .noFailure : nil
}
