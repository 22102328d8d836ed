//! `bench full`: the disk is full, then it is not. Writes are refused clearly, reads go on, and afterwards all is as before (F5 of the fault plan).
//! It mounts a small disk in memory, for which it has to be root.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use anyhow::{Context as _, ensure};
use clap::Args;
use hyper::body::Bytes;

use crate::client::{Client, OWNER};
use crate::server::{Place, Server, doctor, fill};
use crate::visit::Setting;

#[derive(Args)]
pub struct FullRun {
    /// The disk, in MiB
    #[arg(long, default_value_t = 256)]
    mib: usize,
    /// How often it fills up
    #[arg(long, default_value_t = 20)]
    rounds: usize,
    #[arg(long, default_value_t = 200)]
    work_orders: usize,
}

/// A disk of its own, gone when it is dropped.
struct Disk(PathBuf);

impl Disk {
    fn new(folder: &Path, mib: usize) -> anyhow::Result<Self> {
        let mounted = Command::new("mount").args(["-t", "tmpfs", "-o", &format!("size={mib}m"), "ecar"]).arg(folder).status()?;
        ensure!(mounted.success(), "a small disk could not be mounted: run this as root");
        Ok(Self(folder.to_owned()))
    }

    fn ballast(&self) -> PathBuf {
        self.0.join("ballast")
    }

    /// Takes all that is left.
    fn fill(&self) -> anyhow::Result<()> {
        use std::io::Write as _;
        let mut ballast = std::fs::OpenOptions::new().create(true).append(true).open(self.ballast())?;
        for piece in [1 << 20, 4096, 1] {
            let zeros = vec![0; piece];
            while ballast.write_all(&zeros).is_ok() {}
        }
        Ok(())
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(&self.0).status();
    }
}

impl FullRun {
    pub async fn run(&self, ecar: &Path) -> anyhow::Result<()> {
        let folder = tempfile::tempdir()?;
        let disk = Disk::new(folder.path(), self.mib)?;
        let place = Place::Sqlite(folder.path().join("data"));
        let (password, _) = fill(ecar, &place, self.work_orders)?;
        let server = Server::start(ecar, &place)?;
        server.settled().await?;
        let token = Client::login(server.address, OWNER, &password).await?;
        let mut client = Client::connect(server.address, Some(token)).await?;
        let setting = Setting::read(&mut client).await?;
        let mut made = vec![];
        let mut slowest = Duration::ZERO;
        for round in 0..self.rounds {
            made.extend(self.until_full(&disk, &mut client, &setting, round).await?);
            std::fs::remove_file(disk.ballast())?;
            let began = Instant::now();
            while order(&mut client, &setting, round).await?.1.is_none() {
                ensure!(began.elapsed() < Duration::from_secs(5), "writes did not resume within five seconds");
            }
            slowest = slowest.max(began.elapsed());
        }
        for id in &made {
            client.get(&format!("/work-orders/{id}")).await.context("an order that was acknowledged")?;
        }
        server.kill()?;
        doctor(ecar, &place)?;
        println!(
            "{} times full: writes refused with 507, reads answered; {} orders acknowledged meanwhile, all there; writes again within {} ms",
            self.rounds,
            made.len(),
            slowest.as_millis()
        );
        Ok(())
    }

    /// Orders until one is refused, as it should be; what was acknowledged on the way.
    async fn until_full(&self, disk: &Disk, client: &mut Client, setting: &Setting, round: usize) -> anyhow::Result<Vec<String>> {
        disk.fill()?;
        let mut made = vec![];
        for turn in 0..10_000 {
            let (status, id) = order(client, setting, round * 10_000 + turn).await?;
            let Some(id) = id else {
                ensure!(status == 507, "a full disk is told as {status}");
                client.get("/work-orders").await.context("reading while the disk is full")?;
                client.get("/search?q=ben").await.context("searching while the disk is full")?;
                return Ok(made);
            };
            made.push(id);
            disk.fill()?;
        }
        anyhow::bail!("ten thousand orders found room on a full disk")
    }
}

async fn order(client: &mut Client, setting: &Setting, turn: usize) -> anyhow::Result<(u16, Option<String>)> {
    let (status, body) = client.send("POST", "/work-orders", None, Bytes::from(setting.order(turn).to_string())).await?;
    let answer: serde_json::Value = serde_json::from_slice(&body).unwrap_or_default();
    Ok((status, answer["id"].as_str().filter(|_| status == 201).map(str::to_owned)))
}
