//! Demonstration visits in bulk: rows and search terms, no events.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use contracts::customers::{CustomerCard, Exemption};
use contracts::demo::{DemoAppointment, DemoCustomer, DemoInvoice, DemoJob, DemoLine, DemoProduct, DemoState, DemoVisit};
use contracts::documents::Language;
use contracts::identity::SiteCard;
use contracts::taxes::TaxRates;
use contracts::workshop::{DeferredStood, LineKind, WorkOrderId};
use kernel::{Actor, Amount, BasisPoints, Context, Currency, Db, Problem, SiteId, Tx, counters, db, outbox, search};
use sea_orm::{ColumnTrait, DbErr, EntityTrait, FromQueryResult, QueryFilter, QueryOrder, QuerySelect};

use crate::deposits::{Deposit, DepositAsk};
use crate::pricing::{Origin, PriceRule};
use crate::reductions::Taken;
use crate::work_orders::core::Core;
use crate::work_orders::events;
use crate::work_orders::fact::Fact;
use crate::work_orders::job::{Authorisation, AuthorisationMethod, Evidence, Job};
use crate::work_orders::line::Line;
use crate::work_orders::rows;
use crate::work_orders::state::{Hold, HoldReason, State, WorkOrderState};
use crate::work_orders::stood;
use crate::work_orders::store::{self, put};
use crate::work_orders::tables::{history, invoice, job, line, order};
use crate::work_orders::work_order::{Customer, Invoice, Technician, Terms, Vehicle, WorkOrder};
use crate::{
    MODULE, attachments, canned_jobs, counter, deferred, estimates, inspections, links, notes, pay, pricing, progress, quotes, time,
    used_parts, warranty,
};

const VISITS_PER_TRANSACTION: usize = 2_000;
const ROWS_PER_STATEMENT: usize = 500;
const SYSTEM: &str = "ECAR";
/// From so much in minor units a demonstration order asks for a deposit, and for this part of what is approved.
const DEAR: Amount = Amount(900_000);
const ASKED: BasisPoints = BasisPoints(3000);

/// Writes the visits, tells figures of them, and raises no counters: [`finish`] does, once.
pub async fn load(context: &Context, visits: &[DemoVisit]) -> Result<(), DbErr> {
    for chunk in visits.chunks(VISITS_PER_TRANSACTION) {
        let mut tx = context.db.begin().await?;
        let (orders, deferred) = write(&tx, chunk).await?;
        let told: Vec<_> = orders.iter().map(|order| stood::standing(order, &stood::Beside::default())).collect();
        outbox::append_many(&mut tx, MODULE, &told, &Actor::system(), context.clock.as_ref()).await?;
        outbox::append_many(&mut tx, MODULE, &deferred, &Actor::system(), context.clock.as_ref()).await?;
        tx.commit().await?;
    }
    Ok(())
}

async fn write(tx: &Tx, visits: &[DemoVisit]) -> Result<(Vec<WorkOrder>, Vec<DeferredStood>), DbErr> {
    let mut orders: Vec<_> = visits.iter().map(order_of).collect();
    insert::<estimates::tables::version::Entity>(tx, estimates::demo::send(&mut orders)).await?;
    insert::<order::Entity>(tx, orders.iter().map(rows::order_row).collect()).await?;
    insert::<job::Entity>(tx, orders.iter().flat_map(store::job_rows).collect()).await?;
    insert::<line::Entity>(tx, orders.iter().flat_map(store::line_rows).collect()).await?;
    insert::<invoice::Entity>(tx, orders.iter().flat_map(invoice_rows).collect()).await?;
    used_parts::of_demo(tx, &orders).await?;
    insert::<progress::demo::Entity>(
        tx,
        visits.iter().zip(&orders).flat_map(|(visit, order)| progress::demo::spans(order, visit, decided(visit))).collect(),
    )
    .await?;
    insert::<history::Entity>(tx, orders.iter().flat_map(history_rows).collect()).await?;
    let inspected = inspections::demo::rows(visits);
    insert::<inspections::tables::inspection::Entity>(tx, inspected.inspections).await?;
    insert::<inspections::tables::item::Entity>(tx, inspected.items).await?;
    insert::<links::store::Entity>(tx, inspected.links).await?;
    let terms = orders.iter().flat_map(|order| {
        let terms = store::terms(&order.number, &order.vehicle.plate, &order.customer.name, order.po_number.as_deref());
        terms.map(|term| (order.id.0, term))
    });
    search::insert(tx, store::TERMS, terms.collect()).await?;
    let deferred = deferred::all_of_demo(tx, &orders).await.map_err(|problem| DbErr::Custom(format!("{problem:?}")))?;
    Ok((orders, deferred))
}

