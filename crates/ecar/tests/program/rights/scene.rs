//! A garage of several sites. Whatever the home site writes down holds the canary.

use base64::Engine;
use serde_json::{Value, json};
use uuid::Uuid;

use super::people::{Place, hire_as, program};
use crate::server::{Person, Server};

/// In every text of the home site, and nowhere else.
pub const CANARY: &str = "Zqxcanary";
/// What a thing cost at the home site, in minor units.
pub const COST: i64 = 7_654_321;

/// One white pixel.
const PIXEL: &[u8] = &[
    0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 0x0D, 0x49, 0x48, 0x44, 0x52, 0, 0, 0, 1, 0, 0, 0, 1, 8, 2, 0, 0, 0, 0x90,
    0x77, 0x53, 0xDE, 0, 0, 0, 0x0C, 0x49, 0x44, 0x41, 0x54, 0x08, 0xD7, 0x63, 0xF8, 0xFF, 0xFF, 0x3F, 0, 0x05, 0xFE, 0x02, 0xFE, 0xDC,
    0xCC, 0x59, 0xE7, 0, 0, 0, 0, 0x49, 0x45, 0x4E, 0x44, 0xAE, 0x42, 0x60, 0x82,
];

pub struct Scene {
    pub server: Server,
    /// Of every site.
    pub owner: Person,
    /// Owner of the other site.
    pub stranger: Person,
    pub email: &'static str,
    pub home: Value,
    pub other: Value,
    pub technician: Value,
    /// Works at the home site.
    pub colleague: String,
    /// Of the group, like vehicle and product.
    pub customer: String,
    pub vehicle: String,
    pub product: String,
    /// Paths of an order that was paid, and of its invoice.
    pub shown: String,
    pub invoice: String,
    pub message: String,
    pub import: String,
}

/// An order as it was opened.
pub struct Order {
    pub path: String,
    pub json: Value,
}

impl Order {
    pub fn job(&self) -> String {
        format!("{}/jobs/{}", self.path, text(&self.json["jobs"][0]["id"]))
    }

    pub fn line(&self) -> String {
        format!("{}/lines/{}", self.path, text(&self.json["jobs"][0]["lines"][0]["id"]))
    }

    pub fn approval(&self) -> Value {
        let decisions = json!([{ "job_id": self.json["jobs"][0]["id"], "decision": "approve" }]);
        json!({ "decisions": decisions, "method": "phone", "by_name": CANARY })
    }
}

pub fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_else(|| panic!("{value} is no text"))
}

impl Scene {
    /// Opens the garage and fills the home site.
    pub async fn open() -> Self {
        let server = Server::start().await;
        let owner = server.owner().await;
        let sites = owner.read("/me").await["sites"].clone();
        let site = |code: &str| sites.as_array().unwrap().iter().find(|site| site["code"] == code).unwrap()["id"].clone();
        let (home, other) = (site("LAC"), site("SFX"));
        let (stranger, _) = hire_as(&server, &owner, &json!("owner"), Place::At(&other), "Stranger").await;
        let (_, colleague) = hire_as(&server, &owner, &json!("advisor"), Place::At(&home), CANARY).await;
        let technician = owner.read(&format!("/staff?role=technician&site={}", text(&home))).await["items"][0]["id"].clone();
        let mut scene = Self {
            email: "hela@garage.example",
            colleague: text(&colleague).to_owned(),
            customer: made(&owner, "/customers", json!({ "kind": "person", "name": "Leïla Walk", "email": "leila@mail.example" })).await,
            vehicle: String::new(),
            product: made(&owner, "/products", json!({ "sku": "WALK", "name": "Filtre", "price": 22_550, "vat_rate": 1900 })).await,
            shown: String::new(),
            invoice: String::new(),
            message: String::new(),
            import: String::new(),
            server,
            owner,
            stranger,
            home,
            other,
            technician,
        };
        scene.fill().await;
        scene
    }

