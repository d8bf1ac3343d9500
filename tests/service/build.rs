//! Compiles the messages of the wire, readable from JSON so that scenarios can spell them.

use std::error::Error;

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=../../core/proto/avatar.proto");
    let files = protox::compile(["avatar.proto"], ["../../core/proto"])?;
    prost_build::Config::new()
        .type_attribute(".", "#[derive(serde::Deserialize)]")
        .message_attribute(".", "#[serde(default, deny_unknown_fields)]")
        .enum_attribute(".", "#[serde(rename_all = \"snake_case\")]")
        .compile_fds(files)?;
    Ok(())
}
