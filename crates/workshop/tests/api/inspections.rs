//! Inspections over HTTP: begun, answered by several at once, photographed, signed, proposed, shown to the customer.

use contracts::workshop::{InspectionDone, InspectionSent, WorkOrderChanged};
use kernel::files::MOST_FILES;
use serde_json::{Value, json};
use testkit::{Client, Reply};

use crate::support::{Garage, Order, refused};

/// One white pixel.
pub const PNG: &[u8] = &[
    0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 0x0D, 0x49, 0x48, 0x44, 0x52, 0, 0, 0, 1, 0, 0, 0, 1, 8, 2, 0, 0, 0, 0x90,
    0x77, 0x53, 0xDE, 0, 0, 0, 0x0C, 0x49, 0x44, 0x41, 0x54, 0x08, 0xD7, 0x63, 0xF8, 0xFF, 0xFF, 0x3F, 0, 0x05, 0xFE, 0x02, 0xFE, 0xDC,
    0xCC, 0x59, 0xE7, 0, 0, 0, 0, 0x49, 0x45, 0x4E, 0x44, 0xAE, 0x42, 0x60, 0x82,
];

/// An inspection as last seen.
struct Inspection {
    path: String,
    json: Value,
}

impl Inspection {
    /// From the arrival check.
    async fn begun(garage: &Garage, order: &Order) -> Self {
        let json = begin(garage, &garage.kit.technician(), order).await.expect(201).json();
        Self { path: format!("/inspections/{}", json["id"].as_str().unwrap()), json }
    }

    fn item(&self, name: &str) -> &Value {
        self.json["items"].as_array().unwrap().iter().find(|item| item["names"]["en"] == name).unwrap()
    }

    fn item_path(&self, name: &str) -> String {
        format!("{}/items/{}", self.path, self.item(name)["id"].as_str().unwrap())
    }

    async fn read(&mut self, client: &Client) {
        self.json = client.get(&self.path).await.expect(200).json();
    }

    /// All OK but the front pads, which are urgent and have a photo.
    async fn filled(&mut self, client: &Client) {
        for item in self.json["items"].as_array().unwrap().clone() {
            let answer = match (item["names"]["en"].as_str().unwrap(), item["measured"].is_null()) {
                ("Front pads", _) => json!({ "measure": 12, "note": "Worn on the inside" }),
                ("Wiper blades", _) => json!({ "verdict": "soon" }),
                (_, true) => json!({ "verdict": "ok" }),
                (_, false) => json!({ "measure": 130 }),
            };
            client.put(&format!("{}/items/{}", self.path, item["id"].as_str().unwrap()), answer).await.expect(200);
        }
        photograph(client, &format!("{}/photos", self.item_path("Front pads")), PNG).await.expect(201);
        self.read(client).await;
    }

    async fn done(garage: &Garage, order: &Order) -> Self {
        let technician = garage.kit.technician();
        let mut inspection = Self::begun(garage, order).await;
        inspection.filled(&technician).await;
        inspection.json = technician.post(&format!("{}/complete", inspection.path), json!({})).await.expect(200).json();
        inspection
    }
}

async fn templates(client: &Client) -> Vec<Value> {
    client.get("/inspection-templates").await.expect(200).json()["items"].as_array().unwrap().clone()
}

async fn begin(garage: &Garage, client: &Client, order: &Order) -> Reply {
    let template = templates(&garage.kit.owner()).await[0]["id"].clone();
    client.post(&format!("{}/inspections", order.path), json!({ "template_id": template })).await
}

pub async fn photograph(client: &Client, path: &str, bytes: &[u8]) -> Reply {
    let head = "--xx\r\ncontent-disposition: form-data; name=\"file\"; filename=\"pads.jpg\"\r\ncontent-type: image/jpeg\r\n\r\n";
    let body = [head.as_bytes(), bytes, b"\r\n--xx--\r\n"].concat();
    client.raw("POST", path, "multipart/form-data; boundary=xx", body).await
}

fn small(names: &str) -> Value {
    let item = |fr: &str, measured: Value| json!({ "names": { "fr": fr }, "measured": measured, "required": true, "photo_if_urgent": false, "job_title": null });
    let pads = json!({ "unit": "millimetre", "soon_below": 40, "urgent_below": 20 });
    json!({ "names": { "en": names }, "sections": [{ "names": { "fr": "Freins" }, "items": [item("Plaquettes avant", pads), item("Disques", Value::Null)] }] })
}

