//! `bench batch`: very many drafts issued and rendered one after the other, four at a time: the rate, what memory does, and what a list, the
//! journal and the reports of money cost beside so many invoices.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use clap::Args;
use hyper::body::Bytes;

use crate::client::{Client, OWNER};
use crate::load::{Load, get, print_heading};
use crate::server::{Place, Server, fill};
use crate::visit::{Setting, text};

#[derive(Args)]
pub struct BatchRun {
    /// Invoices to issue and render
    #[arg(long, default_value_t = 10_000)]
    invoices: usize,
    /// Work orders in the data before
    #[arg(long, default_value_t = 100_000)]
    work_orders: usize,
    /// Connections
    #[arg(long, default_value_t = 4)]
    connections: usize,
    /// Seconds for each report
    #[arg(long, default_value_t = 4)]
    seconds: u64,
    /// sqlite, postgres (its server in `ECAR_TEST_DATABASE_URL`)
    #[arg(long, value_delimiter = ',', default_value = "sqlite")]
    databases: Vec<String>,
}

/// What every worker of a step shares.
#[derive(Clone)]
struct Batch {
    server: Arc<Server>,
    token: String,
    connections: usize,
}

/// Invoices that are asked for again and again.
const FEW: usize = 20;

impl BatchRun {
    pub async fn run(&self, ecar: &Path) -> anyhow::Result<()> {
        for database in &self.databases {
            self.one(ecar, database).await?;
        }
        Ok(())
    }

    async fn one(&self, ecar: &Path, database: &str) -> anyhow::Result<()> {
        let folder = tempfile::tempdir()?;
        let place = Place::new(database, "bench_batch", folder.path())?;
        let (password, _) = fill(ecar, &place, self.work_orders)?;
        let server = Arc::new(Server::start(ecar, &place)?);
        server.settled().await?;
        let token = Client::login(server.address, OWNER, &password).await?;
        println!("\n## {database}, {} work orders before, {} invoices\n", self.work_orders, self.invoices);
        let batch = Batch { server, token, connections: self.connections };
        let mut client = Client::connect(batch.server.address, Some(batch.token.clone())).await?;
        let setting = Setting::read(&mut client).await?;
        let drafts = batch.drafts(&setting, self.invoices).await?;
        batch.all("issue", &drafts, |id| ("POST", format!("/invoices/{id}/issue"), Bytes::from("{}"))).await?;
        batch.all("render", &drafts, |id| get(&format!("/invoices/{id}/pdf?lang=fr"))).await?;
        self.reports(&batch, &setting.site, &drafts).await
    }

    async fn reports(&self, batch: &Batch, site: &str, invoices: &[String]) -> anyhow::Result<()> {
        let address = batch.server.address;
        let time = Duration::from_secs(self.seconds);
        let load =
            Load { address, process: batch.server.id(), token: batch.token.clone(), connections: self.connections, time, pace: None };
        print_heading();
        // What was printed a while ago, and what was printed just now: the program keeps the last few.
        for (name, of) in [("one PDF on request", invoices.len()), ("the same again", FEW.min(invoices.len()))] {
            let invoices = invoices.to_vec();
            load.run(name, move |turn: usize| get(&format!("/invoices/{}/pdf?lang=fr", invoices[turn % of]))).await?;
        }
        for (name, path) in [
            ("list invoices", format!("/invoices?site={site}")),
            ("who owes what", format!("/receivables?site={site}")),
            ("journal", format!("/journals/{site}")),
            ("VAT report", format!("/vat-reports/{site}")),
            ("unfinished work today", format!("/work-in-progress/{site}")),
            ("stock value today", format!("/stock-values/{site}")),
        ] {
            load.run(name, move |_| get(&path)).await?;
        }
        Ok(())
    }
}

