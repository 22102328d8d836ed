//! `bench soak`: people work for an hour at a steady pace; memory, open files, the write-ahead log and the time of a list must stay what they were.

use std::net::SocketAddr;
use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use anyhow::ensure;
use clap::Args;

use crate::client::{Client, OWNER};
use crate::load::p99;
use crate::server::{Place, Server, doctor, fill};
use crate::visit::Setting;

const VISITS_OF_A_SESSION: usize = 50;
const SAMPLE: Duration = Duration::from_secs(10);
/// From one look at a list to the next, of each reader.
const READ_EVERY: Duration = Duration::from_millis(100);
/// From one visit to the next, of each visitor.
const VISIT_EVERY: Duration = Duration::from_millis(500);
const LISTS: [&str; 5] = ["/work-orders", "/customers", "/invoices", "/search?q=ben%20sal", "/reports/leaks"];

#[derive(Args)]
pub struct SoakRun {
    #[arg(long, default_value_t = 60)]
    minutes: u64,
    #[arg(long, default_value_t = 20_000)]
    work_orders: usize,
    #[arg(long, default_value_t = 4)]
    visitors: usize,
    #[arg(long, default_value_t = 4)]
    readers: usize,
    /// sqlite or postgres (its server in `ECAR_TEST_DATABASE_URL`)
    #[arg(long, default_value = "sqlite")]
    database: String,
}

/// What is looked at every ten seconds.
struct Sample {
    memory_mib: u64,
    files: usize,
    log_mib: u64,
    p99: Duration,
}

type Figure = fn(&Sample) -> u64;

/// What all who work share.
struct Shared {
    is_over: AtomicBool,
    visits: AtomicUsize,
    reads: Mutex<Vec<Duration>>,
}

impl SoakRun {
    pub async fn run(&self, ecar: &Path) -> anyhow::Result<()> {
        let folder = tempfile::tempdir()?;
        let place = Place::new(&self.database, "bench_soak", folder.path())?;
        let (password, _) = fill(ecar, &place, self.work_orders)?;
        let server = Server::start(ecar, &place)?;
        server.settled().await?;
        let token = Client::login(server.address, OWNER, &password).await?;
        let shared = Arc::new(Shared { is_over: AtomicBool::new(false), visits: AtomicUsize::new(0), reads: Mutex::default() });
        let workers = self.workers(&server, &password, &token, &shared).await?;
        let samples = self.samples(&server, folder.path(), &shared).await?;
        shared.is_over.store(true, Ordering::Relaxed);
        for worker in workers {
            worker.await??;
        }
        report(&self.database, &samples, shared.visits.load(Ordering::Relaxed));
        server.kill()?;
        doctor(ecar, &place)
    }

    async fn workers(
        &self,
        server: &Server,
        password: &str,
        token: &str,
        shared: &Arc<Shared>,
    ) -> anyhow::Result<Vec<tokio::task::JoinHandle<anyhow::Result<()>>>> {
        let setting = Setting::read(&mut Client::connect(server.address, Some(token.to_owned())).await?).await?;
        let mut workers = vec![];
        for visitor in 0..self.visitors {
            let (shared, address, password) = (shared.clone(), server.address, password.to_owned());
            workers.push(tokio::spawn(visit(shared, address, password, setting.clone(), visitor * 1_000)));
        }
        for reader in 0..self.readers {
            let (shared, address, password) = (shared.clone(), server.address, password.to_owned());
            workers.push(tokio::spawn(read(shared, address, password, reader)));
        }
        Ok(workers)
    }

    async fn samples(&self, server: &Server, folder: &Path, shared: &Shared) -> anyhow::Result<Vec<Sample>> {
        let until = Instant::now() + Duration::from_mins(self.minutes);
        let mut samples = vec![];
        while Instant::now() < until {
            tokio::time::sleep(SAMPLE).await;
            let reads = shared.reads.lock().map_err(|_| anyhow::anyhow!("a reader failed"))?.split_off(0);
            ensure!(!reads.is_empty(), "nobody reads any more");
            samples.push(Sample {
                memory_mib: server.memory().0,
                files: server.open_files()?,
                log_mib: size_mib(&folder.join("ecar.db-wal")),
                p99: p99(reads),
            });
        }
        Ok(samples)
    }
}

/// One visit after the other; a token lasts a quarter of an hour, so some begin with a sign-in.
async fn visit(shared: Arc<Shared>, address: SocketAddr, password: String, setting: Setting, first: usize) -> anyhow::Result<()> {
    for turn in first.. {
        let token = Client::login(address, OWNER, &password).await?;
        let mut client = Client::connect(address, Some(token)).await?;
        for place in 0..VISITS_OF_A_SESSION {
            if shared.is_over.load(Ordering::Relaxed) {
                return Ok(());
            }
            let began = Instant::now();
            setting.paid(&mut client, turn * VISITS_OF_A_SESSION + place).await?;
            shared.visits.fetch_add(1, Ordering::Relaxed);
            tokio::time::sleep(VISIT_EVERY.saturating_sub(began.elapsed())).await;
        }
    }
    Ok(())
}

/// Reads one list after the other, and signs in anew every five minutes.
async fn read(shared: Arc<Shared>, address: SocketAddr, password: String, first: usize) -> anyhow::Result<()> {
    while !shared.is_over.load(Ordering::Relaxed) {
        let token = Client::login(address, OWNER, &password).await?;
        let mut client = Client::connect(address, Some(token)).await?;
        for turn in 0..3_000 {
            if shared.is_over.load(Ordering::Relaxed) {
                break;
            }
            let began = Instant::now();
            client.get(LISTS[(first + turn) % LISTS.len()]).await?;
            if let Ok(mut reads) = shared.reads.lock() {
                reads.push(began.elapsed());
            }
            tokio::time::sleep(READ_EVERY.saturating_sub(began.elapsed())).await;
        }
    }
    Ok(())
}

fn size_mib(file: &Path) -> u64 {
    std::fs::metadata(file).map_or(0, |found| found.len() / 1024 / 1024)
}

/// The first tenth is for warming up; of the rest the beginning beside the end.
fn report(database: &str, samples: &[Sample], visits: usize) {
    let warm = &samples[samples.len() / 10..];
    let (first, last) = (&warm[..warm.len() / 4], &warm[warm.len() - warm.len() / 4..]);
    let mean = |part: &[Sample], of: Figure| part.iter().map(of).sum::<u64>() / u64::try_from(part.len().max(1)).unwrap_or(1);
    let micros = |sample: &Sample| u64::try_from(sample.p99.as_micros()).unwrap_or_default();
    println!("\n## {database}: {visits} visits in {} samples of ten seconds\n", samples.len());
    println!("| | first quarter | last quarter | ratio |\n|---|---|---|---|");
    let rows: [(&str, Figure); 3] = [
        ("memory, MiB", |one| one.memory_mib),
        ("open files", |one| u64::try_from(one.files).unwrap_or_default()),
        ("p99 of a list, µs", micros),
    ];
    for (name, of) in rows {
        let (before, after) = (mean(first, of), mean(last, of));
        println!("| {name} | {before} | {after} | {} % |", after * 100 / before.max(1));
    }
    println!("\nthe write-ahead log at most {} MiB", samples.iter().map(|one| one.log_mib).max().unwrap_or_default());
}
