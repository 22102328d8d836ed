//! Takes the built web app, the API's document and its page into the binary, compressed. Without the web app (`web/dist` is missing) a
//! page that says so stands in.

use std::error::Error;
use std::fs;
use std::io::{self, Cursor};
use std::path::{Path, PathBuf};

use utoipa_swagger_ui_vendored::SWAGGER_UI_VENDORED;
use zip::ZipArchive;

/// What the documentation page loads of its library.
const LIBRARY: [&str; 2] = ["dist/swagger-ui-bundle.js", "dist/swagger-ui.css"];
const START: &str = "src/http/documentation/start.js";
/// As `ecar openapi` wrote it; a test holds it to the handlers.
const DOCUMENT: &str = "../../openapi.json";
/// The endpoints that clients of other systems know, likewise.
const CLIENTS: &str = "../../openapi-compat.json";

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=../../web/dist");
    println!("cargo::rerun-if-changed={START}");
    println!("cargo::rerun-if-changed={DOCUMENT}");
    println!("cargo::rerun-if-changed={CLIENTS}");
    link_small();
    let assets = if Path::new("../../web/dist/index.html").exists() { "../../web/dist" } else { "src/http/no-web-app" };
    let folder = std::env::var("CARGO_MANIFEST_DIR")?;
    println!("cargo::rustc-env=WEB_PAGE_FILE={folder}/{assets}/index.html");
    // What people without an account open; without the web app the same page says that it is missing.
    let public = if Path::new("../../web/dist/public.html").exists() { "public.html" } else { "index.html" };
    println!("cargo::rustc-env=PUBLIC_PAGE_FILE={folder}/{assets}/{public}");
    let embeds = !cfg!(debug_assertions);
    memory_serve::load_names_directories([("app", PathBuf::from(assets)), ("documentation", documentation()?)], embeds);
    Ok(())
}

/// A folder with `/openapi.json` and what stands under `/docs/`.
fn documentation() -> Result<PathBuf, Box<dyn Error>> {
    let folder = PathBuf::from(std::env::var("OUT_DIR")?).join("documentation");
    let docs = folder.join("docs");
    fs::create_dir_all(&docs)?;
    fs::copy(START, docs.join("start.js"))?;
    fs::copy(DOCUMENT, folder.join("openapi.json"))?;
    fs::copy(CLIENTS, folder.join("openapi-compat.json"))?;
    let mut archive = ZipArchive::new(Cursor::new(SWAGGER_UI_VENDORED))?;
    for place in 0..archive.len() {
        let mut file = archive.by_index(place)?;
        let name = file.name()?.into_owned();
        if let Some(wanted) = LIBRARY.iter().find(|wanted| name.ends_with(*wanted)) {
            io::copy(&mut file, &mut fs::File::create(docs.join(wanted.trim_start_matches("dist/")))?)?;
        }
    }
    as_old_as(&fs::metadata(DOCUMENT)?, &folder)?;
    Ok(folder)
}

/// Cargo is told to look at this folder, and would build the program anew each time because it was written just now.
fn as_old_as(source: &fs::Metadata, folder: &Path) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            as_old_as(source, &entry.path())?;
        } else {
            fs::File::options().append(true).open(entry.path())?.set_modified(source.modified()?)?;
        }
    }
    // Not every system lets the time of a folder be set: then it is built once more.
    let _ = fs::File::open(folder).and_then(|folder| folder.set_modified(source.modified()?));
    Ok(())
}

/// Functions that came out alike are kept once, and relocations packed: an eighth of the binary. Only where Rust links with lld.
fn link_small() {
    let is = |name: &str, value: &str| std::env::var(name).is_ok_and(|found| found == value);
    if is("TARGET", "x86_64-unknown-linux-gnu") && is("PROFILE", "release") {
        println!("cargo::rustc-link-arg-bins=-Wl,--icf=all,-z,pack-relative-relocs");
    }
}
