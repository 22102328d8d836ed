//! The shape of the repository: who may depend on whom, and whose tables SQL may name.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde_json::Value;

const MODULES: [&str; 10] =
    ["identity", "customers", "vehicles", "scheduling", "inventory", "workshop", "billing", "notifications", "reporting", "webhooks"];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().unwrap()
}

/// Our crates and the ones of ours that each is built from (not for tests).
fn edges() -> BTreeMap<String, Vec<String>> {
    let output = std::process::Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--no-deps", "--offline"])
        .current_dir(root())
        .output()
        .unwrap();
    let metadata: Value = serde_json::from_slice(&output.stdout).unwrap();
    let packages = metadata["packages"].as_array().unwrap();
    let ours: Vec<_> = packages.iter().map(|package| package["name"].as_str().unwrap().to_owned()).collect();
    let dependencies = |package: &Value| {
        let all = package["dependencies"].as_array().unwrap().iter().filter(|dependency| dependency["kind"].is_null());
        all.map(|dependency| dependency["name"].as_str().unwrap().to_owned()).filter(|name| ours.contains(name)).collect::<Vec<_>>()
    };
    packages.iter().map(|package| (package["name"].as_str().unwrap().to_owned(), dependencies(package))).collect()
}

#[test]
fn modules_know_the_kernel_and_the_contracts_only() {
    let edges = edges();
    assert_eq!(edges["kernel"], Vec::<String>::new());
    assert_eq!(edges["contracts"], ["kernel"]);
    assert_eq!(edges["remote"], ["contracts", "kernel"]);
    assert_eq!(edges["copies"], ["kernel"]);
    // Whatever importers there are, it brings rows through them.
    assert_eq!(edges["takeover"], ["kernel"]);
    // A library without a module's state: billing fills it, and nobody else needs it.
    assert_eq!(edges["einvoice"], ["kernel"]);
    for module in MODULES.iter().chain(&["documents", "testkit"]) {
        let may = |name: &str| ["kernel", "contracts"].contains(&name) || (*module == "billing" && name == "einvoice");
        let beyond: Vec<_> = edges[*module].iter().filter(|name| !may(name)).collect();
        assert!(beyond.is_empty(), "{module} depends on {beyond:?}");
    }
    // A client like any other: it calls the API, and knows no module.
    assert_eq!(edges["compat"], ["kernel"]);
    assert_eq!(edges["bench"], Vec::<String>::new());
}

fn rust_files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            rust_files(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

#[test]
fn a_module_names_its_own_tables_only() {
    for module in MODULES {
        let mut files = vec![];
        rust_files(&root().join("crates").join(module).join("src"), &mut files);
        assert!(!files.is_empty());
        for file in files {
            let text = std::fs::read_to_string(&file).unwrap();
            for other in MODULES.iter().filter(|other| **other != module) {
                for verb in ["from ", "join ", "into ", "update ", "table_name = \""] {
                    let foreign = format!("{verb}{other}_");
                    assert!(!text.contains(&foreign), "{} says `{foreign}…`", file.display());
                }
            }
        }
    }
}

/// Modules of two versions speak with each other during an upgrade: the newer one may say more than the older one knows.
#[test]
fn what_modules_tell_each_other_may_say_more_than_is_known() {
    let mut files = vec![];
    for folder in ["contracts", "remote"] {
        rust_files(&root().join("crates").join(folder).join("src"), &mut files);
    }
    assert!(!files.is_empty());
    for file in files {
        let text = std::fs::read_to_string(&file).unwrap();
        assert!(!text.contains("deny_unknown_fields"), "{} refuses what it does not know", file.display());
    }
}

#[test]
fn only_the_clock_reads_the_clock_and_nothing_is_left_to_do() {
    for folder in ["kernel", "contracts", "remote", "einvoice"].iter().chain(&MODULES) {
        let mut files = vec![];
        rust_files(&root().join("crates").join(folder).join("src"), &mut files);
        for file in files.into_iter().filter(|file| !file.ends_with("clock.rs")) {
            let text = std::fs::read_to_string(&file).unwrap();
            for word in ["Utc::now()", "SystemTime::now()", "todo!(", "unimplemented!(", "FIXME", "XXX:"] {
                assert!(!text.contains(word), "{} has {word}", file.display());
            }
        }
    }
}

/// The name that a line declares a public struct or a public field by.
fn declared<'a>(line: &'a str, what: &str) -> Option<&'a str> {
    let rest = line.trim_start().strip_prefix(what)?;
    rest.split(|letter: char| !letter.is_alphanumeric() && letter != '_').next()
}

/// The document promises each field that may be null (see `document::fields`): one that is left out when it is empty has to
/// be declared as never null, or an answer without it breaks the promise.
#[test]
fn what_an_answer_leaves_out_is_not_promised() {
    let document: Value = serde_json::from_str(&std::fs::read_to_string(root().join("openapi.json")).unwrap()).unwrap();
    let mut files = vec![];
    for krate in std::fs::read_dir(root().join("crates")).unwrap() {
        rust_files(&krate.unwrap().path().join("src"), &mut files);
    }
    let mut seen = 0;
    for file in files {
        let text = std::fs::read_to_string(&file).unwrap();
        let (mut owner, mut is_left_out) = ("", false);
        for line in text.lines() {
            owner = declared(line, "pub struct ").unwrap_or(owner);
            is_left_out |= line.contains("skip_serializing_if");
            let Some(field) = declared(line, "pub ").filter(|_| is_left_out) else { continue };
            let required = document["components"]["schemas"][owner]["required"].as_array();
            let is_promised = required.is_some_and(|names| names.iter().any(|name| name == field));
            assert!(!is_promised, "{}: {owner}.{field} is promised, and left out when it is empty", file.display());
            (seen, is_left_out) = (seen + 1, false);
        }
    }
    assert!(seen > 100);
}