    async fn fill(&mut self) {
        let vehicle = json!({ "owner_id": self.customer, "plate": "777 TU 7777", "make": "Peugeot", "model": "208" });
        self.vehicle = made(&self.owner, "/vehicles", vehicle).await;
        self.name_site().await;
        self.stock().await;
        self.device().await;
        self.key().await;
        let order = self.invoiced().await;
        self.invoice = self.invoice_of(&order).await;
        let messages = format!("/messages?work_order={}", order.path.rsplit('/').next().unwrap());
        let messages = self.owner.eventually(&messages, |page| page["items"][0]["id"].is_string()).await;
        text(&messages["items"][0]["id"]).clone_into(&mut self.message);
        self.shown = order.path;
        self.held().await;
        self.cancelled().await;
        self.appointment(false).await;
        self.import = self.import_rows().await;
    }

    async fn name_site(&self) {
        let texts = json!({ "name": CANARY, "legal_name": CANARY, "address": CANARY, "bank_account": CANARY });
        let path = format!("/sites/{}", text(&self.home));
        let response = self.owner.request(reqwest::Method::PATCH, &path).json(&texts).send().await.unwrap();
        assert_eq!(response.status().as_u16(), 200);
    }

    async fn stock(&self) {
        let line = json!({ "product_id": self.product, "quantity": 100_000, "unit_cost": COST });
        self.owner.done("/stock/receipts", json!({ "site_id": self.home, "reference": CANARY, "lines": [line] })).await;
        let counted = json!({ "site_id": self.home, "product_id": self.product, "quantity": -1000, "reason": CANARY });
        self.owner.done("/stock/adjustments", counted).await;
    }

    /// What opens an order at a site; the canary stands in it when it is the home site.
    pub fn opening(&self, site: &Value) -> Value {
        let words = if *site == self.home { CANARY } else { "Bruit" };
        let lines = json!([{ "kind": "labour", "quantity": 1000, "description": words }, { "kind": "part", "product_id": self.product, "quantity": 1000 }]);
        json!({
            "site_id": site, "customer_id": self.customer, "vehicle_id": self.vehicle, "concern": words, "notes": words, "key_tag": words,
            "jobs": [{ "title": words, "concern": words, "lines": lines }],
        })
    }

    pub async fn order_at(&self, site: &Value) -> Order {
        let json = self.owner.done("/work-orders", self.opening(site)).await;
        Order { path: format!("/work-orders/{}", text(&json["id"])), json }
    }

    /// The path of a document of the vehicle.
    pub async fn paper(&self, content: &'static str) -> String {
        let files = format!("/vehicles/{}/files", self.vehicle);
        let body = super::table::Body::File(content, String::new());
        let answer = super::walk::send(&self.owner, &reqwest::Method::POST, &super::table::Request { path: files.clone(), body }).await;
        let json: Value = serde_json::from_str(&answer.text).unwrap();
        format!("{files}/{}", text(&json["id"]))
    }

    pub async fn estimate(&self) -> Order {
        self.order_at(&self.home).await
    }

    /// The path of a template of one item that may be left out.
    pub async fn template(&self) -> String {
        let template = made(&self.owner, "/inspection-templates", super::table::inspections::template("Walk")).await;
        format!("/inspection-templates/{template}")
    }

    /// The path of an inspection of a new order, and what it is. Its only item was found to be mended soon.
    pub async fn inspection(&self) -> (String, Value) {
        let (template, order) = (self.template().await, self.estimate().await);
        let body = json!({ "template_id": template.rsplit('/').next() });
        let begun = self.owner.done(&format!("{}/inspections", order.path), body).await;
        let path = format!("/inspections/{}", text(&begun["id"]));
        let item = format!("{path}/items/{}", text(&begun["items"][0]["id"]));
        let answer =
            self.owner.request(reqwest::Method::PUT, &item).json(&json!({ "verdict": "soon", "note": CANARY })).send().await.unwrap();
        assert_eq!(answer.status().as_u16(), 200);
        (path, begun)
    }

