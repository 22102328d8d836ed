//! The visit of PRODUCT.md 3.1: find → open → authorise → complete → invoice → pay → hand over, to the millime.

use serde_json::{Value, json};

use crate::server::{Garage, Person, Server};

fn part(product: &Value, quantity: i64) -> Value {
    json!({ "kind": "part", "product_id": product, "quantity": quantity })
}

/// Creates an article at the scenario's price and receives ten of it.
async fn article(owner: &Person, site: &Value, (sku, name, unit): (&str, &str, &str), price: i64) -> Value {
    let product = owner.done("/products", json!({ "sku": sku, "name": name, "unit": unit, "price": price, "vat_rate": 1900 })).await;
    let line = json!({ "product_id": product["id"], "quantity": 10_000, "unit_cost": price / 2 });
    owner.done("/stock/receipts", json!({ "site_id": site, "lines": [line] })).await;
    product["id"].clone()
}

/// J1 oil service, J2 front brakes, J3 cabin filter, with the scenario's quantities.
async fn open(nadia: &Person, owner: &Person, site: &Value, vehicle: &Value) -> Value {
    let filter = article(owner, site, ("T-FILTER", "Filtre à huile test", "each"), 22_550).await;
    let oil = article(owner, site, ("T-OIL", "Huile 5W30 test", "litre"), 18_000).await;
    let pads = article(owner, site, ("T-PADS", "Plaquettes test", "each"), 118_750).await;
    let discs = article(owner, site, ("T-DISC", "Disque test", "each"), 96_400).await;
    let cabin = article(owner, site, ("T-CABIN", "Filtre d'habitacle test", "each"), 31_900).await;
    let labour = |quantity: i64| json!({ "kind": "labour", "quantity": quantity });
    let fixed = json!({ "kind": "labour", "quantity": 200 });
    nadia
        .done(
            "/work-orders",
            json!({
                "site_id": site, "customer_id": vehicle["owner"]["id"], "vehicle_id": vehicle["id"], "concern": "Bruit quand je freine",
                "odometer_in": 200_000, "key_tag": "12",
                "jobs": [
                    { "title": "Vidange", "lines": [labour(800), part(&filter, 1000), part(&oil, 4500)] },
                    { "title": "Freins avant", "lines": [labour(1500), part(&pads, 1000), part(&discs, 2000)] },
                    { "title": "Filtre d'habitacle", "lines": [fixed, part(&cabin, 1000)] },
                ],
            }),
        )
        .await
}

/// What a visit leaves behind.
pub struct Visit {
    pub order: Value,
    pub vehicle: String,
    pub site: Value,
}

#[tokio::test(flavor = "multi_thread")]
async fn the_visit_of_the_peugeot_ends_paid_to_the_millime() {
    let server = Server::start().await;
    visit_with_consequences(&server).await;
}

/// The visit and what it leaves behind, wherever the garage is reached.
pub async fn visit_with_consequences(server: &Garage) {
    let (owner, nadia) = (server.owner().await, server.sign_in("nadia@garage.example").await);
    let visit = visit(&owner, &nadia).await;
    assert_consequences(&owner, &visit).await;
    let doctor = server.run(&["doctor"]);
    assert!(doctor.status.success(), "{}", String::from_utf8_lossy(&doctor.stdout));
}

/// From the search for the plate to the hand-over, at Nadia's site.
pub async fn visit(owner: &Person, nadia: &Person) -> Visit {
    let (site, code) = (nadia.read("/me").await["sites"][0]["id"].clone(), nadia.read("/me").await["sites"][0]["code"].clone());

    let found = nadia.read("/search?q=4821").await;
    assert!(found["vehicles"][0]["due"].is_i64(), "what the owner owes stands beside: {found}");
    let vehicle_id = found["vehicles"][0]["id"].as_str().expect("found by its plate").to_owned();
    let vehicle = nadia.read(&format!("/vehicles/{vehicle_id}")).await;
    assert_eq!(vehicle["plate"]["text"], "215 TU 4821");

    let order = open(nadia, owner, &site, &vehicle).await;
    let path = format!("/work-orders/{}", order["id"].as_str().unwrap());
    let decision = |job: usize, decision: &str| json!({ "job_id": order["jobs"][job]["id"], "decision": decision });
    let decisions = [decision(0, "approve"), decision(1, "approve"), decision(2, "decline")];
    nadia.done(&format!("{path}/authorise"), json!({ "decisions": decisions, "method": "phone", "by_name": "Leïla" })).await;
    let staff = nadia.read(&format!("/staff?site={}&role=technician", site.as_str().unwrap())).await;
    let staff = if staff.is_array() { staff } else { staff["items"].clone() };
    nadia.done(&format!("{path}/assign"), json!({ "technician_id": staff[0]["id"] })).await;
    nadia.done(&format!("{path}/start"), json!({})).await;
    let completed = nadia.done(&format!("{path}/complete"), json!({ "odometer_out": 200_003 })).await;
    assert_eq!(completed["state"], "ready");
    assert_figures(&completed["totals"]);

    let drafts = nadia
        .eventually(&format!("/invoices?work_order={}", order["id"].as_str().unwrap()), |page| page["items"][0]["id"].is_string())
        .await;
    let invoice_path = format!("/invoices/{}", drafts["items"][0]["id"].as_str().unwrap());
    let issued = nadia.done(&format!("{invoice_path}/issue"), json!({})).await;
    assert_figures(&issued["totals"]);
    assert!(issued["number"].as_str().unwrap().starts_with(&format!("F-{}-", code.as_str().unwrap())), "{}", issued["number"]);
    assert_pdf(nadia, &invoice_path).await;

    let partly = nadia.done(&format!("{invoice_path}/payments"), json!({ "tender": "card", "amount": 459_189 })).await;
    assert_eq!((&partly["state"], &partly["due"]), (&json!("part_paid"), &json!(200_000)));
    let too_much = nadia.post(&format!("{invoice_path}/payments"), json!({ "tender": "cash", "amount": 200_001 })).await;
    assert_eq!((too_much.0, &too_much.1["code"]), (409, &json!("overpayment")));
    let paid = nadia.done(&format!("{invoice_path}/payments"), json!({ "tender": "cash", "amount": 200_000 })).await;
    assert_eq!((&paid["state"], &paid["due"]), (&json!("paid"), &json!(0)));

    nadia.eventually(&path, |order| order["state"] == "invoiced" && order["invoices"][0]["due"] == 0).await;
    let closed = nadia.done(&format!("{path}/hand-over"), json!({})).await;
    assert_eq!(closed["state"], "closed");
    Visit { order, vehicle: vehicle_id, site }
}

