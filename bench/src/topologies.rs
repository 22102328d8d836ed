//! `bench topologies`: the same visits in one program, on two replicas, and with each module in a process and a database of its own;
//! and whose processor time a visit takes, which is where the difference goes.

use std::collections::BTreeMap;
use std::net::{SocketAddr, TcpListener};
use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use anyhow::ensure;
use clap::Args;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::client::{Client, OWNER};
use crate::server::{Place, Server, machine_time, processor_time};
use crate::visit::{Setting, text};

const MODULES: [&str; 9] =
    ["identity", "customers", "vehicles", "scheduling", "inventory", "workshop", "billing", "notifications", "reporting"];
const PASSWORD: &str = "une-longue-phrase";
const VEHICLES: usize = 20;

#[derive(Args)]
pub struct TopologiesRun {
    /// Seconds of each
    #[arg(long, default_value_t = 10)]
    seconds: u64,
    /// Visits that run at a time
    #[arg(long, default_value_t = 4)]
    visitors: usize,
    /// sqlite, postgres (its server in `ECAR_TEST_DATABASE_URL`)
    #[arg(long, value_delimiter = ',', default_value = "sqlite,postgres")]
    databases: Vec<String>,
}

/// What serves a garage.
struct Topology {
    name: &'static str,
    /// Where visitors come in, in turn.
    doors: Vec<SocketAddr>,
    processes: Vec<(String, Server)>,
    /// What the processes need for as long as they run.
    _folders: Vec<tempfile::TempDir>,
}

impl TopologiesRun {
    pub async fn run(&self, ecar: &Path) -> anyhow::Result<()> {
        println!(
            "| | visits/s | requests/s | visit p50 ms | p99 ms | memory MiB | CPU ms of a visit: ECAR by process; database and load generator |"
        );
        println!("|---|---|---|---|---|---|---|");
        for database in &self.databases {
            self.measure(database, &together(ecar, database)?).await?;
            if database != "sqlite" {
                self.measure(database, &replicas(ecar, database)?).await?;
            }
            self.measure(database, &apart(ecar, database)?).await?;
        }
        Ok(())
    }

    async fn measure(&self, database: &str, topology: &Topology) -> anyhow::Result<()> {
        let token = Client::login(topology.doors[0], OWNER, PASSWORD).await?;
        let mut owner = Client::connect(topology.doors[0], Some(token.clone())).await?;
        let setting = Arc::new(garage(&mut owner).await?);
        // The first visits open connections and fill caches.
        self.visits(topology, &token, &setting, Duration::from_secs(1)).await?;
        let (before, machine) = (topology.used(), machine_time());
        let began = Instant::now();
        let (mut took, requests) = self.visits(topology, &token, &setting, Duration::from_secs(self.seconds)).await?;
        let (seconds, after, machine) = (began.elapsed().as_secs_f64(), topology.used(), machine_time().saturating_sub(machine));
        took.sort();
        let at = |percent: usize| millis(took[(took.len() * percent / 100).min(took.len() - 1)]);
        let visits = u32::try_from(took.len())?;
        let spent: Vec<_> = after.iter().map(|(name, time)| (name, time.saturating_sub(before[name]))).collect();
        let ours: Duration = spent.iter().map(|(_, time)| *time).sum();
        let by_process: Vec<_> = spent.iter().map(|(name, time)| format!("{name} {}", millis(*time / visits))).collect();
        let memory: u64 = topology.processes.iter().map(|(_, server)| server.memory().0).sum();
        println!(
            "| {database}, {} | {:.0} | {:.0} | {} | {} | {memory} | {} ({}); {} |",
            topology.name,
            f64::from(visits) / seconds,
            f64::from(u32::try_from(requests)?) / seconds,
            at(50),
            at(99),
            millis(ours / visits),
            by_process.join(", "),
            millis(machine.saturating_sub(ours) / visits),
        );
        Ok(())
    }

    /// How long each visit took, and the requests of all.
    async fn visits(
        &self,
        topology: &Topology,
        token: &str,
        setting: &Arc<Setting>,
        time: Duration,
    ) -> anyhow::Result<(Vec<Duration>, usize)> {
        let (turns, until) = (Arc::new(AtomicUsize::new(0)), Instant::now() + time);
        let mut visitors = vec![];
        for visitor in 0..self.visitors {
            let (setting, turns) = (setting.clone(), turns.clone());
            let mut client = Client::connect(topology.doors[visitor % topology.doors.len()], Some(token.to_owned())).await?;
            visitors.push(tokio::spawn(async move {
                let mut took = vec![];
                while Instant::now() < until {
                    let began = Instant::now();
                    setting.paid(&mut client, turns.fetch_add(1, Ordering::Relaxed)).await?;
                    took.push(began.elapsed());
                }
                anyhow::Ok((took, client.requests))
            }));
        }
        let (mut took, mut requests) = (vec![], 0);
        for visitor in visitors {
            let (some, sent) = visitor.await??;
            took.extend(some);
            requests += sent;
        }
        ensure!(!took.is_empty(), "no visit ended in time");
        Ok((took, requests))
    }
}

