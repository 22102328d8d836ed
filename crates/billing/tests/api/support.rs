//! A garage with a customer, and a workshop that tells what is completed.

#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot be set up must fail")]

use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use billing::{Addresses, EInvoiceSettings, OnlineSettings, PlatformAddresses, Ports};
use contracts::customers::{CustomerCard, CustomerId, Customers};
use contracts::documents::{HistoryDocument, InvoiceDocument, LabelsDocument, PaperDocument, Renderer};
use contracts::inventory::ProductId;
use contracts::vehicles::VehicleId;
use contracts::workshop::{
    CompletedLine, LineId, LineKind, Reduced, WorkOrderCard, WorkOrderCompleted, WorkOrderId, WorkOrderReopened, WorkOrders,
};
use einvoice::Signer;
use kernel::money::line_net;
use kernel::outbox::{self, Envelope, Event};
use kernel::{Actor, Amount, BasisPoints, Module, Problem, Quantity, Vault, schema};
use sea_orm::{DatabaseConnection, DbErr};
use sea_orm_migration::SchemaManager;
use serde_json::{Value, json};
use testkit::{Client, FakeSites, Kit};
use utoipa_axum::router::OpenApiRouter;

pub struct Garage {
    pub kit: Kit,
    pub leila: CustomerId,
    pub ports: Arc<Ports>,
    open: Arc<OpenOrders>,
    mended: Arc<Mutex<Mended>>,
}

/// What of a company is another since.
#[derive(Clone, Default)]
struct Mended {
    tax_id: Option<String>,
    electronic_address: Option<String>,
}

/// The orders that workshop knows before they are completed.
#[derive(Default)]
struct OpenOrders(Mutex<Vec<WorkOrderCard>>);

#[async_trait]
impl WorkOrders for OpenOrders {
    async fn card(&self, id: WorkOrderId) -> Result<Option<WorkOrderCard>, Problem> {
        Ok(self.0.lock().unwrap().iter().find(|card| card.id == id).cloned())
    }
}

/// Everybody has a card; the name says who. The number and the address of a company may be mended.
#[derive(Default)]
struct FakeCustomers(Arc<Mutex<Mended>>);

#[async_trait]
impl Customers for FakeCustomers {
    async fn cards(&self, ids: &[CustomerId]) -> Result<Vec<CustomerCard>, Problem> {
        let mended = self.0.lock().unwrap().clone();
        Ok(ids.iter().map(|id| card(*id)).map(|card| with(card, mended.clone())).collect())
    }

    /// By `REF-` and the id.
    async fn find_by_keys(&self, keys: &[String]) -> Result<Vec<(String, CustomerId)>, Problem> {
        Ok(keys.iter().filter_map(|key| Some((key.clone(), key.strip_prefix("REF-")?.parse().ok()?))).collect())
    }
}

/// A company that the tax office knows.
pub const FLEET: CustomerId = CustomerId(uuid::Uuid::from_u128(7));

fn with(card: CustomerCard, mended: Mended) -> CustomerCard {
    if card.id != FLEET {
        return card;
    }
    CustomerCard { tax_id: mended.tax_id.or(card.tax_id), electronic_address: mended.electronic_address, ..card }
}

pub fn card(id: CustomerId) -> CustomerCard {
    CustomerCard {
        phone: Some("+21698123456".into()),
        email: Some("leila@example.com".into()),
        language: "ar".into(),
        address: Some("La Marsa".into()),
        tax_id: (id == FLEET).then(|| "1234567 R/A/M/000".into()),
        is_business: id == FLEET,
        ..CustomerCard::named(id, "Leïla Ben Ali")
    }
}

/// Prints the document as JSON, so that tests can read it.
struct FakeRenderer;

impl Renderer for FakeRenderer {
    fn invoice(&self, document: &InvoiceDocument) -> Result<Vec<u8>, String> {
        serde_json::to_vec(document).map_err(|error| error.to_string())
    }

    fn factur_x(&self, _: &InvoiceDocument, xml: &str) -> Result<Vec<u8>, String> {
        Ok(xml.as_bytes().to_vec())
    }

    fn paper(&self, document: &PaperDocument) -> Result<Vec<u8>, String> {
        serde_json::to_vec(document).map_err(|error| error.to_string())
    }

    fn history(&self, document: &HistoryDocument) -> Result<Vec<u8>, String> {
        serde_json::to_vec(document).map_err(|error| error.to_string())
    }

    fn labels(&self, _: &LabelsDocument) -> Result<Vec<u8>, String> {
        Err("billing prints no labels".into())
    }
}

/// What the tests speak as.
const NEIGHBOURS: [&str; 2] = ["workshop", "customers"];

