//! `bench doors`: what guessing gains and costs. Whether an answer's time tells who has an account; whether strangers can keep an owner out;
//! whether sign-ins slow everything else down.

use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Context as _, ensure};
use clap::Args;
use hyper::body::Bytes;
use serde_json::{Value, json};

use crate::client::{Client, OWNER};
use crate::server::{Place, Server, fill};

#[derive(Args)]
pub struct DoorsRun {
    /// Wrong sign-ins to one account, from as many addresses
    #[arg(long, default_value_t = 10_000)]
    guesses: usize,
    /// Pairs of sign-ins whose times are compared
    #[arg(long, default_value_t = 200)]
    pairs: usize,
    /// Sign-ins in flight while lists are read
    #[arg(long, default_value_t = 50)]
    sign_ins: usize,
    /// Seconds that lists are read
    #[arg(long, default_value_t = 5)]
    seconds: u64,
}

struct Doors {
    address: SocketAddr,
    password: String,
}

impl DoorsRun {
    pub async fn run(&self, ecar: &Path) -> anyhow::Result<()> {
        let folder = tempfile::tempdir()?;
        let place = Place::Sqlite(folder.path().to_owned());
        let (password, _) = fill(ecar, &place, 1_000)?;
        let server = Server::start_with(ecar, &place, &["--trusted-proxies", "127.0.0.1"])?;
        let doors = Doors { address: server.address, password };
        // First: after the guesses below, strangers to an account have to wait.
        self.crowd(&doors).await?;
        self.compare(&doors).await?;
        self.guess(&doors, &server).await?;
        server.kill()
    }

    /// An unknown address and a wrong password: the same answer, in the same time.
    async fn compare(&self, doors: &Doors) -> anyhow::Result<()> {
        let known = doors.people().await?;
        let mut client = Client::connect(doors.address, None).await?;
        let (mut unknown_took, mut wrong_took) = (vec![], vec![]);
        for turn in 0..self.pairs {
            let known = known[turn % known.len()].as_str();
            let unknown = format!("nobody{turn}@garage.example");
            let (first, one) = attempt(&mut client, &unknown, "a guess at it", &address(1, turn * 2)).await?;
            let (second, other) = attempt(&mut client, known, "a guess at it", &address(1, turn * 2 + 1)).await?;
            ensure!(first == second && first.0 == 401, "the answers differ: {first:?} {second:?}");
            unknown_took.push(one);
            wrong_took.push(other);
        }
        let (unknown, wrong) = (Spread::of(unknown_took), Spread::of(wrong_took));
        let apart = (unknown.p50.as_secs_f64() / wrong.p50.as_secs_f64() - 1.0).abs() * 100.0;
        println!("unknown address {unknown}; wrong password {wrong}; medians {apart:.1} % apart");
        Ok(())
    }

    /// Many addresses guess at one account; its owner signs in meanwhile, and memory stays.
    async fn guess(&self, doors: &Doors, server: &Server) -> anyhow::Result<()> {
        let mut owner = Client::connect(doors.address, None).await?;
        owner.headers = vec![("x-forwarded-for".into(), "203.0.113.1".into())];
        let known = owner.signed_in_cookie(OWNER, &doors.password).await?;
        let (before, _) = server.memory();
        let (next, refused) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
        let began = Instant::now();
        let mut guessers = vec![];
        for _ in 0..8 {
            let (next, refused, all) = (next.clone(), refused.clone(), self.guesses);
            let mut client = Client::connect(doors.address, None).await?;
            guessers.push(tokio::spawn(async move {
                loop {
                    let turn = next.fetch_add(1, Ordering::Relaxed);
                    if turn >= all {
                        return anyhow::Ok(());
                    }
                    let ((status, _), _) = attempt(&mut client, OWNER, "a guess at it", &address(2, turn)).await?;
                    ensure!([401, 429].contains(&status), "a guess was answered {status}");
                    refused.fetch_add(usize::from(status == 429), Ordering::Relaxed);
                }
            }));
        }
        let mut took = vec![];
        while next.load(Ordering::Relaxed) < self.guesses || took.is_empty() {
            owner.headers = vec![("x-forwarded-for".into(), "203.0.113.77".into()), ("cookie".into(), known.clone())];
            let ((status, body), time) = timed(&mut owner, OWNER, &doors.password).await?;
            ensure!(status == 200, "the owner was kept out: {status} {body}");
            took.push(time);
        }
        for guesser in guessers {
            guesser.await??;
        }
        let seconds = began.elapsed().as_secs_f64();
        let at_usual_place = attempt(&mut owner_elsewhere(doors).await?, OWNER, &doors.password, "203.0.113.1").await?.0.0;
        let stranger = attempt(&mut owner_elsewhere(doors).await?, OWNER, &doors.password, "203.0.113.200").await?.0.0;
        ensure!(at_usual_place == 200, "the owner was kept out at her usual place: {at_usual_place}");
        let (after, peak) = server.memory();
        println!(
            "{} guesses in {seconds:.1} s, {} refused at once; the owner on her own device meanwhile {} (all let in), at her usual address \
             {at_usual_place}, on a new device elsewhere {stranger}; memory {before} MiB before, {after} MiB after, at most {peak} MiB",
            self.guesses,
            refused.load(Ordering::Relaxed),
            Spread::of(took)
        );
        Ok(())
    }

