//! `bench faults`: visits run, the program is killed with SIGKILL at random moments, and after each restart everything
//! that was acknowledged must be there, once.

use std::net::SocketAddr;
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use anyhow::{Context as _, ensure};
use clap::Args;
use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::client::{Client, OWNER};
use crate::server::{Place, Server, doctor, fill};
use crate::visit::{Setting, draft, text};

#[derive(Args)]
pub struct FaultRun {
    /// How often to kill
    #[arg(long, default_value_t = 50)]
    kills: usize,
    /// Visits that run at a time
    #[arg(long, default_value_t = 6)]
    visitors: usize,
    /// Chooses the moments; printed, so that a run can be repeated
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// sqlite or postgres (its server in `ECAR_TEST_DATABASE_URL`)
    #[arg(long, default_value = "sqlite")]
    database: String,
}

/// What the program said it had done.
#[derive(Default)]
struct Acknowledged {
    opened: Vec<String>,
    completed: Vec<String>,
    issued: Vec<(String, String)>,
    paid: Vec<(String, String, i64)>,
    /// Visits that a kill broke off.
    broken: Vec<Visit>,
    /// Of those, paid after all.
    gone_on_with: usize,
}

impl FaultRun {
    pub async fn run(&self, ecar: &Path) -> anyhow::Result<()> {
        let folder = tempfile::tempdir()?;
        let place = Place::new(&self.database, "bench_faults", folder.path())?;
        let (password, _) = fill(ecar, &place, 200)?;
        let said = Arc::new(Mutex::new(Acknowledged::default()));
        let mut chance = StdRng::seed_from_u64(self.seed);
        let mut slowest = Duration::ZERO;
        for kill in 1..=self.kills {
            let server = Server::start(ecar, &place)?;
            slowest = slowest.max(server.ready_after);
            let token = Client::login(server.address, OWNER, &password).await?;
            let visitors = self.visitors(server.address, &token, &said, kill).await?;
            tokio::time::sleep(Duration::from_millis(chance.random_range(100..900))).await;
            server.kill()?;
            for visitor in visitors {
                // It ends with a broken connection, as it should.
                let _ = visitor.await;
            }
            doctor(ecar, &place).with_context(|| format!("after kill {kill}"))?;
        }
        let server = Server::start(ecar, &place)?;
        let checked = check(&server, &password, &said).await?;
        doctor(ecar, &place)?;
        println!("{} kills (seed {}), ready again within {} ms; {checked}", self.kills, self.seed, slowest.as_millis());
        println!("1 passed, 0 failed");
        Ok(())
    }

    async fn visitors(
        &self,
        address: SocketAddr,
        token: &str,
        said: &Arc<Mutex<Acknowledged>>,
        kill: usize,
    ) -> anyhow::Result<Vec<tokio::task::JoinHandle<anyhow::Result<()>>>> {
        let mut client = Client::connect(address, Some(token.to_owned())).await?;
        let setting = Setting::read(&mut client).await?;
        let mut visitors = vec![];
        for visitor in 0..self.visitors {
            let (setting, said) = (setting.clone(), said.clone());
            let mut client = Client::connect(address, Some(token.to_owned())).await?;
            visitors.push(tokio::spawn(async move {
                for turn in 0.. {
                    visit(&mut client, &setting, &said, kill * 1000 + visitor * 100 + turn).await?;
                }
                Ok(())
            }));
        }
        Ok(visitors)
    }
}

/// A visit and how far it is acknowledged. What the program was killed over is asked again under the same keys.
struct Visit {
    order: String,
    keys: [String; 3],
    is_completed: bool,
    invoice: Option<(String, i64)>,
    is_again: bool,
}

async fn visit(client: &mut Client, setting: &Setting, said: &Mutex<Acknowledged>, turn: usize) -> anyhow::Result<()> {
    let broken = said.lock().ok().and_then(|mut said| said.broken.pop());
    let mut visit = if let Some(visit) = broken {
        Visit { is_again: true, ..visit }
    } else {
        let order = setting.started(client, turn).await?;
        note(said, |said| said.opened.push(order.clone()));
        Visit { order, keys: [(); 3].map(|()| Uuid::now_v7().to_string()), is_completed: false, invoice: None, is_again: false }
    };
    let gone_on = visit.go_on(client, said).await;
    if !matches!(gone_on, Ok(true)) {
        note(said, |said| said.broken.push(visit));
    }
    gone_on.map(drop)
}

