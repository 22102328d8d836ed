//! The modules around: events as they send them, and ports that answer for them.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use async_trait::async_trait;
use chrono::{DateTime, TimeDelta, Utc};
use contracts::billing::{InvoiceId, InvoiceIssued, InvoiceState, Invoices, LetterId, Pdf, StatementAsked};
use contracts::customers::{Approver, Channel, Consents, CustomerCard, CustomerId, Customers, Purpose, WrittenBy};
use contracts::identity::{AccountLinkRequested, AccountLinks, Alert, LinkPurpose, SecurityAlert, SiteCard, Sites, UserId};
use contracts::inventory::{OrderedArticle, PurchaseOrderId, PurchaseOrderMailed, PurchaseOrders};
use contracts::reporting::{MainFigure, ReportMailed, ReportedFigure, ReportedGroup};
use contracts::scheduling::{AppointmentEnclosure, AppointmentId, AppointmentLinks, AppointmentNotice, AppointmentState, Translated};
use contracts::vehicles::VehicleId;
use contracts::workshop::{
    EstimateAnswered, EstimateId, EstimateLinks, EstimateSent, GivenPaper, InspectionId, InspectionLinks, InspectionSent, OrderPapers,
    PaperCard, StaffAlert, StaffAlerted, WorkOrderAssigned, WorkOrderCard, WorkOrderCompleted, WorkOrderId, WorkOrders,
};
use futures::future::BoxFuture;
use kernel::actor::Authenticator;
use kernel::outbox::{self, Event};
use kernel::{Actor, Amount, Module, Problem, Quantity, SiteId, Vault, limits};
use notifications::{Audience, Settings, SmsSettings};
use parking_lot::Mutex;
use sea_orm::{DatabaseConnection, DbErr};
use sea_orm_migration::SchemaManager;
use testkit::{FakeSites, FakeStaff, Kit, MailServer, People, SmsProvider};
use utoipa_axum::router::OpenApiRouter;
use uuid::Uuid;

use super::yard::Yard;

pub const PDF: &[u8] = b"%PDF-1.7 an invoice";

/// Where customers reach the program.
pub const PUBLIC_URL: &str = "https://garage.example";

/// The token of somebody who owns both sites.
pub const BOTH: &str = "both";

struct OwnerOfBoth(Arc<People>);

#[async_trait]
impl Authenticator for OwnerOfBoth {
    async fn authenticate(&self, bearer: &str) -> Result<Arc<Actor>, Problem> {
        let owner = |token| self.0.actor(token).ok_or_else(|| Problem::unauthorized("Who is this?"));
        let (mut one, other) = (owner(People::OWNER)?, owner(People::OUTSIDER)?);
        one.sites.extend(other.sites);
        if bearer == BOTH { Ok(Arc::new(one)) } else { Err(Problem::unauthorized("Who is this?")) }
    }
}

/// The two sites, where the clocks say something else.
struct Elsewhere {
    sites: FakeSites,
    zone: Mutex<Option<&'static str>>,
}

#[async_trait]
impl Sites for Elsewhere {
    async fn cards(&self, ids: &[SiteId]) -> Result<Vec<SiteCard>, Problem> {
        let (mut cards, zone) = (self.sites.cards(ids).await?, *self.zone.lock());
        for card in &mut cards {
            card.time_zone = zone.map_or_else(|| card.time_zone.clone(), str::to_owned);
        }
        Ok(cards)
    }
}

pub struct Garage {
    pub kit: Kit,
    clocks: Arc<Mutex<Option<Arc<Elsewhere>>>>,
    customer: Arc<Leila>,
    printer: Arc<Printer>,
    book: Arc<Book>,
    orders: Arc<Orders>,
    pub papers: Arc<Papers>,
    pub yard: Arc<Yard>,
}

