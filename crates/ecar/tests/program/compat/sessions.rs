//! A person's day with a client of each old system, by curl alone: the scripts are in `sessions/`.

use crate::server::Server;

async fn runs(script: &str) {
    let server = Server::start().await;
    let path = format!("{}/tests/program/compat/sessions/{script}.sh", env!("CARGO_MANIFEST_DIR"));
    let mut command = std::process::Command::new("bash");
    command.arg(path).env("ECAR", &server.base).env("PASSWORD", &server.password);
    let output = tokio::task::spawn_blocking(move || command.output()).await.unwrap().unwrap();
    let told = format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "{told}");
    assert!(told.trim_end().ends_with("the day is done"), "{told}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_day_with_the_workshop_manager() {
    runs("manager").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_day_with_the_garage_back_office() {
    runs("office").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_day_with_the_six_services() {
    runs("services").await;
}
