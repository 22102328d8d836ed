//! `bench floor`: the board of a full workshop, the page of a long order with its photos, how soon another's screen knows, and what a
//! camera's pictures cost those who only read.

use std::io::Cursor;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Context as _, ensure};
use clap::Args;
use http_body_util::BodyExt;
use hyper::body::Bytes;
use image::codecs::jpeg::JpegEncoder;
use image::{Rgb, RgbImage};
use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};
use serde_json::json;

use crate::client::{Client, OWNER};
use crate::load::{Load, get, print_heading};
use crate::server::{Place, Server, fill};
use crate::visit::{Setting, text};

const BOUNDARY: &str = "ecar-bench";

#[derive(Args)]
pub struct FloorRun {
    /// Orders in the workshop
    #[arg(long, default_value_t = 300)]
    open: usize,
    /// Lines of the long order
    #[arg(long, default_value_t = 60)]
    lines: usize,
    /// Photos of its inspection
    #[arg(long, default_value_t = 40)]
    photos: usize,
    /// Work orders in the data
    #[arg(long, default_value_t = 10_000)]
    work_orders: usize,
    /// Seconds of each
    #[arg(long, default_value_t = 4)]
    seconds: u64,
    #[arg(long, value_delimiter = ',', default_value = "1,4,8")]
    connections: Vec<usize>,
    /// sqlite, postgres (its server in `ECAR_TEST_DATABASE_URL`)
    #[arg(long, value_delimiter = ',', default_value = "sqlite,postgres")]
    databases: Vec<String>,
}

impl FloorRun {
    pub async fn run(&self, ecar: &Path) -> anyhow::Result<()> {
        for database in &self.databases {
            self.one(ecar, database).await?;
        }
        Ok(())
    }

    async fn one(&self, ecar: &Path, database: &str) -> anyhow::Result<()> {
        let folder = tempfile::tempdir()?;
        let place = Place::new(database, "bench_floor", folder.path())?;
        let (password, _) = fill(ecar, &place, self.work_orders)?;
        let server = Server::start(ecar, &place)?;
        let token = Client::login(server.address, OWNER, &password).await?;
        let mut client = Client::connect(server.address, Some(token.clone())).await?;
        let setting = Setting::read(&mut client).await?;
        for turn in 0..self.open {
            setting.started(&mut client, turn).await?;
        }
        let order = self.long_order(&mut client, &setting).await?;
        let (board, inspections) = (format!("/work-orders/board?site={}", setting.site), format!("/work-orders/{order}/inspections"));
        let cards = client.get(&board).await?;
        let cards = cards["items"].as_array().or_else(|| cards.as_array()).map_or(0, Vec::len);
        println!("\n## {database}: {cards} cards, an order of {} lines with {} photos\n", self.lines, self.photos);
        print_heading();
        for connections in &self.connections {
            let time = Duration::from_secs(self.seconds);
            let load =
                Load { address: server.address, process: server.id(), token: token.clone(), connections: *connections, time, pace: None };
            let (page, board, inspections) = (format!("/work-orders/{order}"), board.clone(), inspections.clone());
            load.run("board", move |_| get(&board)).await?;
            load.run("long order", move |_| get(&page)).await?;
            load.run("its inspections", move |_| get(&inspections)).await?;
        }
        self.watch(&server, &token, &order).await?;
        self.pictures(&server, &token, &order).await?;
        server.kill()
    }

    /// Twelve lines a job, and an inspection with photos.
    async fn long_order(&self, client: &mut Client, setting: &Setting) -> anyhow::Result<String> {
        let (vehicle, owner) = &setting.vehicles[0];
        let line = |place: usize| match place % 3 {
            0 => json!({ "kind": "labour", "description": "Main-d'œuvre", "quantity": 500 + place }),
            _ => json!({ "kind": "part", "product_id": setting.products[place % setting.products.len()], "quantity": 1000 }),
        };
        let places: Vec<_> = (0..self.lines).collect();
        let job = |(number, part): (usize, &[usize])| json!({ "title": format!("Travail {number}"), "lines": part.iter().map(|place| line(*place)).collect::<Vec<_>>() });
        let jobs: Vec<_> = places.chunks(12).enumerate().map(job).collect();
        let body = json!({ "site_id": setting.site, "customer_id": owner, "vehicle_id": vehicle, "concern": "Tout", "jobs": jobs });
        let order = text(&client.post("/work-orders", None, &body).await?["id"])?;
        let templates = client.get("/inspection-templates").await?;
        let template = templates["items"].as_array().and_then(|all| all.last()).context("no template")?["id"].clone();
        let begun = json!({ "template_id": template });
        let inspection = client.post(&format!("/work-orders/{order}/inspections"), None, &begun).await?;
        let items = inspection["items"].as_array().context("no items")?;
        for photo in 0..self.photos {
            let item = text(&items[photo % items.len()]["id"])?;
            upload(client, &format!("/inspections/{}/items/{item}/photos", text(&inspection["id"])?), &picture(640, 480)?).await?;
        }
        Ok(order)
    }