/// The one customer.
struct Leila {
    card: Mutex<CustomerCard>,
    questions: AtomicUsize,
    /// About their own visits.
    refused: Mutex<Vec<Channel>>,
    /// By which they agreed to offers.
    agreed: Mutex<Vec<Channel>>,
    /// Others, who are all like them.
    others: Mutex<Vec<CustomerId>>,
}

#[async_trait]
impl Consents for Leila {
    async fn may_contact(&self, asked: &[(CustomerId, Channel, Purpose)]) -> Result<Vec<bool>, Problem> {
        let (refused, agreed) = (self.refused.lock(), self.agreed.lock());
        let may = |(_, channel, purpose): &(CustomerId, Channel, Purpose)| match purpose {
            Purpose::Service => !refused.contains(channel),
            Purpose::Marketing => agreed.contains(channel),
        };
        Ok(asked.iter().map(may).collect())
    }
}

#[async_trait]
impl Customers for Leila {
    async fn cards(&self, ids: &[CustomerId]) -> Result<Vec<CustomerCard>, Problem> {
        self.questions.fetch_add(1, Ordering::Relaxed);
        let card = self.card.lock().clone();
        let others = self.others.lock();
        let known = ids.iter().filter(|id| **id == card.id || others.contains(id));
        Ok(known.map(|id| CustomerCard { id: *id, ..card.clone() }).collect())
    }

    async fn find_by_keys(&self, _: &[String]) -> Result<Vec<(String, CustomerId)>, Problem> {
        Ok(vec![])
    }
}

/// The work orders that are asked for.
#[derive(Default)]
struct Orders(Mutex<Vec<WorkOrderCard>>);

#[async_trait]
impl WorkOrders for Orders {
    async fn card(&self, id: WorkOrderId) -> Result<Option<WorkOrderCard>, Problem> {
        Ok(self.0.lock().iter().find(|card| card.id == id).cloned())
    }
}

/// The papers of all orders.
#[derive(Default)]
pub struct Papers(pub Mutex<Vec<(WorkOrderId, GivenPaper)>>);

#[async_trait]
impl OrderPapers for Papers {
    async fn cards(&self, order: WorkOrderId, ids: &[Uuid]) -> Result<Vec<PaperCard>, Problem> {
        let kept = self.0.lock();
        let found = kept.iter().filter(|(of, paper)| *of == order && ids.contains(&paper.id));
        let media = || "image/png".to_owned();
        let size = |paper: &GivenPaper| i64::try_from(paper.bytes.len()).unwrap();
        Ok(found.map(|(_, paper)| PaperCard { id: paper.id, name: paper.name.clone(), media: media(), size: size(paper) }).collect())
    }

    async fn bytes(&self, order: WorkOrderId, id: Uuid) -> Result<Option<Vec<u8>>, Problem> {
        Ok(self.0.lock().iter().find(|(of, paper)| *of == order && paper.id == id).map(|(_, paper)| paper.bytes.clone()))
    }

    async fn issue(&self, _: WorkOrderId, id: Uuid) -> Result<Option<String>, Problem> {
        Ok(Some(format!("{PUBLIC_URL}/api/v1/public/papers/secret-{id}")))
    }

    async fn keep(&self, order: WorkOrderId, given: GivenPaper) -> Result<bool, Problem> {
        if !given.bytes.starts_with(b"\x89PNG") {
            return Err(Problem::field("/file", "unknown-type", "It is no picture"));
        }
        self.0.lock().push((order, given));
        Ok(true)
    }
}

#[derive(Default)]
struct Printer {
    is_stopped: AtomicBool,
}

#[async_trait]
impl Invoices for Printer {
    async fn pdf(&self, _: InvoiceId) -> Result<Pdf, Problem> {
        if self.is_stopped.load(Ordering::Relaxed) {
            return Err(Problem::unavailable("The printer is busy"));
        }
        Ok(Pdf { file_name: "F-LAC-2026-00042.pdf".into(), bytes: PDF.to_vec() })
    }

    async fn statement(&self, asked: &StatementAsked) -> Result<Pdf, Problem> {
        Ok(Pdf { file_name: "statement.pdf".into(), bytes: asked.due.0.to_string().into_bytes() })
    }