#[tokio::test]
async fn two_templates_are_there_and_the_owner_edits_them() {
    let garage = Garage::open().await;
    let (owner, technician) = (garage.kit.owner(), garage.kit.technician());
    let first = templates(&technician).await;
    assert_eq!(
        first.iter().map(|template| template["names"]["en"].as_str().unwrap()).collect::<Vec<_>>(),
        ["Arrival check", "40-point check"]
    );
    technician.post("/inspection-templates", small("Brakes")).await.expect(403);
    let made = owner.post("/inspection-templates", small("Brakes")).await.expect(201).json();
    assert_eq!((&made["names"]["ar"], &made["version"]), (&json!("Brakes"), &json!(1)));
    let path = format!("/inspection-templates/{}", made["id"].as_str().unwrap());
    let faults = json!({ "names": {}, "sections": small("x")["sections"] });
    assert_eq!(owner.put(&path, faults).await.expect(422).pointers(), ["/names"]);
    let renamed = owner.clone().with("If-Match", "\"1\"").put(&path, small("Brakes only")).await.expect(200).json();
    assert_eq!((&renamed["names"]["en"], &renamed["version"]), (&json!("Brakes only"), &json!(2)));
    owner.clone().with("If-Match", "\"1\"").put(&path, small("Mine")).await.expect(412);
    owner.post(&format!("{path}/archive"), json!({})).await.expect(200);
    assert_eq!(templates(&technician).await.len(), 2);
    let order = garage.opened(json!([])).await;
    let begun = json!({ "template_id": made["id"] });
    refused(technician.post(&format!("{}/inspections", order.path), begun.clone()).await, "template-archived");
    owner.post(&format!("{path}/restore"), json!({})).await.expect(200);
    technician.post(&format!("{}/inspections", order.path), begun).await.expect(201);
    let unknown = json!({ "template_id": order.json["id"] });
    assert_eq!(technician.post(&format!("{}/inspections", order.path), unknown).await.expect(422).pointers(), ["/template_id"]);
}

#[tokio::test]
async fn an_inspection_keeps_the_template_it_began_with() {
    let garage = Garage::open().await;
    let (owner, technician) = (garage.kit.owner(), garage.kit.technician());
    let made = owner.post("/inspection-templates", small("Brakes")).await.expect(201).json();
    let order = garage.opened(json!([])).await;
    let begun = json!({ "template_id": made["id"] });
    let inspection = technician.post(&format!("{}/inspections", order.path), begun).await.expect(201).json();
    let mut changed = small("Brakes");
    changed["sections"][0]["items"][0]["measured"]["urgent_below"] = json!(10);
    changed["sections"][0]["items"].as_array_mut().unwrap().pop();
    owner.put(&format!("/inspection-templates/{}", made["id"].as_str().unwrap()), changed).await.expect(200);
    let path = format!("/inspections/{}", inspection["id"].as_str().unwrap());
    let kept = technician.get(&path).await.expect(200).json();
    assert_eq!((&kept["template_version"], kept["items"].as_array().unwrap().len()), (&json!(1), 2));
    let pads = format!("{path}/items/{}", kept["items"][0]["id"].as_str().unwrap());
    assert_eq!(technician.put(&pads, json!({ "measure": 15 })).await.expect(200).json()["verdict"], "urgent");
}

