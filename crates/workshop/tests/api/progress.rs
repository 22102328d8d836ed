//! What work that is not invoiced was worth at the end of a day, asked on that day or later (PRODUCT P3).

use chrono::{DateTime, Utc};
use contracts::billing::{InvoiceCredited, InvoiceIssued};
use contracts::inventory::{PartsValued, ValuedPart};
use contracts::workshop::LineId;
use kernel::schema::migrate;
use kernel::{Amount, db};
use serde_json::{Value, json};

use crate::support::{Garage, Order, labour};

impl Garage {
    fn at(&self, instant: &str) {
        let instant: DateTime<Utc> = instant.parse().unwrap();
        self.kit.clock.advance(instant - self.kit.context.clock.now());
    }

    async fn worth(&self, on: &str) -> Value {
        self.kit.owner().get(&format!("/work-in-progress/{}?on={on}", self.kit.site)).await.expect(200).json()
    }

    /// Orders, price, parts, sublets and labour of a day.
    async fn sums(&self, on: &str) -> [i64; 5] {
        let worth = self.worth(on).await;
        ["orders", "net", "parts_cost", "sublet_cost", "labour_cost"].map(|name| worth[name].as_i64().unwrap())
    }

    async fn orders(&self, on: &str) -> Vec<Value> {
        let path = format!("/work-in-progress/{}/orders?on={on}", self.kit.site);
        self.kit.owner().get(&path).await.expect(200).json()["items"].as_array().unwrap().clone()
    }

    async fn valued(&self, order: &Order, parts: &[(LineId, i64)]) {
        let lines = parts.iter().map(|(line_id, cost)| ValuedPart { line_id: *line_id, cost: Amount(*cost) }).collect();
        self.tell("inventory", &PartsValued { work_order_id: order.id(), site_id: self.kit.site, lines }).await;
    }
}

fn line(order: &Order, job: usize, line: usize) -> LineId {
    order.json["jobs"][job]["lines"][line]["id"].as_str().unwrap().parse().unwrap()
}

/// Approved on the 20th, a part issued on the 21st with two hours of work, completed on the 22nd, invoiced on the 24th.
async fn story(garage: &Garage) -> Order {
    let owner = garage.kit.owner();
    let terms = json!({ "site_id": garage.kit.site, "user_id": garage.kit.people.technician, "from_on": "2026-01-01", "hourly": 10_000 });
    owner.put("/pay-terms", terms).await.expect(200);
    let mut order = garage.approved().await;
    garage.at("2026-11-21T08:00:00Z");
    order.act(&garage.advisor(), "assign", json!({ "technician_id": garage.kit.people.technician })).await;
    order.act(&garage.kit.technician(), "start", json!({})).await;
    garage.valued(&order, &[(line(&order, 0, 1), 14_000)]).await;
    garage.at("2026-11-21T12:00:00Z");
    let worked = json!({
        "user_id": garage.kit.people.technician, "site_id": garage.kit.site, "activity": "work", "work_order_id": order.json["id"],
        "job_id": order.json["jobs"][0]["id"], "started_at": "2026-11-21T08:00:00Z", "ended_at": "2026-11-21T10:00:00Z", "reason": "forgot",
    });
    owner.post("/clockings", worked).await.expect(201);
    garage.at("2026-11-22T09:00:00Z");
    order.act(&garage.advisor(), "complete", json!({ "odometer_out": 84_310 })).await;
    garage.valued(&order, &[(line(&order, 0, 2), 50_000), (line(&order, 1, 1), 80_000), (line(&order, 1, 2), 120_000)]).await;
    garage.at("2026-11-24T09:00:00Z");
    garage.tell("billing", &InvoiceIssued(garage.invoice(&order, 659_189))).await;
    order.read(&garage.advisor()).await;
    order
}

const DAYS: [(&str, [i64; 5]); 6] = [
    ("2026-11-19", [0, 0, 0, 0, 0]),
    ("2026-11-20", [1, 553_100, 0, 0, 0]),
    ("2026-11-21", [1, 553_100, 14_000, 0, 20_000]),
    ("2026-11-22", [1, 553_100, 264_000, 0, 20_000]),
    ("2026-11-23", [1, 553_100, 264_000, 0, 20_000]),
    ("2026-11-24", [0, 0, 0, 0, 0]),
];