    /// From a change to its arrival at somebody else's open page.
    async fn watch(&self, server: &Server, token: &str, order: &str) -> anyhow::Result<()> {
        let mut watching = Client::connect(server.address, Some(token.to_owned())).await?;
        let mut stream = watching.open("/live").await?.into_body();
        let mut client = Client::connect(server.address, Some(token.to_owned())).await?;
        let mut took = vec![];
        for turn in 0..100 {
            let began = Instant::now();
            let (status, answer) = client
                .send("PATCH", &format!("/work-orders/{order}"), None, Bytes::from(json!({ "key_tag": format!("{turn}") }).to_string()))
                .await?;
            ensure!(status == 200, "a change was answered {status} {}", String::from_utf8_lossy(&answer));
            while let Some(frame) = stream.frame().await {
                let data = frame?.into_data().unwrap_or_default();
                if String::from_utf8_lossy(&data).contains(order) {
                    break;
                }
            }
            took.push(began.elapsed());
        }
        took.sort();
        println!("\na change on another's page after {:.1} ms (median of {}), at most {:.1} ms", ms(took[50]), took.len(), ms(took[99]));
        Ok(())
    }

    /// Pictures of 12 megapixels come one after the other while somebody reads.
    async fn pictures(&self, server: &Server, token: &str, order: &str) -> anyhow::Result<()> {
        let photo = Arc::new(picture(4000, 3000)?);
        let mut client = Client::connect(server.address, Some(token.to_owned())).await?;
        let inspections = client.get(&format!("/work-orders/{order}/inspections")).await?;
        let first =
            inspections["items"].as_array().or_else(|| inspections.as_array()).and_then(|all| all.first()).context("no inspection")?;
        let whole = client.get(&format!("/inspections/{}", text(&first["id"])?)).await?;
        let path = format!("/inspections/{}/items/{}/photos", text(&whole["id"])?, text(&whole["items"][0]["id"])?);
        let done = Arc::new(AtomicBool::new(false));
        let (sent, over, mut uploading) = (photo.clone(), done.clone(), Client::connect(server.address, Some(token.to_owned())).await?);
        let upload = tokio::spawn(async move {
            let mut took = vec![];
            for _ in 0..10 {
                let began = Instant::now();
                upload(&mut uploading, &path, &sent).await?;
                took.push(began.elapsed());
            }
            over.store(true, Ordering::Relaxed);
            anyhow::Ok(took)
        });
        let mut reads = vec![];
        while !done.load(Ordering::Relaxed) && !upload.is_finished() {
            let began = Instant::now();
            client.get(&format!("/work-orders/{order}")).await?;
            reads.push(began.elapsed());
        }
        let mut uploads = upload.await??;
        uploads.sort();
        reads.sort();
        let p99 = reads.get(reads.len() * 99 / 100).copied().unwrap_or_default();
        println!(
            "a picture of 12 megapixels ({:.1} MB) is kept after {:.0} ms (median of {}); meanwhile an order is read in {:.1} ms (p99 of {})",
            f64::from(u32::try_from(photo.len())?) / 1e6,
            ms(uploads[uploads.len() / 2]),
            uploads.len(),
            ms(p99),
            reads.len()
        );
        Ok(())
    }
}

/// Noise, as JPEG: no picture is harder to pack.
fn picture(width: u32, height: u32) -> anyhow::Result<Vec<u8>> {
    let mut chance = StdRng::seed_from_u64(u64::from(width));
    let image = RgbImage::from_fn(width, height, |x, y| {
        let base = u8::try_from((x / 16 + y / 16) % 200).unwrap_or_default();
        Rgb([base, base.saturating_add(chance.random_range(0..20)), 255 - base])
    });
    let mut bytes = Cursor::new(vec![]);
    JpegEncoder::new_with_quality(&mut bytes, 90).encode_image(&image)?;
    Ok(bytes.into_inner())
}

async fn upload(client: &mut Client, path: &str, photo: &[u8]) -> anyhow::Result<()> {
    let head = format!(
        "--{BOUNDARY}\r\ncontent-disposition: form-data; name=\"file\"; filename=\"photo.jpg\"\r\ncontent-type: image/jpeg\r\n\r\n"
    );
    let body = [head.as_bytes(), photo, format!("\r\n--{BOUNDARY}--\r\n").as_bytes()].concat();
    let (status, answer) = client.send_as(&format!("multipart/form-data; boundary={BOUNDARY}"), path, Bytes::from(body)).await?;
    ensure!(status == 201, "a photo was answered {status} {}", String::from_utf8_lossy(&answer));
    Ok(())
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}
