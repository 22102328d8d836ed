//! Every port of the contracts, asked in the process of its module and over the network: one suite for both.

use std::fmt::Debug;
use std::sync::Arc;

use axum::Router;
use chrono::DateTime;
use contracts::billing::{InvoiceId, Invoices};
use contracts::customers::{AudienceAsked, Audiences, Channel, Consents, Credit, CreditStanding, CustomerId, Customers, Purpose};
use contracts::documents::{Language, Press, Styles};
use contracts::identity::{AccountLinks, OpenWork, Sites, Staff, UserId};
use contracts::inventory::{Catalogue, MissingSearch, NumberSearch, ProductId, PurchaseOrderId, PurchaseOrders, SupplierId};
use contracts::scheduling::{AppointmentId, AppointmentLinks, Appointments, Arrivals};
use contracts::search::Searchable;
use contracts::subjects::SubjectData;
use contracts::vehicles::{DueAsked, DueKind, DueVehicles, OwnedVehicles, VehicleId, Vehicles};
use contracts::workshop::{
    DeferredAsked, DeferredJobId, DeferredWork, EstimateId, EstimateLinks, GivenPaper, InspectionId, InspectionLinks, OfferLinks,
    OrderPapers, WorkOrderId,
};
use kernel::actor::{Authenticator, Refusal};
use kernel::audit::{Filter, OwnTrail, Trail};
use kernel::clock::SystemClock;
use kernel::feed::{Feed, OwnFeed};
use kernel::search::Query;
use kernel::{Actor, Context, Problem, SiteId};
use remote::{Callers, Network, Peer, ServiceKey, door};
use serde_json::{Value, json};
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use super::services::{MODULES, SECRET};
use crate::server::{Person, Server};

/// All that modules may ask of each other.
struct Ports {
    sites: Arc<dyn Sites>,
    staff: Arc<dyn Staff>,
    links: Arc<dyn AccountLinks>,
    open_work: Arc<dyn OpenWork>,
    customers: Arc<dyn Customers>,
    consents: Arc<dyn Consents>,
    credit: Arc<dyn Credit>,
    vehicles: Arc<dyn Vehicles>,
    due_vehicles: Arc<dyn DueVehicles>,
    arrivals: Arc<dyn Arrivals>,
    audiences: Arc<dyn Audiences>,
    owned_vehicles: Arc<dyn OwnedVehicles>,
    deferred_work: Arc<dyn DeferredWork>,
    offer_links: Arc<dyn OfferLinks>,
    appointments: Arc<dyn Appointments>,
    appointment_links: Arc<dyn AppointmentLinks>,
    inspection_links: Arc<dyn InspectionLinks>,
    estimate_links: Arc<dyn EstimateLinks>,
    order_papers: Arc<dyn OrderPapers>,
    catalogue: Arc<dyn Catalogue>,
    invoices: Arc<dyn Invoices>,
    styles: Arc<dyn Styles>,
    purchase_orders: Arc<dyn PurchaseOrders>,
    callers: Arc<dyn Authenticator>,
    searchables: Vec<Arc<dyn Searchable>>,
    subjects: Vec<Arc<dyn SubjectData>>,
    trails: Vec<Arc<dyn Trail>>,
    feeds: Vec<Arc<dyn Feed>>,
}

const SUBJECTS: [&str; 5] = ["vehicles", "scheduling", "workshop", "billing", "notifications"];
const SEARCHED: [&str; 6] = ["customers", "vehicles", "scheduling", "inventory", "workshop", "billing"];