    pub async fn signed_inspection(&self) -> String {
        let (path, _) = self.inspection().await;
        self.owner.done(&format!("{path}/complete"), json!({})).await;
        path
    }

    /// The path of a photo of an inspection.
    pub async fn photo(&self) -> String {
        let (path, json) = self.inspection().await;
        let photos = format!("{path}/items/{}/photos", text(&json["items"][0]["id"]));
        let form = reqwest::multipart::Form::new().part("file", reqwest::multipart::Part::bytes(PIXEL).file_name("walk.png"));
        let added = self.owner.request(reqwest::Method::POST, &photos).multipart(form).send().await.unwrap();
        assert_eq!(added.status().as_u16(), 201);
        let added: Value = added.json().await.unwrap();
        format!("{path}/photos/{}", text(&added["id"]))
    }

    /// A new order with a version of its estimate.
    pub async fn sent_estimate(&self) -> (Order, Value) {
        let order = self.estimate().await;
        let version = self.owner.done(&format!("{}/estimates", order.path), json!({ "by_message": false })).await;
        (order, version)
    }

    /// The path of a signature that was drawn at the desk.
    pub async fn signature(&self) -> String {
        let order = self.estimate().await;
        let mut word = order.approval();
        word["signature"] = json!(base64::engine::general_purpose::STANDARD.encode(PIXEL));
        self.owner.done(&format!("{}/authorise", order.path), word).await;
        let estimates = self.owner.read(&format!("{}/estimates", order.path)).await;
        format!("{}/signatures/{}", order.path, text(&estimates["decisions"][0]["signature_id"]))
    }

    /// The path of an open intake sheet that has all it needs.
    pub async fn intake(&self) -> String {
        let order = self.estimate().await;
        let begun = self.owner.done(&format!("{}/intakes", order.path), json!({})).await;
        let path = format!("/intakes/{}", text(&begun["id"]));
        let content =
            json!({ "odometer": 1, "fuel": 3, "key_tag": CANARY, "belongings": CANARY, "note": null, "lamps": [], "damages": [] });
        let answer = self.owner.request(reqwest::Method::PUT, &path).json(&content).send().await.unwrap();
        assert_eq!(answer.status().as_u16(), 200);
        path
    }

    /// The path of a photo of an intake sheet.
    pub async fn intake_photo(&self) -> String {
        let sheet = self.intake().await;
        let form = reqwest::multipart::Form::new().part("file", reqwest::multipart::Part::bytes(PIXEL).file_name("walk.png"));
        let added = self.owner.request(reqwest::Method::POST, &format!("{sheet}/photos")).multipart(form).send().await.unwrap();
        assert_eq!(added.status().as_u16(), 201);
        let added: Value = added.json().await.unwrap();
        format!("{sheet}/photos/{}", text(&added["id"]))
    }

    async fn step(&self, order: Order, verb: &str, body: Value) -> Order {
        self.owner.done(&format!("{}/{verb}", order.path), body).await;
        order
    }

    pub async fn approved(&self) -> Order {
        let order = self.estimate().await;
        let approval = order.approval();
        let order = self.step(order, "authorise", approval).await;
        self.step(order, "assign", json!({ "technician_id": self.technician })).await
    }

    pub async fn started(&self) -> Order {
        self.step(self.approved().await, "start", json!({})).await
    }

    pub async fn held(&self) -> Order {
        self.step(self.started().await, "hold", json!({ "reason": "parts", "note": CANARY })).await
    }

    pub async fn cancelled(&self) -> Order {
        self.step(self.estimate().await, "cancel", json!({ "reason": CANARY })).await
    }

    pub async fn completed(&self) -> Order {
        self.step(self.started().await, "complete", json!({ "odometer_out": 90_000 })).await
    }

    pub async fn invoice_of(&self, order: &Order) -> String {
        let path = format!("/invoices?work_order={}", order.path.rsplit('/').next().unwrap());
        let page = self.owner.eventually(&path, |page| page["items"][0]["id"].is_string()).await;
        format!("/invoices/{}", text(&page["items"][0]["id"]))
    }

