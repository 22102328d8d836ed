//! PgBouncer in transaction mode, with the settings of deploy/pgbouncer.

use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};

use crate::server::free_port;

/// The first that follows prepared statements from connection to connection.
const FOLLOWS_STATEMENTS: (u32, u32) = (1, 21);

pub struct Pooler {
    /// In place of the database's.
    pub url: String,
    /// What ECAR is told with it.
    pub statement_cache: &'static str,
    child: Child,
    _folder: tempfile::TempDir,
}

impl Pooler {
    /// Before `postgres://user@host:port/database`.
    pub fn start(database: &str) -> Self {
        let (folder, port) = (tempfile::tempdir().unwrap(), free_port());
        let follows = version() >= FOLLOWS_STATEMENTS;
        let file = folder.path().join("pgbouncer.ini");
        std::fs::write(&file, settings(database, port, folder.path(), follows)).unwrap();
        std::fs::write(folder.path().join("users"), "\"ecar\" \"\"\n").unwrap();
        let child = run(&file, folder.path());
        let url = format!("postgres://ecar@127.0.0.1:{port}/{}", place(database).1);
        let mut pooler = Self { url, statement_cache: if follows { "200" } else { "0" }, child, _folder: folder };
        while TcpStream::connect(("127.0.0.1", port)).is_err() {
            assert!(pooler.child.try_wait().unwrap().is_none(), "pgbouncer stopped");
            std::thread::yield_now();
        }
        pooler
    }
}

impl Drop for Pooler {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Its folder is nobody's when the tests are root's, for whom it does not run.
fn run(file: &Path, folder: &Path) -> Child {
    let mut command = Command::new("pgbouncer");
    command.env("PATH", with_sbin()).arg("-q").arg(file).stdout(Stdio::null()).stderr(Stdio::null());
    if std::fs::metadata("/proc/self").is_ok_and(|me| std::os::unix::fs::MetadataExt::uid(&me) == 0) {
        let open = std::os::unix::fs::PermissionsExt::from_mode(0o755);
        std::fs::set_permissions(folder, open).unwrap();
        command.args(["-u", "nobody"]);
    }
    command.spawn().expect("pgbouncer is installed")
}

/// deploy/pgbouncer/pgbouncer.ini for this test. What is older than 1.21 gets what docs/OPERATIONS.md says.
fn settings(database: &str, port: u16, folder: &Path, follows: bool) -> String {
    let (server, _) = place(database);
    let (host, server_port) = server.split_once(':').unwrap();
    let text = include_str!("../../../../../deploy/pgbouncer/pgbouncer.ini");
    let mut settings = String::new();
    for line in text.lines() {
        let name = line.split('=').next().unwrap_or_default().trim();
        settings += &match name {
            "ecar" => format!("* = host={host} port={server_port}"),
            "listen_addr" => "listen_addr = 127.0.0.1".into(),
            "listen_port" => format!("listen_port = {port}"),
            "auth_type" => "auth_type = trust".into(),
            "auth_file" => format!("auth_file = {}/users", folder.display()),
            "max_prepared_statements" if !follows => "server_reset_query = DEALLOCATE ALL\nserver_reset_query_always = 1".into(),
            _ => line.to_owned(),
        };
        settings.push('\n');
    }
    settings
}

/// `host:port` and the database's name.
fn place(database: &str) -> (&str, &str) {
    database.split_once('@').and_then(|(_, rest)| rest.split_once('/')).expect("postgres://user@host:port/database")
}

fn version() -> (u32, u32) {
    let output = Command::new("pgbouncer").env("PATH", with_sbin()).arg("--version").output().expect("pgbouncer is installed");
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let mut numbers = text.split(|letter: char| !letter.is_ascii_digit()).filter_map(|part| part.parse().ok());
    (numbers.next().unwrap(), numbers.next().unwrap())
}

/// Debian keeps servers out of people's way.
pub fn with_sbin() -> String {
    std::env::var("PATH").unwrap_or_default() + ":/usr/sbin"
}
