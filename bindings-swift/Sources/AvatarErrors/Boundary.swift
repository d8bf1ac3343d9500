internal import AvatarErrorsFFI
internal import AvatarErrorsGenerated
import Foundation

/// A function of the core that takes one buffer and gives one.
typealias CoreFunction = (ForeignBytes, UnsafeMutablePointer<RustCallStatus>) -> RustBuffer

/// Calls it with one copy of the answer, where the generated call makes three, and without its traps:
/// should a panic get past the core's own guard, the answer is empty.
func call(_ function: CoreFunction, _ facts: Facts) -> Data {
    uniffiEnsureAvatarErrorsInitialized()
    var status = RustCallStatus()
    let answer = facts.bytes.withUnsafeBufferPointer { bytes in
        function(ForeignBytes(len: Int32(clamping: bytes.count), data: bytes.baseAddress), &status)
    }
    var ignored = RustCallStatus()
    defer {
        ffi_avatar_errors_rustbuffer_free(answer, &ignored)
        ffi_avatar_errors_rustbuffer_free(status.errorBuf, &ignored)
    }
    let length = 4  // of the bytes, before them
    guard status.code == 0, answer.len > length, let data = answer.data else { return Data() }
    return Data(bytes: data + length, count: Int(answer.len) - length)
}
