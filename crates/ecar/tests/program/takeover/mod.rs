//! Taking over from each of the replaced systems, in each way that its data come: tried, run, run again, and killed in the middle.

mod fixtures;

use std::path::Path;

use reqwest::Method;
use reqwest::multipart::{Form, Part};
use serde_json::{Value, json};

use crate::server::{Garage, Person, Server};
use fixtures::{Table, WAYS, manager, office, services, write};

/// What is made, changed, the same, refused and left of each table.
type Counts = Vec<(String, [u64; 5])>;

fn take_over(garage: &Garage, from: &Path, more: &[&str]) -> Value {
    let report = from.with_extension("report.json");
    let mut arguments = vec!["import", "system", "--site", "LAC", "--from", from.to_str().unwrap(), "--report", report.to_str().unwrap()];
    arguments.extend(more);
    let output = garage.run(&arguments);
    assert!(output.status.success(), "{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&std::fs::read(report).unwrap()).unwrap()
}

fn counts(report: &Value) -> Counts {
    let count = |table: &Value| ["made", "changed", "same", "refused", "left"].map(|name| table[name].as_u64().unwrap());
    report["tables"].as_array().unwrap().iter().map(|table| (table["name"].as_str().unwrap().to_owned(), count(table))).collect()
}

fn total(report: &Value, name: &str) -> [i64; 3] {
    let total = report["totals"].as_array().unwrap().iter().find(|total| total["name"] == name).unwrap();
    ["before", "after", "refused"].map(|side| total[side].as_i64().unwrap())
}

fn count(report: &Value, name: &str) -> [u64; 5] {
    counts(report).into_iter().find(|(table, _)| table == name).map(|(_, counts)| counts).unwrap_or_default()
}

/// Each way gives the same: tried, done, and done again.
async fn in_every_way(tables: &[Table], system: &str, check: impl AsyncFn(&Person, &Value)) {
    for way in WAYS {
        let server = Server::start().await;
        let folder = tempfile::tempdir().unwrap();
        let from = write(tables, way, folder.path()).await;
        let tried = take_over(&server, &from, &["--dry-run"]);
        let owner = server.owner().await;
        assert_eq!(owner.read("/customers?q=old.example").await["items"], json!([]), "{way}: a dry run writes nothing");
        let done = take_over(&server, &from, &[]);
        assert_eq!((counts(&tried), &tried["totals"]), (counts(&done), &done["totals"]), "{way}");
        assert_eq!(done["system"], system, "{way}");
        let again = take_over(&server, &from, &[]);
        for ((name, [made, changed, same, refused, left]), (_, now)) in counts(&done).into_iter().zip(counts(&again)) {
            assert_eq!(now, [0, 0, made + changed + same, refused, left], "{way}: {name}");
        }
        assert_eq!(done["totals"], again["totals"], "{way}");
        check(&owner, &done).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_workshop_manager_is_taken_over() {
    in_every_way(&manager(), "manager", async |owner, report| {
        assert_eq!(count(report, "customers"), [3, 0, 0, 1, 0]);
        assert_eq!(count(report, "vehicles"), [2, 0, 0, 1, 0]);
        assert_eq!(count(report, "products"), [2, 0, 0, 1, 0]);
        assert_eq!(count(report, "stock"), [2, 0, 0, 1, 0]);
        assert_eq!(count(report, "visits"), [1, 0, 0, 1, 1]);
        assert_eq!(count(report, "invoices"), [2, 0, 0, 2, 0]);
        assert_eq!(total(report, "invoices"), [175_500, 165_000, 10_500]);
        assert_eq!(total(report, "payments"), [151_500, 141_000, 10_500]);
        assert_eq!(total(report, "open"), [24_000, 24_000, 0]);
        assert_eq!(total(report, "stock_quantity"), [14_000, 14_000, 0]);
        assert_eq!(total(report, "stock_value"), [4 * 30_250 + 80_000, 4 * 30_250 + 80_000, 0]);
        let found = owner.read("/invoices?q=INV-2025-00001").await;
        let paid = &found["items"][0];
        assert_eq!((&paid["opening"], &paid["number"], &paid["state"]), (&json!("INV-2025-00001"), &Value::Null, &json!("paid")));
        let whole = owner.read(&format!("/invoices/{}", paid["id"].as_str().unwrap())).await;
        assert_eq!((whole["opening_total"].as_i64(), whole["due"].as_i64()), (Some(141_000), Some(0)));
        let open = owner.read("/invoices?q=INV-2025-00002").await;
        assert_eq!(open["items"][0]["due"].as_i64(), Some(24_000));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_back_office_is_taken_over_with_its_documents() {
    in_every_way(&office(), "office", async |owner, report| {
        // Amine has a user name here, and it is his.
        assert_eq!(count(report, "accounts"), [3, 0, 0, 3, 2], "{report}");
        assert_eq!(owner.read("/users?q=leila").await["items"][0]["user_name"], "leila");
        let unreached = owner.read("/users?q=nomail").await["items"][0].clone();
        assert_eq!((&unreached["email"], &unreached["state"]), (&Value::Null, &json!("invited")));
        assert_eq!(count(report, "customers"), [1, 0, 0, 1, 0]);
        assert_eq!(count(report, "vehicles"), [1, 0, 0, 0, 0]);
        assert_eq!(count(report, "visits"), [2, 0, 0, 0, 1]);
        assert_eq!(count(report, "invoices"), [2, 0, 0, 0, 1]);
        assert_eq!(total(report, "invoices"), [426_000, 426_000, 0]);
        assert_eq!(total(report, "open"), [300_500, 300_500, 0]);
        let found = owner.read("/invoices?q=INV-0A1B2C3D").await;
        let kept = owner.read(&format!("/invoices/{}/attachments", found["items"][0]["id"].as_str().unwrap())).await;
        let papers = count(report, "papers");
        assert!(papers == [1, 0, 0, 1, 0] || papers == [0, 0, 0, 2, 0], "{papers:?}");
        assert_eq!(kept["items"].as_array().unwrap().len() as u64, papers[0], "a document is kept once");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_six_services_are_taken_over() {
    in_every_way(&services(), "services", async |owner, report| {
        assert_eq!(count(report, "customers"), [1, 0, 0, 1, 0]);
        assert_eq!(count(report, "vehicles"), [1, 0, 0, 1, 0]);
        assert_eq!(count(report, "visits"), [1, 0, 0, 1, 0]);
        let found = owner.read("/customers?q=trabelsi%20sami").await;
        assert!(found["items"].as_array().unwrap().iter().any(|customer| customer["phone"].as_str().is_some()), "{found}");
    })
    .await;
}

async fn send(owner: &Person, file: Vec<u8>, name: &str, dry_run: bool) -> (u16, Value) {
    let site = owner.read("/me").await["sites"][0]["id"].as_str().unwrap().to_owned();
    let form = Form::new().part("file", Part::bytes(file).file_name(name.to_owned())).text("dry_run", dry_run.to_string());
    let response = owner.request(Method::POST, "/data/takeovers").multipart(form.text("site_id", site)).send().await.unwrap();
    (response.status().as_u16(), response.json().await.unwrap())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_takeover_that_was_killed_is_begun_again() {
    let mut server = Server::start().await;
    let rows = |row: fn(u32) -> String| (1..=3_000).map(row).collect::<String>();
    let dump = format!(
        "COPY public.shop_customer (id, first_name, last_name, phone_number) FROM stdin;\n{}\\.\n\
         COPY public.shop_vehicle (id, customer_id, make, model, license_plate) FROM stdin;\n{}\\.\n",
        rows(|at| format!("{at}\tKilled\tNumber {at}\t\\N\n")),
        rows(|at| format!("{at}\t{at}\tKia\tRio\tKL {at}-25\n")),
    );
    let owner = server.owner().await;
    let (status, started) = send(&owner, dump.clone().into_bytes(), "old.sql", false).await;
    assert_eq!(status, 202, "{started}");
    let path = format!("/data/takeovers/{}", started["id"].as_str().unwrap());
    owner.eventually(&path, |run| run["processed"].as_u64().is_some_and(|rows| rows > 0) || run["state"] != "running").await;
    server.kill_and_restart();
    let folder = tempfile::tempdir().unwrap();
    let from = folder.path().join("old.sql");
    std::fs::write(&from, dump).unwrap();
    // It was silent for long enough to be known as gone.
    let owner = server.owner().await;
    let until = tokio::time::Instant::now() + std::time::Duration::from_mins(1);
    while owner.read(&path).await["state"] == "running" {
        assert!(tokio::time::Instant::now() < until, "it is never known that it was killed");
        tokio::time::sleep(std::time::Duration::from_millis(200)).await;
    }
    let done = take_over(&server, &from, &[]);
    let [made, changed, same, refused, _] = count(&done, "customers");
    assert_eq!((made + changed + same, refused), (3_000, 0));
    let [made, changed, same, refused, _] = count(&done, "vehicles");
    assert_eq!((made + changed + same, refused), (3_000, 0));
    assert_eq!(owner.read("/customers/count?q=killed").await["count"].as_u64(), Some(3_000), "nobody is there twice");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_read_is_refused_and_the_program_lives() {
    let server = Server::start().await;
    let owner = server.owner().await;
    let broken: [(&str, &[u8]); 5] = [
        ("old.sqlite3", b"SQLite format 3\0 and then nothing"),
        ("old.zip", b"PK\x03\x04 no zip"),
        ("old.json", b"[{\"model\": "),
        ("old.sql", b"COPY public.shop_customer (id, first_name) FROM stdin;\n1\tx\n"),
        ("old.bin", b"\xff\xfe nothing that anybody knows"),
    ];
    for (name, bytes) in broken {
        let (status, started) = send(&owner, bytes.to_vec(), name, true).await;
        assert_eq!(status, 202, "{name}: {started}");
        let path = format!("/data/takeovers/{}", started["id"].as_str().unwrap());
        let ended = owner.eventually(&path, |run| run["state"] != "running").await;
        assert_eq!((&ended["state"], &ended["report"]), (&json!("failed"), &Value::Null), "{name}");
        assert!(ended["error"].as_str().is_some_and(|error| !error.is_empty()), "{name}");
    }
    let latin = b"id,first_name,last_name,phone_number\n1,Ren\xe9,Latin,\n2,Rene,Utf,\n".to_vec();
    let (_, started) = send(&owner, latin, "customers.csv", true).await;
    let path = format!("/data/takeovers/{}", started["id"].as_str().unwrap());
    let ended = owner.eventually(&path, |run| run["state"] != "running").await;
    assert_eq!(count(&ended["report"], "customers"), [1, 0, 0, 1, 0], "{ended}");
    let (status, rows) = owner.get(&format!("{path}/refused")).await;
    assert_eq!(status, 200);
    assert!(rows.as_str().unwrap().contains("customers,1,,It is not written in UTF-8,"), "{rows}");
}
