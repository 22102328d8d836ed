//! A customer who is forgotten, in every module.

use reqwest::Method;
use serde_json::{Value, json};

use crate::server::{Person, Server};

#[tokio::test(flavor = "multi_thread")]
async fn who_settled_everything_is_forgotten_in_every_module() {
    let server = Server::start().await;
    forgotten(&server.owner().await, &server.sign_in("nadia@garage.example").await).await;
    let doctor = server.run(&["doctor"]);
    assert!(doctor.status.success(), "{}", String::from_utf8_lossy(&doctor.stdout));
    for command in ["verify", "audit"] {
        let arguments = if command == "audit" { vec!["audit", "verify"] } else { vec![command] };
        let verified = server.run(&arguments);
        assert!(verified.status.success(), "{command}: {}", String::from_utf8_lossy(&verified.stdout));
    }
}

/// Wherever the garage is reached.
pub async fn forgotten(owner: &Person, nadia: &Person) {
    let customer = json!({ "kind": "person", "name": "Rim Oueslati", "phone": "22 987 654", "email": "rim@mail.example" });
    let customer = owner.done("/customers", customer).await;
    let path = format!("/customers/{}", text(&customer["id"]));
    let visit = visit(owner, nadia, &customer["id"]).await;

    refused(owner, &path, &visit).await;
    settle(nadia, &visit).await;
    handed_out(owner, &path).await;

    let outlook = owner.eventually(&format!("{path}/erasure"), |outlook| outlook["open"] == json!([])).await;
    assert_eq!((&outlook["hold"]["country"], &outlook["hold"]["years"]), (&json!("TN"), &json!(10)));
    let erasure = owner.done(&format!("{path}/erase"), json!({})).await;
    assert_eq!((&erasure["state"], &erasure["due_on"]), (&json!("kept"), &outlook["hold"]["until"]));
    assert_eq!(owner.done(&format!("{path}/erase"), json!({})).await, erasure, "once");

    let word = |order: &Value| order["customer"]["name"] == "Client effacé" && order["customer"]["phone"].is_null();
    owner.eventually(&visit.order, word).await;
    owner.eventually(&visit.vehicle, |vehicle| vehicle["owner"].is_null()).await;
    let messages = format!("/messages?work_order={}", visit.order.rsplit('/').next().unwrap());
    let gone = |page: &Value| {
        page["items"]
            .as_array()
            .unwrap()
            .iter()
            .all(|one| one["event"] == "technician_assigned" || (one["recipient"] == "" && one["state"] != "queued"))
    };
    owner.eventually(&messages, gone).await;
    let invoice = owner.read(&visit.invoice).await;
    assert_eq!(invoice["customer"]["name"], "Rim Oueslati", "as printed, until the law's day");
    for kpi in ["net_sales", "car_count"] {
        let rows = format!("/reports/kpis/{kpi}/rows?from={0}&until={0}&limit=100", text(&invoice["issued_on"]));
        owner.eventually(&rows, |page| !page.to_string().contains("Oueslati")).await;
    }
    for words in ["Rim", "Oueslati", "22987654"] {
        owner
            .eventually(&format!("/search?q={words}"), |found| {
                let none = |kind: &str| found[kind].as_array().unwrap().iter().all(|hit| !hit.to_string().contains("Oueslati"));
                none("customers") && none("vehicles") && none("work_orders")
            })
            .await;
    }
}

/// Their account is nobody's any more.
#[tokio::test(flavor = "multi_thread")]
async fn who_asks_at_the_portal_is_forgotten_with_their_account() {
    let server = Server::start().await;
    let (owner, omar) = (server.owner().await, server.sign_in("omar@fleet.example").await);
    let customer = owner.done("/customers", json!({ "kind": "person", "name": "Omar", "email": "omar@fleet.example" })).await;
    assert_eq!(omar.read("/my-data").await["outlook"]["open"], json!([]));
    let file = omar.read("/my-data/export").await;
    assert_eq!(file["customer_id"], customer["id"]);
    assert!(owner.read("/users?limit=100").await.to_string().contains("omar@fleet.example"));
    let _ = omar.request(Method::PATCH, "/me").json(&json!({ "user_name": "omar" })).send().await.unwrap();
    assert!(owner.read("/users?q=omar").await.to_string().contains("\"user_name\":\"omar\""));
    let erasure = omar.done("/my-data/erase", json!({})).await;
    assert_eq!((&erasure["state"], &erasure["asked_by"]), (&json!("done"), &Value::Null));
    let path = format!("/customers/{}", text(&customer["id"]));
    assert_eq!(owner.read(&path).await["name"], "Client effacé");
    // Whoever signs in by that address is refused, once identity has heard of it.
    let users = owner.eventually("/users?limit=100", |users| !users.to_string().contains("omar@fleet.example")).await;
    assert!(!users.to_string().contains("\"user_name\":\"omar\""), "the name is free");
}

