//! Takes the built web app into the binary, compressed. Without it (`web/dist` is missing) a page that says so stands in.

use std::path::Path;

fn main() {
    println!("cargo::rerun-if-changed=../../web/dist");
    let assets = if Path::new("../../web/dist/index.html").exists() { "../../web/dist" } else { "src/http/no-web-app" };
    let folder = std::env::var("CARGO_MANIFEST_DIR").unwrap_or_default();
    println!("cargo::rustc-env=WEB_PAGE_FILE={folder}/{assets}/index.html");
    memory_serve::load_directory(assets);
}
