//! `bench load`: closed-loop load per operation, on two sizes of data, and the growth between them.

use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use clap::Args;
use hyper::body::Bytes;
use serde_json::{Value, json};

use crate::client::{Client, OWNER};
use crate::server::{Place, Server, fill, processor_time};
use crate::visit::{Setting, text};

const WORDS: [&str; 10] =
    ["215 tu 4821", "leila", "ben sal", "98 123", "trabelsi", "clio", "محمد", "plaq", "LAC-2026-0001", "gharbi karim"];

#[derive(Args)]
pub struct LoadRun {
    /// Work orders in the data, smaller first
    #[arg(long, value_delimiter = ',', default_value = "10000,100000")]
    sizes: Vec<usize>,
    /// Seconds per operation
    #[arg(long, default_value_t = 4)]
    seconds: u64,
    /// Connections
    #[arg(long, value_delimiter = ',', default_value = "4,8")]
    connections: Vec<usize>,
    /// sqlite, postgres (its server in `ECAR_TEST_DATABASE_URL`)
    #[arg(long, value_delimiter = ',', default_value = "sqlite,postgres")]
    databases: Vec<String>,
}

/// One operation's figures.
#[derive(Clone)]
pub struct Figures {
    pub name: &'static str,
    connections: usize,
    pub per_second: f64,
    p50: Duration,
    pub p99: Duration,
    pub refused: usize,
}

impl LoadRun {
    pub async fn run(&self, ecar: &Path) -> anyhow::Result<()> {
        for database in &self.databases {
            let mut by_size = vec![];
            for size in &self.sizes {
                by_size.push(self.one(ecar, database, *size).await?);
            }
            print_growth(database, &self.sizes, &by_size);
        }
        Ok(())
    }

    async fn one(&self, ecar: &Path, database: &str, size: usize) -> anyhow::Result<Vec<Figures>> {
        let folder = tempfile::tempdir()?;
        let place = Place::new(database, &format!("bench_{size}"), folder.path())?;
        let (password, took) = fill(ecar, &place, size)?;
        println!("\n## {database}, {size} work orders (written in {:.1} s)\n", took.as_secs_f64());
        drop(Server::start(ecar, &place)?);
        let server = Server::start(ecar, &place)?;
        let token = Client::login(server.address, OWNER, &password).await?;
        print_heading();
        let figures = self.operations(&server, &token, &password).await?;
        let (now, peak) = server.memory();
        println!("\nready after {} ms; memory {now} MiB, at most {peak} MiB", server.ready_after.as_millis());
        server.kill()?;
        Ok(figures)
    }

    async fn operations(&self, server: &Server, token: &str, password: &str) -> anyhow::Result<Vec<Figures>> {
        let address = server.address;
        let mut client = Client::connect(address, Some(token.to_owned())).await?;
        let setting = Arc::new(Setting::read(&mut client).await?);
        let orders = ids(&mut client, &format!("/work-orders?site={}&limit=100", setting.site)).await?;
        let invoices = ids(&mut client, &format!("/invoices?site={}&state=paid&limit=100", setting.site)).await?;
        let site = setting.site.clone();
        let mut all = vec![];
        for connections in &self.connections {
            let time = Duration::from_secs(self.seconds);
            let load = Load { address, process: server.id(), token: token.to_owned(), connections: *connections, time, pace: None };
            let list = format!("/work-orders?site={site}");
            all.push(load.run("list work orders", move |_| get(&list)).await?);
            all.push(load.run("list customers", |_| get("/customers")).await?);
            all.push(load.run("search", |turn| get(&format!("/search?q={}", escaped(WORDS[turn % WORDS.len()])))).await?);
            let some = orders.clone();
            all.push(load.run("open a work order", move |turn| get(&format!("/work-orders/{}", some[turn % some.len()]))).await?);
            let some = invoices.clone();
            all.push(load.run("invoice PDF", move |turn| get(&format!("/invoices/{}/pdf?lang=fr", some[turn % some.len()]))).await?);
            let shared = setting.clone();
            all.push(load.run("create with five lines", move |turn| post("/work-orders", shared.order(turn))).await?);
            all.push(self.complete(&load, &setting).await?);
            let login = json!({ "email": "nadia@garage.example", "password": password });
            all.push(load.run("login", move |_| post("/auth/login", login.clone())).await?);
        }
        Ok(all)
    }

    /// Completing needs orders at work: they are made first, outside the measured time.
    async fn complete(&self, load: &Load, setting: &Arc<Setting>) -> anyhow::Result<Figures> {
        let wanted = usize::try_from(self.seconds).unwrap_or(4) * 500;
        let mut makers = vec![];
        for maker in 0..load.connections {
            let (setting, mut client) = (setting.clone(), Client::connect(load.address, Some(load.token.clone())).await?);
            let share = wanted / load.connections;
            makers.push(tokio::spawn(async move {
                let mut made = vec![];
                for turn in 0..share {
                    made.push(setting.started(&mut client, maker * share + turn).await?);
                }
                anyhow::Ok(made)
            }));
        }
        let mut started = vec![];
        for maker in makers {
            started.extend(maker.await??);
        }
        let most = started.len();
        load.run_at_most("complete", most, move |turn| post(&format!("/work-orders/{}/complete", started[turn]), Setting::completion()))
            .await
    }
}

