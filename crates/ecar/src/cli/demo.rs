//! `ecar demo --size small|shop|chain`

use std::collections::BTreeMap;
use std::io::IsTerminal;
use std::sync::Arc;
use std::time::Instant;

use anyhow::bail;
use chrono::{DateTime, TimeDelta, Utc};
use clap::Args;
use contracts::demo::{DemoProduct, DemoState, DemoUser, DemoVisit};
use contracts::identity::{Role, SiteCard};
use contracts::subjects::SubjectData;
use contracts::workshop::WorkOrderHandedOver;
use kernel::{Context, Problem};

use crate::cli::user::new_password;
use crate::cli::{garage, reports};
use crate::config::Config;
use crate::demo::{Bookings, Size, Visits, crew, customers, customers_for, desk, products, sites, vehicles, vehicles_for, walk_in};
use crate::{program, secret};

const CHUNK: usize = 2_000;
/// Work orders whose whole journal is exported at once.
const FEW: usize = 2_000;
const RECENT: TimeDelta = TimeDelta::days(7);
const FETCHED: usize = 8;

#[derive(Args)]
pub struct DemoCommand {
    /// 200, 20,000 or 100,000 work orders over three years at three sites
    #[arg(long, value_enum, default_value = "small")]
    size: Size,
    /// Another number of work orders
    #[arg(long, conflicts_with = "size")]
    work_orders: Option<usize>,
}

impl DemoCommand {
    pub async fn run(self, config: &Config) -> anyhow::Result<()> {
        garage::with_every_module(config)?;
        let context = program::open_migrated(config).await?;
        if !garage::sites(identity::ports(&context).as_ref()).await?.is_empty() {
            bail!("there is data in {} already: the demonstration wants an empty database", config.database());
        }
        let users = fill(config, &context, self.work_orders.unwrap_or(self.size.work_orders())).await?;
        print_users(&users);
        Ok(())
    }
}

/// For `ecar serve --demo`.
pub async fn fill_if_empty(config: &Config, context: &Context, size: Size) -> anyhow::Result<()> {
    if garage::sites(identity::ports(context).as_ref()).await?.is_empty() {
        let users = fill(config, context, size.work_orders()).await?;
        notifications::demo::load(&context.db, "Hela", context.clock.now()).await.map_err(program::failed)?;
        print_users(&users);
    } else {
        println!("The database has data already. A forgotten password: ecar user password --email hela@garage.example");
    }
    Ok(())
}

/// Visits that are wanted once more.
#[derive(Default)]
struct Kept {
    /// Those that an appointment may have become, and those that are open.
    recent: Vec<DemoVisit>,
    /// Those of the first site that were fetched last.
    fetched: Vec<DemoVisit>,
}

impl Kept {
    fn add(&mut self, chunk: &[DemoVisit], first: Option<&SiteCard>, now: DateTime<Utc>) {
        self.recent.extend(chunk.iter().filter(|visit| now - visit.opened_at < RECENT).cloned());
        let is_fetched = |visit: &&DemoVisit| visit.closed_at.is_some() && first.is_some_and(|site| site.id == visit.site.id);
        self.fetched.extend(chunk.iter().filter(is_fetched).cloned());
        self.fetched.sort_by_key(|visit| visit.closed_at);
        self.fetched.drain(..self.fetched.len().saturating_sub(FETCHED));
    }
}