    async fn letter(&self, _: LetterId) -> Result<Pdf, Problem> {
        Ok(Pdf { file_name: "letter.pdf".into(), bytes: PDF.to_vec() })
    }
}

#[async_trait]
impl PurchaseOrders for Printer {
    async fn pdf(&self, _: PurchaseOrderId) -> Result<Pdf, Problem> {
        if self.is_stopped.load(Ordering::Relaxed) {
            return Err(Problem::unavailable("The printer is busy"));
        }
        Ok(Pdf { file_name: "PO-LAC-2026-00042.pdf".into(), bytes: PDF.to_vec() })
    }
}

fn workshop(connection: &DatabaseConnection) -> BoxFuture<'_, Result<(), DbErr>> {
    Box::pin(async move { kernel::schema::create_module_tables(&SchemaManager::new(connection), "workshop").await })
}

fn billing(connection: &DatabaseConnection) -> BoxFuture<'_, Result<(), DbErr>> {
    Box::pin(async move { kernel::schema::create_module_tables(&SchemaManager::new(connection), "billing").await })
}

fn identity(connection: &DatabaseConnection) -> BoxFuture<'_, Result<(), DbErr>> {
    Box::pin(async move { kernel::schema::create_module_tables(&SchemaManager::new(connection), "identity").await })
}

fn scheduling(connection: &DatabaseConnection) -> BoxFuture<'_, Result<(), DbErr>> {
    Box::pin(async move { kernel::schema::create_module_tables(&SchemaManager::new(connection), "scheduling").await })
}

fn inventory(connection: &DatabaseConnection) -> BoxFuture<'_, Result<(), DbErr>> {
    Box::pin(async move { kernel::schema::create_module_tables(&SchemaManager::new(connection), "inventory").await })
}

fn reporting(connection: &DatabaseConnection) -> BoxFuture<'_, Result<(), DbErr>> {
    Box::pin(async move { kernel::schema::create_module_tables(&SchemaManager::new(connection), "reporting").await })
}

/// Where the appointments stand that are confirmed, and whose they are.
#[derive(Default)]
struct Book(Mutex<Option<DateTime<Utc>>>, Mutex<Option<CustomerId>>);

#[async_trait]
impl AppointmentLinks for Book {
    async fn enclose(&self, _: AppointmentId, promised: Option<DateTime<Utc>>) -> Result<Option<AppointmentEnclosure>, Problem> {
        let is_there = promised.is_none() || promised == *self.0.lock();
        Ok(is_there.then(|| AppointmentEnclosure {
            link: "https://garage.example/a/secret-of-the-visit".into(),
            book_again: Some("https://garage.example/book/lac".into()),
            calendar: "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n".into(),
            method: "PUBLISH".into(),
        }))
    }

    /// Of what was enclosed to the one customer.
    async fn whose(&self, token: &str) -> Result<Option<CustomerId>, Problem> {
        Ok(self.1.lock().filter(|_| token == "secret-of-the-visit"))
    }
}

/// Reports of inspections that are signed: all but the nil one.
struct Reports;

#[async_trait]
impl InspectionLinks for Reports {
    async fn issue(&self, inspection: InspectionId) -> Result<Option<String>, Problem> {
        Ok((!inspection.0.is_nil()).then(|| "https://garage.example/i/secret-of-the-report".into()))
    }
}

/// Estimates that can be decided on: all but the nil one. Each link is another, as they are.
#[derive(Default)]
struct Offers(AtomicUsize);

#[async_trait]
impl EstimateLinks for Offers {
    async fn issue(&self, version: EstimateId, _: Option<Uuid>) -> Result<Option<String>, Problem> {
        Ok((!version.0.is_nil())
            .then(|| format!("https://garage.example/e/secret-of-the-estimate-{}", self.0.fetch_add(1, Ordering::Relaxed))))
    }

