//! `bench figures`: the owner's dashboard over very many work orders, all figures anew from what was told, and all data out and into the other
//! database.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use anyhow::{bail, ensure};
use chrono::{Days, NaiveDate};
use clap::Args;

use crate::client::{Client, OWNER};
use crate::load::{Load, get, print_heading};
use crate::server::{Place, Server, doctor, fill};
use crate::slots::today;

#[derive(Args)]
pub struct FiguresRun {
    #[arg(long, default_value_t = 1_000_000)]
    work_orders: usize,
    /// Connections
    #[arg(long, value_delimiter = ',', default_value = "1,4")]
    connections: Vec<usize>,
    /// Seconds for each question
    #[arg(long, default_value_t = 4)]
    seconds: u64,
    /// sqlite, postgres (its server in `ECAR_TEST_DATABASE_URL`)
    #[arg(long, value_delimiter = ',', default_value = "sqlite")]
    databases: Vec<String>,
    /// Export all data afterwards and restore it into this database, sqlite or postgres
    #[arg(long)]
    restore_into: Option<String>,
}

impl FiguresRun {
    pub async fn run(&self, ecar: &Path) -> anyhow::Result<()> {
        for database in &self.databases {
            self.one(ecar, database).await?;
        }
        Ok(())
    }

    async fn one(&self, ecar: &Path, database: &str) -> anyhow::Result<()> {
        let folder = tempfile::tempdir()?;
        let place = Place::new(database, "bench_figures", folder.path())?;
        let (password, took) = fill(ecar, &place, self.work_orders)?;
        println!("\n## {database}, {} work orders (written in {:.1} s)\n", self.work_orders, took.as_secs_f64());
        print!("{}", told(ecar, &place, &["reports", "rebuild"])?.0);
        let server = Server::start(ecar, &place)?;
        server.settled().await?;
        self.dashboard(&server, &password).await?;
        println!("\nmemory {} MiB, at most {}", server.memory().0, server.memory().1);
        server.kill()?;
        doctor(ecar, &place)?;
        if let Some(other) = &self.restore_into {
            moved(ecar, &place, other, folder.path())?;
        }
        Ok(())
    }

    async fn dashboard(&self, server: &Server, password: &str) -> anyhow::Result<()> {
        let token = Client::login(server.address, OWNER, password).await?;
        print_heading();
        for connections in &self.connections {
            let time = Duration::from_secs(self.seconds);
            let load =
                Load { address: server.address, process: server.id(), token: token.clone(), connections: *connections, time, pace: None };
            for (name, path) in questions(today()) {
                let figures = load.run(name, move |_| get(&path)).await?;
                ensure!(figures.refused == 0, "{name} was refused");
            }
        }
        Ok(())
    }
}

/// What the dashboard asks, of all sites.
fn questions(today: NaiveDate) -> [(&'static str, String); 7] {
    let days = |back: u64| format!("from={}&until={today}", today - Days::new(back));
    [
        ("figures of a day", format!("/reports/kpis?{}", days(0))),
        ("figures of a month", format!("/reports/kpis?{}", days(30))),
        ("figures of a year", format!("/reports/kpis?{}", days(364))),
        ("figures of three years", format!("/reports/kpis?{}", days(1_094))),
        ("course of a month by days", format!("/reports/series?{}&step=day", days(30))),
        ("course of a year by months", format!("/reports/series?{}&step=month", days(364))),
        ("who owes what", "/reports/receivables".to_owned()),
    ]
}

/// What a command said, and how long it took.
fn told(ecar: &Path, place: &Place, command: &[&str]) -> anyhow::Result<(String, Duration)> {
    let began = Instant::now();
    let output = Command::new(ecar).args(command).args(place.arguments()).output()?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    if !output.status.success() {
        bail!("{}: {text}{}", command.join(" "), String::from_utf8_lossy(&output.stderr));
    }
    Ok((text, began.elapsed()))
}

/// Everything out of one database and into the other, whose totals must be the same.
fn moved(ecar: &Path, from: &Place, other: &str, folder: &Path) -> anyhow::Result<()> {
    let (file, empty): (PathBuf, PathBuf) = (folder.join("all.zip"), folder.join("other"));
    std::fs::create_dir(&empty)?;
    let name = file.display().to_string();
    let (_, out) = told(ecar, from, &["export", "--to", &name])?;
    let into = Place::new(other, "bench_figures_other", &empty)?;
    let (_, back) = told(ecar, &into, &["restore", &name])?;
    doctor(ecar, &into)?;
    println!(
        "\nall data out in {:.1} s, {} MB; into {other} with every row read again, totals equal, in {:.1} s; together {:.1} s",
        out.as_secs_f64(),
        std::fs::metadata(&file)?.len() / 1_000_000,
        back.as_secs_f64(),
        (out + back).as_secs_f64()
    );
    Ok(())
}