/// Writes the garage and returns who can sign in.
async fn fill(config: &Config, context: &Context, work_orders: usize) -> anyhow::Result<Vec<DemoUser>> {
    let (db, now, began) = (&context.db, context.clock.now(), Instant::now());
    let sites = sites(now);
    let password = new_password();
    let crew = crew(&sites, now, || password.clone());
    let customers = customers(customers_for(work_orders), now);
    let vehicles = vehicles(vehicles_for(work_orders), &customers, now);
    let products = products(now);
    let site_ids: Vec<_> = sites.iter().map(|site| site.id).collect();
    identity::demo::load(context, &sites, &crew.users).await.map_err(program::failed)?;
    customers::demo::load(db, &customers).await.map_err(program::failed)?;
    vehicles::demo::load(db, &vehicles, now).await.map_err(program::failed)?;
    inventory::demo::load_products(db, &products, &site_ids).await?;
    let suppliers = inventory::demo::DemoSuppliers::new(&products, now);
    suppliers.load(db).await?;
    let mut ledger = inventory::demo::DemoLedger::new(&products, &site_ids, context.clock.clone());
    let mut visits = Visits::new(work_orders, &sites, &crew, &customers, &vehicles, &products, now);
    let mut chunk: Vec<DemoVisit> = Vec::with_capacity(CHUNK);
    let mut kept = Kept::default();
    let mut written = 0;
    loop {
        chunk.extend(visits.by_ref().take(CHUNK));
        if chunk.is_empty() {
            break;
        }
        workshop::demo::load(context, &chunk).await?;
        billing::demo::load(context, &chunk).await?;
        customers::demo::load_visits(db, &chunk).await?;
        customers::demo::load_invoices(db, &billing::demo::told(&chunk)?).await?;
        vehicles::demo::load_visits(db, &chunk).await.map_err(program::failed)?;
        ledger.add(db, &chunk).await?;
        written += chunk.len();
        kept.add(&chunk, sites.first(), now);
        progress(written, work_orders);
        chunk.clear();
    }
    let desk = desk(&sites, &crew, now);
    scheduling::demo::load_places(db, &desk.resources, &desk.services).await?;
    scheduling::demo::load_orders(db, &kept.recent).await?;
    let appointments = Bookings::of(&sites, &desk, (&customers, &vehicles), &kept.recent, now);
    scheduling::demo::load(context, &sites, &appointments).await?;
    scheduling::demo::tell_capacity(context, &sites).await?;
    customers::demo::load_appointments(db, &appointments).await?;
    ledger.order(db, &suppliers, (&sites, &products), now).await?;
    workshop::demo::link(db, &appointments).await?;
    ledger.finish(db).await?;
    workshop::demo::finish(context).await?;
    workshop::demo::load_prices(db, &site_ids, &customers).await?;
    stand_at_the_counter(context, &sites, &products).await?;
    billing::demo::finish(db).await?;
    vehicles::demo::finish(context).await.map_err(program::failed)?;
    customers::demo::finish(db).await?;
    settle(context, &sites, (written > FEW).then_some(3)).await.map_err(program::failed)?;
    reckon(config, context, (&sites, &crew.users)).await?;
    hear(config, context, &sites, &kept.fetched).await?;
    converse(context, &sites, (&kept.recent, &crew.users)).await?;
    db.renew_statistics().await?;
    eprintln!("\r{written} work orders in {:.1} s                ", began.elapsed().as_secs_f64());
    Ok(crew.users)
}

/// The figures, out of what the modules told; the owner of the first site keeps two reports of them.
async fn reckon(config: &Config, context: &Context, (sites, users): (&[SiteCard], &[DemoUser])) -> anyhow::Result<()> {
    let feeds = reports::feeds(config, context).await?;
    reporting::rebuild(context, &feeds).await.map_err(program::failed)?;
    let Some(first) = sites.first() else { return Ok(()) };
    let Some(owner) = users.iter().find(|user| user.roles.contains(&(first.id, Role::Owner))) else { return Ok(()) };
    reporting::demo::load(context, first.id, (owner.id, &owner.name)).await.map_err(program::failed)
}

/// The first site asks who fetched their vehicle last how it was.
async fn ask(context: &Context, sites: &[SiteCard], fetched: &[DemoVisit]) -> anyhow::Result<()> {
    let Some(first) = sites.first() else { return Ok(()) };
    let handed = |visit: &DemoVisit| {
        let told = WorkOrderHandedOver {
            id: visit.id,
            number: visit.number.clone(),
            site_id: visit.site.id,
            customer_id: visit.customer.id,
            customer_name: visit.customer.name.clone(),
            vehicle_plate: visit.vehicle_plate.clone(),
            vehicle_label: visit.vehicle_label.clone(),
            is_comeback: false,
        };
        Some((told, visit.closed_at?))
    };
    let visits = fetched.iter().filter_map(handed).collect();
    notifications::demo::ask(context, first, visits).await.map_err(program::failed)
}

/// What customers and the advisor of the first site wrote each other about the newest orders there.
async fn converse(context: &Context, sites: &[SiteCard], (recent, users): (&[DemoVisit], &[DemoUser])) -> anyhow::Result<()> {
    let Some(first) = sites.first() else { return Ok(()) };
    let Some(advisor) = users.iter().find(|user| user.roles.contains(&(first.id, Role::Advisor))) else { return Ok(()) };
    let is_open = |visit: &&DemoVisit| {
        let inside = [DemoState::Approved, DemoState::InProgress, DemoState::OnHoldForParts, DemoState::Ready];
        visit.site.id == first.id && inside.contains(&visit.state)
    };
    let open: Vec<_> = recent.iter().filter(is_open).cloned().collect();
    notifications::demo::converse(context, &open, (advisor.id, &advisor.name)).await.map_err(program::failed)
}