    async fn whose(&self, _: &str) -> Result<Option<CustomerId>, Problem> {
        Ok(None)
    }
}

/// Counts the links it makes.
#[derive(Default)]
struct Links(AtomicUsize);

#[async_trait]
impl AccountLinks for Links {
    /// None for the nil request: it was fulfilled.
    async fn issue(&self, request: Uuid) -> Result<Option<String>, Problem> {
        let number = self.0.fetch_add(1, Ordering::Relaxed) + 1;
        Ok((!request.is_nil()).then(|| format!("https://garage.example/reset-password#secret-{number}")))
    }
}

fn audience(yard: &Arc<Yard>) -> Audience {
    Audience { customers: yard.clone(), vehicles: yard.clone(), deferred: yard.clone(), offers: yard.clone() }
}

impl Garage {
    /// With messages going to the server, or to the console.
    pub async fn start(server: Option<&MailServer>) -> Self {
        Self::start_with(server, None).await
    }

    /// The same where text messages may go to a provider.
    pub async fn start_with(server: Option<&MailServer>, provider: Option<&SmsProvider>) -> Self {
        let sms = SmsSettings {
            vault: Vault::from_text(&Vault::new_key().unwrap()).unwrap(),
            public_url: PUBLIC_URL.into(),
            twilio: provider.map_or(SmsSettings::TWILIO, SmsProvider::address).to_owned(),
            meta: provider.map_or_else(|| SmsSettings::META.to_owned(), |provider| format!("{}/meta", provider.address())),
            hosts: vec!["127.0.0.1".into()],
            counter: limits::counter(None),
        };
        let settings = Settings { smtp_url: server.map(MailServer::url), from: "ECAR <garage@ecar.example>".into(), sms };
        let customer = Arc::new(Leila {
            questions: AtomicUsize::new(0),
            refused: Mutex::default(),
            agreed: Mutex::default(),
            others: Mutex::default(),
            card: Mutex::new(CustomerCard {
                email: Some("leila@example.tn".into()),
                ..CustomerCard::named(CustomerId::new(), "Leïla Ben Ali")
            }),
        });
        let printer = Arc::new(Printer::default());
        let (book, orders) = (Arc::new(Book::default()), Arc::new(Orders::default()));
        *book.1.lock() = Some(customer.card.lock().id);
        let papers = Arc::new(Papers::default());
        let known = (orders.clone(), papers.clone());
        let clocks: Arc<Mutex<Option<Arc<Elsewhere>>>> = Arc::default();
        let made = clocks.clone();
        let yard = Arc::new(Yard::default());
        let ports = (customer.clone(), printer.clone(), Arc::new(Links::default()), book.clone(), yard.clone());
        let kit = Kit::start(
            |context, people| async move {
                people.believe(Arc::new(OwnerOfBoth(people.clone())));
                let sites = Arc::new(Elsewhere { sites: FakeSites(people.clone()), zone: Mutex::default() });
                let staff = Arc::new(FakeStaff(people));
                *made.lock() = Some(sites.clone());
                vec![
                    Module::new("workshop", OpenApiRouter::new()),
                    Module::new("billing", OpenApiRouter::new()),
                    Module::new("identity", OpenApiRouter::new()),
                    Module::new("scheduling", OpenApiRouter::new()),
                    Module::new("inventory", OpenApiRouter::new()),
                    Module::new("reporting", OpenApiRouter::new()),
                    notifications::module(
                        context,
                        sites,
                        staff,
                        ((ports.0.clone(), ports.0, ports.4.clone(), ports.4.clone()), audience(&ports.4)),
                        (ports.1.clone(), ports.1, known.0, known.1),
                        (ports.2, ports.3, Arc::new(Reports), Arc::new(Offers::default())),
                        settings,
                    ),
                ]
            },
            &[workshop, billing, identity, scheduling, inventory, reporting, kernel::schema::migrate::<notifications::Migrator>],
        )
        .await;
        Self { kit, clocks, customer, printer, book, orders, papers, yard }
    }

