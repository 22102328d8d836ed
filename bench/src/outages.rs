//! `bench outages`: what stands around the program goes away and comes back while people work: PostgreSQL (restarted at once, again and again), Redis (gone,
//! stopped, emptied). Nothing acknowledged may be lost, and Redis may not be missed (F6 and F9 of the fault plan).

use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use anyhow::{Context as _, ensure};
use clap::Args;
use hyper::body::Bytes;

use crate::client::{Client, OWNER};
use crate::load::{Load, get, print_heading};
use crate::server::{Place, Server, doctor, fill};
use crate::visit::Setting;

#[derive(Args)]
pub struct OutagesRun {
    /// How often PostgreSQL is restarted
    #[arg(long, default_value_t = 20)]
    restarts: usize,
    /// How long Redis is stopped, in seconds
    #[arg(long, default_value_t = 60)]
    stopped: u64,
    #[arg(long, default_value_t = 2_000)]
    work_orders: usize,
}

impl OutagesRun {
    pub async fn run(&self, ecar: &Path) -> anyhow::Result<()> {
        let folder = tempfile::tempdir()?;
        let place = Place::new("postgres", "bench_outages", folder.path())?;
        let (password, _) = fill(ecar, &place, self.work_orders)?;
        let mut redis = Redis::start(folder.path())?;
        let server = Server::start_with(ecar, &place, &["--redis-url", &redis.url()])?;
        server.settled().await?;
        let token = Client::login(server.address, OWNER, &password).await?;
        self.redis_goes(&server, &token, &mut redis).await?;
        self.database_restarts(&server, &token).await?;
        server.kill()?;
        doctor(ecar, &place)
    }

    async fn redis_goes(&self, server: &Server, token: &str, redis: &mut Redis) -> anyhow::Result<()> {
        let load = |seconds: u64| Load {
            address: server.address,
            process: server.id(),
            token: token.to_owned(),
            connections: 8,
            time: Duration::from_secs(seconds),
            pace: Some(Duration::from_millis(20)),
        };
        print_heading();
        let with = load(10).run("Redis is there", |_| get("/work-orders")).await?;
        redis.signal("STOP")?;
        let stopped = load(self.stopped).run("Redis is stopped", |_| get("/work-orders")).await?;
        redis.signal("CONT")?;
        redis.say("FLUSHALL")?;
        let emptied = load(10).run("Redis is emptied", |_| get("/work-orders")).await?;
        redis.kill()?;
        let gone = load(10).run("Redis is gone", |_| get("/work-orders")).await?;
        redis.come_back()?;
        let back = load(10).run("Redis is back", |_| get("/work-orders")).await?;
        for figures in [stopped, emptied, gone, back] {
            ensure!(figures.refused == 0, "{} requests failed: {}", figures.refused, figures.name);
            ensure!(figures.p99 <= with.p99 + Duration::from_millis(50), "{}: {:?}", figures.name, figures.p99);
        }
        Ok(())
    }

    async fn database_restarts(&self, server: &Server, token: &str) -> anyhow::Result<()> {
        let restart = std::env::var("ECAR_TEST_DATABASE_RESTART").context("run this under scripts/with-postgres.sh")?;
        let setting = Setting::read(&mut Client::connect(server.address, Some(token.to_owned())).await?).await?;
        let (made, is_over) = (Arc::new(Mutex::new(vec![])), Arc::new(AtomicBool::new(false)));
        let mut workers = vec![];
        for worker in 0..4 {
            workers.push(tokio::spawn(work(
                server.address,
                token.to_owned(),
                setting.clone(),
                worker * 100_000,
                made.clone(),
                is_over.clone(),
            )));
        }
        let mut slowest = Duration::ZERO;
        for _ in 0..self.restarts {
            let restarted = Command::new(&restart).arg("immediate").stdout(Stdio::null()).status()?;
            ensure!(restarted.success(), "PostgreSQL did not come back");
            let (up, seen) = (Instant::now(), count(&made));
            while count(&made) == seen {
                ensure!(up.elapsed() < Duration::from_secs(30), "no order was written for half a minute after PostgreSQL was up");
                tokio::time::sleep(Duration::from_millis(5)).await;
            }
            slowest = slowest.max(up.elapsed());
            tokio::time::sleep(Duration::from_millis(500)).await;
        }
        is_over.store(true, Ordering::Relaxed);
        let mut refused = 0;
        for worker in workers {
            refused += worker.await??;
        }
        let mut client = Client::connect(server.address, Some(token.to_owned())).await?;
        let made = made.lock().map_err(|_| anyhow::anyhow!("a worker failed"))?.split_off(0);
        for id in &made {
            client.get(&format!("/work-orders/{id}")).await.context("an order that was acknowledged")?;
        }
        println!(
            "\nPostgreSQL restarted at once {} times: written again within {} ms of being up; {} orders acknowledged, all there; {refused} refused with 503",
            self.restarts,
            slowest.as_millis(),
            made.len()
        );
        Ok(())
    }
}

