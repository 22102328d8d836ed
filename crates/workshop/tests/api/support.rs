//! A workshop with people, customers, vehicles and articles around it, and feeds to speak to it as billing and others do.

use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use contracts::billing::{InvoiceId, InvoiceIssued, InvoiceState};
use contracts::customers::{Approver, Credit, CreditStanding, CustomerCard, CustomerId, Customers, Exemption, ExemptionId};
use contracts::inventory::{
    Catalogue, MissingNumbers, MissingSearch, NumberSearch, NumberedPart, ProductCard, ProductCost, ProductId, SalePack, SupplierId,
};
use contracts::scheduling::{AppointmentCard, AppointmentId, Appointments};
use contracts::vehicles::{VehicleCard, VehicleId, Vehicles};
use contracts::workshop::WorkOrderId;
use futures::future::BoxFuture;
use kernel::outbox::{self, Envelope, Event};
use kernel::schema::{create_module_tables, migrate};
use kernel::{Actor, Amount, BasisPoints, Module, Problem, Quantity, SiteId};
use sea_orm::{DatabaseConnection, DbErr};
use sea_orm_migration::SchemaManager;
use serde_json::{Value, json};
use testkit::{Client, FakeSites, FakeStaff, Kit, Reply};
use utoipa_axum::router::OpenApiRouter;

pub struct Garage {
    pub kit: Kit,
    pub leila: CustomerId,
    pub archived: CustomerId,
    /// Has a certificate of exemption from VAT for 2025, 2026 and 2027.
    pub insurer: CustomerId,
    /// Whose approvers are [`Garage::approvers`].
    pub fleet: CustomerId,
    /// Who is written to in English.
    pub english: CustomerId,
    pub approvers: Approving,
    pub certificates: Vec<ExemptionId>,
    pub peugeot: VehicleId,
    pub filter: ProductId,
    pub oil: ProductId,
    pub pads: ProductId,
    pub discs: ProductId,
    pub cabin: ProductId,
    pub old: ProductId,
    pub supplier: SupplierId,
    /// 80.000 are charged until its old part comes.
    pub alternator: ProductId,
    /// Made in the workshop: it bears FODEC.
    pub hose: ProductId,
    pub appointments: Appointed,
    pub numbers: Numbered,
    pub missing: Missing,
    pub credit: Credited,
}

struct World {
    customers: Vec<CustomerCard>,
    vehicles: Vec<VehicleCard>,
    products: Vec<(ProductCard, Quantity)>,
    /// Who sells pads and discs.
    supplier: SupplierId,
    appointments: Appointed,
    numbers: Numbered,
    missing: Missing,
    credit: Credited,
    approvers: Approving,
}

/// Whom the fleet has decide.
pub type Approving = Arc<Mutex<Vec<Approver>>>;

/// What stands against every customer, as customers would answer; none while it cannot be asked.
pub type Credited = Arc<Mutex<Option<CreditStanding>>>;

/// The numbers that inventory would know.
pub type Numbered = Arc<Mutex<Vec<NumberedPart>>>;

/// The lines whose numbers inventory would miss.
pub type Missing = Arc<Mutex<Vec<MissingNumbers>>>;

/// What scheduling would answer with.
pub type Appointed = Arc<Mutex<Vec<AppointmentCard>>>;

impl World {
    fn new() -> Self {
        Self {
            customers: vec![
                customer("Leïla Chebbi", false),
                customer("Gone Away", true),
                exporter("Assurances Carthage"),
                customer("Rapide", false),
                CustomerCard { language: "en".into(), ..customer("Mr Brown", false) },
            ],
            vehicles: vec![peugeot()],
            products: products(),
            supplier: SupplierId::new(),
            appointments: Appointed::default(),
            numbers: Numbered::default(),
            missing: Missing::default(),
            credit: Arc::new(Mutex::new(Some(CreditStanding::default()))),
            approvers: Approving::default(),
        }
    }
}

#[async_trait]
impl Customers for World {
    async fn cards(&self, ids: &[CustomerId]) -> Result<Vec<CustomerCard>, Problem> {
        let with = |card: &CustomerCard| match card.name.as_str() {
            "Rapide" => CustomerCard { approvers: self.approvers.lock().unwrap().clone(), ..card.clone() },
            _ => card.clone(),
        };
        Ok(self.customers.iter().filter(|card| ids.contains(&card.id)).map(with).collect())
    }

