//! What the command line promises.

use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use testkit::TestDatabase;

use crate::server::{Server, ecar, http};

#[tokio::test(flavor = "multi_thread")]
async fn an_empty_database_becomes_a_garage_with_an_owner() {
    let (database, folder) = (TestDatabase::create().await, tempfile::tempdir().unwrap());
    let create = ["user", "create", "--email", "Nour@garage.example", "--name", "Nour", "--garage", "Garage Nour"];
    let output = ecar(&database, folder.path()).args(create).env("USER_PASSWORD", "une-longue-phrase").output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(!String::from_utf8_lossy(&output.stdout).contains("une-longue-phrase"), "a given password is not printed");
    let again = ecar(&database, folder.path()).args(create).env("USER_PASSWORD", "une-longue-phrase").output().unwrap();
    assert!(!again.status.success(), "the address is taken");
    let weak = ecar(&database, folder.path())
        .args(["user", "create", "--email", "b@garage.example", "--name", "B"])
        .env("USER_PASSWORD", "password")
        .output()
        .unwrap();
    assert!(!weak.status.success(), "a common password is refused");
}

/// Whoever started it died, and with them the reader of its log: it says what it says to nobody, and stops when it is told to.
#[tokio::test(flavor = "multi_thread")]
async fn it_stops_also_when_nobody_reads_its_log() {
    let (database, folder) = (TestDatabase::create().await, tempfile::tempdir().unwrap());
    let mut command = ecar(&database, folder.path());
    let mut child = command.arg("serve").env("ECAR_LOG", "info").stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let (log, mut said) = (child.stderr.take().unwrap(), BufReader::new(child.stdout.take().unwrap()).lines());
    let reading = std::thread::spawn(move || BufReader::new(log).lines().map_while(Result::ok).find(|line| line.contains("ready")));
    assert!(said.next().unwrap().unwrap().contains("ECAR is ready"));
    assert!(reading.join().unwrap().is_some(), "its reader ends, and the pipe with it");
    Command::new("kill").arg(child.id().to_string()).status().unwrap();
    let until = Instant::now() + Duration::from_secs(15);
    let ended = std::iter::from_fn(|| (Instant::now() < until).then(|| child.try_wait().unwrap())).flatten().next();
    child.kill().unwrap();
    assert_eq!(ended.and_then(|status| status.code()), Some(0));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_secret_key_is_made_once_and_neither_lost_nor_weak() {
    let server = Server::start().await;
    let elsewhere = tempfile::tempdir().unwrap();
    let sites = ["user", "password", "--email", "hela@garage.example"];
    let without = ecar(&server.database, elsewhere.path()).args(sites).output().unwrap();
    let said = String::from_utf8_lossy(&without.stderr).into_owned();
    assert!(!without.status.success() && said.contains("ECAR_SECRET_KEY_FILE") && said.contains("secret.key"), "{said}");
    assert!(!elsewhere.path().join("secret.key").exists(), "it makes no second key beside sealed data");
    let other = "u1Y7b0mPpo3o2mX0E1qf8v7m3M3gkYkqj4n0o5C9aHs=";
    let wrong = ecar(&server.database, elsewhere.path()).args(sites).env("ECAR_SECRET_KEY", other).output().unwrap();
    let said = String::from_utf8_lossy(&wrong.stderr).into_owned();
    assert!(!wrong.status.success() && said.contains("another secret key"), "{said}");
    let weak = ecar(&server.database, elsewhere.path()).args(sites).env("ECAR_SECRET_KEY", "changeme").output().unwrap();
    assert!(!weak.status.success() && String::from_utf8_lossy(&weak.stderr).contains("32 random bytes"));
    assert!(server.run(&sites).status.success(), "with its own key it goes on");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_demonstration_never_touches_a_garage_with_data() {
    let server = Server::start().await;
    assert!(!server.run(&["demo"]).status.success());
    assert!(server.run(&["migrate"]).status.success());
    assert!(server.run(&["doctor"]).status.success());
}

#[tokio::test(flavor = "multi_thread")]
async fn health_and_the_web_app_are_served() {
    let server = Server::start().await;
    let http = http();
    for path in ["/healthz", "/readyz", "/metrics", "/openapi.json", "/docs/", "/", "/work-orders/deep/link"] {
        let response = http.get(format!("{}{path}", server.base)).send().await.unwrap();
        assert_eq!(response.status().as_u16(), 200, "{path}");
        assert_eq!(response.headers()["x-content-type-options"], "nosniff", "{path}");
    }
    let policy = http.get(&server.base).send().await.unwrap().headers()["content-security-policy"].to_str().unwrap().to_owned();
    assert!(policy.contains("script-src 'self';") && policy.contains("frame-ancestors 'none'"), "{policy}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_owner_who_is_alone_gets_a_reset_link_from_the_command_line() {
    let server = Server::start().await;
    let output = server.run(&["user", "reset-link", "Hela@garage.example"]);
    let link = String::from_utf8_lossy(&output.stdout).trim().to_owned();
    let token = link.split_once("/reset-password#").unwrap().1.to_owned();
    assert!(output.status.success() && link.lines().count() == 1, "{link}");
    let body = serde_json::json!({ "token": token, "password": "neuf voitures vertes" });
    let (status, answer) = server.anonymous().post("/auth/password-reset/complete", body).await;
    assert_eq!(status, 204, "{answer}");
    let login = serde_json::json!({ "email": "hela@garage.example", "password": "neuf voitures vertes", "refresh": "body" });
    let session = server.anonymous().done("/auth/login", login).await;
    let hela = crate::server::Person { token: session["access_token"].as_str().map(str::to_owned), ..server.anonymous() };
    let entries = hela.read("/audit?entity=user&limit=5").await;
    assert_eq!(entries["items"][0]["action"], "user.reset_link");
    assert!(!entries.to_string().contains(&token), "the trail does not have the link");
    assert!(!server.run(&["user", "reset-link", "nobody@garage.example"]).status.success());
}

#[test]
fn the_checked_in_api_document_is_what_the_handlers_say() {
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_ecar")).arg("openapi").output().unwrap();
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/../../openapi.json");
    let same = String::from_utf8_lossy(&output.stdout) == std::fs::read_to_string(file).unwrap();
    assert!(same, "openapi.json is not what the handlers say: run make openapi");
}

#[test]
fn every_reference_in_the_document_leads_somewhere() {
    let text = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../../openapi.json")).unwrap();
    let document: serde_json::Value = serde_json::from_str(&text).unwrap();
    let references = text.split("\"$ref\": \"#").skip(1).filter_map(|rest| rest.split('"').next());
    let lost: Vec<_> = references.filter(|place| document.pointer(place).is_none()).collect();
    assert!(lost.is_empty(), "{lost:?}");
    assert!(text.contains("\"$ref\": \"#"), "the document is written otherwise than this test reads");
}