impl Ports {
    /// As modules of one process ask them.
    fn near(context: &Context, server: &Server) -> Self {
        let (identity, customers) = (identity::ports(context), customers::ports(context));
        let billing = billing::ports(context, identity.clone(), customers.clone(), Arc::new(documents::Printer));
        let press = Press { renderer: Arc::new(documents::Printer), styles: billing::styles(context) };
        let vault = identity::Vault::from_text(&server.secret_key()).unwrap();
        let (vehicles, inventory, workshop) = (vehicles::ports(context), inventory::ports(context), workshop::ports(context));
        let scheduling = scheduling::ports(context);
        let appointment_links = scheduling::links(context, identity.clone(), "https://garage.example");
        let trail = |module| Arc::new(OwnTrail { db: context.db.clone(), module }) as Arc<dyn Trail>;
        let feed = |module| Arc::new(OwnFeed { db: context.db.clone(), module }) as Arc<dyn Feed>;
        Self {
            sites: identity.clone(),
            staff: identity,
            links: identity::account_links(context, "https://garage.example"),
            open_work: workshop.clone(),
            customers: customers.clone(),
            consents: customers.clone(),
            credit: customers.clone(),
            vehicles: vehicles.clone(),
            due_vehicles: vehicles.clone(),
            audiences: customers.clone(),
            owned_vehicles: vehicles.clone(),
            deferred_work: workshop.clone(),
            offer_links: workshop::offer_links(context, "https://garage.example"),
            arrivals: scheduling::arrivals(context, identity::ports(context), "https://garage.example"),
            appointments: scheduling.clone(),
            appointment_links,
            inspection_links: workshop::inspection_links(context, "https://garage.example"),
            estimate_links: workshop::estimate_links(context, "https://garage.example"),
            order_papers: workshop::order_papers(context, "https://garage.example"),
            catalogue: inventory.clone(),
            invoices: billing.clone(),
            styles: press.styles.clone(),
            purchase_orders: inventory::purchase_orders(context, identity::ports(context), press),
            callers: identity::authenticator_for_services(context, &vault),
            subjects: vec![vehicles.clone(), scheduling.clone(), workshop.clone(), billing.clone(), notifications::subjects(context)],
            searchables: vec![customers, vehicles, scheduling, inventory, workshop, billing],
            trails: MODULES[..7].iter().map(|module| trail(*module)).collect(),
            feeds: MODULES.iter().map(|module| feed(*module)).collect(),
        }
    }

    /// As a process serves them.
    fn served(&self, stop: &CancellationToken) -> Router {
        let mut router = remote::sites(self.sites.clone())
            .merge(remote::staff(self.staff.clone()))
            .merge(remote::account_links(self.links.clone()))
            .merge(remote::open_work(self.open_work.clone()))
            .merge(remote::customers(self.customers.clone()))
            .merge(remote::consents(self.consents.clone()))
            .merge(remote::credit(self.credit.clone()))
            .merge(remote::vehicles(self.vehicles.clone()))
            .merge(remote::due_vehicles(self.due_vehicles.clone()))
            .merge(remote::audiences(self.audiences.clone()))
            .merge(remote::owned_vehicles(self.owned_vehicles.clone()))
            .merge(remote::deferred_work(self.deferred_work.clone()))
            .merge(remote::offer_links(self.offer_links.clone()))
            .merge(remote::arrivals(self.arrivals.clone()))
            .merge(remote::appointments(self.appointments.clone()))
            .merge(remote::appointment_links(self.appointment_links.clone()))
            .merge(remote::inspection_links(self.inspection_links.clone()))
            .merge(remote::estimate_links(self.estimate_links.clone()))
            .merge(remote::order_papers(self.order_papers.clone()))
            .merge(remote::catalogue(self.catalogue.clone()))
            .merge(remote::invoices(self.invoices.clone()))
            .merge(remote::styles(self.styles.clone()))
            .merge(remote::purchase_orders(self.purchase_orders.clone()))
            .merge(remote::callers(self.callers.clone()));
        for (module, port) in SEARCHED.iter().zip(&self.searchables) {
            router = router.merge(remote::searchable(module, port.clone()));
        }
        for (module, port) in SUBJECTS.iter().zip(&self.subjects) {
            router = router.merge(remote::subjects(module, port.clone()));
        }
        for (module, port) in MODULES.iter().zip(&self.trails) {
            router = router.merge(remote::trail(module, port.clone()));
        }
        for (module, port) in MODULES.iter().zip(&self.feeds) {
            router = router.merge(remote::feed(module, port.clone(), stop.clone()));
        }
        router
    }

    /// As they are asked of other processes at an address.
    fn far(network: &Network, address: &str) -> Self {
        let peer = |module: &'static str| network.peer(module, address).unwrap();
        let of = |module| Arc::new(peer(module));
        Self {
            sites: of("identity"),
            staff: of("identity"),
            links: of("identity"),
            open_work: of("workshop"),
            customers: of("customers"),
            consents: of("customers"),
            credit: of("customers"),
            vehicles: of("vehicles"),
            due_vehicles: of("vehicles"),
            audiences: of("customers"),
            owned_vehicles: of("vehicles"),
            deferred_work: of("workshop"),
            offer_links: of("workshop"),
            arrivals: of("scheduling"),
            appointments: of("scheduling"),
            appointment_links: of("scheduling"),
            inspection_links: of("workshop"),
            estimate_links: of("workshop"),
            order_papers: of("workshop"),
            catalogue: of("inventory"),
            invoices: of("billing"),
            styles: of("billing"),
            purchase_orders: of("inventory"),
            callers: Arc::new(Callers::new(peer("identity"), Arc::new(SystemClock))),
            subjects: SUBJECTS.iter().map(|module| of(module) as Arc<dyn SubjectData>).collect(),
            searchables: SEARCHED.iter().map(|module| of(module) as Arc<dyn Searchable>).collect(),
            trails: MODULES[..7].iter().map(|module| of(module) as Arc<dyn Trail>).collect(),
            feeds: MODULES.iter().map(|module| of(module) as Arc<dyn Feed>).collect(),
        }
    }
}

