//! Labour at one rate and parts at another: the same sums on the order, its invoice, its paper, in the books and in what the tax office reads
//! (docs/decisions/0092-tax-by-what-a-line-is.md).

use reqwest::Method;
use serde_json::{Value, json};

use crate::server::{Person, Server};
use crate::story::pdf_text;

#[tokio::test(flavor = "multi_thread")]
async fn labour_at_one_rate_and_parts_at_another_add_up_wherever_they_are_read() {
    let server = Server::start().await;
    let (owner, nadia) = (server.owner().await, server.sign_in("nadia@garage.example").await);
    let site = nadia.read("/me").await["sites"][0]["id"].as_str().unwrap().to_owned();
    let rates = owner.request(Method::PUT, &format!("/workshops/{site}/tax-rates")).json(&json!({ "labour": 700 }));
    assert_eq!(rates.send().await.unwrap().status(), 200);

    let order = completed(&owner, &nadia, &site).await;
    assert_figures(&order["totals"]);
    let drafts = format!("/invoices?work_order={}", order["id"].as_str().unwrap());
    let drafts = nadia.eventually(&drafts, |page| page["items"][0]["id"].is_string()).await;
    let id = drafts["items"][0]["id"].as_str().unwrap().to_owned();
    let path = format!("/invoices/{id}");
    let issued = nadia.done(&format!("{path}/issue"), json!({})).await;
    assert_figures(&issued["totals"]);

    let text = pdf_text(&nadia, &path).await;
    for figure in ["7 %", "19 %", "60,000", "22,550", "4,200", "4,285", "82,550", "91,035", "92,035"] {
        assert!(text.contains(figure), "{figure} is not in the PDF:\n{text}");
    }
    in_the_books(&owner, &site, &issued).await;
    let xml = nadia.request(Method::GET, &format!("{path}/e-invoice?format=teif")).send().await.unwrap().text().await.unwrap();
    for part in ["4.200", "4.285", "8.485", "92.035"] {
        assert!(xml.contains(part), "{part} in {xml}");
    }
    let doctor = server.run(&["doctor"]);
    assert!(doctor.status.success(), "{}", String::from_utf8_lossy(&doctor.stdout));
}

/// An hour of labour, and an article.
async fn completed(owner: &Person, nadia: &Person, site: &str) -> Value {
    let found = nadia.read("/search?q=4821").await;
    let vehicle = nadia.read(&format!("/vehicles/{}", found["vehicles"][0]["id"].as_str().unwrap())).await;
    let customer = format!("/customers/{}", vehicle["owner"]["id"].as_str().unwrap());
    let known = owner.request(Method::PATCH, &customer).json(&json!({ "tax_id": "1234567 R/A/M/000" }));
    assert_eq!(known.send().await.unwrap().status(), 200, "an electronic invoice is for somebody whom the tax office knows");
    let article = json!({ "sku": "T-TAX", "name": "Filtre test", "unit": "each", "price": 22_550, "vat_rate": 1900, "tracked": false });
    let article = owner.done("/products", article).await["id"].clone();
    let lines = json!([{ "kind": "labour", "quantity": 1000 }, { "kind": "part", "product_id": article, "quantity": 1000 }]);
    let order = json!({
        "site_id": site, "customer_id": vehicle["owner"]["id"], "vehicle_id": vehicle["id"], "concern": "Vidange",
        "jobs": [{ "title": "Vidange", "lines": lines }],
    });
    let order = nadia.done("/work-orders", order).await;
    assert_figures(&order["totals"]);
    let path = format!("/work-orders/{}", order["id"].as_str().unwrap());
    let decisions = json!([{ "job_id": order["jobs"][0]["id"], "decision": "approve" }]);
    nadia.done(&format!("{path}/authorise"), json!({ "decisions": decisions, "method": "phone", "by_name": "Leïla" })).await;
    let staff = nadia.read(&format!("/staff?site={site}&role=technician")).await;
    let staff = if staff.is_array() { staff } else { staff["items"].clone() };
    nadia.done(&format!("{path}/assign"), json!({ "technician_id": staff[0]["id"] })).await;
    nadia.done(&format!("{path}/start"), json!({})).await;
    nadia.done(&format!("{path}/complete"), json!({ "odometer_out": 200_003 })).await
}

/// 60.000 at 7 % is 4.200; 22.550 at 19 % is 4.2845.
fn assert_figures(totals: &Value) {
    let figures = ["net", "vat", "gross", "stamp_duty", "total"].map(|name| totals[name].as_i64().unwrap());
    assert_eq!(figures, [82_550, 8_485, 91_035, 1_000, 92_035]);
    let groups = json!([{ "rate": 1900, "base": 22_550, "vat": 4_285 }, { "rate": 700, "base": 60_000, "vat": 4_200 }]);
    assert_eq!(totals["vat_groups"], groups);
}

async fn in_the_books(owner: &Person, site: &str, invoice: &Value) {
    let day = invoice["issued_on"].as_str().unwrap();
    let journal = owner.read(&format!("/journals/{site}?from={day}&until={day}")).await;
    let entry = journal["entries"].as_array().unwrap().iter().find(|entry| entry["id"] == invoice["id"]).expect("it is posted").clone();
    let lines = entry["lines"].as_array().unwrap();
    let sum = |side: &str| -> i64 { lines.iter().map(|line| line[side].as_i64().unwrap()).sum() };
    assert_eq!((sum("debit"), sum("credit")), (92_035, 92_035));
    let credited = |account: &str, rate: i64| {
        lines.iter().find(|line| line["account"] == account && line["rate"] == rate).map(|line| line["credit"].clone())
    };
    let posted = [credited("705", 700), credited("707", 1900), credited("43671", 700), credited("43671", 1900)];
    assert_eq!(posted, [60_000, 22_550, 4_200, 4_285].map(|amount| Some(json!(amount))), "{entry}");
}