impl Topology {
    /// Processor time by process.
    fn used(&self) -> BTreeMap<String, Duration> {
        self.processes.iter().map(|(name, server)| (name.clone(), processor_time(server.id()))).collect()
    }
}

/// Customers with vehicles, and articles with stock: made through the API, because there is no database that has them all.
async fn garage(owner: &mut Client) -> anyhow::Result<Setting> {
    let site = text(&owner.get("/me").await?["sites"][0]["id"])?;
    if owner.get("/vehicles?limit=1").await?["items"][0].is_null() {
        for number in 0..VEHICLES {
            let customer = owner.post("/customers", None, &json!({ "kind": "person", "name": format!("Client {number}") })).await?;
            let vehicle = json!({ "owner_id": customer["id"], "plate": format!("{} TU {}", 100 + number, 1000 + number), "make": "Peugeot", "model": "208" });
            owner.post("/vehicles", None, &vehicle).await?;
            article(owner, &site, number).await?;
        }
    }
    Setting::read(owner).await
}

async fn article(owner: &mut Client, site: &str, number: usize) -> anyhow::Result<Value> {
    let product = json!({ "sku": format!("A{number:03}"), "name": format!("Article {number}"), "price": 20_000, "vat_rate": 1900 });
    let product = owner.post("/products", None, &product).await?;
    let line = json!({ "product_id": product["id"], "quantity": 1_000_000, "unit_cost": 9_000 });
    owner.post("/stock/receipts", Some(&Uuid::now_v7().to_string()), &json!({ "site_id": site, "lines": [line] })).await
}

fn together(ecar: &Path, database: &str) -> anyhow::Result<Topology> {
    let folder = tempfile::tempdir()?;
    let place = Place::new(database, "bench_together", folder.path())?;
    people(ecar, &place.arguments())?;
    let server = Server::start(ecar, &place)?;
    Ok(Topology { name: "together", doors: vec![server.address], processes: vec![("ecar".into(), server)], _folders: vec![folder] })
}

fn replicas(ecar: &Path, database: &str) -> anyhow::Result<Topology> {
    let folder = tempfile::tempdir()?;
    let place = Place::new(database, "bench_replicas", folder.path())?;
    people(ecar, &place.arguments())?;
    let replicas = [Server::start(ecar, &place)?, Server::start(ecar, &place)?];
    let doors = replicas.iter().map(|replica| replica.address).collect();
    let processes = replicas.into_iter().enumerate().map(|(number, replica)| (format!("replica {number}"), replica)).collect();
    Ok(Topology { name: "two replicas", doors, processes, _folders: vec![folder] })
}

fn apart(ecar: &Path, database: &str) -> anyhow::Result<Topology> {
    let addresses = MODULES.iter().map(|module| Ok((*module, free_address()?))).collect::<anyhow::Result<Vec<_>>>()?;
    let peers = addresses.iter().map(|(module, address)| format!("{module}=http://{address}")).collect::<Vec<_>>().join(",");
    let secret = secret();
    let flags = |module: &str| ["--only", module, "--peer", &peers, "--trusted-proxies", "127.0.0.1"].map(str::to_owned).to_vec();
    let (mut processes, mut folders) = (vec![], vec![]);
    for (module, address) in addresses {
        let folder = tempfile::tempdir()?;
        let mut arguments = Place::new(database, &format!("bench_{module}"), folder.path())?.arguments();
        folders.push(folder);
        arguments.extend(flags(module));
        if module == "identity" {
            people(ecar, &arguments)?;
        }
        processes.push((module.to_owned(), service(ecar, &arguments, &address.to_string(), &secret)?));
    }
    let gateway = service(ecar, &flags("gateway"), "127.0.0.1:0", &secret)?;
    let doors = vec![gateway.address];
    processes.push(("gateway".into(), gateway));
    Ok(Topology { name: "apart", doors, processes, _folders: folders })
}

fn service(ecar: &Path, arguments: &[String], listen: &str, secret: &str) -> anyhow::Result<Server> {
    let mut command = Command::new(ecar);
    command.arg("serve").args(["--listen", listen, "--log", "error"]).args(arguments).env("ECAR_SERVICE_SECRET", secret);
    Server::launch(command)
}

/// The owner and a technician.
fn people(ecar: &Path, arguments: &[String]) -> anyhow::Result<()> {
    for (name, role) in [("Hela", "owner"), ("Amine", "technician")] {
        let email = format!("{}@garage.example", name.to_lowercase());
        let mut command = Command::new(ecar);
        command.args(["user", "create", "--email", &email, "--name", name, "--role", role, "--garage", "Garage du Lac"]);
        let output = command.args(arguments).env("USER_PASSWORD", PASSWORD).env("ECAR_SERVICE_SECRET", secret()).output()?;
        ensure!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }
    Ok(())
}

/// What the modules believe each other by.
fn secret() -> String {
    format!("{:032x}{:032x}", rand::random::<u128>(), rand::random::<u128>())
}

fn free_address() -> anyhow::Result<SocketAddr> {
    Ok(TcpListener::bind(("127.0.0.1", 0))?.local_addr()?)
}

fn millis(time: Duration) -> String {
    format!("{:.2}", time.as_secs_f64() * 1000.0)
}