/// Ids of what is there.
struct Known {
    site: SiteId,
    customer: CustomerId,
    phone: String,
    vehicle: VehicleId,
    appointment: AppointmentId,
    product: ProductId,
    invoice: InvoiceId,
    purchase_order: PurchaseOrderId,
    token: String,
}

impl Known {
    async fn of(owner: &Person) -> Self {
        let first = async |path: &str| owner.read(path).await["items"][0].clone();
        let id = |row: &Value| row["id"].as_str().unwrap().parse::<Uuid>().unwrap();
        let (customer, me) = (first("/customers?limit=1").await, owner.read("/me").await);
        Self {
            site: SiteId(id(&me["sites"][0])),
            customer: CustomerId(id(&customer)),
            phone: customer["phone"].as_str().unwrap().to_owned(),
            vehicle: VehicleId(id(&first("/vehicles?limit=1").await)),
            appointment: AppointmentId(id(&first("/appointments?limit=1").await)),
            product: ProductId(id(&first("/products?limit=1").await)),
            invoice: InvoiceId(id(&first("/invoices?limit=1").await)),
            purchase_order: PurchaseOrderId(id(&first("/purchase-orders?limit=1").await)),
            token: owner.token.clone().unwrap(),
        }
    }
}

/// Notes what was answered, so that both ways can be compared to the letter.
#[derive(Default)]
struct Notes(Vec<String>);

impl Notes {
    fn take<T: Debug>(&mut self, answer: Result<T, Problem>) -> T {
        self.0.push(format!("{answer:?}"));
        answer.unwrap_or_else(|problem| panic!("{problem:?}"))
    }

    fn refused<T: Debug>(&mut self, answer: Result<T, Problem>, status: u16) {
        let problem = answer.expect_err("it is refused");
        assert_eq!(problem.status, status);
        self.0.push(format!("{problem:?}"));
    }
}

/// What every port promises, whichever way it is asked.
async fn suite(ports: &Ports, known: &Known) -> Vec<String> {
    let mut notes = Notes::default();
    of_identity(ports, known, &mut notes).await;
    of_records(ports, known, &mut notes).await;
    of_work(ports, known, &mut notes).await;
    of_all(ports, known, &mut notes).await;
    notes.0
}

async fn of_identity(ports: &Ports, known: &Known, notes: &mut Notes) {
    assert_eq!(notes.take(ports.sites.cards(&[]).await).len(), 3);
    assert_eq!(notes.take(ports.sites.cards(&[known.site]).await)[0].id, known.site);
    assert!(notes.take(ports.sites.cards(&[SiteId(Uuid::nil())]).await).is_empty());
    let actor = notes.take(ports.callers.authenticate(&known.token).await);
    assert!(actor.sees(known.site) && !actor.is_system());
    notes.refused(ports.callers.authenticate("rubbish").await, 401);
    notes.refused(ports.callers.authenticate(&format!("{}x", known.token)).await, 401);
    let refusal = Refusal {
        actor: actor.clone(),
        operation: "POST /x".into(),
        code: "forbidden".into(),
        address: [192, 0, 2, 1].into(),
        agent: "test".into(),
    };
    ports.callers.refused(refusal).await;
    assert_eq!(notes.take(ports.staff.cards(&[UserId(actor.id)]).await)[0].name, "Hela");
    assert!(notes.take(ports.staff.cards(&[]).await).is_empty());
    let hela = UserId(actor.id);
    let site = *actor.sites.keys().next().unwrap();
    assert_eq!(notes.take(ports.staff.who_may("work_order.authorise", site, &[hela, UserId(Uuid::nil())]).await), [hela]);
    let all = notes.take(ports.staff.all_who_may("work_order.authorise", site).await);
    assert!(all.contains(&hela) && notes.take(ports.staff.all_who_may("nothing", site).await).is_empty());
    let nobodys = notes.take(ports.staff.accounts_of_customers(&["hela@garage.example".into(), "nobody@mail.example".into()]).await);
    assert!(nobodys.is_empty(), "who works here is no customer");
    assert_eq!(notes.take(ports.links.issue(Uuid::nil()).await), None);
}

