//! `bench reminders`: a town of cars comes in by import, each with the day of its last oil service, and their owners are reminded in one run; then
//! in a second one, which has nothing to say. A campaign to everybody is walked after that, twice. Prints how long each takes and what memory does.

use std::fs::File;
use std::io::{BufWriter, Write as _};
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use anyhow::{bail, ensure};
use chrono::{DateTime, Days, Months, Timelike, Utc};
use clap::Args;
use hyper::body::Bytes;
use serde_json::{Value, json};

use crate::client::{Client, OWNER};
use crate::server::{Place, Server, fill};

#[derive(Args)]
pub struct RemindersRun {
    #[arg(long, default_value_t = 100_000)]
    vehicles: usize,
    /// The services are due within so many days: with 30 all are told in the first run
    #[arg(long, default_value_t = 365)]
    days: usize,
    /// sqlite, postgres (its server in `ECAR_TEST_DATABASE_URL`)
    #[arg(long, value_delimiter = ',', default_value = "sqlite")]
    databases: Vec<String>,
}

/// The work orders of the garage around them: their vehicles are due too.
const WORK_ORDERS: usize = 200;

#[expect(clippy::disallowed_methods, reason = "the program under test goes by the machine's clock")]
fn now() -> DateTime<Utc> {
    Utc::now()
}

impl RemindersRun {
    pub async fn run(&self, ecar: &Path) -> anyhow::Result<()> {
        for database in &self.databases {
            self.one(ecar, database).await?;
        }
        Ok(())
    }

    async fn one(&self, ecar: &Path, database: &str) -> anyhow::Result<()> {
        let folder = tempfile::tempdir()?;
        let place = Place::new(database, "bench_reminders", folder.path())?;
        let (password, _) = fill(ecar, &place, WORK_ORDERS)?;
        self.import(ecar, &place, folder.path())?;
        let server = Server::start(ecar, &place)?;
        server.settled().await?;
        let token = Client::login(server.address, OWNER, &password).await?;
        let mut owner = Client::connect(server.address, Some(token.clone())).await?;
        let site = crate::visit::text(&owner.get("/me").await?["sites"][0]["id"])?;
        switch_on(&mut owner, &site).await?;
        println!("\n## {database}, {} vehicles\n", self.vehicles);
        let first = told(&server, &mut owner, &site, "first run").await?;
        ensure!(first["queued"].as_i64() > Some(0), "nobody was reminded: {first}");
        // Those of the first run go out meanwhile, which is work of its own.
        server.settled().await?;
        // Not by a connection that was idle meanwhile: the server has closed it.
        let mut owner = Client::connect(server.address, Some(token.clone())).await?;
        let second = told(&server, &mut owner, &site, "second run").await?;
        ensure!(second["queued"] == 0, "somebody was told twice: {second}");
        let mut owner = Client::connect(server.address, Some(token)).await?;
        let campaign = to_all(&mut owner, &site).await?;
        let first = walked(&server, &mut owner, &campaign, "campaign").await?;
        ensure!(first["found"].as_u64() >= Some(u64::try_from(self.vehicles)?), "not everybody was found: {first}");
        let second = walked(&server, &mut owner, &campaign, "campaign again").await?;
        ensure!(second["queued"] == 0 && second["found"] == first["found"], "somebody was told twice: {second}");
        server.kill()
    }

