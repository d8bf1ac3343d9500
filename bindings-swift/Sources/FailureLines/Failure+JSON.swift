import AvatarErrors
import Foundation

extension Failure {
    /// The facts of a parsed JSON object; a value of the wrong type is absent.
    init(json: [String: Any]) {
        self.init(phase: Phase(rawValue: text(json["phase"]) ?? ""))
        httpStatus = integer(json["http_status"]).map(Int.init)
        headers = (json["headers"] as? [String: Any] ?? [:]).flatMap { name, value in
            (value as? [Any] ?? [value]).compactMap { text($0) }.map { (name, $0) }
        }
        bodyText = text(json["body"])
        bodyBase64 = text(json["body_base64"])
        serverCode = text(json["server_code"]) ?? integer(json["server_code"]).map(String.init)
        serverTitle = text(json["server_title"])
        serverDetail = text(json["server_detail"])
        frameBase64 = text(json["frame_base64"])
        closeCode = integer(json["close_code"]).map(Int.init)
        closeReason = text(json["close_reason"])
        transport = text(json["transport"])
        self.protocol = text(json["protocol"])
        invalidArgument = text(json["invalid_argument"])
        message = text(json["message"])
        prefix = text(json["prefix"])
        fallback = text(json["fallback"])
        connectionID = text(json["connection_id"])
        reqID = text(json["req_id"])
        nowMs = integer(json["now_ms"])
    }
}

private func text(_ value: Any?) -> String? {
    value as? String
}

/// A number with an integral value; `true` is none, though Foundation would take it for 1.
func integer(_ value: Any?) -> Int64? {
    guard let number = value as? NSNumber, !isFlag(number) else { return nil }
    return number as? Int64
}

func isFlag(_ value: Any) -> Bool {
    (value as? NSNumber).map { String(cString: $0.objCType) == "c" } ?? false
}