    /// The sites' clocks are those of another place.
    pub fn set_time_zone(&self, zone: &'static str) {
        if let Some(sites) = self.clocks.lock().as_ref() {
            *sites.zone.lock() = Some(zone);
        }
    }

    pub fn set_email(&self, email: Option<&str>) {
        self.customer.card.lock().email = email.map(str::to_owned);
    }

    pub fn set_phone(&self, phone: Option<&str>) {
        self.customer.card.lock().phone = phone.map(str::to_owned);
    }

    /// The customer wants nothing by it about their own visits.
    pub fn refuse(&self, channel: Channel) {
        self.customer.refused.lock().push(channel);
    }

    /// They agree to offers by it, or do not any more.
    pub fn agree(&self, channel: Channel, agrees: bool) {
        let mut ways = self.customer.agreed.lock();
        ways.retain(|one| *one != channel);
        ways.extend(agrees.then_some(channel));
    }

    /// So many more people who are all like the one customer, and were here last at an instant.
    pub fn crowd(&self, people: usize, last_visit: DateTime<Utc>) {
        let more: Vec<_> = (0..people).map(|_| CustomerId::new()).collect();
        self.yard.visits.lock().extend(more.iter().map(|id| (*id, last_visit)));
        self.customer.others.lock().extend(more);
    }

    pub fn set_prefers(&self, prefers: WrittenBy) {
        self.customer.card.lock().prefers = Some(prefers);
    }

    pub fn archive_customer(&self) {
        self.customer.card.lock().archived = true;
    }

    pub fn set_name(&self, name: &str) {
        name.clone_into(&mut self.customer.card.lock().name);
    }

    pub fn set_language(&self, language: &str) {
        language.clone_into(&mut self.customer.card.lock().language);
    }

    pub fn stop_printing(&self, stopped: bool) {
        self.printer.is_stopped.store(stopped, Ordering::Relaxed);
    }

    /// How often customers were asked for.
    pub fn questions(&self) -> usize {
        self.customer.questions.load(Ordering::Relaxed)
    }

    /// An order of the customer at a site.
    pub fn order_at(&self, site_id: SiteId) -> WorkOrderId {
        let id = WorkOrderId::new();
        self.orders.0.lock().push(WorkOrderCard {
            id,
            number: "LAC-2026-00042".into(),
            site_id,
            customer_id: self.customer_id(),
            customer_name: "Leïla Ben Ali".into(),
            currency: "TND".into(),
            vehicle_plate: "215 TU 4821".into(),
            vehicle_label: "Peugeot 208 2019".into(),
            is_under_way: true,
        });
        id
    }

    pub async fn completed(&self, order: WorkOrderId) {
        self.completed_with(order, "Peugeot 208 2019", "215 TU 4821").await;
    }

    pub async fn completed_with(&self, order: WorkOrderId, label: &str, plate: &str) {
        let event = WorkOrderCompleted {
            id: order,
            number: "LAC-2026-00042".into(),
            site_id: self.kit.site,
            customer_id: self.customer.card.lock().id,
            customer_name: "Leïla Ben Ali".into(),
            vehicle_id: Some(VehicleId::new()),
            vehicle_plate: plate.into(),
            vehicle_label: label.into(),
            odometer_km: None,
            currency: "TND".into(),
            stamp_duty: Amount(1000),
            lines: vec![],
            completed_at: self.kit.context.clock.now(),
            summary: "Freins".into(),
            packed: vec![],
            po_number: None,
            exemption: None,
        };
        self.tell("workshop", &event).await;
    }

    pub async fn assigned(&self, order: WorkOrderId, technician: Option<UserId>) {
        let event = WorkOrderAssigned {
            id: order,
            number: "LAC-2026-00042".into(),
            site_id: self.kit.site,
            technician_id: technician,
            vehicle_plate: "215 TU 4821".into(),
            vehicle_label: "Peugeot 208 2019".into(),
            concern: "Bruit au freinage".into(),
        };
        self.tell("workshop", &event).await;
    }

