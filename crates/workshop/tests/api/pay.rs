//! What people earn: by the hour, by what they sell, a part of it, and what a comeback takes back (PRODUCT I5).

use chrono::TimeDelta;
use serde_json::{Value, json};
use testkit::Client;

use crate::support::Garage;

impl Garage {
    /// Of the technician from a day on, at the site.
    fn terms(&self, from_on: &str, rest: &Value) -> Value {
        let mut body = json!({ "site_id": self.kit.site, "user_id": self.kit.people.technician, "from_on": from_on });
        body.as_object_mut().unwrap().extend(rest.as_object().unwrap().clone());
        body
    }

    async fn pay(&self) -> Value {
        self.kit.owner().get(&format!("/pay/{}/report", self.kit.site)).await.expect(200).json()
    }
}

async fn keep(owner: &Client, body: Value) -> Value {
    owner.put("/pay-terms", body).await.expect(200).json()
}

#[tokio::test]
async fn a_technician_earns_by_the_hour_by_sold_hours_and_a_part_of_what_they_ask() {
    let garage = Garage::open().await;
    let (owner, amine) = (garage.kit.owner(), garage.kit.technician());
    keep(&owner, garage.terms("2026-01-01", &json!({ "hourly": 10_000, "flat_rate": 20_000, "labour_share": 1000, "parts_share": 500 })))
        .await;
    amine.post("/time/shift/begin", json!({ "site_id": garage.kit.site })).await.expect(200);
    garage.kit.clock.advance(TimeDelta::minutes(90));
    amine.post("/time/shift/end", json!({})).await.expect(200);
    garage.ready().await;
    let report = garage.pay().await;
    let pay = &report["people"][0]["pay"];
    let figure = |name: &str| pay[name].as_i64().unwrap();
    assert_eq!((figure("attended"), figure("sold")), (90 * 60, 2300));
    // 90 minutes at 10.000; 2.3 h at 20.000.
    assert_eq!((figure("hourly"), figure("flat_rate")), (15_000, 46_000));
    let jobs = garage.advisor().get("/work-orders").await.expect(200).json()["items"][0]["id"].as_str().unwrap().to_owned();
    let order = garage.advisor().get(&format!("/work-orders/{jobs}")).await.expect(200).json();
    let net = |kind: &str| -> i64 {
        let jobs = order["jobs"].as_array().unwrap().iter().filter(|job| job["authorisation"]["state"] == "approved");
        let lines = jobs.flat_map(|job| job["lines"].as_array().unwrap().iter().filter(|line| line["kind"] == kind));
        lines.map(|line| line["net"].as_i64().unwrap()).sum()
    };
    assert_eq!((figure("labour_net"), figure("parts_net")), (net("labour"), net("part")));
    assert_eq!(figure("labour_commission"), (net("labour") * 1000 + 5000) / 10_000);
    assert_eq!(figure("parts_commission"), (net("part") * 500 + 5000) / 10_000);
    let parts = ["hourly", "flat_rate", "back_flag", "labour_commission", "parts_commission"].map(figure);
    assert_eq!(figure("total"), parts.iter().sum::<i64>());
    assert_eq!((&report["total"], &report["people"][0]["has_terms"]), (pay, &json!(true)));
    let sheet = owner.get(&format!("/pay/{}/report/export", garage.kit.site)).await.expect(200).text();
    assert!(sheet.contains("Amine,1.500,2.300,0.000,") && sheet.contains(",15.000,46.000,0.000,") && sheet.contains(",TND"), "{sheet}");
}

#[tokio::test]
async fn a_comeback_for_workmanship_takes_the_hours_back_from_who_was_credited() {
    let garage = Garage::open().await;
    let owner = garage.kit.owner();
    keep(&owner, garage.terms("2026-01-01", &json!({ "flat_rate": 20_000, "back_flag": true }))).await;
    let original = garage.ready().await;
    let mut back = garage.in_progress().await;
    let brakes = &original.json["jobs"][1]["id"];
    let mut link = json!({ "original_id": original.json["id"], "job_ids": [brakes], "payer": "garage", "cause": "part" });
    let path = format!("{}/comeback", back.path);
    garage.advisor().put(&path, link.clone()).await.expect(200);
    back.act(&garage.advisor(), "complete", json!({ "odometer_out": 84_900 })).await;
    assert_eq!(garage.pay().await["total"]["taken_back"], 0, "a part that failed is nobody's work");
    link["cause"] = json!("workmanship");
    garage.advisor().put(&path, link).await.expect(200);
    let total = garage.pay().await["total"].clone();
    // Twice 2.3 h sold, 1.5 h of the brakes taken back.
    assert_eq!((&total["sold"], &total["taken_back"]), (&json!(4600), &json!(1500)));
    assert_eq!((&total["flat_rate"], &total["back_flag"], &total["total"]), (&json!(92_000), &json!(-30_000), &json!(62_000)));
    keep(&owner, garage.terms("2026-01-02", &json!({ "flat_rate": 20_000 }))).await;
    assert_eq!(garage.pay().await["total"]["back_flag"], 0, "where the terms say so");
}

#[tokio::test]
async fn terms_are_dated_and_seen_by_who_may() {
    let garage = Garage::open().await;
    let owner = garage.kit.owner();
    let first = keep(&owner, garage.terms("2026-01-01", &json!({ "hourly": 9000 }))).await;
    let again = keep(&owner, garage.terms("2026-01-01", &json!({ "hourly": 9500 }))).await;
    assert_eq!((&again["id"], &again["version"]), (&first["id"], &json!(2)), "one of each day");
    let later = keep(&owner, garage.terms("2026-06-01", &json!({ "flat_rate": 1000 }))).await;
    let list = owner.get("/pay-terms").await.expect(200).json();
    assert_eq!(list["items"], json!([later, again]));
    for reader in [garage.advisor(), garage.kit.technician()] {
        reader.get("/pay-terms").await.expect(403);
        reader.get(&format!("/pay/{}/report", garage.kit.site)).await.expect(403);
        reader.put("/pay-terms", garage.terms("2026-01-01", &json!({}))).await.expect(403);
    }
    let mut stray = garage.terms("2026-01-01", &json!({}));
    stray["user_id"] = json!(garage.kit.people.outsider);
    assert_eq!(owner.put("/pay-terms", stray).await.expect(422).pointers(), ["/user_id"]);
    let early = owner.put("/pay-terms", garage.terms("1999-12-31", &json!({}))).await;
    assert_eq!(early.expect(422).pointers(), ["/from_on"]);
    let negative = owner.put("/pay-terms", garage.terms("2026-01-01", &json!({ "hourly": -1, "labour_share": 10_001 }))).await;
    assert_eq!(negative.expect(422).pointers(), ["/hourly", "/labour_share"]);
    let path = format!("/pay-terms/{}", later["id"].as_str().unwrap());
    garage.advisor().delete(&path).await.expect(403);
    owner.delete(&path).await.expect(204);
    owner.delete(&path).await.expect(404);
    assert_eq!(owner.get("/pay-terms").await.json()["items"].as_array().unwrap().len(), 1);
}
