//! `bench slow`: clients that send or read at a crawl. Each kind must be cut off in time, and nobody else may notice them (F14 of the fault plan).

use std::net::SocketAddr;
use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::ensure;
use clap::Args;
use tokio::io::AsyncWriteExt;
use tokio::net::{TcpSocket, TcpStream};
use tokio::task::JoinHandle;

use crate::client::{Client, OWNER};
use crate::load::{Load, get, print_heading};
use crate::server::{Place, Server, fill};

const DRIP: Duration = Duration::from_millis(900);
/// No slow client may hold its connection for longer.
const CUT_WITHIN: Duration = Duration::from_secs(15);
/// Beyond what any buffer on the way holds.
const ASKED_FOR: usize = 200;

#[derive(Args)]
pub struct SlowRun {
    /// Slow clients of each kind
    #[arg(long, default_value_t = 500)]
    clients: usize,
    #[arg(long, default_value_t = 2_000)]
    work_orders: usize,
}

/// What is sent at once, what then drips, letter by letter; nothing is ever read.
struct Kind {
    name: &'static str,
    at_once: String,
    drips: &'static str,
}

impl SlowRun {
    pub async fn run(&self, ecar: &Path) -> anyhow::Result<()> {
        let folder = tempfile::tempdir()?;
        let place = Place::Sqlite(folder.path().to_owned());
        let (password, _) = fill(ecar, &place, self.work_orders)?;
        let server = Server::start(ecar, &place)?;
        server.settled().await?;
        let token = Client::login(server.address, OWNER, &password).await?;
        let load = Load {
            address: server.address,
            process: server.id(),
            token: token.clone(),
            connections: 8,
            time: Duration::from_secs(10),
            pace: Some(Duration::from_millis(20)),
        };
        print_heading();
        load.run("nobody is slow", |_| get("/work-orders")).await?;
        for kind in kinds(&token) {
            let before = server.open_files()?;
            let began = Instant::now();
            let slow = self.begin(&kind, server.address).await?;
            load.run(kind.name, |_| get("/work-orders")).await?;
            while server.open_files()? > before {
                ensure!(began.elapsed() < CUT_WITHIN * 2, "{}: {} files more than before", kind.name, server.open_files()? - before);
                tokio::time::sleep(Duration::from_millis(100)).await;
            }
            println!("{}: all {} were cut off after {:.1} s", kind.name, self.clients, began.elapsed().as_secs_f64());
            ensure!(began.elapsed() <= CUT_WITHIN, "later than {CUT_WITHIN:?}");
            for client in slow {
                client.abort();
            }
        }
        println!("memory {:?} MiB", server.memory());
        Ok(())
    }

    async fn begin(&self, kind: &Kind, address: SocketAddr) -> anyhow::Result<Vec<JoinHandle<()>>> {
        let mut slow = vec![];
        for _ in 0..self.clients {
            let socket = TcpSocket::new_v4()?;
            socket.set_recv_buffer_size(4096)?;
            let mut stream = socket.connect(address).await?;
            stream.write_all(kind.at_once.as_bytes()).await?;
            slow.push(tokio::spawn(drip(stream, kind.drips)));
        }
        Ok(slow)
    }
}

/// Until the other side has had enough; then it keeps what it has, as somebody who does not look.
async fn drip(mut stream: TcpStream, letters: &str) {
    for letter in letters.bytes().cycle() {
        tokio::time::sleep(DRIP).await;
        if !letters.is_empty() && stream.write_all(&[letter]).await.is_err() {
            return;
        }
    }
    std::future::pending::<()>().await;
}

fn kinds(token: &str) -> [Kind; 4] {
    let head = "host: localhost\r\ncontent-type: application/json\r\n";
    // Long, and no work to give: what is measured is the taking.
    let asked = format!("GET /openapi.json HTTP/1.1\r\n{head}accept-encoding: br, gzip\r\n\r\n");
    [
        Kind { name: "heads that drip", at_once: "GET /api/v1/me HTTP/1.1\r\nx-slow: ".into(), drips: "a" },
        Kind {
            name: "bodies that drip, nobody signed in",
            at_once: format!("POST /api/v1/auth/login HTTP/1.1\r\n{head}content-length: 2000\r\n\r\n"),
            drips: " ",
        },
        Kind {
            name: "bodies that drip, signed in",
            at_once: format!(
                "POST /api/v1/customers HTTP/1.1\r\n{head}authorization: Bearer {token}\r\ntransfer-encoding: chunked\r\n\r\n"
            ),
            drips: "1\r\n \r\n",
        },
        Kind { name: "answers that nobody reads", at_once: asked.repeat(ASKED_FOR), drips: "" },
    ]
}
