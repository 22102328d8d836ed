//! `bench slots`: the feasible times of four weeks at a busy site: 8 bays, 12 technicians, 400 appointments.

use std::path::Path;
use std::process::Command;
use std::time::Duration;

use anyhow::{Context as _, ensure};
use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, Utc};
use clap::Args;
use hyper::body::Bytes;
use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};
use serde_json::json;

use crate::client::{Client, OWNER};
use crate::load::{Load, get, print_heading};
use crate::server::{Place, Server};
use crate::visit::text;

const PASSWORD: &str = "une-longue-phrase";
const DAYS: i64 = 28;

#[derive(Args)]
pub struct SlotsRun {
    #[arg(long, default_value_t = 8)]
    bays: usize,
    #[arg(long, default_value_t = 12)]
    technicians: usize,
    #[arg(long, default_value_t = 400)]
    appointments: usize,
    /// Seconds of asking
    #[arg(long, default_value_t = 5)]
    seconds: u64,
    #[arg(long, value_delimiter = ',', default_value = "1,4,8")]
    connections: Vec<usize>,
    /// sqlite, postgres (its server in `ECAR_TEST_DATABASE_URL`)
    #[arg(long, value_delimiter = ',', default_value = "sqlite,postgres")]
    databases: Vec<String>,
}

impl SlotsRun {
    pub async fn run(&self, ecar: &Path) -> anyhow::Result<()> {
        for database in &self.databases {
            self.measure(ecar, database).await?;
        }
        Ok(())
    }

    async fn measure(&self, ecar: &Path, database: &str) -> anyhow::Result<()> {
        let folder = tempfile::tempdir()?;
        let place = Place::new(database, "bench_slots", folder.path())?;
        person(ecar, &place, "hela", "owner")?;
        for number in 0..self.technicians {
            person(ecar, &place, &format!("technician{number}"), "technician")?;
        }
        let server = Server::start(ecar, &place)?;
        let token = Client::login(server.address, OWNER, PASSWORD).await?;
        let mut owner = Client::connect(server.address, Some(token.clone())).await?;
        let path = self.shop(&mut owner).await?;
        let slots = owner.get(&path).await?["slots"].as_array().map_or(0, Vec::len);
        ensure!(slots > 0, "nothing is free");
        // Every booking is told to who sends messages and shows the day: that is work of its own.
        server.settled().await?;
        println!("\n## {database}: {slots} times in an answer\n");
        print_heading();
        for connections in &self.connections {
            let (path, time) = (path.clone(), Duration::from_secs(self.seconds));
            let load =
                Load { address: server.address, process: server.id(), token: token.clone(), connections: *connections, time, pace: None };
            load.run("feasible times", move |_| get(&path)).await?;
        }
        server.kill()
    }

    /// Opens the site, fills it, and returns where its times are asked for.
    async fn shop(&self, owner: &mut Client) -> anyhow::Result<String> {
        let site = text(&owner.get("/me").await?["sites"][0]["id"])?;
        open(owner, &site).await?;
        for number in 1..=self.bays {
            owner.post("/resources", None, &json!({ "site_id": site, "kind": "bay", "name": format!("Pont {number}") })).await?;
        }
        let staff = owner.get(&format!("/staff?site={site}&role=technician")).await?;
        let staff = staff.as_array().or_else(|| staff["items"].as_array()).context("no staff")?.clone();
        for person in staff.iter().take(self.technicians) {
            owner.post("/resources", None, &json!({ "site_id": site, "kind": "technician", "user_id": person["id"] })).await?;
        }
        let mut services = vec![];
        for minutes in [30, 60, 120] {
            let name = format!("{minutes} minutes");
            let service = json!({ "site_id": site, "names": { "fr": name, "ar": name, "en": name }, "minutes": minutes });
            services.push(text(&owner.post("/services", None, &service).await?["id"])?);
        }
        self.book(owner, &site, &services).await?;
        let today = today();
        Ok(format!("/schedules/{site}/slots?services={}&from={today}&until={}", services[1], today + TimeDelta::days(DAYS - 1)))
    }

    async fn book(&self, owner: &mut Client, site: &str, services: &[String]) -> anyhow::Result<()> {
        let mut chance = StdRng::seed_from_u64(1);
        let (mut booked, tomorrow) = (0, today().succ_opt().context("no tomorrow")?);
        for turn in 0..self.appointments * 20 {
            if booked == self.appointments {
                return Ok(());
            }
            let minutes = TimeDelta::minutes(15 * chance.random_range(28..64) + 24 * 60 * chance.random_range(0..DAYS - 2));
            let start: DateTime<Utc> = tomorrow.and_time(NaiveTime::MIN).and_utc() + minutes;
            let body = json!({
                "site_id": site, "contact": { "name": format!("Client {turn}") }, "service_ids": [services[turn % services.len()]], "start": start,
            });
            let (status, answer) = owner.send("POST", "/appointments", None, Bytes::from(body.to_string())).await?;
            ensure!([201, 409].contains(&status), "a booking was answered {status} {}", String::from_utf8_lossy(&answer));
            booked += usize::from(status == 201);
        }
        ensure!(booked == self.appointments, "only {booked} appointments fit");
        Ok(())
    }
}

#[expect(clippy::disallowed_methods, reason = "the program under test goes by the machine's clock")]
pub fn today() -> NaiveDate {
    Utc::now().date_naive()
}

/// Monday to Saturday, with a break at noon.
async fn open(owner: &mut Client, site: &str) -> anyhow::Result<()> {
    let day = json!([{ "from": "08:00", "until": "12:30" }, { "from": "13:30", "until": "18:00" }]);
    let week: Vec<_> = (0..7).map(|weekday| if weekday == 6 { json!([]) } else { day.clone() }).collect();
    let version = owner.get(&format!("/sites/{site}")).await?["version"].clone();
    owner.headers = vec![("if-match".into(), format!("\"{version}\""))];
    let body = Bytes::from(json!({ "hours": { "week": week, "exceptions": [] } }).to_string());
    let (status, answer) = owner.send("PATCH", &format!("/sites/{site}"), None, body).await?;
    owner.headers.clear();
    ensure!(status == 200, "the hours were answered {status} {}", String::from_utf8_lossy(&answer));
    Ok(())
}

fn person(ecar: &Path, place: &Place, name: &str, role: &str) -> anyhow::Result<()> {
    let email = format!("{name}@garage.example");
    let mut command = Command::new(ecar);
    command.args(["user", "create", "--email", &email, "--name", name, "--role", role, "--garage", "Garage du Lac"]);
    let output = command.args(place.arguments()).env("USER_PASSWORD", PASSWORD).output()?;
    ensure!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    Ok(())
}