    async fn find_by_keys(&self, _: &[String]) -> Result<Vec<(String, CustomerId)>, Problem> {
        Ok(vec![])
    }
}

#[async_trait]
impl Credit for World {
    async fn credit_of(&self, customers: &[CustomerId]) -> Result<Vec<CreditStanding>, Problem> {
        let standing = self.credit.lock().unwrap().clone().ok_or_else(|| Problem::unavailable("customers"))?;
        Ok(vec![standing; customers.len()])
    }
}

#[async_trait]
impl Vehicles for World {
    async fn cards(&self, ids: &[VehicleId]) -> Result<Vec<VehicleCard>, Problem> {
        Ok(self.vehicles.iter().filter(|card| ids.contains(&card.id)).cloned().collect())
    }
}

#[async_trait]
impl Appointments for World {
    async fn cards(&self, ids: &[AppointmentId]) -> Result<Vec<AppointmentCard>, Problem> {
        Ok(self.appointments.lock().unwrap().iter().filter(|card| ids.contains(&card.id)).cloned().collect())
    }
}

#[async_trait]
impl Catalogue for World {
    async fn cards(&self, ids: &[ProductId]) -> Result<Vec<ProductCard>, Problem> {
        Ok(self.products.iter().filter(|(card, _)| ids.contains(&card.id)).map(|(card, _)| card.clone()).collect())
    }

    async fn on_hand(&self, _: SiteId, ids: &[ProductId]) -> Result<Vec<(ProductId, Quantity)>, Problem> {
        let tracked = self.products.iter().filter(|(card, _)| card.tracked && ids.contains(&card.id));
        Ok(tracked.map(|(card, on_hand)| (card.id, *on_hand)).collect())
    }

    async fn available_to(&self, _: WorkOrderId, site: SiteId, ids: &[ProductId]) -> Result<Vec<(ProductId, Quantity)>, Problem> {
        self.on_hand(site, ids).await
    }

    async fn costs(&self, _: SiteId, ids: &[ProductId]) -> Result<Vec<ProductCost>, Problem> {
        let wanted = self.products.iter().filter(|(card, _)| ids.contains(&card.id));
        Ok(wanted.map(|(card, _)| cost(card, self.supplier)).collect())
    }

    async fn supplier_names(&self, ids: &[SupplierId]) -> Result<Vec<(SupplierId, String)>, Problem> {
        Ok(ids.iter().filter(|id| **id == self.supplier).map(|id| (*id, "Sotup".into())).collect())
    }

    async fn numbered(&self, search: &NumberSearch) -> Result<Vec<NumberedPart>, Problem> {
        let numbers = self.numbers.lock().unwrap();
        let is_seen = |part: &&NumberedPart| search.sites.as_ref().is_none_or(|sites| sites.contains(&part.site_id));
        let is_asked = |part: &&NumberedPart| search.product.is_none_or(|product| product == part.product_id);
        let follows = |part: &&NumberedPart| search.after.as_ref().is_none_or(|last| (&part.number_key, &part.id) > (&last.0, &last.1));
        let of = numbers.iter().filter(|part| part.number_key.starts_with(&search.beginning.to_lowercase()));
        let mut found: Vec<_> = of.filter(is_seen).filter(is_asked).filter(follows).cloned().collect();
        found.sort_by_key(|part| (part.number_key.clone(), part.id));
        found.truncate(usize::try_from(search.limit).unwrap());
        Ok(found)
    }

    async fn numbers_missing(&self, search: &MissingSearch) -> Result<Vec<MissingNumbers>, Problem> {
        let missing = self.missing.lock().unwrap();
        let is_seen = |line: &&MissingNumbers| search.sites.as_ref().is_none_or(|sites| sites.contains(&line.site_id));
        let follows = |line: &&MissingNumbers| search.after.is_none_or(|last| (line.work_order_id, line.line_id) < last);
        let mut found: Vec<_> = missing.iter().filter(is_seen).filter(follows).cloned().collect();
        found.sort_by_key(|line| std::cmp::Reverse((line.work_order_id, line.line_id)));
        found.truncate(usize::try_from(search.limit).unwrap());
        Ok(found)
    }

