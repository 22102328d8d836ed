//! One visit through the API: open → authorise → assign → start → complete → issue → pay.

use std::time::Duration;

use anyhow::Context as _;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::client::Client;

/// What every visit of a run shares.
#[derive(Clone)]
pub struct Setting {
    pub site: String,
    pub technician: String,
    pub vehicles: Vec<(String, String)>,
    pub products: Vec<String>,
}

impl Setting {
    /// Reads a site, a technician, vehicles with their owners, and parts.
    pub async fn read(client: &mut Client) -> anyhow::Result<Self> {
        let me = client.get("/me").await?;
        let site = me["sites"][0]["id"].as_str().context("no site")?.to_owned();
        let staff = client.get(&format!("/staff?site={site}&role=technician")).await?;
        let staff = staff.as_array().cloned().or_else(|| staff["items"].as_array().cloned()).unwrap_or_default();
        let technician = staff.first().and_then(|person| person["id"].as_str()).context("no technician")?.to_owned();
        let vehicles = client.get("/vehicles?limit=100").await?;
        let pair = |row: &Value| Some((row["id"].as_str()?.to_owned(), row["owner"]["id"].as_str()?.to_owned()));
        let vehicles = of_people(client, vehicles["items"].as_array().into_iter().flatten().filter_map(pair)).await?;
        let products = client.get(&format!("/products?site={site}&limit=100")).await?;
        let products: Vec<_> =
            products["items"].as_array().into_iter().flatten().filter_map(|row| row["id"].as_str().map(str::to_owned)).collect();
        anyhow::ensure!(!vehicles.is_empty() && products.len() >= 4, "the database has no vehicles or parts");
        Ok(Self { site, technician, vehicles, products })
    }

    /// The body of `POST /work-orders` with one job of five lines.
    pub fn order(&self, turn: usize) -> Value {
        let (vehicle, owner) = &self.vehicles[turn % self.vehicles.len()];
        let part = |place: usize| json!({ "kind": "part", "product_id": self.products[(turn + place * 7) % self.products.len()], "quantity": 1000 });
        json!({
            "site_id": self.site, "customer_id": owner, "vehicle_id": vehicle, "concern": "Bruit au freinage",
            "jobs": [{ "title": "Freins avant", "lines": [{ "kind": "labour", "quantity": 1500 }, part(0), part(1), part(2), part(3)] }],
        })
    }

    /// Opens, authorises, assigns and starts; returns the order's id.
    pub async fn started(&self, client: &mut Client, turn: usize) -> anyhow::Result<String> {
        let order = client.post("/work-orders", None, &self.order(turn)).await?;
        let (id, job) = (text(&order["id"])?, text(&order["jobs"][0]["id"])?);
        let approve = json!({ "decisions": [{ "job_id": job, "decision": "approve" }], "method": "phone", "by_name": "Leïla" });
        client.post(&format!("/work-orders/{id}/authorise"), None, &approve).await?;
        client.post(&format!("/work-orders/{id}/assign"), None, &json!({ "technician_id": self.technician })).await?;
        client.post(&format!("/work-orders/{id}/start"), None, &json!({})).await?;
        Ok(id)
    }

    /// From the open order to the paid invoice.
    pub async fn paid(&self, client: &mut Client, turn: usize) -> anyhow::Result<()> {
        let key = || Uuid::now_v7().to_string();
        let order = self.started(client, turn).await?;
        client.post(&format!("/work-orders/{order}/complete"), Some(&key()), &Self::completion()).await?;
        let invoice = draft(client, &order).await?.context("a completed order has no invoice")?;
        let issued = client.post(&format!("/invoices/{invoice}/issue"), Some(&key()), &json!({})).await?;
        let pay = json!({ "tender": "cash", "amount": issued["due"] });
        let paid = client.post(&format!("/invoices/{invoice}/payments"), Some(&key()), &pay).await?;
        anyhow::ensure!(paid["state"] == "paid", "an invoice is {}", paid["state"]);
        Ok(())
    }

    pub fn completion() -> Value {
        json!({ "allow_negative_stock": true, "odometer_out": 999_999, "reason": "Mesure" })
    }
}

/// A business may say who of its people approves, and takes no word from anybody else.
async fn of_people(client: &mut Client, vehicles: impl Iterator<Item = (String, String)>) -> anyhow::Result<Vec<(String, String)>> {
    let mut theirs = vec![];
    for (vehicle, owner) in vehicles {
        if client.get(&format!("/customers/{owner}")).await?["kind"] == "person" {
            theirs.push((vehicle, owner));
        }
    }
    Ok(theirs)
}

/// The draft comes by an event: ask until it is there, a bounded number of times.
pub async fn draft(client: &mut Client, order: &str) -> anyhow::Result<Option<String>> {
    for _ in 0..200 {
        let page = client.get(&format!("/invoices?work_order={order}")).await?;
        if let Some(invoice) = page["items"][0]["id"].as_str() {
            return Ok(Some(invoice.to_owned()));
        }
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    Ok(None)
}

pub fn text(value: &Value) -> anyhow::Result<String> {
    value.as_str().map(str::to_owned).context("an id is missing in the answer")
}
