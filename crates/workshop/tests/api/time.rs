//! Shift clock, job clock, sold hours and corrections (PRODUCT.md 1.I; 3.2 steps 1, 3, 8, 9, 12 and 14).

use chrono::TimeDelta;
use serde_json::{Value, json};
use testkit::{Client, Reply};

use crate::support::{Garage, Order, refused};

impl Garage {
    fn later(&self, minutes: i64) {
        self.kit.clock.advance(TimeDelta::minutes(minutes));
    }

    async fn mine(&self) -> Value {
        self.kit.technician().get(&format!("/time/{}/mine", self.kit.site)).await.expect(200).json()
    }

    async fn report(&self) -> Value {
        self.advisor().get(&format!("/time/{}/report", self.kit.site)).await.expect(200).json()
    }
}

fn on(order: &Order, job: usize) -> Value {
    json!({ "work_order_id": order.json["id"], "job_id": order.json["jobs"][job]["id"] })
}

async fn begin(client: &Client, mut body: Value, activity: &str) -> Reply {
    body["activity"] = json!(activity);
    client.post("/time/job/begin", body).await
}

#[tokio::test]
async fn a_technicians_day_adds_up() {
    let garage = Garage::open().await;
    let order = garage.approved().await;
    let (advisor, amine) = (garage.advisor(), garage.kit.technician());
    advisor.post(&format!("{}/assign", order.path), json!({ "technician_id": garage.kit.people.technician })).await.expect(200);
    amine.post("/time/shift/begin", json!({ "site_id": garage.kit.site })).await.expect(200);
    garage.later(15);
    begin(&amine, on(&order, 1), "work").await.expect(200);
    assert_eq!(amine.get(&order.path).await.json()["state"], "in_progress", "work on an approved order starts it");
    garage.later(45);
    begin(&amine, on(&order, 1), "waiting_approval").await.expect(200);
    begin(&amine, on(&order, 0), "work").await.expect(200);
    garage.later(20);
    let time = begin(&amine, on(&order, 1), "work").await.expect(200).json();
    assert_eq!((&time["job"]["job"], &time["today"]["worked"]), (&json!("Front brakes"), &json!(65 * 60)));
    garage.later(30);
    let shown = amine.get(&format!("{}/time", order.path)).await.expect(200).json();
    // 1.50 h sold on the brakes, 1 h 15 clocked.
    assert_eq!(shown["jobs"][1]["worked"], 75 * 60);
    assert_eq!((&shown["jobs"][1]["sold"], &shown["jobs"][1]["efficiency"]), (&json!(1500), &json!(12_000)));
    assert_eq!(shown["jobs"][1]["running"][0]["user"]["name"], "Amine");
    advisor.post(&format!("{}/complete", order.path), json!({ "odometer_out": 84_310 })).await.expect(200);
    assert_eq!(garage.mine().await["job"], Value::Null, "nothing runs on a completed order");
    garage.later(10);
    amine.post("/time/shift/end", json!({})).await.expect(200);
    let today = garage.mine().await["today"].clone();
    let sums = ["attended", "worked", "waiting_approval", "unexplained", "sold"].map(|name| today[name].as_i64().unwrap());
    assert_eq!(sums, [120 * 60, 95 * 60, 0, 25 * 60, 2300]);
    assert_eq!(garage.report().await["people"][0]["time"], today);
}

#[tokio::test]
async fn a_tap_that_is_repeated_changes_nothing() {
    let garage = Garage::open().await;
    let order = garage.approved().await;
    let amine = garage.kit.technician();
    let keyed = amine.clone().with("idempotency-key", "tap-1");
    let first = begin(&keyed, on(&order, 0), "work").await.expect(200).json();
    garage.later(5);
    begin(&amine, on(&order, 1), "work").await.expect(200);
    assert_eq!(begin(&keyed, on(&order, 0), "work").await.expect(200).json(), first, "what came late a second time was done before");
    let now = begin(&amine, on(&order, 1), "work").await.expect(200).json();
    assert_eq!(now["job"]["job"], "Front brakes");
    assert_eq!(garage.kit.owner().get("/clockings").await.json()["items"].as_array().unwrap().len(), 3);
}

#[tokio::test]
async fn two_phones_at_once_run_one_clock() {
    let garage = Garage::open().await;
    let order = garage.approved().await;
    let amine = garage.kit.technician();
    let taps = (0..8).map(|tap| begin(&amine, on(&order, tap % 2), "work"));
    let statuses: Vec<_> = futures::future::join_all(taps).await.into_iter().map(|reply| reply.status).collect();
    assert!(statuses.contains(&200) && statuses.iter().all(|status| [200, 409].contains(status)), "{statuses:?}");
    let rows = garage.kit.owner().get("/clockings").await.json()["items"].as_array().unwrap().clone();
    let running: Vec<_> = rows.iter().filter(|row| row["running"] == true).map(|row| row["activity"].clone()).collect();
    assert_eq!(running.len(), 2, "one shift and one job: {running:?}");
}

