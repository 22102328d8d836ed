//! `bench clock`: the machine's clock jumps two hours ahead and back while visits run (F12 of the fault plan). No invoice may
//! take another's number, the books must add up, and nobody may see a fault. Wants Debian's package `faketime`.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use anyhow::{Context as _, ensure};
use clap::Args;
use serde_json::Value;

use crate::client::{Client, OWNER};
use crate::server::{Place, Server, doctor, fill};
use crate::visit::Setting;

/// In seconds: ahead, back, over midnight and home again.
const JUMPS: [i64; 8] = [7_200, 0, -7_200, 0, 86_400, 86_400 + 7_200, 86_400, 0];

#[derive(Args)]
pub struct ClockRun {
    /// Visits between two jumps
    #[arg(long, default_value_t = 20)]
    visits: usize,
}

/// What the program takes for the clock.
struct Clock(PathBuf);

impl Clock {
    fn set(&self, ahead: i64) -> anyhow::Result<()> {
        // Put in place whole: the program reads it at every look at the clock.
        let new = self.0.with_extension("new");
        std::fs::write(&new, format!("{ahead:+}s\n"))?;
        Ok(std::fs::rename(new, &self.0)?)
    }
}

impl ClockRun {
    pub async fn run(&self, ecar: &Path) -> anyhow::Result<()> {
        let folder = tempfile::tempdir()?;
        let place = Place::Sqlite(folder.path().to_owned());
        let (password, _) = fill(ecar, &place, 200)?;
        let clock = Clock(folder.path().join("clock"));
        clock.set(0)?;
        let server = start(ecar, &place, &clock)?;
        for (turn, ahead) in JUMPS.into_iter().enumerate() {
            clock.set(ahead)?;
            // A token of before may be too old now, or not be valid yet: people sign in again.
            let token = signed_in(&server, &password).await.with_context(|| format!("signing in at {ahead:+} s"))?;
            let mut client = Client::connect(server.address, Some(token)).await?;
            let setting = Setting::read(&mut client).await?;
            for visit in 0..self.visits {
                setting.paid(&mut client, turn * self.visits + visit).await.with_context(|| format!("a visit at {ahead:+} s"))?;
            }
        }
        let mut client = Client::connect(server.address, Some(signed_in(&server, &password).await?)).await?;
        once_each(&mut client).await?;
        server.kill()?;
        doctor(ecar, &place)?;
        println!(
            "{} jumps of the clock, {} visits paid; no invoice's number twice, the books add up",
            JUMPS.len(),
            JUMPS.len() * self.visits
        );
        Ok(())
    }
}

fn start(ecar: &Path, place: &Place, clock: &Clock) -> anyhow::Result<Server> {
    let library = ["x86_64", "aarch64"].map(|machine| format!("/usr/lib/{machine}-linux-gnu/faketime/libfaketimeMT.so.1"));
    let library = library.iter().find(|path| Path::new(path).exists()).context("install the package faketime")?;
    let mut command = Command::new(ecar);
    command.arg("serve").args(["--listen", "127.0.0.1:0", "--log", "error"]).args(place.arguments());
    // Waiting goes by the monotonic clock, which no jump of the calendar moves.
    command
        .env("LD_PRELOAD", library)
        .env("FAKETIME_TIMESTAMP_FILE", &clock.0)
        .env("FAKETIME_NO_CACHE", "1")
        .env("FAKETIME_DONT_FAKE_MONOTONIC", "1");
    Server::launch(command)
}

/// Within a minute: tries that were counted at another time of day may make somebody wait for one.
async fn signed_in(server: &Server, password: &str) -> anyhow::Result<String> {
    let began = Instant::now();
    loop {
        match Client::login(server.address, OWNER, password).await {
            Err(_) if began.elapsed() < Duration::from_mins(1) => tokio::time::sleep(Duration::from_secs(1)).await,
            answer => return answer,
        }
    }
}

/// No invoice's number twice.
async fn once_each(client: &mut Client) -> anyhow::Result<()> {
    let mut numbers = all(client, "/invoices", "number").await?;
    let count = numbers.len();
    numbers.sort();
    numbers.dedup();
    ensure!(numbers.len() == count, "{} invoices share a number with another", count - numbers.len());
    Ok(())
}

async fn all(client: &mut Client, path: &str, field: &str) -> anyhow::Result<Vec<String>> {
    let (mut found, mut after) = (vec![], String::new());
    loop {
        let page = client.get(&format!("{path}?limit=100{after}")).await?;
        found.extend(page["items"].as_array().into_iter().flatten().filter_map(|row| row[field].as_str().map(str::to_owned)));
        let Value::String(next) = &page["next"] else { return Ok(found) };
        after = format!("&after={next}");
    }
}