    /// The path of an invoice that is not issued yet.
    pub async fn draft(&self) -> String {
        self.invoice_of(&self.completed().await).await
    }

    pub async fn issued(&self) -> String {
        let draft = self.draft().await;
        self.owner.done(&format!("{draft}/issue"), json!({})).await;
        draft
    }

    /// Its invoice is issued and paid.
    pub async fn invoiced(&self) -> Order {
        let order = self.completed().await;
        let invoice = self.invoice_of(&order).await;
        let issued = self.owner.done(&format!("{invoice}/issue"), json!({})).await;
        let payment = json!({ "tender": "transfer", "amount": issued["due"], "reference": CANARY });
        self.owner.done(&format!("{invoice}/payments"), payment).await;
        self.owner.eventually(&order.path, |order| order["state"] == "invoiced" && order["invoices"][0]["due"] == 0).await;
        order
    }

    /// The path of feedback that somebody was asked for.
    pub async fn asked(&self) -> String {
        let settings = json!({ "enabled": true, "after_hours": 1, "every_days": 7, "low_score": 3 });
        let path = format!("/feedback-settings/{}", text(&self.home));
        let answer = self.owner.request(reqwest::Method::PUT, &path).json(&settings).send().await.unwrap();
        assert_eq!(answer.status().as_u16(), 200);
        let asked = format!("/feedback?site={}&state=asked", text(&self.home));
        if self.owner.read(&asked).await["items"][0].is_null() {
            self.step(self.invoiced().await, "hand-over", json!({})).await;
        }
        let found = self.owner.eventually(&asked, |page| page["items"][0]["id"].is_string()).await;
        format!("/feedback/{}", text(&found["items"][0]["id"]))
    }

    /// The path of somebody who holds nothing at the home site.
    pub async fn user(&self, disabled: bool) -> String {
        let email = format!("{}@garage.example", Uuid::now_v7().simple());
        let sites = json!([{ "site_id": self.home, "role": "customer" }]);
        let body = json!({ "email": email, "name": CANARY, "language": "fr", "sites": sites });
        let invited = self.owner.done("/users/invitations", body).await;
        let path = format!("/users/{}", text(&invited["user"]["id"]));
        if disabled {
            self.owner.done(&format!("{path}/disable"), json!({})).await;
        }
        path
    }

    pub async fn role(&self) -> String {
        made(&self.owner, "/roles", json!({ "name": "Apprentice", "permissions": [] })).await
    }

    pub async fn key(&self) -> String {
        let body = json!({ "name": CANARY, "permissions": ["site.read"], "sites": [self.home] });
        text(&self.owner.done("/api-keys", body).await["api_key"]["id"]).to_owned()
    }

    pub async fn webhook(&self) -> String {
        let body = json!({ "name": CANARY, "url": "https://accounts.invalid/ecar", "sites": [self.home] });
        text(&self.owner.done("/webhooks", body).await["webhook"]["id"]).to_owned()
    }

    /// A report of the home site; what concerns others is shared, and goes to the owner.
    pub async fn report_to_save(&self, concerns_others: bool) -> Value {
        let owner = self.owner.read("/me").await["id"].clone();
        let schedule = json!({ "every": "day", "hour": 7, "recipients": [owner] });
        json!({
            "name": CANARY,
            "shows": "figures",
            "site_id": self.home,
            "period": "this_month",
            "format": "csv",
            "shared": concerns_others,
            "schedule": concerns_others.then_some(schedule),
        })
    }

    pub async fn saved_report(&self) -> String {
        made(&self.owner, "/reports/saved", self.report_to_save(true).await).await
    }

    pub async fn device(&self) -> String {
        made(&self.owner, "/devices", json!({ "name": CANARY, "site_id": self.home })).await
    }

    pub async fn new_customer(&self) -> String {
        made(&self.owner, "/customers", json!({ "kind": "person", "name": "Ali Walk" })).await
    }

