//! The journal, its exports, and the VAT of a period.

#![expect(clippy::unwrap_used, reason = "a test that cannot be set up must fail")]

use chrono::{Days, NaiveDate, TimeDelta};
use futures::future::join_all;
use serde_json::{Value, json};

use crate::support::{Garage, the_visit};

impl Garage {
    fn today(&self) -> NaiveDate {
        self.kit.context.clock.now().date_naive()
    }

    async fn journal(&self) -> Value {
        let path = format!("/journals/{}?from=2020-12-01&until=2020-12-31", self.kit.site);
        let path = path.replace("2020-12-01", &self.today().to_string()).replace("2020-12-31", &self.today().to_string());
        self.kit.owner().get(&path).await.expect(200).json()
    }

    async fn export(&self, key: &str, until: NaiveDate) -> testkit::Reply {
        let body = json!({ "site_id": self.kit.site, "until": until });
        self.kit.owner().with("Idempotency-Key", key).post("/journal-exports", body).await
    }

    async fn file(&self, export: &Value, format: &str) -> String {
        let path = format!("/journal-exports/{}/file?format={format}", export["id"].as_str().unwrap());
        let reply = self.kit.owner().get(&path).await.expect(200);
        String::from_utf8_lossy(&reply.bytes).into_owned()
    }

    async fn credit_a_disc(&self, invoice: &str) {
        let disc = self.get(invoice).await["lines"].as_array().unwrap().last().unwrap()["id"].clone();
        let body = json!({ "lines": [{ "line_id": disc, "quantity": 1000 }], "reason": "Disque rendu" });
        let note = self.kit.owner().with("Idempotency-Key", "disc").post(&format!("/invoices/{invoice}/credit-notes"), body).await;
        assert_eq!(note.expect(201).json()["totals"]["total"], 114_716);
    }

    async fn vat(&self, basis: &str) -> Value {
        let day = self.today();
        let path = format!("/vat-reports/{}?from={day}&until={day}&basis={basis}", self.kit.site);
        self.kit.owner().get(&path).await.expect(200).json()
    }
}

fn by_account(journal: &Value) -> Vec<(String, i64, i64)> {
    let sums = journal["accounts"].as_array().unwrap().iter();
    sums.map(|sum| (sum["account"].as_str().unwrap().to_owned(), sum["debit"].as_i64().unwrap(), sum["credit"].as_i64().unwrap())).collect()
}

fn sum(account: &str, debit: i64, credit: i64) -> (String, i64, i64) {
    (account.to_owned(), debit, credit)
}

/// The visit of PRODUCT 3.1: 659.189 of which 200.000 came ahead, 259.189 by card and 200.000 in cash.
#[tokio::test]
async fn a_day_of_the_garage_is_posted_to_its_accounts() {
    let garage = Garage::open().await;
    garage.a_day().await;
    let journal = garage.journal().await;
    let expected = [
        sum("411", 659_189, 659_189),
        sum("4191", 200_000, 200_000),
        sum("43671", 0, 105_089),
        sum("4371", 0, 1_000),
        sum("532", 259_189, 0),
        sum("5411", 400_000, 0),
        sum("705", 0, 138_000),
        sum("707", 0, 415_100),
    ];
    assert_eq!(by_account(&journal), expected);
    assert_eq!((&journal["debit"], &journal["credit"], &journal["count"]), (&json!(1_518_378), &json!(1_518_378), &json!(5)));
    assert_eq!((&journal["locked_until"], &journal["actions"]), (&Value::Null, &json!(["export"])));
    let technician = garage.kit.technician().get(&format!("/journals/{}", garage.kit.site)).await;
    assert_eq!(technician.status, 403);
}

/// PRODUCT.md 3.3 step 6: the journal has only new entries, and what is exported stays untouched.
#[tokio::test]
async fn exported_days_are_locked_and_a_correction_is_a_new_entry() {
    let garage = Garage::open().await;
    let invoice = garage.a_day().await;
    let day = garage.today();
    let refused = garage.export("early", day).await.expect(422);
    assert_eq!((refused.pointers(), refused.json()["errors"][0]["code"].clone()), (vec!["/until".to_owned()], json!("not-to-export")));
    garage.kit.clock.advance(TimeDelta::days(1));
    let export = garage.export("a", day).await.expect(201).json();
    assert_eq!((&export["number"], &export["first_number"], &export["last_number"]), (&json!(1), &json!(1), &json!(5)));
    assert_eq!((&export["debit"], &export["until"]), (&json!(1_518_378), &json!(day)));
    assert_eq!(garage.export("a", day).await.expect(201).json(), export, "once");
    assert_eq!(garage.export("b", day).await.expect(422).pointers(), ["/until"]);
    let file = garage.file(&export, "csv").await;

    // Took place on the locked day, but came to be known after it: posted on the first open day.
    garage.kit.clock.advance(TimeDelta::days(-1));
    let back = json!({ "tender": "cash", "amount": 10_000, "reason": "Geste" });
    garage.kit.owner().with("Idempotency-Key", "back").post(&format!("/invoices/{invoice}/refunds"), back).await.expect(200);
    garage.kit.clock.advance(TimeDelta::days(2));
    let next = day + Days::new(1);
    let second = garage.export("c", next).await.expect(201).json();
    assert_eq!((&second["number"], &second["first_number"], &second["last_number"]), (&json!(2), &json!(6), &json!(6)));
    assert_eq!((&second["from"], &second["debit"]), (&json!(next), &json!(10_000)));
    assert_eq!(garage.file(&export, "csv").await, file, "the same for ever");

    garage.kit.clock.advance(TimeDelta::days(1));
    assert_eq!(garage.export("d", next + Days::new(1)).await.expect(409).code(), "nothing-to-export");
    let list = garage.kit.owner().get("/journal-exports").await.expect(200).json();
    assert_eq!(list["items"], json!([second, export]));
    garage.is_healthy().await;
}