/// PRODUCT.md 3.1 step 12.
fn assert_figures(totals: &Value) {
    let figures = ["net", "vat", "gross", "stamp_duty", "total"].map(|name| totals[name].as_i64().unwrap());
    assert_eq!(figures, [553_100, 105_089, 658_189, 1_000, 659_189]);
}

/// The same figures, read from the PDF's text.
async fn assert_pdf(nadia: &Person, invoice: &str) {
    let text = pdf_text(nadia, invoice).await;
    for figure in
        ["553,100", "105,089", "659,189", "1,000", "215 TU 4821", "six cent cinquante-neuf dinars et cent quatre-vingt-neuf millimes"]
    {
        assert!(text.to_lowercase().contains(&figure.to_lowercase()), "{figure} is not in the PDF:\n{text}");
    }
}

/// What is printed, in French; every space a plain one.
pub async fn pdf_text(nadia: &Person, invoice: &str) -> String {
    let response = nadia.request(reqwest::Method::GET, &format!("{invoice}/pdf?lang=fr")).send().await.unwrap();
    assert_eq!((response.status().as_u16(), response.headers()["content-type"].to_str().unwrap()), (200, "application/pdf"));
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("invoice.pdf");
    std::fs::write(&file, response.bytes().await.unwrap()).unwrap();
    let text = std::process::Command::new("pdftotext")
        .arg("-layout")
        .arg(&file)
        .arg("-")
        .output()
        .expect("pdftotext (poppler-utils) is installed");
    String::from_utf8_lossy(&text.stdout).replace(['\u{202f}', '\u{a0}'], " ")
}

/// Stock fell once and by the quantities of approved jobs, the vehicle has its visit, messages were written, the books add up.
pub async fn assert_consequences(owner: &Person, visit: &Visit) {
    let Visit { order, vehicle, site } = visit;
    for (sku, left) in [("T-FILTER", 9000), ("T-OIL", 5500), ("T-PADS", 9000), ("T-DISC", 8000), ("T-CABIN", 10_000)] {
        let page = owner
            .eventually(&format!("/products?q={sku}&site={}", site.as_str().unwrap()), |page| page["items"][0]["on_hand"] == left)
            .await;
        let ledger =
            owner.read(&format!("/products/{}/movements?site={}", page["items"][0]["id"].as_str().unwrap(), site.as_str().unwrap())).await;
        let sum: i64 = ledger["items"].as_array().unwrap().iter().map(|row| row["quantity"].as_i64().unwrap()).sum();
        assert_eq!(sum, left, "{sku}");
    }
    let id = order["id"].as_str().unwrap();
    owner.eventually(&format!("/vehicles/{vehicle}/history"), |page| page["items"][0]["work_order_id"] == json!(id)).await;
    let messages = owner
        .eventually(&format!("/messages?work_order={id}"), |page| page["items"].as_array().is_some_and(|items| items.len() >= 2))
        .await;
    let events: Vec<_> = messages["items"].as_array().unwrap().iter().map(|row| row["event"].as_str().unwrap()).collect();
    assert_eq!(events.iter().filter(|event| **event == "ready_for_pickup").count(), 1, "{events:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_acknowledged_survives_a_kill() {
    let mut server = Server::start().await;
    let owner = server.owner().await;
    let customer = owner.done("/customers", json!({ "kind": "person", "name": "Sonia Khelifi", "phone": "98 123 456" })).await;
    let (id, token) = (customer["id"].as_str().unwrap().to_owned(), owner.token.clone());
    server.kill_and_restart();
    let owner = Person { token, ..server.anonymous() };
    assert_eq!(owner.read(&format!("/customers/{id}")).await["name"], "Sonia Khelifi");
    assert_eq!(server.terminate(), Some(0));
}
