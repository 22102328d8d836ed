//! The program under test as a process of its own.

use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context as _, bail};

/// Where the data is.
#[derive(Clone)]
pub enum Place {
    Sqlite(PathBuf),
    Postgres { url: String, folder: PathBuf },
}

impl Place {
    /// `sqlite` in the folder, or a new `postgres` database of this name on the server in `ECAR_TEST_DATABASE_URL`.
    pub fn new(database: &str, name: &str, folder: &Path) -> anyhow::Result<Self> {
        if database == "sqlite" {
            return Ok(Self::Sqlite(folder.to_owned()));
        }
        let server = std::env::var("ECAR_TEST_DATABASE_URL").context("run this under scripts/with-postgres.sh")?;
        let made = Command::new("psql").args([&server, "-qc", &format!("create database {name}")]).status()?;
        anyhow::ensure!(made.success(), "the database {name} could not be made");
        let (host, _) = server.rsplit_once('/').context("postgres://user@host:port/database")?;
        Ok(Self::Postgres { url: format!("{host}/{name}"), folder: folder.to_owned() })
    }

    pub fn arguments(&self) -> Vec<String> {
        match self {
            Self::Sqlite(folder) => vec!["--data-dir".into(), folder.display().to_string()],
            Self::Postgres { url, folder } => vec!["--data-dir".into(), folder.display().to_string(), "--database-url".into(), url.clone()],
        }
    }
}

/// Fills the place with demonstration data and returns the password of its users.
pub fn fill(ecar: &Path, place: &Place, work_orders: usize) -> anyhow::Result<(String, Duration)> {
    let began = Instant::now();
    let output = Command::new(ecar).arg("demo").args(["--work-orders", &work_orders.to_string()]).args(place.arguments()).output()?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    if !output.status.success() {
        bail!("ecar demo failed: {text}{}", String::from_utf8_lossy(&output.stderr));
    }
    let password = text.split("password ").nth(1).and_then(|rest| rest.split(' ').next()).context("ecar demo printed no password")?;
    Ok((password.to_owned(), began.elapsed()))
}

pub struct Server {
    child: Child,
    pub address: SocketAddr,
    /// From start to the first ready answer.
    pub ready_after: Duration,
}

impl Server {
    /// Starts the program on a free port and waits until it is ready.
    pub fn start(ecar: &Path, place: &Place) -> anyhow::Result<Self> {
        Self::start_with(ecar, place, &[])
    }

    /// With more flags.
    pub fn start_with(ecar: &Path, place: &Place, flags: &[&str]) -> anyhow::Result<Self> {
        let mut command = Command::new(ecar);
        command.arg("serve").args(["--listen", "127.0.0.1:0", "--log", "error"]).args(place.arguments()).args(flags);
        Self::launch(command)
    }

    /// Runs a command that says where it listens.
    pub fn launch(mut command: Command) -> anyhow::Result<Self> {
        let began = Instant::now();
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::inherit()).spawn()?;
        let mut lines = BufReader::new(child.stdout.take().context("no output")?).lines();
        let address = loop {
            let line = lines.next().context("ecar stopped before it was ready")??;
            if let Some(address) = line.split("http://").nth(1) {
                break address.trim().parse()?;
            }
        };
        // Messages without a mail server are printed: somebody has to read them.
        std::thread::spawn(move || lines.for_each(drop));
        Ok(Self { child, address, ready_after: began.elapsed() })
    }

    /// Resident memory in MiB, and its peak.
    pub fn memory(&self) -> (u64, u64) {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap_or_default();
        let read = |name: &str| {
            let line = status.lines().find(|line| line.starts_with(name)).unwrap_or_default();
            line.split_whitespace().nth(1).and_then(|kib| kib.parse::<u64>().ok()).unwrap_or_default() / 1024
        };
        (read("VmRSS"), read("VmHWM"))
    }

    /// Files and connections that it has open.
    pub fn open_files(&self) -> anyhow::Result<usize> {
        Ok(std::fs::read_dir(format!("/proc/{}/fd", self.id()))?.count())
    }

    /// Waits until what was filled or imported is worked off: other modules hear of every record, which keeps a core busy for minutes.
    pub async fn settled(&self) -> anyhow::Result<Duration> {
        const LOOK: Duration = Duration::from_secs(1);
        let began = Instant::now();
        let mut calm = 0;
        while calm < 3 {
            anyhow::ensure!(began.elapsed() < Duration::from_mins(30), "the server has work to do after half an hour");
            let before = processor_time(self.id());
            tokio::time::sleep(LOOK).await;
            calm = if processor_time(self.id()).saturating_sub(before) < LOOK / 20 { calm + 1 } else { 0 };
        }
        Ok(began.elapsed())
    }

    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// SIGKILL, at once.
    pub fn kill(mut self) -> anyhow::Result<()> {
        self.child.kill()?;
        self.child.wait()?;
        Ok(())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Processor time a process has used, in steps of 10 ms (the clock tick of `/proc/<id>/stat`).
pub fn processor_time(process: u32) -> Duration {
    let stat = std::fs::read_to_string(format!("/proc/{process}/stat")).unwrap_or_default();
    // The name may hold spaces: what is counted stands after its bracket.
    let fields = stat.rsplit(')').next().unwrap_or_default().split_whitespace().skip(11).take(2);
    Duration::from_millis(fields.filter_map(|ticks| ticks.parse::<u64>().ok()).sum::<u64>() * 10)
}

/// Processor time the whole machine has used, in steps of 10 ms.
pub fn machine_time() -> Duration {
    let stat = std::fs::read_to_string("/proc/stat").unwrap_or_default();
    let ticks: Vec<u64> =
        stat.lines().next().unwrap_or_default().split_whitespace().skip(1).filter_map(|ticks| ticks.parse().ok()).collect();
    // user, nice, system; idle and waiting left out; interrupts; what the host took left out.
    Duration::from_millis([0, 1, 2, 5, 6].iter().filter_map(|place| ticks.get(*place)).sum::<u64>() * 10)
}

/// `ecar doctor`: an error when the books do not add up.
pub fn doctor(ecar: &Path, place: &Place) -> anyhow::Result<()> {
    let output = Command::new(ecar).arg("doctor").args(place.arguments()).output()?;
    if !output.status.success() {
        bail!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    }
    Ok(())
}