async fn neighbours(connection: &DatabaseConnection) -> Result<(), DbErr> {
    for module in NEIGHBOURS {
        schema::create_module_tables(&SchemaManager::new(connection), module).await?;
    }
    Ok(())
}

impl Garage {
    pub async fn open() -> Self {
        Self::paid_at(Addresses::default()).await
    }

    /// With payment providers at these addresses.
    pub async fn paid_at(addresses: Addresses) -> Self {
        Self::wired(addresses, PlatformAddresses::default(), None).await
    }

    /// With El Fatoora at this address, and who signs.
    pub async fn sending_to(ttn: &str, signer: Arc<dyn Signer>) -> Self {
        let platform = PlatformAddresses { ttn: ttn.to_owned(), ttn_test: ttn.to_owned(), ..PlatformAddresses::default() };
        Self::wired(Addresses::default(), platform, Some(signer)).await
    }

    /// In Belgium, with an access point of Peppol at this address, and nobody who signs.
    pub async fn on_peppol(access_point: &str) -> Self {
        let (peppyrus, peppyrus_test) = (access_point.to_owned(), access_point.to_owned());
        let platform = PlatformAddresses { peppyrus, peppyrus_test, ..PlatformAddresses::default() };
        let garage = Self::wired(Addresses::default(), platform, None).await;
        garage.kit.people.move_to_belgium();
        garage
    }

    async fn wired(addresses: Addresses, platform: PlatformAddresses, signer: Option<Arc<dyn Signer>>) -> Self {
        let mut ports = None;
        let open = Arc::new(OpenOrders::default());
        let (known, mended) = (open.clone(), Arc::<Mutex<Mended>>::default());
        let told = mended.clone();
        let wire = |context: kernel::Context, people| {
            let sites = Arc::new(FakeSites(people));
            let (customers, renderer) = (Arc::new(FakeCustomers(told)), Arc::new(FakeRenderer));
            ports = Some(billing::ports(&context, sites.clone(), customers.clone(), renderer.clone()));
            let vault = Vault::from_text(&Vault::new_key().unwrap()).unwrap();
            let sending = EInvoiceSettings { vault: vault.clone(), signer, addresses: platform };
            let paying =
                OnlineSettings { vault, counter: kernel::limits::counter(None), public_url: "https://garage.example".into(), addresses };
            let module = billing::module(context, sites, customers, known.clone(), renderer, paying, sending);
            let neighbours = NEIGHBOURS.map(|name| Module::new(name, OpenApiRouter::new()));
            async move { neighbours.into_iter().chain([module]).collect() }
        };
        let kit = Kit::start(wire, &[schema::migrate::<billing::Migrator>, |connection| Box::pin(neighbours(connection))]).await;
        Self { kit, leila: CustomerId::new(), ports: ports.unwrap(), open, mended }
    }

    /// The company's number with the tax office is another from now on.
    pub fn mend_tax_id(&self, tax_id: &str) {
        self.mended.lock().unwrap().tax_id = Some(tax_id.to_owned());
    }

    /// The company is found there on the network from now on.
    pub fn find_at(&self, electronic_address: &str) {
        self.mended.lock().unwrap().electronic_address = Some(electronic_address.to_owned());
    }

    /// An order of Leïla's Peugeot.
    pub fn order(&self, lines: &[CompletedLine]) -> WorkOrderCompleted {
        WorkOrderCompleted {
            id: WorkOrderId::new(),
            number: "W-LAC-2026-00007".into(),
            site_id: self.kit.site,
            customer_id: self.leila,
            customer_name: "Leïla Ben Ali".into(),
            vehicle_id: Some(VehicleId::new()),
            vehicle_plate: "215 TU 4821".into(),
            vehicle_label: "Peugeot 208 2019".into(),
            odometer_km: Some(84_300),
            currency: "TND".into(),
            stamp_duty: Amount(1000),
            lines: lines.to_vec(),
            completed_at: testkit::morning(),
            summary: "Oil service, front brakes".into(),
            packed: vec![],
            po_number: None,
            exemption: None,
        }
    }

    /// Workshop knows of the order, whether its work goes on or not.
    pub fn announce(&self, order: &WorkOrderCompleted, is_under_way: bool) {
        let WorkOrderCompleted { id, number, site_id, customer_id, customer_name, currency, .. } = order.clone();
        let mut open = self.open.0.lock().unwrap();
        open.retain(|card| card.id != id);
        let (vehicle_plate, vehicle_label) = (String::new(), String::new());
        open.push(WorkOrderCard { id, number, site_id, customer_id, customer_name, currency, vehicle_plate, vehicle_label, is_under_way });
    }