async fn insert<E: EntityTrait>(tx: &Tx, mut rows: Vec<E::Model>) -> Result<(), DbErr>
where
    E::Model: sea_orm::IntoActiveModel<E::ActiveModel>,
    E::ActiveModel: Send,
{
    while !rows.is_empty() {
        let rest = rows.split_off(rows.len().min(ROWS_PER_STATEMENT));
        put::<E>(tx, rows).await?;
        rows = rest;
    }
    Ok(())
}

/// Rates of the sites, what fleets among the customers pay, and the jobs that are kept ready.
pub async fn load_prices(db: &Db, sites: &[SiteId], customers: &[DemoCustomer]) -> Result<(), DbErr> {
    let fleets: Vec<_> = customers.iter().filter(|customer| customer.is_business).map(|customer| customer.card.id).take(5).collect();
    pricing::demo::load(db, sites, &fleets).await?;
    canned_jobs::demo::load(db).await
}

#[derive(FromQueryResult)]
struct Highest {
    site_id: SiteId,
    number: String,
}

/// Those that came by appointment, once the appointments are made.
pub async fn link(db: &Db, appointments: &[DemoAppointment]) -> Result<(), DbErr> {
    let tx = db.begin().await?;
    for appointment in appointments {
        let Some((order, _)) = &appointment.work_order else { continue };
        let sql = "update workshop_orders set appointment_id = $1 where id = $2";
        db::execute(&*tx, sql, [appointment.id.into(), (*order).into()]).await?;
    }
    tx.commit().await
}

/// Raises every series to its highest number, so that opening goes on from there. Call it after the last [`load`].
pub async fn finish(context: &Context) -> Result<(), DbErr> {
    let db = &context.db;
    // Numbers of one length that begin alike sort as their sequences do.
    let sql = "select site_id, max(number) as number from workshop_orders \
               group by site_id, length(number), substr(number, 1, length(number) - 5)";
    let tx = db.begin().await?;
    let mut highest = BTreeMap::<String, i64>::new();
    for Highest { site_id, number } in db::all(&*tx, sql, []).await? {
        let Some((year, sequence)) = parts_of(&number) else { continue };
        let value = highest.entry(store::series(site_id, year)).or_default();
        *value = sequence.max(*value);
    }
    for (series, sequence) in highest {
        let reached = counters::raise(&tx, MODULE, &series, 0).await?;
        counters::raise(&tx, MODULE, &series, (sequence - reached).max(0)).await?;
    }
    tx.commit().await?;
    notes::demo::fill(db).await?;
    attachments::demo::fill(db).await?;
    warranty::demo::fill(db).await?;
    time::demo::fill(db).await?;
    pay::demo::fill(db).await?;
    tell_shared(context).await?;
    time::demo::tell(context).await.map_err(|problem| DbErr::Custom(problem.title))
}

/// Tells figures of the orders whose jobs two did.
async fn tell_shared(context: &Context) -> Result<(), DbErr> {
    let mut tx = context.db.begin().await?;
    let shared = job::Entity::find().filter(job::Column::Shares.is_not_null()).order_by_asc(job::Column::Id);
    let ids: Vec<WorkOrderId> = shared.select_only().column(job::Column::OrderId).into_tuple().all(&*tx).await?;
    let mut told = BTreeMap::new();
    for id in ids {
        let Some(order) = store::find(&*tx, id).await? else { continue };
        told.insert(id, stood::standing(&order, &stood::Beside::of(&*tx, &order).await?));
    }
    outbox::append_many(&mut tx, MODULE, &told.into_values().collect::<Vec<_>>(), &Actor::system(), context.clock.as_ref()).await?;
    tx.commit().await
}

/// What was asked by telephone, and sold over the counter to somebody who walked in.
pub async fn sell_over_the_counter(
    context: &Context,
    sites: &[SiteCard],
    walk_in: &CustomerCard,
    products: &[DemoProduct],
) -> Result<(), Problem> {
    quotes::demo::fill(context, sites, products).await?;
    counter::demo::fill(context, sites, walk_in, products).await
}