type Made = Arc<Mutex<Vec<String>>>;

fn count(made: &Made) -> usize {
    made.lock().map_or(0, |made| made.len())
}

/// One order after the other; how many were refused.
async fn work(
    address: SocketAddr,
    token: String,
    setting: Setting,
    first: usize,
    made: Made,
    is_over: Arc<AtomicBool>,
) -> anyhow::Result<usize> {
    let mut client = Client::connect(address, Some(token)).await?;
    let mut refused = 0;
    for turn in first.. {
        if is_over.load(Ordering::Relaxed) {
            break;
        }
        let (status, body) = client.send("POST", "/work-orders", None, Bytes::from(setting.order(turn).to_string())).await?;
        ensure!(status == 201 || status == 503, "{status} {}", String::from_utf8_lossy(&body));
        let answer: serde_json::Value = serde_json::from_slice(&body).unwrap_or_default();
        match answer["id"].as_str() {
            Some(id) if status == 201 => made.lock().map_err(|_| anyhow::anyhow!("a worker failed"))?.push(id.to_owned()),
            _ => refused += 1,
        }
    }
    Ok(refused)
}

/// A Redis of our own.
struct Redis {
    port: u16,
    folder: std::path::PathBuf,
    child: Child,
}

impl Redis {
    fn start(folder: &Path) -> anyhow::Result<Self> {
        let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        Ok(Self { port, folder: folder.to_owned(), child: Self::run(port, folder)? })
    }

    fn run(port: u16, folder: &Path) -> anyhow::Result<Child> {
        let mut command = Command::new("redis-server");
        command.args(["--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--port", &port.to_string(), "--dir"]).arg(folder);
        let child = command.stdout(Stdio::null()).spawn().context("redis-server")?;
        let began = Instant::now();
        while TcpStream::connect(("127.0.0.1", port)).is_err() {
            ensure!(began.elapsed() < Duration::from_secs(10), "redis-server does not listen");
            std::thread::yield_now();
        }
        Ok(child)
    }

    fn url(&self) -> String {
        format!("redis://127.0.0.1:{}", self.port)
    }

    fn signal(&self, signal: &str) -> anyhow::Result<()> {
        ensure!(Command::new("kill").args([&format!("-{signal}"), &self.child.id().to_string()]).status()?.success(), "kill -{signal}");
        Ok(())
    }

    fn say(&self, word: &str) -> anyhow::Result<()> {
        let said = Command::new("redis-cli").args(["-p", &self.port.to_string(), word]).stdout(Stdio::null()).status()?;
        ensure!(said.success(), "redis-cli {word}");
        Ok(())
    }

    fn kill(&mut self) -> anyhow::Result<()> {
        self.child.kill()?;
        self.child.wait()?;
        Ok(())
    }

    fn come_back(&mut self) -> anyhow::Result<()> {
        self.child = Self::run(self.port, &self.folder)?;
        Ok(())
    }
}

impl Drop for Redis {
    fn drop(&mut self) {
        let _ = self.kill();
    }
}
