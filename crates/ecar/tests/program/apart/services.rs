//! Nine processes on this machine: eight modules and the gateway.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader};
use std::net::TcpListener;
use std::process::{Child, Command, Output, Stdio};
use std::sync::atomic::{AtomicU16, Ordering};
use std::sync::{Arc, LazyLock};
use std::time::{Duration, Instant};

use kernel::Backend;
use rand::Rng;
use sea_orm::FromQueryResult;
use testkit::TestDatabase;

use crate::server::{Person, http};

pub const MODULES: [&str; 10] =
    ["identity", "customers", "vehicles", "scheduling", "inventory", "workshop", "billing", "notifications", "reporting", "webhooks"];
pub const SECRET: &str = "vG0zq7cT2rQxWm8pLk4sYd1nHb6uJe9f";
pub const PASSWORD: &str = "une-longue-phrase";

/// One process.
pub struct Service {
    pub name: &'static str,
    /// Where the others find it.
    pub base: String,
    listen: String,
    /// None for the gateway.
    database: Option<Arc<TestDatabase>>,
    folder: tempfile::TempDir,
    peers: String,
    pub secret: String,
    child: Option<Child>,
}

/// `ecar` in a folder, with one module's settings and no other's.
pub fn ecar_apart(only: &str, peers: &str, folder: &std::path::Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ecar"));
    command.env("ECAR_DATA_DIR", folder).env("ECAR_LISTEN", "127.0.0.1:0").env("ECAR_LOG", "error");
    command.env("ECAR_ONLY", only).env("ECAR_PEERS", peers).env("ECAR_SERVICE_SECRET", SECRET);
    // The gateway is on this machine, and says for whom it asks.
    command.env("ECAR_TRUSTED_PROXIES", "127.0.0.1");
    command
}

impl Service {
    fn command(&self) -> Command {
        let mut command = ecar_apart(self.name, &self.peers, self.folder.path());
        command.env("ECAR_SERVICE_SECRET", &self.secret);
        if let Some(database) = &self.database {
            command.env("ECAR_DATABASE_URL", database.url());
        }
        command.env("ECAR_LISTEN", &self.listen);
        command
    }

    /// Another process of the same module, on the same database and with the same key.
    pub fn beside(&self) -> Self {
        let (folder, listen) = (tempfile::tempdir().unwrap(), address(&free_address()));
        let key = self.folder.path().join("secret.key");
        if key.exists() {
            std::fs::copy(key, folder.path().join("secret.key")).unwrap();
        }
        let (base, database, peers, secret) = (self.base.clone(), self.database.clone(), self.peers.clone(), self.secret.clone());
        let mut other = Self { name: self.name, base, listen, database, folder, peers, secret, child: None };
        other.start();
        other
    }

    pub fn listens_at(&self) -> &str {
        &self.listen
    }

    fn spawn(&mut self) {
        self.child = Some(self.command().arg("serve").stdout(Stdio::piped()).spawn().unwrap());
    }

    /// Waits until it listens.
    fn ready(&mut self) {
        let output = self.child.as_mut().and_then(|child| child.stdout.take()).expect("it was started");
        let mut lines = BufReader::new(output).lines();
        while !lines.next().unwrap_or_else(|| panic!("{} does not start", self.name)).unwrap().contains("http://") {}
        // Messages without a mail server are printed: somebody has to read them.
        std::thread::spawn(move || lines.for_each(drop));
    }

    pub fn start(&mut self) {
        self.spawn();
        self.ready();
    }

    /// SIGKILL.
    pub fn kill(&mut self) {
        if let Some(mut child) = self.child.take() {
            child.kill().unwrap();
            child.wait().unwrap();
        }
    }

    /// SIGTERM; the exit code, within five seconds.
    pub fn terminate(&mut self) -> Option<i32> {
        let mut child = self.child.take().expect("it runs");
        Command::new("kill").arg(child.id().to_string()).status().unwrap();
        let until = Instant::now() + Duration::from_secs(5);
        while Instant::now() < until {
            if let Some(status) = child.try_wait().unwrap() {
                return status.code();
            }
            std::thread::yield_now();
        }
        child.kill().unwrap();
        child.wait().unwrap();
        panic!("{} did not stop in time", self.name);
    }

    pub fn run(&self, arguments: &[&str]) -> Output {
        self.command().args(arguments).env("USER_PASSWORD", PASSWORD).output().unwrap()
    }

    /// As [`Service::run`], which must succeed.
    pub fn done(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(output.status.success(), "{} {arguments:?}: {text}{}", self.name, String::from_utf8_lossy(&output.stderr));
        text
    }
}