#[tokio::test]
async fn two_exports_at_once_are_one() {
    let garage = Garage::open().await;
    garage.a_day().await;
    let day = garage.today();
    garage.kit.clock.advance(TimeDelta::days(1));
    let replies = join_all(["a", "b", "c", "d"].map(|key| garage.export(key, day))).await;
    let statuses: Vec<_> = replies.iter().map(|reply| reply.status).collect();
    assert_eq!(
        (statuses.iter().filter(|status| **status == 201).count(), statuses.iter().filter(|status| **status == 422).count()),
        (1, 3)
    );
    garage.is_healthy().await;
}

/// FACTS.md, the FEC's columns: balanced, a decimal comma, days without hyphens.
#[tokio::test]
async fn each_reader_gets_its_file() {
    let garage = Garage::open().await;
    garage.a_day().await;
    let day = garage.today();
    garage.kit.clock.advance(TimeDelta::days(1));
    let chart = garage.kit.owner().get(&format!("/charts-of-accounts/{}", garage.kit.site)).await.expect(200).json();
    assert_eq!((&chart["customers"], &chart["vat"]), (&json!("411"), &json!("43671")));
    let mut chosen = chart.clone();
    chosen["customers"] = json!("411000");
    garage.kit.owner().with("If-Match", "\"0\"").put(&format!("/charts-of-accounts/{}", garage.kit.site), chosen.clone()).await.expect(200);
    chosen["vat"] = json!("44 5");
    let refused = garage.kit.owner().with("If-Match", "\"1\"").put(&format!("/charts-of-accounts/{}", garage.kit.site), chosen).await;
    assert_eq!(refused.expect(422).pointers(), ["/vat"]);
    let export = garage.export("a", day).await.expect(201).json();

    let fec = garage.file(&export, "fec").await;
    let rows: Vec<Vec<&str>> = fec.lines().map(|line| line.split('\t').collect()).collect();
    assert!(rows.iter().all(|row| row.len() == 18));
    assert_eq!((rows[0][0], rows[0][17]), ("JournalCode", "Idevise"));
    let amount = |text: &str| text.replace(',', "").parse::<i64>().unwrap();
    let sides = rows[1..].iter().fold((0, 0), |(debit, credit), row| (debit + amount(row[11]), credit + amount(row[12])));
    assert_eq!(sides, (1_518_378, 1_518_378));
    let sale = rows.iter().find(|row| row[0] == "VE").unwrap();
    assert_eq!((sale[3], sale[4], sale[7], sale[11]), (day.format("%Y%m%d").to_string().as_str(), "411000", "Leïla Ben Ali", "659,189"));

    let xero = garage.file(&export, "xero").await;
    assert!(xero.contains("*ContactName") && xero.contains(",415.100,,707,19 %,") && xero.contains(",1.000,,4371,0 %,"), "{xero}");
    let quickbooks = garage.file(&export, "quickbooks").await;
    assert!(quickbooks.contains("411000 Clients,659.189,,Facture F-LAC-"), "{quickbooks}");
    assert!(garage.file(&export, "xlsx").await.starts_with("PK"));
}

#[tokio::test]
async fn vat_is_told_when_it_is_invoiced_or_when_it_is_paid() {
    let garage = Garage::open().await;
    let order = garage.order(&the_visit());
    let id = garage.drafted(&order).await;
    garage.issue(&id).await;
    let told = |report: &Value| (report["base"].as_i64().unwrap(), report["vat"].as_i64().unwrap());
    assert_eq!(told(&garage.vat("invoiced").await), (553_100, 105_089));
    assert_eq!(told(&garage.vat("paid").await), (0, 0));
    garage.till("part").post(&format!("/invoices/{id}/payments"), json!({ "tender": "card", "amount": 200_000 })).await.expect(200);
    assert_eq!(told(&garage.vat("paid").await), (167_812, 31_884));
    // The next day the rest is paid: both days together are the invoice's VAT.
    garage.kit.clock.advance(TimeDelta::days(1));
    garage.till("rest").post(&format!("/invoices/{id}/payments"), json!({ "tender": "cash", "amount": 459_189 })).await.expect(200);
    let next = garage.vat("paid").await;
    assert_eq!(told(&next), (553_100 - 167_812, 105_089 - 31_884));
    assert_eq!((&next["rates"][0]["rate"], &next["invoices"]), (&json!(1900), &json!(0)));
    assert_eq!(told(&garage.vat("invoiced").await), (0, 0));

    // One disc is taken back: 96.400 and its VAT of 18.316 (PRODUCT 3.3 step 5).
    garage.credit_a_disc(&id).await;
    let credited = garage.vat("invoiced").await;
    assert_eq!(told(&credited), (-96_400, -18_316));
    assert_eq!((&credited["rates"][0]["credited_vat"], &credited["credit_notes"]), (&json!(18_316), &json!(1)));
    assert_eq!(told(&garage.vat("paid").await), (553_100 - 167_812 - 96_400, 105_089 - 31_884 - 18_316));
    let csv = garage.kit.owner().get(&format!("/vat-reports/{}/export", garage.kit.site)).await.expect(200);
    assert!(String::from_utf8_lossy(&csv.bytes).contains("19.00,"), "in decimals");
    let wrong = garage.kit.owner().get(&format!("/vat-reports/{}?from=2026-02-01&until=2026-01-01", garage.kit.site)).await.expect(422);
    assert_eq!(wrong.pointers(), ["/until"]);
}
