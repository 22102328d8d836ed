//! What cannot work is an error at start, and commands run on what a module keeps.

use std::process::Command;

use super::services::{SECRET, ecar_apart};

/// What a start says that fails, within 20 seconds.
fn refused(only: &str, peers: &str, secret: Option<&str>) -> String {
    let folder = tempfile::tempdir().unwrap();
    let asked = ecar_apart(only, peers, folder.path());
    let mut command = Command::new("timeout");
    command.arg("20").arg(asked.get_program()).arg("serve");
    command.envs(asked.get_envs().filter_map(|(name, value)| Some((name, value?))));
    match secret {
        Some(secret) => command.env("ECAR_SERVICE_SECRET", secret),
        None => command.env_remove("ECAR_SERVICE_SECRET"),
    };
    let output = command.output().unwrap();
    assert_eq!(output.status.code(), Some(1), "{only} {peers}: {}", String::from_utf8_lossy(&output.stdout));
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn a_module_that_is_needed_and_nowhere_is_named() {
    let identity = "identity=http://127.0.0.1:1";
    for (only, peers, needed) in [
        ("billing", "", "identity"),
        ("billing", identity, "customers"),
        ("workshop", "identity=http://127.0.0.1:1,customers=http://127.0.0.1:1,vehicles=http://127.0.0.1:1", "inventory"),
        ("scheduling", identity, "customers"),
        ("inventory", identity, "billing"),
        ("inventory", "identity=http://127.0.0.1:1,billing=http://127.0.0.1:1", "workshop"),
        ("customers", "", "identity"),
        ("customers", identity, "vehicles"),
        (
            "customers",
            "billing=http://127.0.0.1:1,notifications=http://127.0.0.1:1,scheduling=http://127.0.0.1:1,workshop=http://127.0.0.1:1",
            "identity",
        ),
        ("identity", "", "workshop"),
        ("identity", "workshop=http://127.0.0.1:1", "customers"),
        ("gateway", identity, "customers"),
    ] {
        let said = refused(only, peers, Some(SECRET));
        assert!(said.contains(&format!("--peer {needed}=")), "{only} {peers}: {said}");
    }
}

#[test]
fn a_secret_that_is_missing_or_weak_is_refused() {
    for secret in [None, Some(""), Some("short"), Some("changemechangemechangemechangeme")] {
        let said = refused("customers", "identity=http://127.0.0.1:1", secret);
        assert!(said.contains("ECAR_SERVICE_SECRET_FILE"), "{secret:?}: {said}");
    }
}

#[test]
fn names_that_are_none_are_refused() {
    assert!(refused("sales", "", Some(SECRET)).contains("sales is no module"));
    assert!(refused("customers", "identity=somewhere", Some(SECRET)).contains("somewhere is no address"));
    assert!(refused("gateway,customers", "", Some(SECRET)).contains("gateway runs alone"));
    assert!(refused("", "identity=http://127.0.0.1:1", Some(SECRET)).contains("--only"));
}

#[test]
fn commands_say_where_they_belong() {
    let folder = tempfile::tempdir().unwrap();
    let said = |only: &str, arguments: &[&str]| {
        let peers = ["identity", "vehicles", "scheduling", "workshop", "billing", "notifications"];
        let peers: Vec<_> = peers.iter().filter(|peer| **peer != only).map(|peer| format!("{peer}=http://127.0.0.1:1")).collect();
        let output = ecar_apart(only, &peers.join(","), folder.path()).args(arguments).output().unwrap();
        assert!(!output.status.success());
        String::from_utf8_lossy(&output.stderr).into_owned()
    };
    assert!(said("billing", &["demo"]).contains("leave --only out"));
    assert!(said("billing", &["user", "password", "--email", "a@b.example"]).contains("kept by identity"));
    assert!(said("gateway", &["doctor"]).contains("the gateway has no database"));
    assert!(said("customers", &["import", "products", "file.csv"]).contains("cannot be imported here"));
}