    async fn numbers_of(&self, orders: &[WorkOrderId]) -> Result<Vec<NumberedPart>, Problem> {
        let is_of = |part: &&NumberedPart| part.work_order_id.is_some_and(|order| orders.contains(&order));
        Ok(self.numbers.lock().unwrap().iter().filter(is_of).cloned().collect())
    }
}

/// In minor units, on average and when it was bought last.
const COSTS: [(&str, Option<i64>, Option<i64>); 5] = [
    ("FLT-OIL", Some(13_400), Some(14_000)),
    ("OIL-5W30", Some(11_200), None),
    ("PAD-FR", Some(81_300), Some(80_000)),
    ("DSC-FR", Some(61_000), Some(61_000)),
    ("FLT-CAB", None, Some(18_700)),
];

fn cost(card: &ProductCard, supplier: SupplierId) -> ProductCost {
    let known = COSTS.iter().find(|(sku, ..)| *sku == card.sku);
    ProductCost {
        id: card.id,
        category: card.sku.starts_with("FLT").then(|| "Filtres".to_owned()),
        brand: None,
        supplier_id: card.sku.ends_with("-FR").then_some(supplier),
        average_cost: known.and_then(|(_, average, _)| *average).map(Amount),
        last_cost: known.and_then(|(_, _, last)| *last).map(Amount),
    }
}

fn customer(name: &str, archived: bool) -> CustomerCard {
    CustomerCard { phone: Some("+21698123456".into()), archived, ..CustomerCard::named(CustomerId::new(), name) }
}

/// Who buys without VAT this year, and did last year.
fn exporter(name: &str) -> CustomerCard {
    let year = |year: i32, number: &str| Exemption {
        id: ExemptionId::new(),
        number: number.into(),
        reason: "Suspension de TVA, art. 11".into(),
        valid_from: format!("{year}-01-01").parse().unwrap(),
        valid_until: format!("{year}-12-31").parse().unwrap(),
    };
    CustomerCard { exemptions: vec![year(2027, "0900/S"), year(2026, "0118/S"), year(2025, "0012/S")], ..customer(name, false) }
}

fn product(sku: &str, name: &str, price: i64, on_hand: i64) -> (ProductCard, Quantity) {
    let card = ProductCard {
        is_tyre: false,
        levy_rate: if sku.starts_with("FLX") { BasisPoints(100) } else { BasisPoints(0) },
        id: ProductId::new(),
        sku: sku.into(),
        name: name.into(),
        unit: if sku.starts_with("OIL") { "litre" } else { "each" }.into(),
        price: Amount(price),
        vat_rate: BasisPoints(1900),
        tracked: true,
        archived: sku.starts_with("OLD"),
        packs: packs_of(sku),
        barcode: None,
        core_charge: sku.starts_with("ALT").then_some(Amount(80_000)),
    };
    (card, Quantity(on_hand))
}

/// Oil is sold in cans too.
fn packs_of(sku: &str) -> Vec<SalePack> {
    let can = SalePack { name: "Bidon 5 L".into(), factor: Quantity(5000), price: Some(Amount(85_000)) };
    if sku.starts_with("OIL") { vec![can] } else { vec![] }
}

fn feed<'a>(connection: &'a DatabaseConnection, module: &'static str) -> BoxFuture<'a, Result<(), DbErr>> {
    Box::pin(async move { create_module_tables(&SchemaManager::new(connection), module).await })
}

fn peugeot() -> VehicleCard {
    VehicleCard {
        id: VehicleId::new(),
        owner_id: None,
        plate: "215 TU 4821".into(),
        label: "Peugeot 208 2019".into(),
        odometer_km: Some(84_000),
        vin: Some("VF3CCHMZ0KT045612".into()),
    }
}

fn products() -> Vec<(ProductCard, Quantity)> {
    vec![
        product("FLT-OIL", "Oil filter", 22_550, 4000),
        product("OIL-5W30", "Oil 5W30", 18_000, 48_000),
        product("PAD-FR", "Front pads", 118_750, 2000),
        product("DSC-FR", "Front disc", 96_400, 4000),
        product("FLT-CAB", "Cabin filter", 31_900, 0),
        product("OLD-1", "Discontinued", 1000, 0),
        product("ALT-70A", "Alternator", 450_000, 2000),
        product("FLX-12", "Hose made to measure", 100_000, 5000),
    ]
}

