internal import AvatarErrorsFFI
internal import AvatarErrorsGenerated

/// Hands on a fact that there is.
@inline(__always)
func told<Fact>(_ fact: Fact?, _ tell: (Fact) -> Void) {
    if let fact { tell(fact) }
}

extension NativeFailure {
    typealias Setter = (UInt64, ForeignBytes, UnsafeMutablePointer<RustCallStatus>) -> Void

    /// Hands on a text that there is, an empty one being none. Without its copies, of which the generated
    /// call makes two.
    func tell(_ text: String?, _ setter: Setter) {
        guard var text, !text.isEmpty else { return }
        var status = RustCallStatus()
        text.withUTF8 { setter(uniffiCloneHandle(), ForeignBytes($0), &status) }
    }

    func tell(header name: String, _ value: String) {
        var (name, value) = (name, value)
        var status = RustCallStatus()
        name.withUTF8 { name in
            value.withUTF8 { value in
                uniffi_avatar_errors_uniffi_fn_method_nativefailure_header(
                    uniffiCloneHandle(),
                    ForeignBytes(name),
                    ForeignBytes(value),
                    &status
                )
            }
        }
    }
}

extension ForeignBytes {
    fileprivate init(_ bytes: UnsafeBufferPointer<UInt8>) {
        self.init(len: Int32(clamping: bytes.count), data: bytes.baseAddress)
    }
}