    pub async fn archived_customer(&self) -> String {
        let customer = self.new_customer().await;
        self.owner.done(&format!("/customers/{customer}/archive"), json!({})).await;
        customer
    }

    pub async fn held_customer(&self) -> String {
        let customer = self.new_customer().await;
        self.owner.done(&format!("/customers/{customer}/hold"), json!({ "reason": "Owes us" })).await;
        customer
    }

    /// The path of a bulk action that is through.
    pub async fn bulk(&self) -> String {
        let input = json!({ "action": "archive", "ids": [self.new_customer().await] });
        let path = format!("/customers/bulk/{}", text(&self.owner.done("/customers/bulk", input).await["id"]));
        self.owner.eventually(&path, |bulk| bulk["state"] == "done").await;
        path
    }

    /// The path of a new contact.
    pub async fn contact(&self) -> String {
        let contacts = format!("/customers/{}/contacts", self.customer);
        format!("{contacts}/{}", made(&self.owner, &contacts, json!({ "name": "Karim", "role": "driver" })).await)
    }

    /// The path of a new certificate of exemption.
    pub async fn exemption(&self) -> String {
        let exemptions = format!("/customers/{}/exemptions", self.customer);
        let certificate = json!({ "number": "0118/S", "reason": "Art. 11", "valid_from": "2026-01-01", "valid_until": "2026-12-31" });
        format!("{exemptions}/{}", made(&self.owner, &exemptions, certificate).await)
    }

    /// The path of a tag that nobody has.
    pub async fn tag(&self) -> String {
        let tag = json!({ "name": format!("Tag {}", Uuid::now_v7()), "colour": "teal" });
        format!("/customer-tags/{}", made(&self.owner, "/customer-tags", tag).await)
    }

    /// The path of a tag at a customer.
    pub async fn tag_of_customer(&self) -> String {
        let tag = json!({ "name": format!("Tag {}", Uuid::now_v7()), "colour": "teal" });
        format!("/customers/{}/tags/{}", self.customer, made(&self.owner, "/customer-tags", tag).await)
    }

    /// The path of a note on a customer's timeline.
    pub async fn note(&self) -> String {
        let timeline = format!("/customers/{}/timeline", self.customer);
        format!("{timeline}/{}", made(&self.owner, &timeline, json!({ "action": "remark", "text": "Likes tea" })).await)
    }

    /// The path of a merge of two new customers.
    pub async fn merge(&self) -> String {
        let customer = self.new_customer().await;
        let merged = self.owner.done(&format!("/customers/{customer}/merge"), json!({ "from": self.new_customer().await })).await;
        format!("/customers/{customer}/merges/{}", text(&merged["id"]))
    }

    /// An import into the home site's stock with a row that is refused; by somebody of the site.
    pub async fn import_rows(&self) -> String {
        let importer = program(&self.owner, &["product.import"], &self.home).await;
        let sku = Uuid::now_v7();
        let rows = format!("SKU;Nom;Prix\n{sku};Balai;12,000\nWALK-3;Balai;{CANARY}\n");
        let file = reqwest::multipart::Part::bytes(rows.into_bytes()).file_name("stock.csv");
        let form = reqwest::multipart::Form::new().part("file", file).text("site_id", text(&self.home).to_owned());
        let started = importer.request(reqwest::Method::POST, "/imports/products").multipart(form).send().await.unwrap();
        assert_eq!(started.status().as_u16(), 202);
        let started: Value = started.json().await.unwrap();
        let path = format!("/imports/products/{}", text(&started["id"]));
        importer.eventually(&path, |import| import["state"] != "running").await;
        text(&started["id"]).to_owned()
    }

    pub fn password(&self) -> &str {
        &self.server.password
    }
}

/// The id of what a POST made.
async fn made(owner: &Person, path: &str, body: Value) -> String {
    text(&owner.done(path, body).await["id"]).to_owned()
}