    /// Lists while many sign in: hashing keeps no request waiting.
    async fn crowd(&self, doors: &Doors) -> anyhow::Result<()> {
        let token = Client::login(doors.address, OWNER, &doors.password).await?;
        let quiet = lists(doors.address, &token, Duration::from_secs(self.seconds)).await?;
        let (stop, signed_in) = (Arc::new(AtomicBool::new(false)), Arc::new(AtomicUsize::new(0)));
        let mut crowd = vec![];
        for person in 0..self.sign_ins {
            let (stop, signed_in, password) = (stop.clone(), signed_in.clone(), doors.password.clone());
            let mut client = Client::connect(doors.address, None).await?;
            crowd.push(tokio::spawn(async move {
                while !stop.load(Ordering::Relaxed) {
                    let ((status, _), _) = attempt(&mut client, "nadia@garage.example", &password, &address(3, person)).await?;
                    ensure!(status == 200, "a sign-in was answered {status}");
                    signed_in.fetch_add(1, Ordering::Relaxed);
                }
                anyhow::Ok(())
            }));
        }
        let busy = lists(doors.address, &token, Duration::from_secs(self.seconds)).await?;
        stop.store(true, Ordering::Relaxed);
        for person in crowd {
            person.await??;
        }
        println!(
            "list of work orders {}; with {} sign-ins in flight {} ({} signed in within {} s)",
            Spread::of(quiet),
            self.sign_ins,
            Spread::of(busy),
            signed_in.load(Ordering::Relaxed),
            self.seconds
        );
        Ok(())
    }
}

impl Doors {
    /// E-mail addresses of people with accounts.
    async fn people(&self) -> anyhow::Result<Vec<String>> {
        let token = Client::login(self.address, OWNER, &self.password).await?;
        let users = Client::connect(self.address, Some(token)).await?.get("/users?limit=100").await?;
        let emails: Vec<_> = users["items"].as_array().into_iter().flatten().filter_map(|user| user["email"].as_str()).collect();
        ensure!(!emails.is_empty(), "nobody has an account");
        Ok(emails.into_iter().map(str::to_owned).collect())
    }
}

async fn owner_elsewhere(doors: &Doors) -> anyhow::Result<Client> {
    Client::connect(doors.address, None).await
}

async fn lists(address: SocketAddr, token: &str, time: Duration) -> anyhow::Result<Vec<Duration>> {
    let mut client = Client::connect(address, Some(token.to_owned())).await?;
    let (mut took, until) = (vec![], Instant::now() + time);
    while Instant::now() < until {
        let began = Instant::now();
        let (status, _) = client.send("GET", "/work-orders", None, Bytes::new()).await?;
        ensure!(status == 200, "a list was answered {status}");
        took.push(began.elapsed());
    }
    Ok(took)
}

/// A sign-in from an address: status and body, and how long it took.
async fn attempt(client: &mut Client, email: &str, password: &str, from: &str) -> anyhow::Result<((u16, Value), Duration)> {
    client.headers = vec![("x-forwarded-for".into(), from.into())];
    timed(client, email, password).await
}

async fn timed(client: &mut Client, email: &str, password: &str) -> anyhow::Result<((u16, Value), Duration)> {
    let body = Bytes::from(json!({ "email": email, "password": password }).to_string());
    let began = Instant::now();
    let (status, answer) = client.send("POST", "/auth/login", None, body).await?;
    Ok(((status, serde_json::from_slice(&answer).context("an answer that is no JSON")?), began.elapsed()))
}

/// One of 65,536 addresses of a private network.
fn address(network: u8, turn: usize) -> String {
    format!("10.{network}.{}.{}", turn / 256 % 256, turn % 256)
}

struct Spread {
    count: usize,
    p50: Duration,
    p99: Duration,
}

impl Spread {
    fn of(mut took: Vec<Duration>) -> Self {
        took.sort();
        let at = |percent: usize| took.get((took.len() * percent / 100).min(took.len().saturating_sub(1))).copied().unwrap_or_default();
        Self { count: took.len(), p50: at(50), p99: at(99) }
    }
}

impl std::fmt::Display for Spread {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let millis = |time: Duration| time.as_secs_f64() * 1000.0;
        write!(f, "p50 {:.1} ms, p99 {:.1} ms over {}", millis(self.p50), millis(self.p99), self.count)
    }
}