    pub async fn tell(&self, event: &impl Event) {
        self.tell_as("workshop", event).await;
    }

    /// Speaks as another module, and waits until everybody heard.
    pub async fn tell_as(&self, module: &str, event: &impl Event) {
        let mut tx = self.kit.db().begin().await.unwrap();
        outbox::append(&mut tx, module, event, &Actor::system(), self.kit.context.clock.as_ref()).await.unwrap();
        tx.commit().await.unwrap();
        self.kit.settle().await;
    }

    /// Completes the order and finds its draft.
    pub async fn drafted(&self, order: &WorkOrderCompleted) -> String {
        self.tell(order).await;
        self.draft_of(order.id).await.expect("the order has a draft")
    }

    pub async fn draft_of(&self, order: WorkOrderId) -> Option<String> {
        let page = self.kit.owner().get(&format!("/invoices?work_order={order}&state=draft")).await.expect(200).json();
        let drafts = page["items"].as_array().unwrap();
        assert!(drafts.len() <= 1, "one draft per order");
        drafts.first().map(|row| row["id"].as_str().unwrap().to_owned())
    }

    /// The ids that a list with this filter shows an advisor.
    pub async fn list(&self, filter: &str) -> Vec<String> {
        let page = self.kit.advisor().get(&format!("/invoices?{filter}")).await.expect(200).json();
        page["items"].as_array().unwrap().iter().map(|row| row["id"].as_str().unwrap().to_owned()).collect()
    }

    pub async fn reopen(&self, order: &WorkOrderCompleted) {
        self.tell(&WorkOrderReopened { id: order.id, site_id: order.site_id, reason: "noise is back".into() }).await;
    }

    /// The draft of an order with one line of this net, at 19 %.
    pub async fn draft_over(&self, net: i64) -> String {
        self.drafted(&self.order(&[part("Pads", 1000, net)])).await
    }

    pub async fn issue(&self, id: &str) -> Value {
        self.kit.advisor().post(&format!("/invoices/{id}/issue"), json!({})).await.expect(200).json()
    }

    pub async fn get(&self, id: &str) -> Value {
        self.kit.advisor().get(&format!("/invoices/{id}")).await.expect(200).json()
    }

    /// An advisor at the till, with a key.
    pub fn till(&self, key: &str) -> Client {
        self.kit.advisor().with("Idempotency-Key", key)
    }

    /// Billing's events so far.
    pub async fn events(&self) -> Vec<Envelope> {
        self.kit.settle().await;
        outbox::read(self.kit.db(), billing::MODULE, 0, 1_000).await.unwrap()
    }

    pub async fn kinds(&self) -> Vec<String> {
        self.events().await.into_iter().map(|event| event.kind).collect()
    }

    pub async fn is_healthy(&self) {
        assert_eq!(billing::doctor(self.kit.db()).await.unwrap(), Vec::<String>::new());
    }
}

pub fn part(description: &str, quantity: i64, price: i64) -> CompletedLine {
    line(LineKind::Part, description, quantity, price, 0, 1900)
}

pub fn line(kind: LineKind, description: &str, quantity: i64, price: i64, discount: i32, rate: i32) -> CompletedLine {
    let (quantity, unit_price, discount) = (Quantity(quantity), Amount(price), BasisPoints(discount));
    CompletedLine {
        id: LineId::new(),
        job_title: "Front brakes".into(),
        kind,
        product_id: None,
        code: Some("BRK-1".into()),
        description: description.into(),
        unit: "each".into(),
        quantity,
        unit_price,
        discount,
        vat_rate: BasisPoints(rate),
        exempt_from: None,
        levy_rate: BasisPoints(0),
        unit_price_with_tax: None,
        net: line_net(quantity, unit_price, discount),
        reduced: Reduced::default(),
        payer: None,
    }
}

/// The visit of PRODUCT.md 3.1, steps 6 to 12.
pub fn the_visit() -> Vec<CompletedLine> {
    vec![
        line(LineKind::Labour, "Oil service", 800, 60_000, 0, 1900),
        part("Oil filter", 1000, 22_550),
        part("Oil 5W-30", 4500, 18_000),
        line(LineKind::Labour, "Front brakes", 1500, 60_000, 0, 1900),
        part("Brake pads", 1000, 118_750),
        part("Brake disc", 2000, 96_400),
    ]
}

/// The same with parts of which stock is kept.
pub fn the_visit_from_stock() -> Vec<CompletedLine> {
    let stocked = |line: CompletedLine| CompletedLine { product_id: (line.kind == LineKind::Part).then(ProductId::new), ..line };
    the_visit().into_iter().map(stocked).collect()
}
