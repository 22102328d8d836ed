//! `bench overload`: ten times as many ask as there are turns. What is taken must stay quick, what is refused must be refused at once, and
//! the calm afterwards must be as the calm before (F13 of the fault plan).

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use anyhow::ensure;
use clap::Args;
use http_body_util::BodyExt;
use tokio::task::JoinHandle;

use crate::client::{Client, OWNER};
use crate::load::{Load, get, millis, p99, print_heading};
use crate::server::{Place, Server, fill};

const LIST: &str = "/work-orders";
/// How long who was refused waits: less than `Retry-After` says, as the impatient do.
const IMPATIENCE: Duration = Duration::from_millis(100);

#[derive(Args)]
pub struct OverloadRun {
    #[arg(long, default_value_t = 60)]
    seconds: u64,
    #[arg(long, default_value_t = 10_000)]
    work_orders: usize,
    /// As many as the program works for at once (`ECAR_MAX_REQUESTS`)
    #[arg(long, default_value_t = 64)]
    turns: usize,
    /// sqlite or postgres (its server in `ECAR_TEST_DATABASE_URL`)
    #[arg(long, default_value = "sqlite")]
    database: String,
}

/// What an asker saw: how long each answer took, by its status.
type Seen = BTreeMap<u16, Vec<Duration>>;

impl OverloadRun {
    pub async fn run(&self, ecar: &Path) -> anyhow::Result<()> {
        let folder = tempfile::tempdir()?;
        let place = Place::new(&self.database, "bench_overload", folder.path())?;
        let (password, _) = fill(ecar, &place, self.work_orders)?;
        let server = Server::start(ecar, &place)?;
        server.settled().await?;
        let token = Client::login(server.address, OWNER, &password).await?;
        let calm = |seconds: u64, connections: usize| Load {
            address: server.address,
            process: server.id(),
            token: token.clone(),
            connections,
            time: Duration::from_secs(seconds),
            pace: None,
        };
        print_heading();
        let before = calm(5, 8).run("before", |_| get(LIST)).await?;
        let peak = calm(10, self.turns).run("at its peak", |_| get(LIST)).await?;
        let (seen, health) = self.overload(&server, &token).await?;
        tokio::time::sleep(Duration::from_secs(2)).await;
        let after = calm(5, 8).run("two seconds after", |_| get(LIST)).await?;
        report(seen, health, self.seconds, peak.per_second)?;
        println!("before p99 {} ms, two seconds after {} ms; memory {:?} MiB", millis(before.p99), millis(after.p99), server.memory());
        Ok(())
    }

    /// All who ask, and somebody who asks whether the program is well.
    async fn overload(&self, server: &Server, token: &str) -> anyhow::Result<(Seen, Vec<Duration>)> {
        let is_over = Arc::new(AtomicBool::new(false));
        let mut askers: Vec<JoinHandle<anyhow::Result<Seen>>> = vec![];
        for _ in 0..self.turns * 10 {
            let client = Client::connect(server.address, Some(token.to_owned())).await?;
            askers.push(tokio::spawn(ask(client, is_over.clone())));
        }
        let mut health = vec![];
        let mut client = Client::connect(server.address, None).await?;
        client.under = "";
        let began = Instant::now();
        while began.elapsed() < Duration::from_secs(self.seconds) {
            let sent = Instant::now();
            client.get("/healthz").await?;
            health.push(sent.elapsed());
            tokio::time::sleep(IMPATIENCE).await;
        }
        is_over.store(true, Ordering::Relaxed);
        let mut seen = Seen::new();
        for asker in askers {
            for (status, times) in asker.await?? {
                seen.entry(status).or_default().extend(times);
            }
        }
        Ok((seen, health))
    }
}

async fn ask(mut client: Client, is_over: Arc<AtomicBool>) -> anyhow::Result<Seen> {
    let mut seen = Seen::new();
    while !is_over.load(Ordering::Relaxed) {
        let sent = Instant::now();
        let answer = client.open(LIST).await?;
        let (status, says_when) = (answer.status().as_u16(), answer.headers().contains_key("retry-after"));
        answer.into_body().collect().await?;
        seen.entry(status).or_default().push(sent.elapsed());
        ensure!(status == 200 || (status == 503 && says_when), "an answer of {status}, Retry-After: {says_when}");
        if status == 503 {
            tokio::time::sleep(IMPATIENCE).await;
        }
    }
    Ok(seen)
}

fn report(mut seen: Seen, health: Vec<Duration>, seconds: u64, peak: f64) -> anyhow::Result<()> {
    let (taken, refused) = (seen.remove(&200).unwrap_or_default(), seen.remove(&503).unwrap_or_default());
    ensure!(!refused.is_empty(), "nobody was refused: this was no overload");
    #[expect(clippy::cast_precision_loss, reason = "a count of requests, and of seconds")]
    let goodput = taken.len() as f64 / seconds as f64;
    println!("\n| | answers | p99 ms |\n|---|---|---|");
    for (name, times) in [("taken", taken), ("refused, with Retry-After", refused), ("/healthz", health)] {
        println!("| {name} | {} | {} |", times.len(), millis(p99(times)));
    }
    println!("\n{goodput:.0} taken a second, {:.0} % of the peak", goodput * 100.0 / peak);
    Ok(())
}