impl Drop for Service {
    fn drop(&mut self) {
        if let Some(mut child) = self.child.take() {
            let _ = child.kill();
            let _ = child.wait();
        }
    }
}

/// All of them.
pub struct Apart {
    pub gateway: Service,
    pub services: BTreeMap<&'static str, Service>,
}

impl Apart {
    /// Starts the garage of three people: an owner, an advisor, a technician.
    pub async fn start() -> Self {
        Self::prepare(|_| None).await.opened()
    }

    /// What has not started yet. Where `found_at` names an address, the others look for that module there, and it listens elsewhere.
    pub async fn prepare(found_at: impl Fn(&str) -> Option<String>) -> Self {
        let bases: BTreeMap<_, _> = MODULES.into_iter().map(|module| (module, found_at(module).unwrap_or_else(free_address))).collect();
        let peers = bases.iter().map(|(module, base)| format!("{module}={base}")).collect::<Vec<_>>().join(",");
        let service = |name, base: String, database| Service {
            name,
            listen: address(&found_at(name).map_or_else(|| base.clone(), |_| free_address())),
            base,
            database,
            folder: tempfile::tempdir().unwrap(),
            peers: peers.clone(),
            secret: SECRET.into(),
            child: None,
        };
        let mut services = BTreeMap::new();
        for (module, base) in bases {
            services.insert(module, service(module, base, Some(Arc::new(TestDatabase::create().await))));
        }
        Self { gateway: service("gateway", free_address(), None), services }
    }

    pub fn opened(mut self) -> Self {
        let identity = &self.services["identity"];
        for (name, role) in [("Hela", "owner"), ("Nadia", "advisor"), ("Amine", "technician")] {
            let email = format!("{}@garage.example", name.to_lowercase());
            identity.done(&["user", "create", "--email", &email, "--name", name, "--role", role, "--garage", "Garage du Lac"]);
        }
        let mut all: Vec<_> = self.services.values_mut().chain([&mut self.gateway]).collect();
        for service in &mut all {
            service.spawn();
        }
        for service in &mut all {
            service.ready();
        }
        self
    }

    pub fn service(&mut self, module: &str) -> &mut Service {
        self.services.get_mut(module).expect("a module")
    }

    pub fn anonymous(&self) -> Person {
        Person { http: http(), base: self.gateway.base.clone(), token: None }
    }

    pub async fn sign_in(&self, name: &str) -> Person {
        let anonymous = self.anonymous();
        let email = format!("{name}@garage.example");
        let session = anonymous.done("/auth/login", serde_json::json!({ "email": email, "password": PASSWORD })).await;
        Person { token: session["access_token"].as_str().map(str::to_owned), ..anonymous }
    }

    /// Every module's books add up, and its audit trail holds.
    pub fn assert_sound(&self) {
        for service in self.services.values() {
            service.done(&["doctor"]);
            service.done(&["audit", "verify"]);
        }
    }

    /// Nothing of another module is in a module's database.
    pub async fn assert_own_tables(&self) {
        for service in self.services.values() {
            let db = service.database.as_ref().expect("a module has a database").db().await;
            let sql = match db.backend() {
                Backend::Sqlite => "select name from sqlite_master where type = 'table' and name not like 'sqlite_%'",
                Backend::Postgres => "select tablename::varchar as name from pg_tables where schemaname = 'public'",
            };
            let tables: Vec<Table> = kernel::db::all(db.reader(), sql, []).await.unwrap();
            // What came of backups is the program's own, whichever module it runs.
            let is_own = |name: &str| name.starts_with(service.name) || name.starts_with("program_");
            let foreign: Vec<_> = tables.iter().map(|table| &table.name).filter(|name| !is_own(name)).collect();
            assert!(tables.len() > 5 && foreign.is_empty(), "{}: {foreign:?}", service.name);
            db.close().await.unwrap();
        }
    }
}

#[derive(FromQueryResult)]
struct Table {
    name: String,
}

/// Of a base, to listen at.
fn address(base: &str) -> String {
    base.trim_start_matches("http://").to_owned()
}

/// An address on this machine, out of the range that connections take theirs from; no two tests get the same.
fn free_address() -> String {
    static NEXT: LazyLock<AtomicU16> = LazyLock::new(|| AtomicU16::new(rand::rng().random_range(20_000..30_000)));
    loop {
        let port = NEXT.fetch_add(1, Ordering::Relaxed);
        if TcpListener::bind(("127.0.0.1", port)).is_ok() {
            return format!("http://127.0.0.1:{port}");
        }
    }
}
