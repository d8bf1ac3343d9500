//! Writes the Swift sources, the C header and its module map.

fn main() {
    uniffi::uniffi_bindgen_swift();
}
