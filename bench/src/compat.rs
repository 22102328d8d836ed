//! `bench compat`: the lists that clients of other systems read, in turn with ECAR's own of as many rows. Prints the median and the slowest
//! hundredth of both, and how many times longer the old one takes: the goal is at most two.

use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::ensure;
use clap::Args;
use hyper::body::Bytes;

use crate::client::{Client, OWNER};
use crate::server::{Place, Server, fill};

/// The old address, and ECAR's.
const LISTS: [(&str, &str); 10] = [
    ("/api/v1/customers/?page_size=25", "/api/v1/customers?limit=25"),
    ("/api/v1/vehicle/?page_size=25", "/api/v1/vehicles?limit=25"),
    ("/api/v1/service_request/?page_size=25", "/api/v1/work-orders?limit=25"),
    ("/api/v1/service_request/?page_size=25&status=Completed", "/api/v1/work-orders?limit=25&state=ready,invoiced,closed"),
    ("/api/v1/invoices/?page_size=25", "/api/v1/invoices?limit=25"),
    ("/api/v1/products/?page_size=25", "/api/v1/products?limit=25"),
    ("/api/customers/?limit=25", "/api/v1/customers?limit=25"),
    ("/api/cars/?limit=25", "/api/v1/vehicles?limit=25"),
    ("/api/services/?limit=25", "/api/v1/work-orders?limit=25"),
    ("/api/invoices/?limit=25", "/api/v1/invoices?limit=25"),
];

#[derive(Args)]
pub struct CompatRun {
    #[arg(long, default_value_t = 100_000)]
    work_orders: usize,
    /// Of each list
    #[arg(long, default_value_t = 400)]
    requests: usize,
    /// sqlite, postgres (its server in `ECAR_TEST_DATABASE_URL`)
    #[arg(long, value_delimiter = ',', default_value = "sqlite,postgres")]
    databases: Vec<String>,
}

impl CompatRun {
    pub async fn run(&self, ecar: &Path) -> anyhow::Result<()> {
        for database in &self.databases {
            self.one(ecar, database).await?;
        }
        Ok(())
    }

    async fn one(&self, ecar: &Path, database: &str) -> anyhow::Result<()> {
        let folder = tempfile::tempdir()?;
        let place = Place::new(database, "bench_compat", folder.path())?;
        let (password, _) = fill(ecar, &place, self.work_orders)?;
        let server = Server::start(ecar, &place)?;
        server.settled().await?;
        let token = Client::login(server.address, OWNER, &password).await?;
        let mut owner = Client::connect(server.address, Some(token)).await?;
        owner.under = "";
        println!(
            "\n## {database}, {} work orders\n\n| list | old p50, p99 | new p50, p99 | ratio of medians |\n|---|---|---|---|",
            self.work_orders
        );
        for (old, new) in LISTS {
            let (mut olds, mut news) = (vec![], vec![]);
            for _ in 0..self.requests {
                olds.push(took(&mut owner, old).await?);
                news.push(took(&mut owner, new).await?);
            }
            let ((old_half, old_worst), (new_half, new_worst)) = (parts(olds), parts(news));
            let ms = |time: Duration| time.as_secs_f64() * 1e3;
            let ratio = ms(old_half) / ms(new_half);
            println!(
                "| {old} | {:.2}, {:.2} ms | {:.2}, {:.2} ms | {ratio:.2} |",
                ms(old_half),
                ms(old_worst),
                ms(new_half),
                ms(new_worst)
            );
        }
        server.kill()
    }
}

async fn took(client: &mut Client, path: &str) -> anyhow::Result<Duration> {
    let began = Instant::now();
    let (status, body) = client.send("GET", path, None, Bytes::new()).await?;
    ensure!(status == 200, "{path}: {status} {}", String::from_utf8_lossy(&body));
    Ok(began.elapsed())
}

/// The median, and what only a hundredth exceeds.
fn parts(mut times: Vec<Duration>) -> (Duration, Duration) {
    times.sort();
    (times[times.len() / 2], times[times.len() * 99 / 100])
}
