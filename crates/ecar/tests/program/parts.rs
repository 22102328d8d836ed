//! Parts of a visit, through all modules (PRODUCT.md 3.1 step 8 and 3.4 steps 2 to 5): reserved on approval, ordered in one step, served as
//! they come.

use serde_json::{Value, json};

use crate::server::{Person, Server};

fn id(value: &Value) -> &str {
    value["id"].as_str().unwrap_or_else(|| panic!("{value} has no id"))
}

struct Desk {
    karim: Person,
    site: Value,
    customer: Value,
    vehicle: Value,
}

impl Desk {
    async fn open(server: &Server) -> Self {
        let karim = server.owner().await;
        let nadia = server.sign_in("nadia@garage.example").await;
        let site = nadia.read("/me").await["sites"][0]["id"].clone();
        let customer = karim.done("/customers", json!({ "kind": "person", "name": "Leïla Desk" })).await;
        let car = json!({ "owner_id": customer["id"], "plate": "216 TU 4822", "make": "Peugeot", "model": "208" });
        let vehicle = karim.done("/vehicles", car).await;
        Self { karim, site, customer, vehicle }
    }

    async fn article(&self, sku: &str, on_hand: i64, cost: i64) -> Value {
        let product = self.karim.done("/products", json!({ "sku": sku, "name": sku, "price": cost * 2, "vat_rate": 1900 })).await;
        if on_hand > 0 {
            let line = json!({ "product_id": product["id"], "quantity": on_hand, "unit_cost": cost });
            self.karim.done("/stock/receipts", json!({ "site_id": self.site, "lines": [line] })).await;
        }
        product
    }

    /// A draft of the supplier for all that jobs are short of, sent; with its path.
    async fn order_short(&self, lines: &[Value]) -> (Value, String) {
        let made = self.karim.done("/purchase-orders/order-short", json!({ "site_id": self.site, "line_ids": lines })).await;
        let path = format!("/purchase-orders/{}", id(&made["orders"][0]));
        (self.karim.done(&format!("{path}/send"), json!({})).await, path)
    }

    async fn sold_by(&self, supplier: &Value, product: &Value, cost: i64) {
        let path = format!("/suppliers/{}/items/{}", id(supplier), id(product));
        let item = json!({ "pack_cost": cost, "preferred": true });
        assert_eq!(self.karim.request(reqwest::Method::PUT, &path).json(&item).send().await.unwrap().status().as_u16(), 200);
    }

    async fn approve(&self, order: &str, job: &Value) {
        let decisions = json!([{ "job_id": job["id"], "decision": "approve" }]);
        self.karim.done(&format!("{order}/authorise"), json!({ "decisions": decisions, "method": "phone", "by_name": "Leïla" })).await;
    }

    /// An order whose only job is approved; its path.
    async fn approved(&self, title: &str, parts: &[(&Value, i64)]) -> String {
        let lines: Vec<_> =
            parts.iter().map(|(product, quantity)| json!({ "kind": "part", "product_id": product["id"], "quantity": quantity })).collect();
        let body = json!({
            "site_id": self.site, "customer_id": self.customer["id"], "vehicle_id": self.vehicle["id"], "concern": title,
            "jobs": [{ "title": title, "lines": lines }],
        });
        let order = self.karim.done("/work-orders", body).await;
        let path = format!("/work-orders/{}", id(&order));
        self.approve(&path, &order["jobs"][0]).await;
        path
    }

    async fn light(&self, order: &str, light: &str) -> Value {
        self.karim.eventually(order, |order| order["jobs"][0]["parts"] == light).await
    }