impl Batch {
    /// Opens, does and completes an order for each; the drafts come by events.
    async fn drafts(&self, setting: &Setting, wanted: usize) -> anyhow::Result<Vec<String>> {
        let (began, next) = (Instant::now(), Arc::new(AtomicUsize::new(0)));
        let mut makers = vec![];
        for _ in 0..self.connections {
            let (next, setting, mut client) = (next.clone(), setting.clone(), self.client().await?);
            makers.push(tokio::spawn(async move {
                loop {
                    let turn = next.fetch_add(1, Ordering::Relaxed);
                    if turn >= wanted {
                        return anyhow::Ok(());
                    }
                    let order = setting.started(&mut client, turn).await?;
                    client.post(&format!("/work-orders/{order}/complete"), None, &Setting::completion()).await?;
                    progress("complete", turn + 1, wanted);
                }
            }));
        }
        for maker in makers {
            maker.await??;
        }
        self.server.settled().await?;
        println!("{wanted} orders completed in {:.0} s", began.elapsed().as_secs_f64());
        // Not by a connection that was idle meanwhile: the server has closed it.
        newest_drafts(&mut self.client().await?, &setting.site, wanted).await
    }

    async fn client(&self) -> anyhow::Result<Client> {
        Client::connect(self.server.address, Some(self.token.clone())).await
    }

    /// One request for each id; prints the rate, the latencies, and what memory the server has before and after.
    async fn all(&self, name: &'static str, ids: &[String], call: fn(&str) -> crate::load::Call) -> anyhow::Result<()> {
        let (began, before, next) = (Instant::now(), self.server.memory().0, Arc::new(AtomicUsize::new(0)));
        let ids: Arc<[String]> = ids.into();
        let mut workers = vec![];
        for _ in 0..self.connections {
            let (next, ids, mut client) = (next.clone(), ids.clone(), self.client().await?);
            workers.push(tokio::spawn(async move {
                let mut took = vec![];
                while let Some(id) = ids.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let ((method, path, body), sent) = (call(id), Instant::now());
                    let (status, answer) = client.send(method, &path, Some(&format!("{name}-{id}")), body).await?;
                    anyhow::ensure!((200..300).contains(&status), "{path}: {status} {}", String::from_utf8_lossy(&answer));
                    took.push(sent.elapsed());
                    progress(name, next.load(Ordering::Relaxed).min(ids.len()), ids.len());
                }
                anyhow::Ok(took)
            }));
        }
        let mut took = vec![];
        for worker in workers {
            took.extend(worker.await??);
        }
        took.sort();
        let at = |percent: usize| took[(took.len() * percent / 100).min(took.len() - 1)].as_secs_f64() * 1000.0;
        let (elapsed, (after, peak)) = (began.elapsed().as_secs_f64(), self.server.memory());
        #[expect(clippy::cast_precision_loss, reason = "a count of invoices")]
        let rate = ids.len() as f64 / elapsed;
        println!(
            "{name}: {} in {elapsed:.1} s, {rate:.0} a second, p50 {:.1} ms, p99 {:.1} ms; memory {before} -> {after} MiB, at most {peak}",
            ids.len(),
            at(50),
            at(99)
        );
        Ok(())
    }
}

async fn newest_drafts(client: &mut Client, site: &str, wanted: usize) -> anyhow::Result<Vec<String>> {
    let (mut ids, mut after) = (vec![], String::new());
    while ids.len() < wanted {
        let page = client.get(&format!("/invoices?site={site}&state=draft&limit=100{after}")).await?;
        for row in page["items"].as_array().into_iter().flatten() {
            ids.push(text(&row["id"])?);
        }
        let Some(next) = page["next"].as_str() else { break };
        after = format!("&after={next}");
    }
    anyhow::ensure!(ids.len() >= wanted, "{} drafts of {wanted}", ids.len());
    ids.truncate(wanted);
    Ok(ids)
}

/// Says every tenth of the way.
fn progress(name: &str, done: usize, of: usize) {
    if done.is_multiple_of((of / 10).max(1)) {
        eprintln!("{name}: {done} of {of}");
    }
}