/// What is credited, paid, rewarded with points, exported for so many months, printed on, and sent.
async fn settle(context: &Context, sites: &[SiteCard], months: Option<u32>) -> Result<(), Problem> {
    billing::demo::credit(context, sites).await?;
    billing::demo::receive(context, sites).await?;
    billing::demo::reward(context, sites).await?;
    billing::demo::export(context, sites, months).await?;
    billing::demo::choose_paper(context, sites).await?;
    billing::demo::send(context, sites).await
}

/// As its run of yesterday left it.
async fn remind(config: &Config, context: &Context, sites: &[SiteCard]) -> anyhow::Result<()> {
    let Some(first) = sites.first() else { return Ok(()) };
    let (identity, customers, vehicles) = (identity::ports(context), customers::ports(context), vehicles::ports(context));
    let arrivals = scheduling::arrivals(context, identity.clone(), &config.public_url);
    let readers: notifications::Readers = (customers.clone(), customers, vehicles, arrivals);
    notifications::demo::remind(context, identity.clone(), readers.clone(), first).await.map_err(program::failed)?;
    let audience = notifications::Audience {
        customers: customers::ports(context),
        vehicles: vehicles::ports(context),
        deferred: workshop::ports(context),
        offers: workshop::offer_links(context, &config.public_url),
    };
    notifications::demo::promote(context, identity, readers, audience, (first, "Hela")).await.map_err(program::failed)
}

/// The last site lets the oldest leave first, and each sells to whoever walks in.
async fn stand_at_the_counter(context: &Context, sites: &[SiteCard], products: &[DemoProduct]) -> anyhow::Result<()> {
    if let Some(last) = sites.last() {
        inventory::demo::value_by_layers(&context.db, last.id).await.map_err(program::failed)?;
    }
    let walk_in = walk_in(context.clock.now());
    customers::demo::load(&context.db, std::slice::from_ref(&walk_in)).await.map_err(program::failed)?;
    workshop::demo::sell_over_the_counter(context, sites, &walk_in.card, products).await.map_err(program::failed)
}

/// What open orders want is reserved, as if it had been approved just now, and sales at the counter have their drafts of invoices: the same
/// events, heard before anybody looks. Then the first site has reminded people of what is due, and written to many.
async fn hear(config: &Config, context: &Context, sites: &[SiteCard], fetched: &[DemoVisit]) -> anyhow::Result<()> {
    workshop::demo::tell_parts(context).await?;
    inventory::demo::tell(context).await.map_err(program::failed)?;
    program::settle(config, context).await?;
    inventory::demo::issue(context).await.map_err(program::failed)?;
    inventory::demo::number(context).await.map_err(program::failed)?;
    program::settle(config, context).await?;
    remind(config, context, sites).await?;
    tell_others(config, context, sites).await?;
    ask(context, sites, fetched).await?;
    forget(context).await?;
    program::settle(config, context).await
}

/// Two customers asked to be forgotten: one of whom nothing is kept, and one whose invoices are.
async fn forget(context: &Context) -> anyhow::Result<()> {
    let identity = identity::ports(context);
    let billing = billing::ports(context, identity.clone(), customers::ports(context), Arc::new(documents::Printer));
    let (vehicles, scheduling) = (vehicles::ports(context), scheduling::ports(context));
    let subjects: Vec<Arc<dyn SubjectData>> =
        vec![vehicles, scheduling, workshop::ports(context), billing, notifications::subjects(context)];
    let around = customers::Around { sites: identity.clone(), staff: identity, subjects };
    customers::demo::forget(context, around, "Hela").await.map_err(program::failed)
}

/// The accountant's program of the first site stopped answering some days ago.
async fn tell_others(config: &Config, context: &Context, sites: &[SiteCard]) -> anyhow::Result<()> {
    let Some(first) = sites.first() else { return Ok(()) };
    webhooks::demo::load(context, &secret::vault(config)?, (first.id, "Hela")).await.map_err(program::failed)
}

fn progress(written: usize, all: usize) {
    if std::io::stderr().is_terminal() {
        eprint!("\r{written} of {all} work orders");
    } else {
        eprintln!("{written} of {all} work orders");
    }
}

/// One password for all demonstration users, made for this database and shown once.
fn print_users(users: &[DemoUser]) {
    let Some(first) = users.first() else { return };
    println!("\nSign in with the password {} (shown this once) as:", first.password);
    let mut shown = BTreeMap::new();
    for user in users {
        let role = user.roles.first().map_or(Role::Customer.id(), |(_, role)| role.id());
        shown.entry(role).or_insert_with(Vec::new).push(user.email.as_deref().or(user.user_name.as_deref()).unwrap_or_default());
    }
    for (role, emails) in shown {
        println!("  {role:<12}{}", emails.join(", "));
    }
    println!();
}