#[tokio::test]
async fn items_are_answered_one_by_one_and_a_bad_network_may_repeat() {
    let garage = Garage::open().await;
    let order = garage.opened(json!([])).await;
    let technician = garage.kit.technician();
    let mut inspection = Inspection::begun(&garage, &order).await;
    let (pads, body) = (inspection.item_path("Front pads"), inspection.item_path("Bodywork"));
    let first = technician.clone().with("If-Match", "\"1\"");
    let soon = first.put(&pads, json!({ "measure": 30 })).await.expect(200).json();
    assert_eq!((&soon["verdict"], &soon["answered_by"], &soon["version"]), (&json!("soon"), &json!("Amine"), &json!(2)));
    // The answer was lost on the way: the same again is no conflict, and nothing new.
    let again = first.put(&pads, json!({ "measure": 30 })).await.expect(200).json();
    assert_eq!(again, soon);
    // A colleague with the old version says something else.
    garage.advisor().with("If-Match", "\"1\"").put(&pads, json!({ "measure": 50 })).await.expect(412);
    // Another item is another matter.
    garage.advisor().with("If-Match", "\"1\"").put(&body, json!({ "verdict": "ok" })).await.expect(200);
    assert_eq!(technician.put(&pads, json!({ "verdict": "ok", "measure": 30 })).await.expect(422).pointers(), ["/note"]);
    let overruled = json!({ "verdict": "ok", "measure": 30, "note": "New kind of pad" });
    assert_eq!(technician.put(&pads, overruled).await.expect(200).json()["overruled"], true);
    assert_eq!(technician.put(&body, json!({ "measure": 30 })).await.expect(422).pointers(), ["/measure"]);
    let keyed = technician.clone().with("Idempotency-Key", "a1");
    let kept = keyed.put(&body, json!({ "verdict": "urgent", "note": "Dent" })).await.expect(200);
    technician.put(&body, json!({})).await.expect(200);
    let replayed = keyed.put(&body, json!({ "verdict": "urgent", "note": "Dent" })).await.expect(200);
    assert_eq!((kept.json(), replayed.headers["idempotent-replayed"].to_str().unwrap()), (replayed.json(), "true"));
    inspection.read(&technician).await;
    assert_eq!(inspection.json["counts"], json!({ "ok": 1, "soon": 0, "urgent": 0, "not_inspected": 0, "open": 11 }));
    garage.kit.outsider().put(&body, json!({ "verdict": "ok" })).await.expect(404);
    garage.kit.outsider().get(&inspection.path).await.expect(404);
}

#[tokio::test(flavor = "multi_thread")]
async fn two_technicians_fill_one_inspection_at_once() {
    let garage = Garage::open().await;
    let order = garage.opened(json!([])).await;
    let mut inspection = Inspection::begun(&garage, &order).await;
    let names = ["Bodywork", "Warning lamps", "Wiper blades", "Engine oil level", "Coolant"];
    let answers = names.iter().enumerate().map(|(place, name)| {
        let client = if place % 2 == 0 { garage.kit.technician() } else { garage.advisor() };
        let path = inspection.item_path(name);
        async move { client.with("If-Match", "\"1\"").put(&path, json!({ "verdict": "ok" })).await.expect(200) }
    });
    futures::future::join_all(answers).await;
    inspection.read(&garage.kit.technician()).await;
    assert_eq!(inspection.json["counts"]["ok"], 5);
}

#[tokio::test]
async fn it_is_signed_when_nothing_is_missing_and_reopened_with_a_reason() {
    let garage = Garage::open().await;
    let order = garage.opened(json!([])).await;
    let technician = garage.kit.technician();
    let mut inspection = Inspection::begun(&garage, &order).await;
    let complete = format!("{}/complete", inspection.path);
    let reply = technician.post(&complete, json!({})).await;
    assert_eq!(reply.json()["errors"].as_array().unwrap().len(), 11);
    refused(reply, "items-missing");
    inspection.filled(&technician).await;
    let photo = inspection.item("Front pads")["photos"][0]["id"].as_str().unwrap().to_owned();
    technician.delete(&format!("{}/photos/{photo}", inspection.path)).await.expect(204);
    refused(technician.post(&complete, json!({})).await, "photo-missing");
    photograph(&technician, &format!("{}/photos", inspection.item_path("Front pads")), PNG).await.expect(201);
    let done = technician.post(&complete, json!({})).await.expect(200).json();
    assert_eq!((&done["state"], &done["done_by"], &done["done_at"]), (&json!("done"), &json!("Amine"), &json!("2026-11-20T08:00:00Z")));
    refused(technician.put(&inspection.item_path("Bodywork"), json!({ "verdict": "soon" })).await, "wrong-state");
    refused(photograph(&technician, &format!("{}/photos", inspection.item_path("Bodywork")), PNG).await, "wrong-state");
    let reopen = format!("{}/reopen", inspection.path);
    assert_eq!(technician.post(&reopen, json!({ "reason": " " })).await.expect(422).pointers(), ["/reason"]);
    let open = technician.post(&reopen, json!({ "reason": "Wrong wheel" })).await.expect(200).json();
    assert_eq!((&open["state"], &open["done_by"], &open["reopen_reason"]), (&json!("open"), &Value::Null, &json!("Wrong wheel")));
    let told: Vec<_> = garage.told().await.iter().filter_map(|event| event.open::<InspectionDone>().unwrap()).collect();
    assert_eq!(told.iter().map(|done| (done.urgent, done.soon)).collect::<Vec<_>>(), [(1, 1)]);
}