    /// Customers, vehicles and their last oil service out of files, as a garage brings them from its earlier system.
    fn import(&self, ecar: &Path, place: &Place, folder: &Path) -> anyhow::Result<()> {
        let file = |name: &str| folder.join(format!("{name}.csv"));
        let open = |name: &str| anyhow::Ok(BufWriter::new(File::create(file(name))?));
        let (mut people, mut cars, mut visits) = (open("customers")?, open("vehicles")?, open("visits")?);
        writeln!(people, "name,phone,email,external_ref")?;
        writeln!(cars, "plate,make,model,owner_ref")?;
        writeln!(visits, "date,work,plate")?;
        for number in 0..self.vehicles {
            let car = format!("{} TU {}", 300 + number / 9_000, 1_000 + number % 9_000);
            let last = now().date_naive() - Months::new(12) + Days::new(u64::try_from(number % self.days)?);
            writeln!(people, "Client {number},,client{number}@mail.example,R{number}")?;
            writeln!(cars, "{car},Peugeot,208,R{number}")?;
            writeln!(visits, "{last},Vidange et filtre,{car}")?;
        }
        for mut one in [people, cars, visits] {
            one.flush()?;
        }
        for kind in ["customers", "vehicles", "visits"] {
            let began = Instant::now();
            let mut command = Command::new(ecar);
            command.args(["import", kind]).arg(file(kind)).args(place.arguments());
            if kind == "visits" {
                command.args(["--site", "LAC"]);
            }
            let output = command.output()?;
            if !output.status.success() {
                bail!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
            }
            println!("{kind} imported in {:.0} s", began.elapsed().as_secs_f64());
        }
        Ok(())
    }
}

async fn switch_on(owner: &mut Client, site: &str) -> anyhow::Result<()> {
    // No run of the day's own begins meanwhile.
    let hour = (now().hour() + 20) % 24;
    let kinds = ["service", "inspection", "insurance", "road_tax"];
    let body = Bytes::from(json!({ "enabled": true, "hour": hour, "days": [30, 7, 0], "kinds": kinds }).to_string());
    let (status, answer) = owner.send("PUT", &format!("/reminder-settings/{site}"), None, body).await?;
    ensure!(status == 200, "the settings were answered {status} {}", String::from_utf8_lossy(&answer));
    Ok(())
}

async fn told(server: &Server, owner: &mut Client, site: &str, name: &str) -> anyhow::Result<Value> {
    let (began, (before, _)) = (Instant::now(), server.memory());
    let run = owner.post(&format!("/reminder-runs/{site}"), None, &json!({})).await?;
    let (took, (after, peak)) = (began.elapsed(), server.memory());
    println!(
        "{name}: {} found, {} queued in {:.2} s; memory {before} -> {after} MiB, at most {peak}",
        run["found"],
        run["queued"],
        took.as_secs_f64()
    );
    ensure!(took < Duration::from_mins(1), "{name} took too long");
    Ok(run)
}

/// A campaign that is started and runs by hand.
async fn to_all(owner: &mut Client, site: &str) -> anyhow::Result<String> {
    let campaign = json!({
        "name": "Pneus d'hiver",
        "segment": { "kind": "all" },
        "texts": [{ "language": "fr", "subject": "Pneus d'hiver", "body": "Bonjour {customer}, {book}", "short": "{garage} {book}" }],
        "channels": ["sms", "email"],
        "holdout": 10,
        "by_hand": true,
    });
    let made = owner.post("/campaigns", None, &json!({ "site_id": site, "campaign": campaign })).await?;
    let id = crate::visit::text(&made["id"])?;
    owner.post(&format!("/campaigns/{id}/start"), None, &json!({})).await?;
    Ok(id)
}

async fn walked(server: &Server, owner: &mut Client, campaign: &str, name: &str) -> anyhow::Result<Value> {
    let (began, (before, _)) = (Instant::now(), server.memory());
    let run = owner.post(&format!("/campaigns/{campaign}/runs"), None, &json!({})).await?;
    let (took, (after, peak)) = (began.elapsed(), server.memory());
    let figures = run["figures"].clone();
    println!(
        "{name}: {} found, {} queued, {} held in {:.2} s; memory {before} -> {after} MiB, at most {peak}",
        figures["found"],
        figures["queued"],
        figures["held"],
        took.as_secs_f64()
    );
    ensure!(took < Duration::from_mins(1), "{name} took too long");
    Ok(figures)
}
