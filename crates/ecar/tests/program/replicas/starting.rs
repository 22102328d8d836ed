//! Programs that start at the same moment on an empty database.

use std::process::{Child, Command, Stdio};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use testkit::TestDatabase;

use super::postgres;
use crate::server::{ecar, free_port};

/// SIGKILL at the end of the test.
struct Running(Vec<Child>);

impl Drop for Running {
    fn drop(&mut self) {
        for child in &mut self.0 {
            let _ = child.kill();
            let _ = child.wait();
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn three_that_start_at_once_on_an_empty_database_all_serve() {
    if !postgres::is_there() {
        return;
    }
    let (database, folder) = (TestDatabase::create().await, tempfile::tempdir().unwrap());
    let key = STANDARD.encode(uuid::Uuid::now_v7().as_bytes().repeat(2).iter().zip(0..).map(|(byte, n)| byte ^ n).collect::<Vec<u8>>());
    let ports: Vec<_> = (0..3).map(|_| free_port()).collect();
    let start = |port: &u16| {
        let mut command = ecar(&database, &folder.path().join(port.to_string()));
        command.env("ECAR_SECRET_KEY", &key).env("ECAR_LISTEN", format!("127.0.0.1:{port}"));
        command.arg("serve").stdout(Stdio::null()).spawn().unwrap()
    };
    let mut running = Running(ports.iter().map(start).collect());
    for (port, child) in ports.iter().zip(&mut running.0) {
        while !is_ready(*port) {
            assert!(child.try_wait().unwrap().is_none(), "it did not start beside the others");
        }
    }
    let keys = Command::new("psql").arg(database.url()).args(["-Atc", "select count(*) from identity_keys"]).output().unwrap();
    assert_eq!(String::from_utf8_lossy(&keys.stdout).trim(), "1", "they sign with one key");
}

fn is_ready(port: u16) -> bool {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ecar"));
    command.arg("health").env("ECAR_LISTEN", format!("0.0.0.0:{port}")).stdout(Stdio::null()).stderr(Stdio::null());
    command.status().unwrap().success()
}