/// Says what the open orders want from the shelf, as their approvals would have.
pub async fn tell_parts(context: &Context) -> Result<(), DbErr> {
    let states = [WorkOrderState::Approved, WorkOrderState::InProgress, WorkOrderState::OnHold, WorkOrderState::QualityCheck];
    let open = order::Entity::find().filter(order::Column::State.is_in(states)).order_by_asc(order::Column::Id);
    let ids: Vec<WorkOrderId> = open.select_only().column(order::Column::Id).into_tuple().all(context.db.reader()).await?;
    let (mut told, mut cores) = (vec![], vec![]);
    for id in ids {
        let Some(order) = store::find(context.db.reader(), id).await? else { continue };
        told.extend(Some(events::parts(&order)).filter(|parts| !parts.lines.is_empty()));
        cores.extend(Some(events::cores(&order)).filter(|told| !told.cores.is_empty()));
    }
    let mut tx = context.db.begin().await?;
    outbox::append_many(&mut tx, MODULE, &told, &Actor::system(), context.clock.as_ref()).await?;
    outbox::append_many(&mut tx, MODULE, &cores, &Actor::system(), context.clock.as_ref()).await?;
    tx.commit().await
}

/// `LAC-2026-00042` is the 42nd of 2026.
fn parts_of(number: &str) -> Option<(i32, i64)> {
    let mut parts = number.rsplit('-');
    let sequence = parts.next()?.parse().ok()?;
    Some((parts.next()?.parse().ok()?, sequence))
}

fn order_of(visit: &DemoVisit) -> WorkOrder {
    let terms = terms_of(visit);
    let decided = decided(visit);
    let is_done = matches!(visit.state, DemoState::Ready | DemoState::Invoiced | DemoState::Closed);
    let is_issued = visit.invoice.as_ref().is_some_and(|invoice| invoice.issued_at.is_some());
    let mut order = WorkOrder {
        id: visit.id,
        number: visit.number.clone(),
        site_id: visit.site.id,
        state: state_of(visit),
        concern: visit.concern.clone(),
        customer: Customer { id: visit.customer.id, name: visit.customer.name.clone(), phone: visit.customer.phone.clone() },
        vehicle: Vehicle { id: Some(visit.vehicle_id), plate: visit.vehicle_plate.clone(), label: visit.vehicle_label.clone() },
        technician: visit.technician.as_ref().map(|(id, name)| Technician { id: *id, name: name.clone() }),
        odometer_in: Some(visit.odometer_km),
        odometer_out: is_done.then_some(visit.odometer_km),
        key_tag: visit.key_tag.clone(),
        promised_at: Some(visit.promised_at),
        notes: None,
        terms,
        jobs: visit.jobs.iter().map(|job| job_of(job, visit, decided, is_done, is_issued)).collect(),
        invoices: vec![],
        parts: vec![],
        opened_at: visit.opened_at,
        completed_at: visit.completed_at,
        closed_at: visit.closed_at,
        version: 1,
        appointment_id: None,
        lead_source: visit.lead_source(),
        labour_rate_id: None,
        deposit: Deposit::default(),
        credit_allowed: None,
        quote: None,
        discount: None,
        po_number: visit.po_number(),
        exemption: exempt_now(visit),
    };
    order.follow_exemption();
    // A dear repair that has not begun asks for a part of it.
    let asks = matches!(order.state, State::Estimate | State::Approved) && order.totals().total >= DEAR;
    order.deposit.ask = asks.then_some(DepositAsk::Share(ASKED));
    order.invoices = visit.invoice.iter().map(|invoice| invoice_of(invoice, order.totals().total)).collect();
    order
}

/// When the customer agreed.
fn decided(visit: &DemoVisit) -> DateTime<Utc> {
    visit.completed_at.map_or(visit.opened_at, |at| visit.opened_at + (at - visit.opened_at) / 4)
}

/// What has no invoice yet is sold by the certificate that its customer has.
fn exempt_now(visit: &DemoVisit) -> Option<Exemption> {
    let is_open = visit.invoice.is_none() && visit.state != DemoState::Cancelled;
    visit.customer.exempt_on(visit.opened_at.date_naive()).filter(|_| is_open).cloned()
}

fn terms_of(visit: &DemoVisit) -> Terms {
    let site = &visit.site;
    Terms {
        currency: Currency::from_code(&site.currency).unwrap_or(Currency::TND),
        stamp_duty: site.stamp_duty,
        vat_rate: site.vat_rate,
        labour_rate: site.labour_rate,
        tax_rates: TaxRates::default(),
        language: Language::from_code(&visit.customer.language),
    }
}

