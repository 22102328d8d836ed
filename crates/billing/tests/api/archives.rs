//! Archives prove themselves with nothing of ECAR: `python3 verify.py` and `openssl`.

#![expect(clippy::unwrap_used, reason = "a test that cannot be set up must fail")]

use std::io::Cursor;
use std::path::Path;
use std::process::{Command, Output};

use chrono::{NaiveDate, TimeDelta};
use futures::future::join_all;
use serde_json::{Value, json};
use testkit::Reply;

use crate::support::Garage;

impl Garage {
    fn the_day(&self) -> NaiveDate {
        self.kit.context.clock.now().date_naive()
    }

    async fn archive(&self, key: &str, from: NaiveDate, until: NaiveDate) -> Reply {
        let body = json!({ "site_id": self.kit.site, "from": from, "until": until });
        self.kit.owner().with("Idempotency-Key", key).post("/archives", body).await
    }

    /// Unpacks an archive to a folder.
    async fn unpacked(&self, archive: &Value) -> tempfile::TempDir {
        let reply = self.kit.owner().get(&format!("/archives/{}/file", archive["id"].as_str().unwrap())).await.expect(200);
        assert_eq!(reply.headers["content-type"], "application/zip");
        assert_eq!(archive["size"], reply.bytes.len());
        let folder = tempfile::tempdir().unwrap();
        zip::ZipArchive::new(Cursor::new(&reply.bytes[..])).unwrap().extract(folder.path()).unwrap();
        folder
    }

    /// Two invoices with a credit note, a deposit and payments, and one invoice on the day after: that day ended too.
    async fn two_days(&self) -> NaiveDate {
        let day = self.the_day();
        let id = self.a_day().await;
        let all = json!({ "reason": "Annulée", "surplus": "account" });
        self.kit.owner().with("Idempotency-Key", "all").post(&format!("/invoices/{id}/credit-notes"), all).await.expect(201);
        self.issue(&self.draft_over(100_000).await).await;
        self.kit.clock.advance(TimeDelta::days(1));
        self.issue(&self.draft_over(50_000).await).await;
        self.kit.clock.advance(TimeDelta::days(1));
        day
    }
}