async fn of_records(ports: &Ports, known: &Known, notes: &mut Notes) {
    let unknown = Uuid::nil();
    let cards = notes.take(ports.customers.cards(&[known.customer, CustomerId(unknown)]).await);
    assert_eq!(cards.iter().map(|card| card.id).collect::<Vec<_>>(), [known.customer]);
    assert!(notes.take(ports.customers.cards(&[]).await).is_empty());
    let (service, offers) = (Purpose::Service, Purpose::Marketing);
    let asked =
        [(known.customer, Channel::Sms, service), (known.customer, Channel::Sms, offers), (CustomerId(unknown), Channel::Sms, service)];
    assert_eq!(notes.take(ports.consents.may_contact(&asked).await), [true, false, false]);
    let credit = notes.take(ports.credit.credit_of(&[known.customer, CustomerId(unknown)]).await);
    assert_eq!((credit.len(), &credit[1]), (2, &CreditStanding::default()));
    let found = notes.take(ports.customers.find_by_keys(&[known.phone.clone(), "nobody".into()]).await);
    assert_eq!(found, [(known.phone.clone(), known.customer)]);
    assert_eq!(notes.take(ports.vehicles.cards(&[VehicleId(unknown), known.vehicle]).await).len(), 1);
    let appointments = [AppointmentId(unknown), known.appointment];
    assert_eq!(notes.take(ports.appointments.cards(&appointments).await).len(), 1);
    assert!(notes.take(ports.appointments.cards(&[]).await).is_empty());
    let due = DueAsked {
        site: None,
        kind: DueKind::Service,
        from: "2020-01-01".parse().unwrap(),
        until: "2120-01-01".parse().unwrap(),
        after: None,
        limit: 1,
    };
    assert_eq!(notes.take(ports.due_vehicles.due(&due).await).len(), 1);
    assert_eq!(notes.take(ports.due_vehicles.standing(&[VehicleId(unknown), known.vehicle]).await)[0].id, known.vehicle);
    assert!(!notes.take(ports.due_vehicles.due_days(None, due.kind, due.from, due.until).await).is_empty());
    let audience = AudienceAsked { among: Some(vec![known.customer]), limit: 5, ..AudienceAsked::default() };
    assert_eq!(notes.take(ports.audiences.audience(&audience).await), [known.customer]);
    let owner = ports.vehicles.cards(&[known.vehicle]).await.unwrap()[0].owner_id.unwrap();
    let theirs = notes.take(ports.owned_vehicles.owned(&[CustomerId(unknown), owner]).await);
    assert!(theirs.iter().any(|vehicle| vehicle.id == known.vehicle) && theirs.iter().all(|vehicle| vehicle.owner_id == owner));
    let (from, until) = (DateTime::UNIX_EPOCH, DateTime::UNIX_EPOCH);
    let waiting = DeferredAsked { site: known.site, from, until, word: None, among: None, after: None, limit: 1 };
    assert!(notes.take(ports.deferred_work.waiting(&waiting).await).jobs.is_empty());
    assert!(notes.take(ports.offer_links.issue(DeferredJobId(unknown)).await).is_none());
    let plates = [(known.vehicle, "1 TU 1".to_owned())];
    assert!(notes.take(ports.arrivals.expected(known.site, &plates).await).iter().all(|(id, _)| *id == known.vehicle));
    assert_eq!(notes.take(ports.arrivals.booking_page(known.site).await), None, "it takes no online bookings");
    notes.refused(ports.arrivals.booking_page(SiteId(unknown)).await, 404);
    // A link that is made is another each time: only what is not made can be compared.
    assert!(notes.take(ports.appointment_links.enclose(AppointmentId(unknown), None).await).is_none());
    assert_eq!(notes.take(ports.appointment_links.whose("rubbish").await), None);
    assert_eq!(notes.take(ports.estimate_links.whose("rubbish").await), None);
    assert!(notes.take(ports.inspection_links.issue(InspectionId(unknown)).await).is_none());
    assert!(notes.take(ports.estimate_links.issue(EstimateId(unknown), None).await).is_none());
    assert_eq!(notes.take(ports.catalogue.cards(&[known.product]).await)[0].id, known.product);
    assert_eq!(notes.take(ports.catalogue.on_hand(known.site, &[known.product]).await).len(), 1);
    assert!(notes.take(ports.catalogue.on_hand(known.site, &[ProductId(unknown)]).await).len() <= 1);
    let order = WorkOrderId(unknown);
    assert_eq!(notes.take(ports.catalogue.available_to(order, known.site, &[known.product]).await).len(), 1);
    assert_eq!(notes.take(ports.catalogue.costs(known.site, &[known.product, ProductId(unknown)]).await)[0].id, known.product);
    assert!(notes.take(ports.catalogue.supplier_names(&[SupplierId(unknown)]).await).is_empty());
    let search = NumberSearch { product: Some(known.product), beginning: "none".into(), sites: None, after: None, limit: 1 };
    assert!(notes.take(ports.catalogue.numbered(&search).await).is_empty());
    assert!(notes.take(ports.catalogue.numbers_of(&[order]).await).is_empty());
    let search = MissingSearch { sites: Some(vec![]), after: None, limit: 1 };
    assert!(notes.take(ports.catalogue.numbers_missing(&search).await).is_empty());
}

