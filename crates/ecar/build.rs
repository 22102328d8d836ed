//! Takes the built web app into the binary, compressed. Without it (`web/dist` is missing) a page that says so stands in.

use std::path::Path;

fn main() {
    println!("cargo::rerun-if-changed=../../web/dist");
    link_small();
    let assets = if Path::new("../../web/dist/index.html").exists() { "../../web/dist" } else { "src/http/no-web-app" };
    let folder = std::env::var("CARGO_MANIFEST_DIR").unwrap_or_default();
    println!("cargo::rustc-env=WEB_PAGE_FILE={folder}/{assets}/index.html");
    memory_serve::load_directory(assets);
}

/// Functions that came out alike are kept once, and relocations packed: an eighth of the binary. Only where Rust links with lld.
fn link_small() {
    let is = |name: &str, value: &str| std::env::var(name).is_ok_and(|found| found == value);
    if is("TARGET", "x86_64-unknown-linux-gnu") && is("PROFILE", "release") {
        println!("cargo::rustc-link-arg-bins=-Wl,--icf=all,-z,pack-relative-relocs");
    }
}
