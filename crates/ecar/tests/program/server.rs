//! The program as a process of its own, with the demonstration garage in it.

use std::io::{BufRead, BufReader};
use std::net::TcpListener;
use std::ops::Deref;
use std::process::{Child, Command, Output, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use reqwest::{Method, Response};
use serde_json::{Value, json};
use testkit::{Template, TestDatabase};
use tokio::sync::OnceCell;
use uuid::Uuid;

pub struct Server {
    garage: Garage,
    child: Child,
    more: Vec<(String, String)>,
    log: Option<Log>,
}

/// Where a program's log goes when a test reads it.
#[derive(Clone)]
pub struct Log(Arc<tempfile::NamedTempFile>);

impl Log {
    pub fn text(&self) -> String {
        std::fs::read_to_string(self.0.path()).unwrap()
    }

    fn of(log: Option<&Self>) -> Stdio {
        log.map_or(Stdio::inherit(), |log| log.0.reopen().unwrap().into())
    }
}

/// A garage as people reach it: at one program, or at several behind one address.
#[derive(Clone)]
pub struct Garage {
    pub base: String,
    pub password: String,
    pub database: Arc<TestDatabase>,
    folder: Arc<tempfile::TempDir>,
}

/// A port that nobody listens at now.
pub fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

/// `ecar` with its settings for a database.
pub fn ecar(database: &TestDatabase, folder: &std::path::Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ecar"));
    command.env("ECAR_DATA_DIR", folder).env("ECAR_LISTEN", "127.0.0.1:0").env("ECAR_LOG", "warn");
    command.env("ECAR_DATABASE_URL", database.url());
    command
}

impl Server {
    /// Starts with a garage of 40 work orders.
    pub async fn start() -> Self {
        Self::start_with(&[]).await
    }

    /// With more variables.
    pub async fn start_with(more: &[(&str, &str)]) -> Self {
        Self::run_on(Garage::copy().await, more.iter().map(owned).collect(), None)
    }

    /// With more variables, and with its log in a file.
    pub async fn start_logged(more: &[(&str, &str)]) -> (Self, Log) {
        let log = Log(Arc::new(tempfile::NamedTempFile::new().unwrap()));
        let garage = Garage::copy().await;
        (Self::run_on(garage, more.iter().map(owned).collect(), Some(log.clone())), log)
    }

    /// On an empty database, which is filled without what `more` says.
    pub fn start_on(database: Arc<TestDatabase>, more: &[(&str, &str)]) -> Self {
        Self::run_on(Garage::fill(database), more.iter().map(owned).collect(), None)
    }

    /// Another process on the same database.
    pub fn replica(&self) -> Self {
        self.replica_with(&[])
    }

    /// Another process on the same database, with variables that replace this one's.
    pub fn replica_with(&self, more: &[(&str, &str)]) -> Self {
        let more = self.more.iter().cloned().chain(more.iter().map(owned)).collect();
        Self::run_on(self.garage.clone(), more, self.log.clone())
    }

    fn run_on(garage: Garage, more: Vec<(String, String)>, log: Option<Log>) -> Self {
        let (child, base) = serve(&garage.database, garage.folder.path(), &more, log.as_ref());
        Self { garage: Garage { base, ..garage }, child, more, log }
    }

    /// The same garage at another address.
    pub fn reached_at(&self, base: &str) -> Garage {
        Garage { base: base.to_owned(), ..self.garage.clone() }
    }

    /// SIGKILL.
    pub fn kill(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// SIGKILL, then a new process on the same database.
    pub fn kill_and_restart(&mut self) {
        self.kill();
        self.come_back();
    }

    /// A new process after a kill.
    pub fn come_back(&mut self) {
        (self.child, self.garage.base) = serve(&self.garage.database, self.garage.folder.path(), &self.more, self.log.as_ref());
    }

    /// SIGTERM; the exit code, within fifteen seconds.
    pub fn terminate(&mut self) -> Option<i32> {
        Command::new("kill").arg(self.child.id().to_string()).status().unwrap();
        let until = Instant::now() + Duration::from_secs(15);
        while Instant::now() < until {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status.code();
            }
            std::thread::yield_now();
        }
        panic!("it did not stop in time");
    }
}

impl Deref for Server {
    type Target = Garage;
    fn deref(&self) -> &Garage {
        &self.garage
    }
}

/// A garage that was filled once, for every test to begin with.
struct Filled {
    database: Template,
    secret_key: String,
    password: String,
}

static FILLED: OnceCell<Filled> = OnceCell::const_new();

impl Filled {
    async fn make() -> Self {
        let garage = Garage::fill(Arc::new(TestDatabase::create().await));
        let secret_key = garage.secret_key();
        let database = Arc::into_inner(garage.database).unwrap();
        Self { database: Template::of(database).await, secret_key, password: garage.password }
    }
}

impl Garage {
    /// With 40 work orders; no program serves it yet.
    async fn copy() -> Self {
        let filled = FILLED.get_or_init(Filled::make).await;
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("secret.key"), &filled.secret_key).unwrap();
        let database = Arc::new(filled.database.copy().await);
        Self { base: String::new(), password: filled.password.clone(), database, folder: Arc::new(folder) }
    }

    /// An empty database with a garage of 40 work orders; no program serves it yet.
    fn fill(database: Arc<TestDatabase>) -> Self {
        let folder = Arc::new(tempfile::tempdir().unwrap());
        let output = ecar(&database, folder.path()).args(["demo", "--work-orders", "40"]).output().unwrap();
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(output.status.success(), "{text}{}", String::from_utf8_lossy(&output.stderr));
        let password = text.split("password ").nth(1).and_then(|rest| rest.split(' ').next()).expect("a password is shown").to_owned();
        Self { base: String::new(), password, database, folder }
    }

    /// What seals the secrets in its database.
    pub fn secret_key(&self) -> String {
        std::fs::read_to_string(self.folder.path().join("secret.key")).unwrap()
    }

    pub fn run(&self, arguments: &[&str]) -> Output {
        ecar(&self.database, self.folder.path()).args(arguments).output().unwrap()
    }

    pub async fn sign_in(&self, email: &str) -> Person {
        let anonymous = self.anonymous();
        let session = anonymous.post("/auth/login", json!({ "email": email, "password": self.password })).await;
        assert_eq!(session.0, 200, "{}", session.1);
        Person { token: session.1["access_token"].as_str().map(str::to_owned), ..anonymous }
    }

    pub async fn owner(&self) -> Person {
        self.sign_in("hela@garage.example").await
    }

    pub fn anonymous(&self) -> Person {
        Person { http: http(), base: self.base.clone(), token: None }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A client of the network. Its library is built to be told which cryptography to use.
pub fn http() -> reqwest::Client {
    let _ = rustls::crypto::ring::default_provider().install_default();
    // nginx has a certificate that lives as long as its test.
    reqwest::Client::builder().tls_danger_accept_invalid_certs(true).build().unwrap()
}

fn owned(variable: &(&str, &str)) -> (String, String) {
    (variable.0.to_owned(), variable.1.to_owned())
}

fn serve(database: &TestDatabase, folder: &std::path::Path, more: &[(String, String)], log: Option<&Log>) -> (Child, String) {
    let mut command = ecar(database, folder);
    command.arg("serve").envs(more.iter().cloned()).stdout(Stdio::piped()).stderr(Log::of(log));
    let mut child = command.spawn().unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let base = loop {
        let line = lines.next().expect("it says where it listens").unwrap();
        if let Some(address) = line.split("http://").nth(1) {
            break format!("http://{}", address.trim());
        }
    };
    // Messages without a mail server are printed: somebody has to read them.
    std::thread::spawn(move || lines.for_each(drop));
    (child, base)
}

/// Somebody with a client.
#[derive(Clone)]
pub struct Person {
    pub http: reqwest::Client,
    pub base: String,
    pub token: Option<String>,
}

impl Person {
    pub fn request(&self, method: Method, path: &str) -> reqwest::RequestBuilder {
        let request = self.http.request(method, format!("{}/api/v1{path}", self.base));
        match &self.token {
            Some(token) => request.bearer_auth(token),
            None => request,
        }
    }

    pub async fn get(&self, path: &str) -> (u16, Value) {
        read(self.request(Method::GET, path).send().await.unwrap()).await
    }

    /// The body of a GET that must succeed.
    pub async fn read(&self, path: &str) -> Value {
        let (status, body) = self.get(path).await;
        assert_eq!(status, 200, "{path}: {body}");
        body
    }

    pub async fn post(&self, path: &str, body: Value) -> (u16, Value) {
        let request = self.request(Method::POST, path).header("idempotency-key", Uuid::now_v7().to_string());
        read(request.json(&body).send().await.unwrap()).await
    }

    /// The body of a POST that must succeed.
    pub async fn done(&self, path: &str, body: Value) -> Value {
        let (status, answer) = self.post(path, body).await;
        assert!((200..300).contains(&status), "{path}: {status} {answer}");
        answer
    }

    /// Asks again until `wanted` finds what events bring; fails after ten seconds.
    pub async fn eventually(&self, path: &str, wanted: impl Fn(&Value) -> bool) -> Value {
        let until = tokio::time::Instant::now() + Duration::from_secs(10);
        loop {
            let body = self.read(path).await;
            if wanted(&body) {
                return body;
            }
            assert!(tokio::time::Instant::now() < until, "{path} never came to be right: {body}");
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }
}

async fn read(response: Response) -> (u16, Value) {
    let status = response.status().as_u16();
    let text = response.text().await.unwrap();
    (status, serde_json::from_str(&text).unwrap_or(Value::String(text)))
}