#[tokio::test]
async fn a_clock_runs_on_what_can_be_worked_on() {
    let garage = Garage::open().await;
    let amine = garage.kit.technician();
    let order = garage.approved().await;
    refused(begin(&amine, on(&order, 2), "work").await, "job-declined");
    begin(&amine, json!({ "work_order_id": order.json["id"], "job_id": order.json["id"] }), "work").await.expect(404);
    begin(&amine, json!({ "work_order_id": garage.kit.site }), "work").await.expect(404);
    begin(&amine, on(&order, 0), "attended").await.expect(422);
    begin(&garage.kit.outsider(), on(&order, 0), "work").await.expect(404);
    let done = garage.ready().await;
    refused(begin(&amine, on(&done, 0), "work").await, "wrong-state");
    // An order as a whole, before anything is approved: an inspection.
    let estimate = garage.opened(garage.three_jobs()).await;
    begin(&amine, json!({ "work_order_id": estimate.json["id"] }), "work").await.expect(200);
    assert_eq!(amine.get(&estimate.path).await.json()["state"], "estimate");
}

#[tokio::test]
async fn what_was_forgotten_waits_for_somebody_who_knows() {
    let garage = Garage::open().await;
    let (owner, amine) = (garage.kit.owner(), garage.kit.technician());
    amine.post("/time/shift/begin", json!({ "site_id": garage.kit.site })).await.expect(200);
    garage.later(24 * 60);
    amine.post("/time/shift/begin", json!({ "site_id": garage.kit.site })).await.expect(200);
    let forgotten = owner.get("/clockings?forgotten=true").await.expect(200).json()["items"].as_array().unwrap().clone();
    assert_eq!(forgotten.len(), 1);
    assert_eq!((&forgotten[0]["ended_at"], &forgotten[0]["forgotten"]), (&Value::Null, &json!(true)));
    let correct = format!("/clockings/{}/correct", forgotten[0]["id"].as_str().unwrap());
    let body = |until: &str, reason: &str| json!({ "started_at": "2026-11-20T08:00:00Z", "ended_at": until, "reason": reason });
    for (until, reason, pointer) in [
        ("2026-11-20T07:00:00Z", "left at five", "/ended_at"),
        ("2026-11-21T07:00:00Z", "left at five", "/ended_at"),
        ("2026-11-20T17:00:00Z", " ", "/reason"),
    ] {
        assert_eq!(owner.post(&correct, body(until, reason)).await.expect(422).pointers(), [pointer]);
    }
    amine.post(&correct, body("2026-11-20T17:00:00Z", "left at five")).await.expect(403);
    let right = owner.post(&correct, body("2026-11-20T17:00:00Z", "left at five")).await.expect(200).json();
    assert_eq!((&right["replaces"], &right["corrected_by"]), (&forgotten[0]["id"], &json!("Hela")));
    refused(owner.post(&correct, body("2026-11-20T17:00:00Z", "left at five")).await, "already-corrected");
    assert_eq!(owner.get("/clockings?forgotten=true").await.json()["items"], json!([]));
    let all = owner.get("/clockings").await.json()["items"].as_array().unwrap().clone();
    assert_eq!(all.len(), 3, "the original stays");
    assert_eq!(garage.mine().await["week"]["attended"], 9 * 3600);
}