#[tokio::test]
async fn a_photo_is_a_picture_with_marks_beside_it() {
    let garage = Garage::open().await;
    let order = garage.opened(json!([])).await;
    let technician = garage.kit.technician();
    let mut inspection = Inspection::begun(&garage, &order).await;
    let photos = format!("{}/photos", inspection.item_path("Bodywork"));
    assert_eq!(photograph(&technician, &photos, b"<svg xmlns='http://www.w3.org/2000/svg'/>").await.expect(422).pointers(), ["/file"]);
    assert_eq!(photograph(&technician, &photos, b"%PDF-1.7\n").await.expect(422).pointers(), ["/file"]);
    let keyed = technician.clone().with("Idempotency-Key", "p1");
    let photo = photograph(&keyed, &photos, PNG).await.expect(201).json();
    assert_eq!(photograph(&keyed, &photos, PNG).await.expect(201).json(), photo);
    let path = format!("{}/photos/{}", inspection.path, photo["id"].as_str().unwrap());
    for query in ["", "?thumbnail=true"] {
        let shown = technician.get(&format!("{path}{query}")).await.expect(200);
        assert_eq!((shown.headers["content-type"].to_str().unwrap(), &shown.bytes[..2]), ("image/jpeg", &b"\xFF\xD8"[..]));
    }
    let before = technician.get(&path).await.bytes;
    let arrow = json!({ "kind": "arrow", "points": [{ "x": 1000, "y": 2000 }, { "x": 5000, "y": 5000 }] });
    let marked = technician.put(&format!("{path}/marks"), json!({ "marks": [arrow] })).await.expect(200).json();
    assert_eq!((&marked["marks"], &marked["version"]), (&json!([arrow]), &json!(2)));
    let outside = json!({ "marks": [{ "kind": "circle", "points": [{ "x": -1, "y": 0 }, { "x": 0, "y": 10_001 }] }] });
    assert_eq!(technician.put(&format!("{path}/marks"), outside).await.expect(422).pointers().len(), 2);
    technician.clone().with("If-Match", "\"1\"").put(&format!("{path}/marks"), json!({ "marks": [] })).await.expect(412);
    assert_eq!(technician.get(&path).await.bytes, before, "nothing is drawn into the picture");
    inspection.read(&technician).await;
    assert_eq!(inspection.item("Bodywork")["photos"].as_array().unwrap().len(), 1);
    let other = Inspection::begun(&garage, &order).await;
    technician.get(&format!("{}/photos/{}", other.path, photo["id"].as_str().unwrap())).await.expect(404);
    garage.kit.outsider().get(&path).await.expect(404);
    assert_eq!(MOST_FILES, 200, "the decision says so");
}

#[tokio::test]
async fn findings_become_jobs_once() {
    let garage = Garage::open().await;
    let mut order = garage.opened(json!([])).await;
    let advisor = garage.advisor();
    let inspection = Inspection::done(&garage, &order).await;
    let jobs = format!("{}/jobs", inspection.path);
    garage.kit.technician().post(&jobs, json!({})).await.expect(403);
    let healthy = json!({ "item_ids": [inspection.item("Coolant")["id"]] });
    assert_eq!(advisor.post(&jobs, healthy).await.expect(422).pointers(), ["/item_ids/0"]);
    let one = json!({ "item_ids": [inspection.item("Front pads")["id"]] });
    let proposed = advisor.post(&jobs, one.clone()).await.expect(200).json();
    advisor.post(&jobs, one).await.expect(200);
    order.read(&advisor).await;
    let all = order.json["jobs"].as_array().unwrap();
    assert_eq!((all.len(), &all[0]["title"], &all[0]["concern"]), (1, &json!("Plaquettes avant"), &json!("1,2 mm · Worn on the inside")));
    let pads = proposed["items"].as_array().unwrap().iter().find(|item| item["names"]["en"] == "Front pads").unwrap().clone();
    assert_eq!(pads["job_id"], all[0]["id"]);
    advisor.post(&jobs, json!({})).await.expect(200);
    order.read(&advisor).await;
    assert_eq!(order.json["jobs"].as_array().unwrap().len(), 2, "the wipers too");
    let list = advisor.get(&format!("{}/inspections", order.path)).await.expect(200).json();
    let findings = list["findings"].as_array().unwrap();
    assert_eq!(
        (findings.len(), &findings[0]["job_id"], findings[0]["photos"].as_array().unwrap().len()),
        (2, &order.json["jobs"][0]["id"], 1)
    );
    // Taken off the order, it is a finding without a job, and may be proposed again.
    advisor.delete(&order.job_path(0)).await.expect(200);
    let list = advisor.get(&format!("{}/inspections", order.path)).await.expect(200).json();
    assert_eq!(list["findings"][0]["job_id"], Value::Null);
    advisor.post(&jobs, json!({})).await.expect(200);
    order.read(&advisor).await;
    assert_eq!(order.json["jobs"].as_array().unwrap().len(), 2);
    let told = garage.told().await;
    let added = told.iter().filter_map(|event| event.open::<WorkOrderChanged>().unwrap()).filter(|event| event.change == "job_added");
    assert_eq!(added.count(), 3);
    garage.is_healthy().await;
}