#[tokio::test]
async fn each_day_tells_how_the_order_stood_at_its_end() {
    let garage = Garage::open().await;
    let order = story(&garage).await;
    for (day, sums) in DAYS {
        assert_eq!(garage.sums(day).await, sums, "{day}");
    }
    let states = ["2026-11-20", "2026-11-21", "2026-11-23"].map(|day| garage.orders(day));
    let rows: Vec<Value> = futures::future::join_all(states).await.into_iter().map(|rows| rows[0].clone()).collect();
    let state = |row: &Value| (row["state"].as_str().unwrap().to_owned(), row["since"].as_str().unwrap().to_owned());
    assert_eq!(state(&rows[0]), ("approved".into(), "2026-11-20T08:00:00Z".into()));
    assert_eq!(state(&rows[1]), ("in_progress".into(), "2026-11-21T08:00:00Z".into()));
    assert_eq!(state(&rows[2]), ("ready".into(), "2026-11-22T09:00:00Z".into()));
    assert_eq!((&rows[2]["number"], &rows[2]["customer_name"]), (&order.json["number"], &json!("Leïla Chebbi")));
    assert_eq!((&rows[2]["cost"], &rows[2]["worked"]), (&json!(284_000), &json!(7200)));
    assert_eq!(garage.worth("2026-11-21").await["states"], json!([{ "state": "in_progress", "orders": 1, "net": 553_100 }]));

    let months = garage.kit.owner().get(&format!("/work-in-progress/{}/month-ends?on=2026-11-23", garage.kit.site)).await.expect(200);
    let months = months.json()["months"].as_array().unwrap().clone();
    assert_eq!((months.len(), &months[10]["net"]), (12, &json!(0)));
    assert_eq!(months[11], json!({ "on": "2026-11-23", "orders": 1, "net": 553_100 }));
    let sheet = garage.kit.owner().get(&format!("/work-in-progress/{}/export?on=2026-11-23", garage.kit.site)).await.expect(200).text();
    assert!(sheet.contains(",ready,2026-11-22T09:00:00+00:00,553.100,264.000,0.000,20.000,284.000,2.000,TND"), "{sheet}");
}

#[tokio::test]
async fn what_is_asked_again_later_is_answered_the_same() {
    let garage = Garage::open().await;
    let mut order = story(&garage).await;
    garage.at("2026-11-26T09:00:00Z");
    let invoice = garage.invoice(&order, 0);
    garage.tell("billing", &InvoiceCredited(invoice)).await;
    assert_eq!(garage.sums("2026-11-26").await, [0; 5], "a credit note gives no work back");
    order.act(&garage.kit.owner(), "reopen", json!({ "reason": "Noise" })).await;
    assert_eq!(garage.sums("2026-11-26").await, [0; 5], "nothing is to be invoiced yet");

    let add = format!("jobs/{}/lines", order.json["jobs"][1]["id"].as_str().unwrap());
    order.act(&garage.advisor(), &add, labour(1000)).await;
    let decisions = json!([order.decision(1, "approve")]);
    order.act(&garage.advisor(), "authorise", json!({ "decisions": decisions, "method": "phone", "by_name": "L" })).await;
    assert_eq!(garage.sums("2026-11-26").await, [1, 60_000, 0, 0, 0], "the supplement alone, and no hour of before the invoice");
    garage.at("2026-11-27T09:00:00Z");
    order.act(&garage.advisor(), "complete", json!({})).await;
    garage.at("2026-11-28T09:00:00Z");
    garage.tell("billing", &InvoiceIssued(garage.invoice(&order, 0))).await;
    garage.at("2026-12-28T09:00:00Z");
    for (day, sums) in DAYS {
        assert_eq!(garage.sums(day).await, sums, "{day}");
    }
    assert_eq!(garage.sums("2026-11-27").await, [1, 60_000, 0, 0, 0]);
    assert_eq!(garage.sums("2026-11-28").await, [0; 5]);
}