async fn of_work(ports: &Ports, known: &Known, notes: &mut Notes) {
    assert_eq!(notes.take(ports.open_work.open_work(known.site, 2).await).len(), 2);
    assert!(notes.take(ports.open_work.open_work(SiteId(Uuid::nil()), 2).await).is_empty());
    let pdf = ports.invoices.pdf(known.invoice).await.unwrap();
    assert!(pdf.bytes.starts_with(b"%PDF") && pdf.bytes.len() > 1_000);
    notes.take::<String>(Ok(pdf.file_name));
    notes.refused(ports.invoices.pdf(InvoiceId(Uuid::nil())).await, 404);
    let styles = [None, Some(DateTime::UNIX_EPOCH)].map(|at| ports.styles.style(known.site, at, Language::Ar));
    for style in futures::future::join_all(styles).await {
        assert_eq!(notes.take(style).colour, None, "the site chose nothing");
    }
    notes.refused(ports.purchase_orders.pdf(PurchaseOrderId(Uuid::nil())).await, 404);
    let (papers, none) = (&ports.order_papers, WorkOrderId(Uuid::nil()));
    assert!(notes.take(papers.cards(none, &[Uuid::nil()]).await).is_empty());
    assert_eq!(notes.take(papers.bytes(none, Uuid::nil()).await), None);
    assert_eq!(notes.take(papers.issue(none, Uuid::nil()).await), None);
    let given = GivenPaper { id: Uuid::nil(), name: "x".into(), by: "x".into(), bytes: b"%PDF-1.7\n".to_vec() };
    assert!(!notes.take(papers.keep(none, given.clone()).await), "there is no such order");
    notes.refused(papers.keep(none, GivenPaper { bytes: b"x".to_vec(), ..given }).await, 422);
    let order = ports.purchase_orders.pdf(known.purchase_order).await.unwrap();
    assert!(order.bytes.starts_with(b"%PDF") && order.file_name.starts_with("PO-"));
}

async fn of_all(ports: &Ports, known: &Known, notes: &mut Notes) {
    let owner = ports.callers.authenticate(&known.token).await.unwrap();
    let nobody = Actor { sites: [].into(), ..(*owner).clone() };
    for (module, port) in SEARCHED.iter().zip(&ports.searchables) {
        let text = if *module == "inventory" { "huile" } else { "4821" };
        let text = if *module == "customers" { "leila" } else { text };
        let query = Query::parse(text).unwrap();
        let found = notes.take(port.search(&owner, &query, 5).await);
        assert!(!found.is_empty() || ["scheduling", "workshop", "billing"].contains(module), "{module}");
        assert!(notes.take(port.search(&nobody, &query, 5).await).is_empty(), "{module}");
        let owed = notes.take(port.due_of(&owner, &[Uuid::nil()]).await);
        assert_eq!(owed.len(), usize::from(*module == "billing"), "{module}");
        assert!(notes.take(port.due_of(&nobody, &[Uuid::nil()]).await).is_empty(), "{module}");
        assert!(notes.take(port.undone_of(&owner, &[Uuid::nil()]).await).is_empty(), "{module}");
    }
    for (module, port) in SUBJECTS.iter().zip(&ports.subjects) {
        let (people, nobody) = ([known.customer], [CustomerId::new()]);
        let kept = notes.take(port.gather(&people).await);
        assert!(!kept.is_empty(), "{module}");
        notes.take(port.unsettled(&people).await);
        notes.take(port.legal_hold(&people).await);
        assert!(notes.take(port.gather(&nobody).await).iter().all(|part| part.rows.is_empty()), "{module}");
        assert!(notes.take(port.unsettled(&nobody).await).is_empty(), "{module}");
        assert_eq!(notes.take(port.legal_hold(&nobody).await), None, "{module}");
    }
    for trail in &ports.trails {
        let filter = Filter { limit: 5, sites: Some(vec![known.site]), ..Filter::default() };
        notes.take(trail.list(&filter).await.map(|entries| serde_json::to_string(&entries).unwrap()));
    }
    let customers = &ports.feeds[1];
    let head = notes.take(customers.head().await);
    assert!(head >= 2);
    let events = notes.take(customers.after(head - 2, 1).await);
    assert_eq!(events.iter().map(|event| event.seq).collect::<Vec<_>>(), [head - 1]);
}