#[tokio::test]
async fn earlier_measures_stand_beside_the_new_ones() {
    let garage = Garage::open().await;
    let technician = garage.kit.technician();
    for measure in [60, 40] {
        let order = garage.opened(json!([])).await;
        let inspection = Inspection::begun(&garage, &order).await;
        technician.put(&inspection.item_path("Front pads"), json!({ "measure": measure })).await.expect(200);
        garage.kit.clock.advance(chrono::TimeDelta::days(90));
    }
    let order = garage.opened(json!([])).await;
    let inspection = Inspection::begun(&garage, &order).await;
    let earlier = inspection.item("Front pads")["earlier"].as_array().unwrap().clone();
    assert_eq!(earlier.iter().map(|one| one["measure"].as_i64().unwrap()).collect::<Vec<_>>(), [40, 60]);
    assert_eq!(earlier[1]["at"], "2026-11-20T08:00:00Z");
    assert_eq!(inspection.item("Rear pads")["earlier"], json!([]));
    technician.put(&inspection.item_path("Front pads"), json!({ "measure": 30 })).await.expect(200);
    let path = format!("/inspections?vehicle={}", garage.peugeot);
    let vehicle = technician.get(&path).await.expect(200).json();
    let values = vehicle["trends"][0]["values"].as_array().unwrap();
    assert_eq!(values.iter().map(|one| one["measure"].as_i64().unwrap()).collect::<Vec<_>>(), [30, 40, 60]);
    assert_eq!((vehicle["items"].as_array().unwrap().len(), vehicle["trends"].as_array().unwrap().len()), (3, 1));
    assert_eq!(garage.kit.outsider().get(&path).await.expect(200).json(), json!({ "items": [], "trends": [] }));
}

#[tokio::test]
async fn a_customer_reads_the_report_by_a_link_and_nothing_else() {
    let garage = Garage::open().await;
    let order = garage.opened(json!([])).await;
    let (advisor, anybody) = (garage.advisor(), garage.kit.anonymous());
    let mut inspection = Inspection::begun(&garage, &order).await;
    let links = format!("{}/links", inspection.path);
    refused(advisor.post(&links, json!({})).await, "wrong-state");
    inspection.filled(&garage.kit.technician()).await;
    advisor.post(&format!("{}/complete", inspection.path), json!({})).await.expect(200);
    garage.kit.technician().post(&links, json!({})).await.expect(403);
    let link = advisor.post(&links, json!({})).await.expect(201).json();
    let token = link["path"].as_str().unwrap().strip_prefix("/i/").unwrap().to_owned();
    let public = format!("/public/inspections/{token}");
    let page = anybody.get(&public).await.expect(200).json();
    let shown: Vec<_> = page["items"].as_array().unwrap().iter().map(|item| item["verdict"].as_str().unwrap()).collect();
    assert_eq!((shown[0], shown[1], shown[2], shown.len()), ("urgent", "soon", "ok", 12));
    assert_eq!((&page["plate"], &page["counts"]["urgent"]), (&json!("215 TU 4821"), &json!(1)));
    assert!(page.get("links").is_none() && page["items"][0].get("earlier").is_none());
    let photo = page["items"][0]["photos"][0]["id"].as_str().unwrap();
    anybody.get(&format!("{public}/photos/{photo}?thumbnail=true")).await.expect(200);
    anybody.get(&format!("/public/inspections/{}/photos/{photo}", "x".repeat(43))).await.expect(404);
    let stored = serde_json::to_string(&garage.told().await).unwrap();
    assert!(!stored.contains(&token), "the secret stands nowhere");

    inspection.read(&advisor).await;
    assert_eq!((&inspection.json["links"][0]["opened"], inspection.json["links"][0]["first_opened_at"].is_null()), (&json!(1), false));
    advisor.post(&format!("{}/reopen", inspection.path), json!({ "reason": "More" })).await.expect(200);
    let open = anybody.get(&public).await.expect(200).json();
    assert_eq!((&open["state"], &open["items"]), (&json!("open"), &json!([])));
    anybody.get(&format!("{public}/photos/{photo}")).await.expect(404);
    advisor.post(&format!("{}/complete", inspection.path), json!({})).await.expect(200);
    let revoke = format!("{links}/{}/revoke", link["link"]["id"].as_str().unwrap());
    advisor.post(&revoke, json!({})).await.expect(200);
    anybody.get(&public).await.expect(404);
    let second = advisor.post(&links, json!({})).await.expect(201).json();
    garage.kit.clock.advance(chrono::TimeDelta::days(31));
    anybody.get(&format!("/public/inspections/{}", &second["path"].as_str().unwrap()[3..])).await.expect(404);
}