fn verify(folder: &Path) -> Output {
    Command::new("python3").arg(folder.join("verify.py")).output().unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// As somebody would who has the folder but not the key: the sums are right again.
fn change(folder: &Path, file: &str, from: &str, to: &str) {
    let path = folder.join(file);
    let text = std::fs::read_to_string(&path).unwrap();
    assert!(text.contains(from), "{from} is not in {file}");
    std::fs::write(&path, text.replacen(from, to, 1)).unwrap();
    let summed =
        Command::new("sh").arg("-c").arg("sha256sum $(cut -c67- SHA256SUMS) >sums && mv sums SHA256SUMS").current_dir(folder).status();
    assert!(summed.unwrap().success());
}

#[tokio::test]
async fn an_archive_is_checked_without_us() {
    let garage = Garage::open().await;
    let day = garage.two_days().await;
    let archive = garage.archive("a", day, day).await.expect(201).json();
    assert_eq!((&archive["number"], &archive["from"], &archive["until"]), (&json!(1), &json!(day), &json!(day)));
    let folder = garage.unpacked(&archive).await;
    let checked = verify(folder.path());
    assert!(checked.status.success(), "{}{}", said(&checked), String::from_utf8_lossy(&checked.stderr));
    assert!(said(&checked).contains(archive["key"].as_str().unwrap()));

    let read = |name: &str| std::fs::read_to_string(folder.path().join(name)).unwrap();
    let documents: Vec<Value> = read("documents.jsonl").lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(archive["documents"], documents.len());
    let kinds = |kind: &str| documents.iter().filter(|one| one["kind"] == kind).count();
    assert_eq!((kinds("invoice"), kinds("credit_note")), (2, 1));
    let visit = documents.iter().find(|one| one["total"] == 659_189 && one["kind"] == "invoice").unwrap();
    assert_eq!((&visit["vat"], visit["lines"].as_array().unwrap().len() > 1), (&json!(105_089), true));
    // 659.189 and 120.000 were invoiced; all of the first was taken back.
    let credited = documents.iter().find(|one| one["kind"] == "credit_note").unwrap()["total"].as_i64().unwrap();
    let totals = read("totals.csv");
    let row: Vec<_> = totals.lines().nth(1).unwrap().split(',').collect();
    assert_eq!(row[0], day.to_string());
    assert_eq!(row[1..5], ["2", "779189", "1", &credited.to_string()]);
    assert_eq!(row[7..], [(779_189 - credited).to_string(), (779_189 + credited).to_string()]);
    assert!(read("payments.jsonl").lines().count() >= 3);
}

#[tokio::test]
async fn nothing_in_it_can_be_changed_unseen() {
    let garage = Garage::open().await;
    let day = garage.two_days().await;
    let archive = garage.archive("a", day, day).await.expect(201).json();
    for (file, from, to, fault) in [
        ("documents.jsonl", "\"total\":659189", "\"total\":159189", "does not say what was hashed"),
        ("documents.jsonl", "\"659189\"", "\"159189\"", "is not what was issued"),
        ("documents.jsonl", "\"sequence\":1,", "\"sequence\":2,", "is missing"),
        ("totals.csv", "779189", "159189", "does not say what the documents come to"),
        ("payments.jsonl", "\"amount\":", "\"amount\":1", "the signature does not fit"),
        ("manifest.json", "\"key\": \"", "\"key\": \"0", "signed with another key"),
    ] {
        let folder = garage.unpacked(&archive).await;
        change(folder.path(), file, from, to);
        let checked = verify(folder.path());
        assert!(!checked.status.success() && said(&checked).contains(fault), "{file} {from}: {}", said(&checked));
        assert!(said(&checked).contains("the signature does not fit"), "{}", said(&checked));
    }
    let folder = garage.unpacked(&archive).await;
    std::fs::write(folder.path().join("day-closes.jsonl"), "{}").unwrap();
    assert!(said(&verify(folder.path())).contains("day-closes.jsonl was changed"));
}

#[tokio::test]
async fn archives_follow_each_other() {
    let garage = Garage::open().await;
    let day = garage.two_days().await;
    let next = day.succ_opt().unwrap();
    let first = garage.archive("a", day, day).await.expect(201).json();
    assert_eq!(garage.archive("a", day, day).await.expect(201).json()["id"], first["id"]);
    let second = garage.archive("b", next, next).await.expect(201).json();
    assert_eq!((&second["number"], &second["documents"], &second["key"]), (&json!(2), &json!(1), &first["key"]));
    let folder = garage.unpacked(&second).await;
    assert!(verify(folder.path()).status.success());
    let manifest: Value = serde_json::from_slice(&std::fs::read(folder.path().join("manifest.json")).unwrap()).unwrap();
    assert_eq!((&manifest["after"], &manifest["archive"]), (&first["digest"], &json!(2)));
    // Its only document is the third of its series, and the day's total counts what was before.
    assert_eq!((&manifest["series"][0]["first"], &manifest["series"][0]["last"]), (&json!(3), &json!(3)));
    let totals = |folder: &tempfile::TempDir| std::fs::read_to_string(folder.path().join("totals.csv")).unwrap();
    let since = |totals: &str| totals.lines().last().unwrap().split(',').nth(7).unwrap().parse::<i64>().unwrap();
    let before = garage.unpacked(&first).await;
    assert_eq!(since(&totals(&folder)), since(&totals(&before)) + 60_500);
    let listed = garage.kit.owner().get(&format!("/archives?site={}", garage.kit.site)).await.expect(200).json();
    let numbers: Vec<_> = listed["items"].as_array().unwrap().iter().map(|row| row["number"].clone()).collect();
    assert_eq!(numbers, [json!(2), json!(1)]);
}

#[tokio::test]
async fn what_cannot_be_archived_is_said() {
    let garage = Garage::open().await;
    let day = garage.the_day();
    let refused = garage.archive("a", day, day).await.expect(422);
    assert_eq!((refused.pointers(), refused.json()["errors"][0]["code"].clone()), (vec!["/until".to_owned()], json!("day-not-ended")));
    let long_ago = day.checked_sub_days(chrono::Days::new(500)).unwrap();
    garage.archive("b", long_ago, day).await.expect(422);
    let nothing = garage.archive("c", long_ago, long_ago).await.expect(409);
    assert_eq!(nothing.json()["code"], "nothing-to-archive");
    let body = json!({ "site_id": garage.kit.site, "from": long_ago, "until": long_ago });
    assert_eq!(garage.kit.technician().with("Idempotency-Key", "d").post("/archives", body).await.status, 403);
}

#[tokio::test]
async fn a_broken_chain_makes_no_archive() {
    let garage = Garage::open().await;
    let day = garage.two_days().await;
    garage.drop_guards().await;
    garage.sql("update billing_invoices set total = total + 1 where sequence = 2").await.unwrap();
    let refused = garage.archive("a", day, day).await.expect(409);
    assert_eq!(refused.json()["code"], "chain-broken");
    assert!(refused.json()["detail"].as_str().unwrap().ends_with("number 2"));
}

#[tokio::test]
async fn of_five_at_once_each_number_is_given_once_and_the_rest_are_told() {
    let garage = Garage::open().await;
    let day = garage.two_days().await;
    let asked = (0..5).map(|turn| {
        let garage = &garage;
        async move { garage.archive(&format!("at-once-{turn}"), day, day).await }
    });
    let replies = join_all(asked).await;
    let made = replies.iter().filter(|reply| reply.status == 201).count();
    assert!(made >= 1, "{:?}", replies.iter().map(Reply::json).collect::<Vec<_>>());
    for reply in replies.iter().filter(|reply| reply.status != 201) {
        assert_eq!((reply.status, &reply.json()["code"]), (409, &json!("archive-under-way")));
    }
    let listed = garage.kit.owner().get(&format!("/archives?site={}", garage.kit.site)).await.expect(200).json();
    let mut numbers: Vec<_> = listed["items"].as_array().unwrap().iter().map(|row| row["number"].as_u64().unwrap()).collect();
    numbers.sort_unstable();
    assert_eq!(numbers, (1..=made as u64).collect::<Vec<_>>());
    let keys: std::collections::BTreeSet<_> = listed["items"].as_array().unwrap().iter().map(|row| row["key"].to_string()).collect();
    assert_eq!(keys.len(), 1);
}