async fn serve(router: Router) -> String {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move { axum::serve(listener, router).await });
    format!("http://{address}")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_port_answers_the_same_in_one_process_and_over_the_network() {
    let server = Server::start().await;
    let owner = server.owner().await;
    for (name, phone) in [("Sonia Khelifi", "98 123 456"), ("Amel Trabelsi", "98 111 222")] {
        owner.done("/customers", json!({ "kind": "person", "name": name, "phone": phone })).await;
    }
    let (known, context) = (Known::of(&owner).await, Context { db: server.database.db().await, clock: Arc::new(SystemClock) });
    let near = Ports::near(&context, &server);
    let until = tokio::time::Instant::now() + std::time::Duration::from_secs(10);
    while near.feeds[1].head().await.unwrap() < 2 {
        assert!(tokio::time::Instant::now() < until, "the events are placed");
    }
    let key = ServiceKey::from_text(SECRET).unwrap();
    let stop = CancellationToken::new();
    let address = serve(door::guarded(near.served(&stop), key.clone(), context.clock.clone())).await;
    let network = Network::new(key, context.clock.clone()).unwrap();
    let far = Ports::far(&network, &address);
    assert_eq!(suite(&far, &known).await, suite(&near, &known).await);
    for ports in [&near, &far] {
        assert_waited_for(&ports.feeds[1], &owner).await;
    }
    assert_let_go(&far.feeds[1], &stop).await;
    context.db.close().await.unwrap();
}

/// Who reads beyond the end hears of the next event when it happens.
async fn assert_waited_for(customers: &Arc<dyn Feed>, owner: &Person) {
    let (feed, head) = (customers.clone(), customers.head().await.unwrap());
    let next = tokio::spawn(async move { feed.after(head, 10).await });
    owner.done("/customers", json!({ "kind": "person", "name": "Rim Haddad", "phone": "98 222 333" })).await;
    let events = next.await.unwrap().unwrap();
    assert_eq!(events.iter().map(|event| event.seq).collect::<Vec<_>>(), [head + 1]);
}

/// Who waits is let go when the process stops.
async fn assert_let_go(customers: &Arc<dyn Feed>, stop: &CancellationToken) {
    let (feed, head, began) = (customers.clone(), customers.head().await.unwrap(), std::time::Instant::now());
    let next = tokio::spawn(async move { feed.after(head, 10).await });
    stop.cancel();
    assert!(next.await.unwrap().unwrap().is_empty() && began.elapsed() < std::time::Duration::from_secs(5));
}

/// Asks one method of a peer.
async fn ask(peer: &Peer) -> u16 {
    Sites::cards(peer, &[]).await.expect_err("it does not answer rightly").status
}

#[tokio::test(flavor = "multi_thread")]
async fn a_peer_that_is_away_or_another_is_unavailable() {
    let (clock, key) = (Arc::new(SystemClock), ServiceKey::from_text(SECRET).unwrap());
    let network = Network::new(key.clone(), clock.clone()).unwrap();
    let other = ServiceKey::from_text("Zp3kXw8vBn5mQt7rLs2dGh6jFy9cAe4u").unwrap();
    let no_port = serve(door::guarded(Router::new(), key, clock.clone())).await;
    let other_secret = serve(door::guarded(Router::new(), other, clock)).await;
    let no_ecar = serve(Router::new()).await;
    for address in ["http://127.0.0.1:1", &no_port, &other_secret, &no_ecar] {
        assert_eq!(ask(&network.peer("identity", address).unwrap()).await, 503, "{address}");
    }
}