    /// Staff are to know something of an order.
    pub async fn alert(&self, order: WorkOrderId, technician: Option<UserId>, alert: StaffAlert) {
        let event = StaffAlerted {
            id: Uuid::now_v7(),
            work_order_id: order,
            number: "LAC-2026-00042".into(),
            site_id: self.kit.site,
            customer_name: "Leïla Ben Ali".into(),
            vehicle_plate: "215 TU 4821".into(),
            vehicle_label: "Peugeot 208 2019".into(),
            technician_id: technician,
            alert,
        };
        self.tell("workshop", &event).await;
    }

    /// Somebody sends the customer the report of an inspection; the nil one is open again.
    pub async fn report_sent(&self, id: InspectionId) {
        let event = InspectionSent {
            id,
            site_id: self.kit.site,
            work_order_id: WorkOrderId::new(),
            number: "LAC-2026-00042".into(),
            customer_id: self.customer_id(),
            vehicle_plate: "215 TU 4821".into(),
            vehicle_label: "Peugeot 208 2019".into(),
        };
        self.tell("workshop", &event).await;
    }

    /// Somebody sends the customer an estimate; the nil one is over.
    pub async fn estimate_sent(&self, id: EstimateId) {
        self.estimate_sent_to(id, None).await;
    }

    /// The same to somebody of the customer.
    pub async fn estimate_sent_to(&self, id: EstimateId, to: Option<Approver>) {
        let event = EstimateSent {
            id,
            site_id: self.kit.site,
            work_order_id: WorkOrderId::new(),
            number: "LAC-2026-00042".into(),
            version: 1,
            customer_id: self.customer_id(),
            vehicle_plate: "215 TU 4821".into(),
            vehicle_label: "Peugeot 208 2019".into(),
            expires_at: "2026-12-04T09:00:00Z".parse().unwrap(),
            to,
        };
        self.tell("workshop", &event).await;
    }

    /// The desk answers what the customer asked on an estimate.
    pub async fn answered(&self, estimate_id: EstimateId) {
        let event = EstimateAnswered {
            id: Uuid::now_v7(),
            estimate_id,
            site_id: self.kit.site,
            work_order_id: WorkOrderId::new(),
            number: "LAC-2026-00042".into(),
            customer_id: self.customer_id(),
            vehicle_plate: "215 TU 4821".into(),
            vehicle_label: "Peugeot 208 2019".into(),
            job: "Freins avant".into(),
            question: Some("Est-ce urgent ?".into()),
            answer: "Oui, avant 2 000 km.".into(),
        };
        self.tell("workshop", &event).await;
    }

    /// The parts desk sends an order to its supplier.
    pub async fn ordered(&self, id: PurchaseOrderId, email: &str) {
        let article = OrderedArticle {
            number: "W 712/75".into(),
            name: "Filtre à huile".into(),
            packs: Quantity::whole(10),
            pack_size: Quantity::whole(1),
            unit: "each".into(),
        };
        let event = PurchaseOrderMailed {
            id,
            site_id: self.kit.site,
            number: "PO-LAC-2026-00042".into(),
            supplier: "Stafim".into(),
            email: email.into(),
            lines: vec![article],
            expected_on: None,
            notes: None,
        };
        self.tell("inventory", &event).await;
    }

    /// A report goes to the owner.
    pub async fn reported(&self, id: Uuid) {
        let day = self.kit.context.clock.now().date_naive();
        let sales = ReportedFigure { figure: MainFigure::NetSales, value: Some(1_723_100), before: Some(0) };
        let group = ReportedGroup { sites: "Garage du Lac".into(), currency: "TND".into(), figures: vec![sales] };
        let event = ReportMailed {
            id,
            report_id: Uuid::nil(),
            site_id: self.kit.site,
            user_id: self.kit.people.owner,
            name: "Ventes du mois".into(),
            period: Some((day, day)),
            on: day,
            groups: vec![group],
        };
        self.tell("reporting", &event).await;
    }