impl Garage {
    pub async fn open() -> Self {
        let world = Arc::new(World::new());
        let (fleet, approvers, english) = (world.customers[3].id, world.approvers.clone(), world.customers[4].id);
        let supplier = world.supplier;
        let (appointments, numbers, credit) = (world.appointments.clone(), world.numbers.clone(), world.credit.clone());
        let missing = world.missing.clone();
        let ids: Vec<_> = world.products.iter().map(|(card, _)| card.id).collect();
        let (leila, archived, peugeot) = (world.customers[0].id, world.customers[1].id, world.vehicles[0].id);
        let insurer = world.customers[2].id;
        let certificates = world.customers[2].exemptions.iter().map(|one| one.id).collect();
        let kit = Kit::start(
            |context, people| async move {
                let (sites, staff) = (Arc::new(FakeSites(people.clone())), Arc::new(FakeStaff(people)));
                let (customers, vehicles, catalogue) = (world.clone(), world.clone(), world.clone());
                let credit = world.clone();
                let (press, public_url) = (testkit::press(), "https://garage.example".to_owned());
                let around =
                    workshop::Around { sites, staff, customers, credit, vehicles, catalogue, appointments: world, press, public_url };
                let workshop = workshop::module(context, around, kernel::limits::counter(None));
                let speakers = ["billing", "customers", "vehicles", "inventory"].map(|name| Module::new(name, OpenApiRouter::new()));
                [workshop].into_iter().chain(speakers).collect()
            },
            &[
                migrate::<workshop::Migrator>,
                |connection| feed(connection, "billing"),
                |connection| feed(connection, "customers"),
                |connection| feed(connection, "vehicles"),
                |connection| feed(connection, "inventory"),
            ],
        )
        .await;
        Self {
            kit,
            leila,
            archived,
            insurer,
            fleet,
            english,
            approvers,
            certificates,
            peugeot,
            filter: ids[0],
            oil: ids[1],
            pads: ids[2],
            discs: ids[3],
            cabin: ids[4],
            old: ids[5],
            supplier,
            alternator: ids[6],
            hose: ids[7],
            appointments,
            numbers,
            missing,
            credit,
        }
    }

    pub fn advisor(&self) -> Client {
        self.kit.advisor()
    }

    /// The body that opens an order with these jobs.
    pub fn body(&self, jobs: Value) -> Value {
        json!({
            "site_id": self.kit.site, "customer_id": self.leila, "vehicle_id": self.peugeot, "concern": "Squeals when braking",
            "odometer_in": 84_300, "key_tag": "12", "jobs": jobs,
        })
    }

    /// PRODUCT.md 3.1 step 6: oil service, front brakes, cabin filter.
    pub fn three_jobs(&self) -> Value {
        json!([
            { "title": "Oil service", "lines": [labour(800), part(self.filter, 1000), part(self.oil, 4500)] },
            { "title": "Front brakes", "lines": [labour(1500), part(self.pads, 1000), part(self.discs, 2000)] },
            { "title": "Cabin filter", "lines": [labour(200), part(self.cabin, 1000)] },
        ])
    }

    pub async fn opened(&self, jobs: Value) -> Order {
        let json = self.advisor().post("/work-orders", self.body(jobs)).await.expect(201).json();
        Order { path: format!("/work-orders/{}", json["id"].as_str().unwrap()), json }
    }

    /// J1 and J2 approved, J3 declined.
    pub async fn approved(&self) -> Order {
        let mut order = self.opened(self.three_jobs()).await;
        let decisions = json!([order.decision(0, "approve"), order.decision(1, "approve"), order.decision(2, "decline")]);
        order.act(&self.advisor(), "authorise", json!({ "decisions": decisions, "method": "phone", "by_name": "Leïla" })).await;
        order
    }

    pub async fn in_progress(&self) -> Order {
        let mut order = self.approved().await;
        order.act(&self.advisor(), "assign", json!({ "technician_id": self.kit.people.technician })).await;
        order.act(&self.kit.technician(), "start", json!({})).await;
        order
    }