#[tokio::test]
async fn a_report_that_is_sent_is_told_and_its_link_made_when_it_is_written() {
    let garage = Garage::open().await;
    let order = garage.opened(json!([])).await;
    let inspection = Inspection::done(&garage, &order).await;
    let keyed = garage.advisor().with("Idempotency-Key", "s1");
    for _ in 0..2 {
        keyed.post(&format!("{}/send", inspection.path), json!({})).await.expect(202);
    }
    let told: Vec<_> = garage.told().await.iter().filter_map(|event| event.open::<InspectionSent>().unwrap()).collect();
    assert_eq!((told.len(), told[0].vehicle_plate.as_str()), (1, "215 TU 4821"));
    let links = workshop::inspection_links(&garage.kit.context, "https://garage.example/");
    let link = links.issue(told[0].id).await.unwrap().unwrap();
    let token = link.strip_prefix("https://garage.example/i/").unwrap();
    garage.kit.anonymous().get(&format!("/public/inspections/{token}")).await.expect(200);
    garage.advisor().post(&format!("{}/reopen", inspection.path), json!({ "reason": "More" })).await.expect(200);
    assert_eq!(links.issue(told[0].id).await.unwrap(), None);
}

#[tokio::test]
async fn the_owner_sees_how_much_is_inspected_and_opened() {
    let garage = Garage::open().await;
    let mut order = garage.approved().await;
    order.act(&garage.advisor(), "assign", json!({ "technician_id": garage.kit.people.technician })).await;
    let inspection = Inspection::done(&garage, &order).await;
    let mut second = garage.approved().await;
    second.act(&garage.advisor(), "assign", json!({ "technician_id": garage.kit.people.technician })).await;
    garage.advisor().post(&format!("{}/jobs", inspection.path), json!({})).await.expect(200);
    let links = format!("{}/links", inspection.path);
    let link = garage.advisor().post(&links, json!({})).await.expect(201).json();
    garage.advisor().post(&links, json!({})).await.expect(201);
    garage.kit.anonymous().get(&format!("/public/inspections/{}", &link["path"].as_str().unwrap()[3..])).await.expect(200);
    garage.kit.clock.advance(chrono::TimeDelta::hours(1));
    let report = garage.kit.owner().get("/inspection-report").await.expect(200).json();
    let row = &report["items"][0];
    let figures = ["orders", "inspected", "rate", "findings", "proposed", "sent", "opened"].map(|name| row[name].as_i64().unwrap());
    assert_eq!((row["technician_name"].as_str().unwrap(), figures), ("Amine", [2, 1, 5000, 2, 2, 2, 1]));
    garage.advisor().get("/inspection-report").await.expect(403);
    let backwards = "/inspection-report?from=2026-11-21T00:00:00Z&until=2026-11-20T00:00:00Z";
    assert_eq!(garage.kit.owner().get(backwards).await.expect(422).pointers(), ["/from"]);
}

#[tokio::test]
async fn an_order_that_is_over_takes_no_inspection() {
    let garage = Garage::open().await;
    let mut order = garage.opened(json!([])).await;
    let inspection = Inspection::begun(&garage, &order).await;
    order.act(&garage.advisor(), "cancel", json!({ "reason": "Sold" })).await;
    refused(begin(&garage, &garage.kit.technician(), &order).await, "order-over");
    refused(garage.kit.technician().put(&inspection.item_path("Coolant"), json!({ "verdict": "ok" })).await, "order-over");
}
