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
        text.withUTF8 { bytes in
            let bytes = ForeignBytes(len: Int32(clamping: bytes.count), data: bytes.baseAddress)
            setter(uniffiCloneHandle(), bytes, &status)
        }
    }
}
