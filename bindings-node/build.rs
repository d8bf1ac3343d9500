//! Sets what the linker needs for a Node add-on.

fn main() {
    napi_build::setup();
}