    pub async fn ready(&self) -> Order {
        let mut order = self.in_progress().await;
        order.act(&self.advisor(), "complete", json!({ "odometer_out": 84_310 })).await;
        order
    }

    /// With one invoice of all its lines, of which `due` is left.
    pub async fn invoiced(&self, due: i64) -> (Order, InvoiceState) {
        let mut order = self.ready().await;
        let invoice = self.invoice(&order, due);
        self.tell("billing", &InvoiceIssued(invoice.clone())).await;
        order.read(&self.advisor()).await;
        (order, invoice)
    }

    /// An issued invoice of the lines that count.
    pub fn invoice(&self, order: &Order, due: i64) -> InvoiceState {
        let jobs = order.json["jobs"].as_array().unwrap().iter().filter(|job| job["authorisation"]["state"] == "approved");
        let lines = jobs.flat_map(|job| job["lines"].as_array().unwrap());
        InvoiceState {
            id: InvoiceId::new(),
            number: Some("F-LAC-2026-00001".into()),
            site_id: self.kit.site,
            work_order_id: order.id(),
            customer_id: self.leila,
            state: if due == 0 { "paid".into() } else { "issued".into() },
            total: Amount(659_189),
            due: Amount(due),
            currency: "TND".into(),
            due_on: None,
            line_ids: lines.map(|line| line["id"].as_str().unwrap().parse().unwrap()).collect(),
            net: None,
            credited: Amount(0),
            is_payers: false,
            together: vec![],
        }
    }

    /// Speaks as another module, and waits until everybody heard.
    pub async fn tell<E: Event>(&self, module: &str, event: &E) {
        let mut tx = self.kit.db().begin().await.unwrap();
        let actor = Actor { name: "Nadia".into(), ..Actor::system() };
        outbox::append(&mut tx, module, event, &actor, self.kit.context.clock.as_ref()).await.unwrap();
        tx.commit().await.unwrap();
        self.kit.settle().await;
    }

    /// What workshop told so far.
    pub async fn told(&self) -> Vec<Envelope> {
        self.kit.settle().await;
        outbox::read(self.kit.db(), workshop::MODULE, 0, 1000).await.unwrap()
    }

    pub async fn is_healthy(&self) {
        assert_eq!(workshop::doctor(self.kit.db()).await.unwrap(), Vec::<String>::new());
    }
}

pub fn labour(quantity: i64) -> Value {
    json!({ "kind": "labour", "quantity": quantity })
}

pub fn part(product: ProductId, quantity: i64) -> Value {
    json!({ "kind": "part", "product_id": product, "quantity": quantity })
}

/// An order as last seen.
pub struct Order {
    pub path: String,
    pub json: Value,
}

impl Order {
    pub fn id(&self) -> WorkOrderId {
        self.json["id"].as_str().unwrap().parse().unwrap()
    }

    pub fn decision(&self, job: usize, decision: &str) -> Value {
        json!({ "job_id": self.json["jobs"][job]["id"], "decision": decision })
    }

    pub fn job_path(&self, job: usize) -> String {
        format!("{}/jobs/{}", self.path, self.json["jobs"][job]["id"].as_str().unwrap())
    }

    pub fn line_path(&self, job: usize, line: usize) -> String {
        format!("{}/lines/{}", self.path, self.json["jobs"][job]["lines"][line]["id"].as_str().unwrap())
    }

    pub fn state(&self) -> &str {
        self.json["state"].as_str().unwrap()
    }

    pub fn authorisation(&self, job: usize) -> &str {
        self.json["jobs"][job]["authorisation"]["state"].as_str().unwrap()
    }

    /// A command that succeeds.
    pub async fn act(&mut self, client: &Client, verb: &str, body: Value) {
        self.json = self.ask(client, verb, body).await.expect(200).json();
    }

    pub async fn ask(&self, client: &Client, verb: &str, body: Value) -> Reply {
        client.post(&format!("{}/{verb}", self.path), body).await
    }

    pub async fn read(&mut self, client: &Client) {
        self.json = client.get(&self.path).await.expect(200).json();
    }
}

/// A command that a rule refused.
#[track_caller]
pub fn refused(reply: Reply, code: &str) {
    assert_eq!((reply.status, reply.code().as_str()), (409, code), "{}", reply.text());
}
