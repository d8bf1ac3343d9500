import Foundation

#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

extension Failure {
    /// Status, headers and body of a response.
    mutating func add(_ response: URLResponse, body: Data?) {
        if let response = response as? HTTPURLResponse {
            httpStatus = response.statusCode
            headers = response.allHeaderFields.map { ("\($0)", "\($1)") }
        }
        self.body = body.map { Data($0.prefix(64 * 1024)) }
    }
}