struct Visit {
    order: String,
    vehicle: String,
    invoice: String,
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap()
}

/// A visit whose invoice is issued and not paid.
async fn visit(owner: &Person, nadia: &Person, customer: &Value) -> Visit {
    let site = nadia.read("/me").await["sites"][0]["id"].clone();
    let vehicle = json!({ "owner_id": customer, "plate": "198 TU 7412", "make": "Peugeot", "model": "208", "notes": "Rim's" });
    let vehicle = owner.done("/vehicles", vehicle).await;
    let jobs = json!([{ "title": "Diagnostic", "lines": [{ "kind": "labour", "quantity": 1000 }] }]);
    let order = json!({ "site_id": site, "customer_id": customer, "vehicle_id": vehicle["id"], "concern": "Bruit", "notes": "Rim waits", "jobs": jobs });
    let order = nadia.done("/work-orders", order).await;
    let path = format!("/work-orders/{}", text(&order["id"]));
    let decisions = json!([{ "job_id": order["jobs"][0]["id"], "decision": "approve" }]);
    nadia.done(&format!("{path}/authorise"), json!({ "decisions": decisions, "method": "phone", "by_name": "Rim" })).await;
    let staff = nadia.read(&format!("/staff?site={}&role=technician", text(&site))).await;
    nadia.done(&format!("{path}/assign"), json!({ "technician_id": staff["items"][0]["id"] })).await;
    nadia.done(&format!("{path}/start"), json!({})).await;
    nadia.done(&format!("{path}/complete"), json!({ "odometer_out": 90_000 })).await;
    let drafts = nadia.eventually(&format!("/invoices?work_order={}", text(&order["id"])), |page| page["items"][0]["id"].is_string()).await;
    let invoice = format!("/invoices/{}", text(&drafts["items"][0]["id"]));
    nadia.done(&format!("{invoice}/issue"), json!({})).await;
    Visit { order: path, vehicle: format!("/vehicles/{}", text(&vehicle["id"])), invoice }
}

/// The order that is open and the invoice that is due stand in the way, and nothing is erased.
async fn refused(owner: &Person, path: &str, visit: &Visit) {
    let (status, problem) = owner.post(&format!("{path}/erase"), json!({})).await;
    assert_eq!((status, &problem["code"]), (409, &json!("erasure-open")));
    let mut named: Vec<_> =
        problem["errors"].as_array().unwrap().iter().map(|error| (error["code"].clone(), error["detail"].clone())).collect();
    named.sort_by_key(|(code, _)| code.to_string());
    let (order, invoice) = (owner.read(&visit.order).await, owner.read(&visit.invoice).await);
    assert_eq!(named, [(json!("invoice"), invoice["number"].clone()), (json!("work_order"), order["number"].clone())]);
    assert_eq!(owner.read(path).await["name"], "Rim Oueslati");
}

async fn settle(nadia: &Person, visit: &Visit) {
    let due = nadia.read(&visit.invoice).await["due"].clone();
    nadia.done(&format!("{}/payments", visit.invoice), json!({ "tender": "cash", "amount": due })).await;
    nadia.eventually(&visit.order, |order| order["state"] == "invoiced" && order["invoices"][0]["due"] == 0).await;
    nadia.done(&format!("{}/hand-over", visit.order), json!({})).await;
    let messages = format!("/messages?work_order={}", visit.order.rsplit('/').next().unwrap());
    nadia.eventually(&messages, |page| page["items"].as_array().is_some_and(|items| items.len() >= 2)).await;
}

/// Every module says what it keeps.
async fn handed_out(owner: &Person, path: &str) {
    let file = owner.read(&format!("{path}/subject-data")).await;
    let rows = |part: &str| file["parts"].as_array().unwrap().iter().find(|one| one["name"] == part).unwrap()["rows"].clone();
    assert_eq!((&rows("profile")[0]["name"], &rows("vehicles")[0]["plate"]), (&json!("Rim Oueslati"), &json!("198 TU 7412")));
    assert_eq!((&rows("work_orders")[0]["notes"], &rows("decisions")[0]["by_name"]), (&json!("Rim waits"), &json!("Rim")));
    assert_eq!((&rows("invoices")[0]["due"], &rows("payments")[0]["tender"]), (&json!(0), &json!("cash")));
    assert!(!rows("messages").as_array().unwrap().is_empty());
    assert_eq!(rows("appointments"), json!([]));
}