#[tokio::test]
async fn times_of_one_clock_do_not_overlap() {
    let garage = Garage::open().await;
    let (owner, order) = (garage.kit.owner(), garage.ready().await);
    garage.later(8 * 60);
    let body = |activity: &str, from: &str, until: &str| {
        let mut body = json!({
            "user_id": garage.kit.people.technician, "site_id": garage.kit.site, "activity": activity, "started_at": from, "ended_at": until,
            "reason": "clocked nothing",
        });
        if activity != "attended" {
            body["work_order_id"] = order.json["id"].clone();
            body["job_id"] = order.json["jobs"][1]["id"].clone();
        }
        body
    };
    owner.post("/clockings", body("attended", "2026-11-20T08:00:00Z", "2026-11-20T12:00:00Z")).await.expect(201);
    owner.post("/clockings", body("work", "2026-11-20T08:00:00Z", "2026-11-20T09:00:00Z")).await.expect(201);
    for (activity, from, until) in
        [("attended", "2026-11-20T11:59:59Z", "2026-11-20T13:00:00Z"), ("waiting_parts", "2026-11-20T08:30:00Z", "2026-11-20T08:40:00Z")]
    {
        assert_eq!(owner.post("/clockings", body(activity, from, until)).await.expect(422).pointers(), ["/started_at"]);
    }
    owner.post("/clockings", body("attended", "2026-11-20T12:00:00Z", "2026-11-20T13:00:00Z")).await.expect(201);
    let mut stray = body("work", "2026-11-20T13:00:00Z", "2026-11-20T13:10:00Z");
    stray["user_id"] = json!(garage.kit.people.site);
    assert_eq!(owner.post("/clockings", stray).await.expect(422).pointers(), ["/user_id"]);
    let mut nowhere = body("work", "2026-11-20T13:00:00Z", "2026-11-20T13:10:00Z");
    nowhere["work_order_id"] = Value::Null;
    assert_eq!(owner.post("/clockings", nowhere).await.expect(422).pointers(), ["/work_order_id"]);
    // The completed order's brakes are Amine's now, who worked on them.
    let people = garage.report().await["people"].as_array().unwrap().clone();
    assert_eq!(people[0]["time"]["sold"], 2300);
}

#[tokio::test]
async fn reopening_takes_the_sold_hours_back() {
    let garage = Garage::open().await;
    let order = garage.ready().await;
    assert_eq!(garage.report().await["total"]["sold"], 2300);
    garage.kit.owner().post(&format!("{}/reopen", order.path), json!({ "reason": "noise" })).await.expect(200);
    assert_eq!(garage.report().await["total"]["sold"], 0);
    garage.advisor().post(&format!("{}/complete", order.path), json!({ "odometer_out": 84_310 })).await.expect(200);
    assert_eq!(garage.report().await["total"]["sold"], 2300);
    let sheet = garage.advisor().get(&format!("/time/{}/report/export", garage.kit.site)).await.expect(200).text();
    assert!(sheet.contains("Amine,0.000,0.000,0.000,0.000,0.000,0.000,0.000,2.300,,,"), "{sheet}");
}

#[tokio::test]
async fn two_technicians_share_the_sold_hours_of_a_job() {
    let garage = Garage::open().await;
    let (advisor, owner, mut order) = (garage.advisor(), garage.kit.owner(), garage.in_progress().await);
    let (amine, hela) = (garage.kit.people.technician, garage.kit.people.owner);
    let path = format!("{}/shares", order.job_path(1));
    let parts = |amines: i64, helas: i64| json!({ "shares": [{ "user_id": amine, "share": amines }, { "user_id": hela, "share": helas }] });
    let shared = advisor.put(&path, parts(6667, 3333)).await.expect(200).json();
    assert_eq!(shared["jobs"][1]["shares"][1], json!({ "user_id": hela, "name": "Hela", "share": 3333 }));
    let time = advisor.get(&format!("{}/time", order.path)).await.expect(200).json();
    let credits: Vec<_> = time["jobs"][1]["credits"].as_array().unwrap().iter().map(|credit| credit["sold"].as_i64().unwrap()).collect();
    assert_eq!(credits, [1000, 500]);
    assert_eq!(advisor.put(&path, parts(6000, 3000)).await.expect(422).pointers(), ["/shares"]);
    let outsider = json!({ "shares": [{ "user_id": garage.kit.people.outsider, "share": 10_000 }] });
    assert_eq!(advisor.put(&path, outsider).await.expect(422).pointers(), ["/shares/0/user_id"]);
    garage.kit.technician().put(&path, parts(5000, 5000)).await.expect(403);
    order.act(&advisor, "complete", json!({ "odometer_out": 84_310 })).await;
    let sold =
        |report: &Value| report["people"].as_array().unwrap().iter().map(|one| one["time"]["sold"].as_i64().unwrap()).collect::<Vec<_>>();
    // The oil service is the order's technician's.
    assert_eq!(sold(&garage.report().await), [1800, 500]);
    assert_eq!(garage.mine().await["today"]["sold"], 1800);
    advisor.put(&path, parts(5000, 5000)).await.expect(403);
    owner.put(&path, parts(5000, 5000)).await.expect(200);
    assert_eq!(sold(&garage.report().await), [1550, 750]);
    owner.put(&path, json!({ "shares": [] })).await.expect(200);
    assert_eq!(sold(&garage.report().await), [2300]);
    let history = advisor.get(&format!("{}/history", order.path)).await.expect(200).json();
    let first = history["items"].as_array().unwrap().iter().rfind(|entry| entry["event"] == "hours_shared").unwrap();
    assert_eq!(first["detail"], json!({ "text": "Front brakes", "note": "Amine 66.67 %, Hela 33.33 %" }));
    garage.is_healthy().await;
}