fn state_of(visit: &DemoVisit) -> State {
    match visit.state {
        DemoState::Estimate => State::Estimate,
        DemoState::Approved => State::Approved,
        DemoState::InProgress => State::InProgress,
        DemoState::OnHoldForParts => State::OnHold(Hold { reason: HoldReason::Parts, note: None, since: visit.opened_at }),
        DemoState::Ready => State::Ready,
        DemoState::Invoiced => State::Invoiced,
        DemoState::Closed => State::Closed,
        DemoState::Cancelled => State::Cancelled { reason: visit.concern.clone(), before: Box::new(State::Estimate) },
    }
}

fn job_of(demo: &DemoJob, visit: &DemoVisit, decided: DateTime<Utc>, is_done: bool, is_issued: bool) -> Job {
    let mut job = Job::new(demo.title.clone(), None);
    job.id = demo.id;
    job.lines = demo.lines.iter().map(|line| line_of(line, is_done && demo.approved, is_issued && demo.approved)).collect();
    if !is_done {
        job.follow_cores();
    }
    let totals = job.totals(terms_of(visit).currency);
    let evidence = Evidence {
        method: AuthorisationMethod::Phone,
        by_name: visit.customer.name.clone(),
        at: decided,
        net: totals.net,
        amount: totals.asked(),
        reason: None,
        recorded_by: SYSTEM.into(),
        is_exempt: false,
    };
    job.authorisation = match (demo.approved, is_done) {
        (true, _) => Authorisation::Approved(evidence),
        (false, true) => Authorisation::Declined(evidence),
        (false, false) => Authorisation::Proposed,
    };
    job
}

fn line_of(demo: &DemoLine, is_completed: bool, locked: bool) -> Line {
    Line {
        id: demo.id,
        kind: demo.kind,
        product_id: demo.product_id,
        code: demo.code.clone(),
        description: demo.description.clone(),
        unit: demo.unit.clone(),
        quantity: demo.quantity,
        list_price: (demo.kind == LineKind::Labour || demo.product_id.is_some()).then_some(demo.unit_price),
        unit_price: demo.unit_price,
        origin: Origin { rule: rule_of(demo), ..Origin::default() },
        unit_cost: demo.unit_cost,
        discount: kernel::BasisPoints(0),
        vat_rate: demo.vat_rate,
        locked,
        taken: Taken::default(),
        completed_quantity: is_completed.then_some(demo.quantity),
        pack: None,
        core: Core::expected(demo.core_charge.filter(|_| !is_completed)),
        core_of: None,
        is_tyre: false,
        is_exempt: false,
        levy_rate: BasisPoints(0),
        unit_price_with_tax: None,
    }
}

fn rule_of(demo: &DemoLine) -> Option<PriceRule> {
    match demo.kind {
        LineKind::Labour => Some(PriceRule::SiteRate),
        _ => demo.product_id.map(|_| PriceRule::Catalogue),
    }
}

fn invoice_of(demo: &DemoInvoice, total: Amount) -> Invoice {
    let paid = demo.paid();
    let state = match (demo.issued_at, paid) {
        (None, _) => "draft",
        (Some(_), paid) if paid >= total => "paid",
        (Some(_), Amount::ZERO) => "issued",
        (Some(_), _) => "part_paid",
    };
    Invoice { id: demo.id, number: demo.number.clone(), state: state.to_owned(), due: total - paid, is_payers: false, is_together: false }
}

fn invoice_rows(order: &WorkOrder) -> impl Iterator<Item = invoice::Model> {
    order.invoices.iter().map(|invoice| invoice::Model {
        id: invoice.id,
        order_id: order.id,
        number: invoice.number.clone(),
        state: invoice.state.clone(),
        due: invoice.due,
        is_payers: invoice.is_payers,
        is_together: invoice.is_together,
    })
}

/// Opened, completed, handed over: as far as the visit came.
fn history_rows(order: &WorkOrder) -> Vec<history::Model> {
    let opened = Fact::Opened { concern: order.concern.clone() };
    let completed = order.completed_at.map(|at| (Fact::Completed { at }, at));
    let closed = order.closed_at.map(|at| (Fact::HandedOver { due: order.due(), currency: order.terms.currency }, at));
    let facts = [(opened, order.opened_at)].into_iter().chain(completed).chain(closed);
    facts.map(|(fact, at)| store::history_row(order.id, &fact, SYSTEM, at)).collect()
}