pub fn print_heading() {
    println!("| operation | connections | requests/s | p50 ms | p99 ms | server CPU ms each | refused |\n|---|---|---|---|---|---|---|");
}

pub struct Load {
    pub address: SocketAddr,
    pub process: u32,
    pub token: String,
    pub connections: usize,
    pub time: Duration,
    /// From one question of a connection to its next; none: the next follows the answer.
    pub pace: Option<Duration>,
}

pub type Call = (&'static str, String, Bytes);

impl Load {
    /// Asks all the time, as many at once as there are connections, each call with its turn, and prints the figures.
    pub async fn run(&self, name: &'static str, call: impl Fn(usize) -> Call + Send + Sync + 'static) -> anyhow::Result<Figures> {
        self.run_at_most(name, usize::MAX, call).await
    }

    async fn run_at_most(
        &self,
        name: &'static str,
        most: usize,
        call: impl Fn(usize) -> Call + Send + Sync + 'static,
    ) -> anyhow::Result<Figures> {
        let (call, turns, began) = (Arc::new(call), Arc::new(AtomicUsize::new(0)), Instant::now());
        let used = processor_time(self.process);
        let mut workers = vec![];
        for _ in 0..self.connections {
            let (call, turns, time, pace) = (call.clone(), turns.clone(), self.time, self.pace);
            let mut client = Client::connect(self.address, Some(self.token.clone())).await?;
            workers.push(tokio::spawn(async move {
                let (mut took, mut refused) = (vec![], 0);
                while began.elapsed() < time {
                    let turn = turns.fetch_add(1, Ordering::Relaxed);
                    if turn >= most {
                        break;
                    }
                    let (method, path, body) = call(turn);
                    let sent = Instant::now();
                    let (status, _) = client.send(method, &path, None, body).await?;
                    took.push(sent.elapsed());
                    if let Some(rest) = pace.and_then(|pace| pace.checked_sub(sent.elapsed())) {
                        tokio::time::sleep(rest).await;
                    }
                    refused += usize::from(!(200..300).contains(&status));
                }
                anyhow::Ok((took, refused))
            }));
        }
        let (mut took, mut refused) = (vec![], 0);
        for worker in workers {
            let (some, bad) = worker.await??;
            took.extend(some);
            refused += bad;
        }
        let used = processor_time(self.process).saturating_sub(used);
        Ok(self.figures(name, took, refused, (began.elapsed(), used)))
    }

    fn figures(&self, name: &'static str, mut took: Vec<Duration>, refused: usize, (elapsed, used): (Duration, Duration)) -> Figures {
        took.sort();
        let at = |percent: usize| took.get((took.len() * percent / 100).min(took.len().saturating_sub(1))).copied().unwrap_or_default();
        #[expect(clippy::cast_precision_loss, reason = "a count of requests")]
        let per_second = took.len() as f64 / elapsed.as_secs_f64();
        let figures = Figures { name, connections: self.connections, per_second, p50: at(50), p99: at(99), refused };
        let each = used / u32::try_from(took.len()).unwrap_or(u32::MAX).max(1);
        let [p50, p99, each] = [figures.p50, figures.p99, each].map(millis);
        println!("| {name} | {} | {per_second:.0} | {p50} | {p99} | {each} | {refused} |", self.connections);
        figures
    }
}

async fn ids(client: &mut Client, path: &str) -> anyhow::Result<Vec<String>> {
    let page = client.get(path).await?;
    let ids: Vec<_> = page["items"].as_array().into_iter().flatten().filter_map(|row| text(&row["id"]).ok()).collect();
    anyhow::ensure!(!ids.is_empty(), "{path} is empty");
    Ok(ids)
}

pub fn get(path: &str) -> Call {
    ("GET", path.to_owned(), Bytes::new())
}

#[expect(clippy::needless_pass_by_value, reason = "bodies are made for one call")]
fn post(path: &str, body: Value) -> Call {
    ("POST", path.to_owned(), Bytes::from(body.to_string()))
}

pub fn escaped(text: &str) -> String {
    text.bytes().map(|byte| if byte.is_ascii_alphanumeric() { char::from(byte).to_string() } else { format!("%{byte:02X}") }).collect()
}

pub fn p99(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times.get(times.len() * 99 / 100).copied().unwrap_or_default()
}

pub fn millis(time: Duration) -> String {
    format!("{:.2}", time.as_secs_f64() * 1000.0)
}

fn print_growth(database: &str, sizes: &[usize], by_size: &[Vec<Figures>]) {
    let ([small, .., large], [from, .., to]) = (by_size, sizes) else { return };
    println!(
        "\n## {database}: growth from {from} to {to} work orders\n\n| operation | connections | p50 | p99 | requests/s |\n|---|---|---|---|---|"
    );
    for (before, after) in small.iter().zip(large) {
        let ratio = |after: Duration, before: Duration| after.as_secs_f64() / before.as_secs_f64().max(1e-9);
        println!(
            "| {} | {} | ×{:.2} | ×{:.2} | ×{:.2} |",
            after.name,
            after.connections,
            ratio(after.p50, before.p50),
            ratio(after.p99, before.p99),
            after.per_second / before.per_second.max(1e-9)
        );
    }
    let refused: usize = by_size.iter().flatten().map(|figures| figures.refused).sum();
    println!("\n{refused} requests refused");
}