#[tokio::test]
async fn a_day_ends_at_the_sites_midnight() {
    let garage = Garage::open().await;
    // Tunis is an hour ahead.
    garage.at("2026-11-20T22:59:59Z");
    garage.approved().await;
    garage.at("2026-11-20T23:00:00Z");
    garage.approved().await;
    assert_eq!(garage.sums("2026-11-20").await[0], 1);
    assert_eq!(garage.sums("2026-11-21").await[0], 2);
    let today = garage.kit.owner().get(&format!("/work-in-progress/{}", garage.kit.site)).await.expect(200).json();
    assert_eq!((&today["on"], &today["orders"]), (&json!("2026-11-21"), &json!(2)));
    let first = garage.kit.owner().get(&format!("/work-in-progress/{}/orders?limit=1", garage.kit.site)).await.expect(200).json();
    let after = first["next"].as_str().unwrap();
    let path = format!("/work-in-progress/{}/orders?limit=1&after={after}", garage.kit.site);
    let second = garage.kit.owner().get(&path).await.expect(200).json();
    assert_eq!(second["next"], Value::Null);
    assert_ne!(first["items"][0]["id"], second["items"][0]["id"]);

    let tomorrow = garage.kit.owner().get(&format!("/work-in-progress/{}?on=2026-11-22", garage.kit.site)).await.expect(422);
    assert_eq!((tomorrow.pointers(), &tomorrow.json()["errors"][0]["code"]), (vec!["/on".to_owned()], &json!("day-not-begun")));
}

#[tokio::test]
async fn cancelled_work_counts_until_then_and_again_once_it_is_restored() {
    let garage = Garage::open().await;
    let mut order = garage.in_progress().await;
    garage.at("2026-11-21T08:00:00Z");
    order.act(&garage.advisor(), "cancel", json!({ "reason": "Sold" })).await;
    garage.at("2026-11-22T08:00:00Z");
    order.act(&garage.advisor(), "restore", json!({})).await;
    let counted = ["2026-11-20", "2026-11-21", "2026-11-22"].map(|day| garage.sums(day));
    let counted: Vec<_> = futures::future::join_all(counted).await.into_iter().map(|sums| sums[0]).collect();
    assert_eq!(counted, [1, 0, 1]);
}

#[tokio::test]
async fn who_may_not_know_is_told_nothing() {
    let garage = Garage::open().await;
    for path in ["", "/orders", "/month-ends", "/export"] {
        let path = format!("/work-in-progress/{}{path}", garage.kit.site);
        assert_eq!(garage.kit.outsider().get(&path).await.status, 404, "{path}");
        assert_eq!(garage.kit.technician().get(&path).await.status, 403, "{path}");
    }
}

/// Orders of before the upgrade are filled in from what happened to them.
#[tokio::test]
async fn orders_of_before_are_filled_in_from_their_history() {
    let garage = Garage::open().await;
    story(&garage).await;
    garage.approved().await;
    let tables = ["drop table workshop_progress", "drop table workshop_part_costs"];
    let forget = "delete from workshop_migrations where version = 'm0085_keep_progress'";
    for sql in tables.into_iter().chain([forget]) {
        db::execute(garage.kit.db().writer(), sql, []).await.unwrap();
    }
    migrate::<workshop::Migrator>(garage.kit.db().writer()).await.unwrap();
    // 13.400 + 4.5 × 11.200 + 81.300 + 2 × 61.000: what the parts cost when their lines were written.
    let filled = [
        ("2026-11-19", [0; 5]),
        ("2026-11-20", [1, 553_100, 0, 0, 0]),
        ("2026-11-21", [1, 553_100, 267_100, 0, 20_000]),
        ("2026-11-23", [1, 553_100, 267_100, 0, 20_000]),
        ("2026-11-24", [1, 553_100, 0, 0, 0]),
    ];
    for (day, sums) in filled {
        assert_eq!(garage.sums(day).await, sums, "{day}");
    }
    assert_eq!(garage.orders("2026-11-23").await[0]["state"], "ready");
    assert_eq!(garage.orders("2026-11-24").await[0]["state"], "approved");
}

#[tokio::test]
async fn jobs_that_become_an_order_of_their_own_are_counted_once() {
    let garage = Garage::open().await;
    let mut order = garage.in_progress().await;
    let brakes = order.json["jobs"][1]["id"].clone();
    order.act(&garage.advisor(), "split", json!({ "job_ids": [brakes] })).await;
    assert_eq!(garage.sums("2026-11-20").await[..2], [2, 553_100]);
}