    pub async fn link_requested(&self, request: Uuid) {
        let (user_id, site_id) = (self.kit.people.owner, self.kit.site);
        let event = AccountLinkRequested { request_id: request, user_id, site_id, purpose: LinkPurpose::Reset, to: None };
        self.tell("identity", &event).await;
    }

    pub async fn alerted(&self, alert: Alert) {
        let (user_id, site_id) = (self.kit.people.owner, self.kit.site);
        self.tell("identity", &SecurityAlert { user_id, site_id, alert, address: "192.0.2.1".into(), to: None }).await;
    }

    /// The owner asked for another address; both are written to.
    pub async fn address_asked(&self, new: &str, old: &str) {
        let (user_id, site_id) = (self.kit.people.owner, self.kit.site);
        let (purpose, alert) = (LinkPurpose::Email, Alert::EmailChangeRequested);
        self.tell("identity", &AccountLinkRequested { request_id: Uuid::now_v7(), user_id, site_id, purpose, to: Some(new.into()) }).await;
        self.tell("identity", &SecurityAlert { user_id, site_id, alert, address: "192.0.2.1".into(), to: Some(old.into()) }).await;
    }

    /// Promised for this start, in the book too.
    pub fn appointment(&self, start: &str) -> AppointmentNotice {
        let start: DateTime<Utc> = start.parse().unwrap();
        *self.book.0.lock() = Some(start);
        AppointmentNotice {
            id: AppointmentId::new(),
            number: "LAC-R-2026-00042".into(),
            site_id: self.kit.site,
            state: AppointmentState::Confirmed,
            customer_id: None,
            name: "Leïla Ben Ali".into(),
            phone: None,
            email: Some("leila@mail.example".into()),
            vehicle_id: None,
            plate: Some("215 TU 4821".into()),
            start,
            end: start + TimeDelta::hours(1),
            promised_at: None,
            services: vec![Translated { fr: "Vidange".into(), ar: "تغيير الزيت".into(), en: "Oil service".into() }],
            is_waiter: false,
            source: "online".into(),
            technician_id: None,
            old_start: None,
            cancelled_by: None,
            is_late: false,
            language: Some("ar".into()),
            deposit_due: None,
            reminder: None,
        }
    }

    /// The book says otherwise from now on.
    pub fn moved(&self, start: Option<DateTime<Utc>>) {
        *self.book.0.lock() = start;
    }

    pub async fn of_appointment(&self, event: &impl Event) {
        self.tell("scheduling", event).await;
    }

    pub async fn of_billing(&self, event: &impl Event) {
        self.tell("billing", event).await;
    }

    /// Those of the crowd.
    pub fn others(&self) -> Vec<CustomerId> {
        self.customer.others.lock().clone()
    }

    pub async fn of_work(&self, event: &impl Event) {
        self.tell("workshop", event).await;
    }

    pub fn customer_id(&self) -> CustomerId {
        self.customer.card.lock().id
    }

    pub async fn issued(&self, invoice: InvoiceId) {
        let event = InvoiceIssued(InvoiceState {
            net: None,
            credited: Amount::ZERO,
            id: invoice,
            number: Some("F-LAC-2026-00042".into()),
            site_id: self.kit.site,
            work_order_id: WorkOrderId::new(),
            customer_id: self.customer.card.lock().id,
            state: "issued".into(),
            total: Amount(553_100),
            due: Amount(553_100),
            currency: "TND".into(),
            due_on: None,
            line_ids: vec![],
            is_payers: false,
            together: vec![],
        });
        self.tell("billing", &event).await;
    }

    async fn tell(&self, module: &str, event: &impl Event) {
        let mut tx = self.kit.db().begin().await.unwrap();
        outbox::append(&mut tx, module, event, &Actor::system(), self.kit.context.clock.as_ref()).await.unwrap();
        tx.commit().await.unwrap();
    }
}