    async fn level(&self, product: &Value) -> Value {
        let product = self.karim.read(&format!("/products/{}", id(product))).await;
        product["stock"].as_array().unwrap().iter().find(|level| level["site_id"] == self.site).unwrap().clone()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn approved_parts_are_reserved_what_is_short_is_ordered_and_a_delivery_serves_the_jobs() {
    let server = Server::start().await;
    let desk = Desk::open(&server).await;
    let (filter, disc) = (desk.article("S-FILTER", 4000, 10_000).await, desk.article("S-DISC", 0, 60_000).await);
    let supplier = desk.karim.done("/suppliers", json!({ "name": "Stafim Story" })).await;
    desk.sold_by(&supplier, &filter, 10_000).await;
    desk.sold_by(&supplier, &disc, 60_000).await;

    let service = desk.approved("Vidange", &[(&filter, 1000)]).await;
    desk.light(&service, "on_premises").await;
    let brakes = desk.approved("Freins", &[(&disc, 2000), (&filter, 5000)]).await;
    let order = desk.light(&brakes, "short").await;
    assert_eq!(order["jobs"][0]["lines"][1]["part"]["reserved"], 3000);
    let level = desk.level(&filter).await;
    assert_eq!((&level["reserved"], &level["available"]), (&json!(4000), &json!(0)));
    let refused = desk.karim.post(&format!("{brakes}/complete"), json!({})).await;
    assert_eq!(refused.0, 409);

    let lines: Vec<_> = order["jobs"][0]["lines"].as_array().unwrap().iter().map(|line| line["id"].clone()).collect();
    let (sent, purchase) = desk.order_short(&lines).await;
    desk.light(&brakes, "on_the_way").await;
    let board = desk.karim.read(&format!("/work-orders/board?site={}", desk.site.as_str().unwrap())).await;
    let card = board["items"].as_array().unwrap().iter().find(|card| brakes.ends_with(id(card))).unwrap();
    assert_eq!(card["parts"], "on_the_way");

    let arrivals: Vec<_> =
        sent["lines"].as_array().unwrap().iter().map(|line| json!({ "line_id": line["id"], "packs": line["packs"] })).collect();
    desk.karim.done(&format!("{purchase}/receive"), json!({ "delivery_number": "BL-1", "lines": arrivals })).await;
    desk.light(&brakes, "on_premises").await;
    let history = desk.karim.read(&format!("{brakes}/history")).await;
    assert!(history["items"].as_array().unwrap().iter().any(|entry| entry["event"] == "parts_arrived"), "{history}");

    let staff = desk.karim.read(&format!("/staff?site={}&role=technician", desk.site.as_str().unwrap())).await;
    desk.karim.done(&format!("{brakes}/assign"), json!({ "technician_id": staff["items"][0]["id"] })).await;
    desk.karim.done(&format!("{brakes}/start"), json!({})).await;
    desk.karim.done(&format!("{brakes}/complete"), json!({ "odometer_out": 90_000 })).await;
    let page = format!("/reservations?work_order={}", brakes.rsplit('/').next().unwrap());
    desk.karim.eventually(&page, |page| page["items"] == json!([])).await;
    let level = desk.level(&filter).await;
    assert_eq!((&level["on_hand"], &level["reserved"]), (&json!(1000), &json!(1000)), "the other order keeps its filter");
    let doctor = server.run(&["doctor"]);
    assert!(doctor.status.success(), "{}", String::from_utf8_lossy(&doctor.stdout));
}

/// PRODUCT.md 3.4 step 9.
#[tokio::test(flavor = "multi_thread")]
async fn a_dearer_part_in_place_of_what_was_ordered_is_approved_again_before_the_job_has_it() {
    let server = Server::start().await;
    let desk = Desk::open(&server).await;
    let (disc, dearer) = (desk.article("S-BRAND", 0, 60_000).await, desk.article("S-DEARER", 0, 70_000).await);
    let supplier = desk.karim.done("/suppliers", json!({ "name": "Stafim Marques" })).await;
    desk.sold_by(&supplier, &disc, 60_000).await;
    let brakes = desk.approved("Freins", &[(&disc, 2000)]).await;
    let order = desk.light(&brakes, "short").await;
    let line = order["jobs"][0]["lines"][0]["id"].clone();
    let (sent, purchase) = desk.order_short(std::slice::from_ref(&line)).await;

    let ordered = format!("{purchase}/lines/{}", sent["lines"][0]["id"].as_str().unwrap());
    let other = json!({ "product_id": dearer["id"], "pack_cost": 70_000 });
    let changed = desk.karim.done(&format!("{ordered}/substitute"), other).await;
    let comes = &changed["lines"][0];
    assert_eq!((&comes["instead_of"], &comes["outstanding"]), (&json!("S-BRAND"), &json!(2000)));
    assert_eq!(comes["jobs"][0]["line_id"], line);
    let asked = |order: &Value| order["jobs"][0]["authorisation"]["state"] == "reapproval_needed";
    let order = desk.karim.eventually(&brakes, asked).await;
    let now = &order["jobs"][0]["lines"][0];
    assert_eq!((&now["code"], &now["unit_price"], &now["net"]), (&json!("S-DEARER"), &json!(140_000), &json!(280_000)));

    let arrivals = json!([{ "line_id": comes["id"], "packs": 2000 }]);
    desk.karim.done(&format!("{purchase}/receive"), json!({ "delivery_number": "BL-2", "lines": arrivals })).await;
    desk.approve(&brakes, &order["jobs"][0]).await;
    desk.light(&brakes, "on_premises").await;
    let history = desk.karim.read(&format!("{brakes}/history")).await;
    assert!(history["items"].as_array().unwrap().iter().any(|entry| entry["event"] == "part_substituted"), "{history}");
    let doctor = server.run(&["doctor"]);
    assert!(doctor.status.success(), "{}", String::from_utf8_lossy(&doctor.stdout));
}

/// PRODUCT.md 3.2 step 10: the technician issues two discs by scanning, a wrong part is refused, and completion takes the rest.
#[tokio::test(flavor = "multi_thread")]
async fn a_technician_issues_discs_by_scanning_and_completion_takes_the_rest() {
    let server = Server::start().await;
    let desk = Desk::open(&server).await;
    let (disc, pads) = (desk.article("S-ISSUE-DISC", 3000, 60_000).await, desk.article("S-ISSUE-PADS", 1000, 40_000).await);
    desk.article("S-ISSUE-WRONG", 5000, 1000).await;
    let brakes = desk.approved("Freins", &[(&disc, 2000), (&pads, 1000)]).await;
    let order = desk.light(&brakes, "on_premises").await;
    let scan = |code: &str| json!({ "work_order_id": order["id"], "code": code });
    for issued in [1000, 2000] {
        let answer = desk.karim.done("/stock/issues", scan("s issue disc")).await;
        assert_eq!(answer["issued"], issued);
    }
    let wrong = desk.karim.post("/stock/issues", scan("S-ISSUE-WRONG")).await;
    assert_eq!((wrong.0, &wrong.1["code"]), (409, &json!("wrong-part")));
    let is_issued = |order: &Value| order["jobs"][0]["lines"][0]["part"]["state"] == "issued";
    let order = desk.karim.eventually(&brakes, is_issued).await;
    assert_eq!(order["jobs"][0]["lines"][1]["part"]["state"], "reserved");
    let history = desk.karim.read(&format!("{brakes}/history")).await;
    let issues = history["items"].as_array().unwrap().iter().filter(|entry| entry["event"] == "part_issued");
    assert_eq!(issues.count(), 2, "{history}");
    assert_eq!(desk.level(&disc).await["on_hand"], 1000);

    let staff = desk.karim.read(&format!("/staff?site={}&role=technician", desk.site.as_str().unwrap())).await;
    desk.karim.done(&format!("{brakes}/assign"), json!({ "technician_id": staff["items"][0]["id"] })).await;
    desk.karim.done(&format!("{brakes}/start"), json!({})).await;
    desk.karim.done(&format!("{brakes}/complete"), json!({ "odometer_out": 90_000 })).await;
    let page = format!("/products/{}/movements", id(&pads));
    desk.karim.eventually(&page, |page| page["items"][0]["kind"] == "consumption").await;
    assert_eq!((&desk.level(&disc).await["on_hand"], &desk.level(&pads).await["on_hand"]), (&json!(1000), &json!(0)));
    let doctor = server.run(&["doctor"]);
    assert!(doctor.status.success(), "{}", String::from_utf8_lossy(&doctor.stdout));
}

/// PRODUCT.md 3.4 step 7: the sale line brings the core charge, the old part is taken in and the customer's charge goes, it is sent back, and the
/// credit comes late.
#[tokio::test(flavor = "multi_thread")]
async fn an_alternator_with_a_core_is_followed_until_its_late_credit() {
    let server = Server::start().await;
    let desk = Desk::open(&server).await;
    let body = json!({ "sku": "S-ALT", "barcode": "2009990000012", "name": "Alternateur", "price": 450_000, "vat_rate": 1900, "core_charge": 80_000 });
    let alternator = desk.karim.done("/products", body).await;
    let line = json!({ "product_id": alternator["id"], "quantity": 1000, "unit_cost": 300_000 });
    desk.karim.done("/stock/receipts", json!({ "site_id": desk.site, "lines": [line] })).await;
    let path = desk.approved("Charge", &[(&alternator, 1000)]).await;
    let order = desk.light(&path, "on_premises").await;
    assert_eq!(order["totals"]["net"], 530_000);
    let line = order["jobs"][0]["lines"][0]["id"].clone();
    let open = format!("/cores?site={}", desk.site.as_str().unwrap());
    let of =
        |page: &Value, state: &str| page["items"].as_array().unwrap().iter().any(|core| core["line_id"] == line && core["state"] == state);
    desk.karim.eventually(&open, |page| of(page, "expected")).await;
    let order = desk.karim.done(&format!("{path}/cores"), json!({ "code": "2009990000012", "decision": "in_hand" })).await;
    assert_eq!(order["totals"]["net"], 450_000, "the customer's charge went");
    desk.karim.eventually(&open, |page| of(page, "in_hand")).await;
    let supplier = desk.karim.done("/suppliers", json!({ "name": "Stafim Cores" })).await;
    let core = format!("/cores/{}", line.as_str().unwrap());
    desk.karim.done(&format!("{core}/send"), json!({ "supplier_id": supplier["id"], "expected_cost": 75_000 })).await;
    assert!(of(&desk.karim.read(&open).await, "sent"), "ageing shows it all the time");
    let note = json!({ "number": "AV-7", "dated_on": "2027-01-31", "credit_cost": 75_000 });
    desk.karim.done(&format!("{core}/credit"), note).await;
    assert!(!of(&desk.karim.read(&open).await, "sent"));
}

/// What the demonstration's open orders want is reserved before anybody looks.
#[tokio::test(flavor = "multi_thread")]
async fn the_demonstration_has_work_that_waits_for_parts_and_parts_on_their_way() {
    let server = Server::start().await;
    let owner = server.owner().await;
    let waiting = owner.read("/reservations?limit=1").await;
    assert!(waiting["items"][0]["wanted"].as_i64() > Some(0), "{waiting}");
    let sent = owner.read("/purchase-orders?state=sent").await;
    assert!(sent["items"].as_array().is_some_and(|items| !items.is_empty()), "{sent}");
    let low = owner.read("/stock/reorder?limit=100").await;
    assert!(low["items"].as_array().unwrap().iter().all(|row| row["supplier_name"].is_string()), "{low}");
    let doctor = server.run(&["doctor"]);
    assert!(doctor.status.success(), "{}", String::from_utf8_lossy(&doctor.stdout));
}