impl Visit {
    /// Whether it is paid; its draft may not be there yet.
    async fn go_on(&mut self, client: &mut Client, said: &Mutex<Acknowledged>) -> anyhow::Result<bool> {
        let [completion, issue, payment] = self.keys.each_ref().map(|key| Some(key.as_str()));
        let order = &self.order;
        if !self.is_completed {
            client.post(&format!("/work-orders/{order}/complete"), completion, &Setting::completion()).await?;
            self.is_completed = true;
            note(said, |said| said.completed.push(order.clone()));
        }
        let (invoice, due) = if let Some(known) = &self.invoice {
            known.clone()
        } else {
            let Some(invoice) = draft(client, order).await? else { return Ok(false) };
            let issued = client.post(&format!("/invoices/{invoice}/issue"), issue, &json!({})).await?;
            let due = issued["due"].as_i64().context("no due")?;
            note(said, |said| said.issued.push((invoice.clone(), issued["number"].as_str().unwrap_or_default().to_owned())));
            self.invoice.insert((invoice, due)).clone()
        };
        let body = json!({ "tender": "cash", "amount": due });
        let paid = client.post(&format!("/invoices/{invoice}/payments"), payment, &body).await?;
        let id = text(&paid["payments"][0]["id"])?;
        note(said, |said| {
            said.paid.push((invoice, id, due));
            said.gone_on_with += usize::from(self.is_again);
        });
        Ok(true)
    }
}

fn note(said: &Mutex<Acknowledged>, change: impl FnOnce(&mut Acknowledged)) {
    if let Ok(mut said) = said.lock() {
        change(&mut said);
    }
}

async fn check(server: &Server, password: &str, said: &Mutex<Acknowledged>) -> anyhow::Result<String> {
    let token = Client::login(server.address, OWNER, password).await?;
    let mut client = Client::connect(server.address, Some(token)).await?;
    let said = said.lock().map_err(|_| anyhow::anyhow!("a visitor failed"))?.take();
    for order in &said.opened {
        client.get(&format!("/work-orders/{order}")).await.with_context(|| format!("opened order {order}"))?;
    }
    for order in &said.completed {
        completed_once(&mut client, order).await.with_context(|| format!("completed order {order}"))?;
    }
    for (invoice, number) in &said.issued {
        let found = client.get(&format!("/invoices/{invoice}")).await?;
        ensure!(found["number"] == json!(number), "invoice {invoice} was issued as {number}");
    }
    for (invoice, payment, amount) in &said.paid {
        let found = client.get(&format!("/invoices/{invoice}")).await?;
        let payments = found["payments"].as_array().cloned().unwrap_or_default();
        let same: Vec<&Value> = payments.iter().filter(|row| row["id"] == json!(payment)).collect();
        ensure!(same.len() == 1 && same[0]["amount"] == json!(amount) && payments.len() == 1, "payment {payment} of invoice {invoice}");
    }
    Ok(format!(
        "{} orders opened, {} completed with one invoice and one message each, {} invoices issued, {} payments ({} of visits that a kill had broken off): all there, once",
        said.opened.len(),
        said.completed.len(),
        said.issued.len(),
        said.paid.len(),
        said.gone_on_with
    ))
}

/// One invoice and one message "ready for pickup" (and one for its invoice at most), once the events have arrived.
async fn completed_once(client: &mut Client, order: &str) -> anyhow::Result<()> {
    for _ in 0..1000 {
        let invoices = client.get(&format!("/invoices?work_order={order}")).await?;
        let messages = client.get(&format!("/messages?work_order={order}&event=ready_for_pickup")).await?;
        let count = |page: &Value| page["items"].as_array().map_or(0, Vec::len);
        match (count(&invoices), count(&messages)) {
            (1, 1) => return Ok(()),
            (invoices, messages) if invoices > 1 || messages > 1 => anyhow::bail!("{invoices} invoices, {messages} messages"),
            _ => tokio::time::sleep(Duration::from_millis(10)).await,
        }
    }
    anyhow::bail!("its invoice or message never came")
}

impl Acknowledged {
    fn take(&mut self) -> Self {
        std::mem::take(self)
    }
}
