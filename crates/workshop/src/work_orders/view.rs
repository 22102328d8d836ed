//! What the API shows of work orders, with the actions allowed to who asks.

use chrono::{DateTime, NaiveDate, Utc};
use contracts::billing::{InvoiceId, Standing};
use contracts::customers::{CUSTOMER_HOLD, CustomerId, Exemption};
use contracts::identity::UserId;
use contracts::inventory::{PartStanding, PartState, PartsLight, ProductId};
use contracts::scheduling::AppointmentId;
use contracts::vehicles::VehicleId;
use contracts::workshop::{ColumnId, CoreState};
use contracts::workshop::{
    JobId, LeadSource, LineId, LineKind, WORK_ORDER_ASSIGN, WORK_ORDER_AUTHORISE, WORK_ORDER_CANCEL, WORK_ORDER_COMPLETE,
    WORK_ORDER_HAND_OVER, WORK_ORDER_OPEN, WORK_ORDER_REOPEN, WORK_ORDER_UPDATE, WORK_ORDER_WORK, WorkOrderId,
};
use kernel::money::Totals;
use kernel::{Actor, Amount, BasisPoints, Limits, Permission, Quantity, SiteId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::discounts;
use super::job::{Authorisation, AuthorisationMethod, AuthorisationState, Job};
use super::line::Line;
use super::rows::vehicle_of;
use super::shares::Share;
use super::state::{Hold, HoldReason, State, WorkOrderState};
use super::store::Row;
use super::work_order::{Invoice, WorkOrder, known};
use crate::gate::CreditAllowed;
use crate::pricing::{FeeTakenOff, PriceRuleView};
use crate::quotes::OrderQuote;
use crate::reductions::{CoverView, DiscountView};

/// A work order whole.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[schema(as = WorkOrder)]
pub struct WorkOrderView {
    pub id: WorkOrderId,
    #[schema(example = "LAC-2026-00042")]
    pub number: String,
    pub site_id: SiteId,
    pub state: WorkOrderState,
    pub hold: Option<Hold>,
    pub concern: String,
    pub customer: CustomerLabel,
    /// Null of a sale at the counter, and of a quote for a vehicle that has no record.
    pub vehicle: Option<VehicleLabel>,
    pub technician: Option<TechnicianLabel>,
    /// Kilometres.
    pub odometer_in: Option<i64>,
    pub odometer_out: Option<i64>,
    pub key_tag: Option<String>,
    pub promised_at: Option<DateTime<Utc>>,
    pub notes: Option<String>,
    pub cancel_reason: Option<String>,
    pub jobs: Vec<JobView>,
    /// Declined jobs left out.
    pub totals: Totals,
    /// What completed work charged for old parts that came after all, with VAT: owed to the customer.
    #[serde(default)]
    pub core_owed: Amount,
    pub invoices: Vec<InvoiceView>,
    pub opened_at: DateTime<Utc>,
    pub completed_at: Option<DateTime<Utc>>,
    pub closed_at: Option<DateTime<Utc>>,
    /// The appointment that it was opened of.
    pub appointment_id: Option<AppointmentId>,
    /// How the visit came about.
    pub lead_source: Option<LeadSource>,
    /// The customer's own order number.
    #[serde(default)]
    pub po_number: Option<String>,
    pub version: i64,
    /// Who passed its quality check.
    pub checked_by: Option<String>,
    /// What it asks ahead; null where it asks nothing.
    #[serde(default)]
    pub deposit: Option<OrderDeposit>,
    /// Who let it begin whatever its customer owes.
    #[serde(default)]
    pub credit_allowed: Option<CreditAllowed>,
    /// Of what was asked for by telephone, also once it became a visit.
    #[serde(default)]
    pub quote: Option<OrderQuote>,
    /// On all of it.
    #[serde(default)]
    pub discount: Option<DiscountView>,
    /// By which it is sold without VAT; null of what is sold as usual.
    #[serde(default)]
    pub exemption: Option<Exemption>,
    /// convert, update, `add_job`, authorise, assign, start, hold, resume, submit, check, complete, reopen, cancel, restore, `hand_over`, `allow_credit`, exempt
    pub actions: Vec<String>,
}

/// The deposit that an order asks for before its work begins.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct OrderDeposit {
    /// Of what is approved; null where an amount is asked.
    pub share: Option<BasisPoints>,
    pub amount: Option<Amount>,
    /// Of what is approved by now, with its taxes.
    pub asked: Amount,
    /// What was taken, and neither used for an invoice nor handed back.
    pub held: Amount,
}

impl OrderDeposit {
    fn of(order: &WorkOrder) -> Option<Self> {
        let ask = order.deposit.ask?;
        Some(Self { share: ask.share(), amount: ask.amount(), asked: order.deposit_asked(), held: order.deposit.held })
    }
}

#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct CustomerLabel {
    /// Null of a caller who has no record.
    pub id: Option<CustomerId>,
    pub name: String,
    pub phone: Option<String>,
}

#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct VehicleLabel {
    pub id: VehicleId,
    pub plate: String,
    pub label: String,
}

#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct TechnicianLabel {
    pub id: UserId,
    pub name: String,
}

#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[schema(as = Job)]
pub struct JobView {
    pub id: JobId,
    pub title: String,
    pub concern: Option<String>,
    pub cause: Option<String>,
    pub correction: Option<String>,
    /// Jobs that share this name are options of which one can be approved.
    pub option_group: Option<String>,
    /// Who is credited with its sold hours; empty: whoever clocks time on it.
    pub shares: Vec<Share>,
    /// On the job alone.
    #[serde(default)]
    pub discount: Option<DiscountView>,
    /// Who bears a part of it in the customer's place.
    #[serde(default)]
    pub cover: Option<CoverView>,
    pub authorisation: AuthorisationView,
    pub lines: Vec<LineView>,
    /// Fees that it is not asked for, since somebody took them off: restoring the line asks for one again.
    #[serde(default)]
    pub fees_off: Vec<FeeTakenOff>,
    /// The worst of its parts; null while it wants none.
    pub parts: Option<PartsLight>,
    /// Without stamp duty.
    pub totals: Totals,
    /// update, remove, discount, cover, `add_line`, approve, decline
    pub actions: Vec<String>,
}

/// The customer's decision; of a job that needs approval again, the one it had.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[schema(as = Authorisation)]
pub struct AuthorisationView {
    pub state: AuthorisationState,
    pub method: Option<AuthorisationMethod>,
    pub by_name: Option<String>,
    pub at: Option<DateTime<Utc>>,
    /// Gross of the job when it was decided.
    pub amount: Option<Amount>,
    pub reason: Option<String>,
}

#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[schema(as = Line)]
pub struct LineView {
    pub id: LineId,
    pub kind: LineKind,
    pub product_id: Option<ProductId>,
    pub code: Option<String>,
    pub description: String,
    pub unit: String,
    pub quantity: Quantity,
    /// What the catalogue or the site's labour rate asked when the line was written: the caller's greatest discount is of this.
    /// Null for what has neither.
    pub list_price: Option<Amount>,
    /// The least unit price that the caller may ask at this discount; left out without a limit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub least_price: Option<Amount>,
    pub unit_price: Amount,
    /// What set the price; null where no rule did.
    #[serde(default)]
    pub price_rule: Option<PriceRuleView>,
    pub discount: BasisPoints,
    pub vat_rate: BasisPoints,
    /// A levy on its net that VAT is charged on too: zero of nearly everything.
    #[serde(default)]
    pub levy_rate: BasisPoints,
    /// What a unit was told to cost with tax; `unit_price` is worked out of it.
    #[serde(default)]
    pub unit_price_with_tax: Option<Amount>,
    /// The told price is asked for: nothing is taken off the line, and VAT is charged.
    #[serde(default)]
    pub is_told: bool,
    /// What the customer pays of it.
    pub net: Amount,
    /// What discounts on the job and the order take, beside the line's own.
    #[serde(default)]
    pub off: Amount,
    /// What the garage gives, or somebody else pays.
    #[serde(default)]
    pub given: Amount,
    /// On an issued invoice.
    pub locked: bool,
    /// How many of the article's units are in one of these; null where these are the units.
    #[serde(default)]
    pub pack: Option<Quantity>,
    /// How its part stands; null while it wants none and has none.
    pub part: Option<PartView>,
    /// Of a part whose old one is worth a deposit.
    #[serde(default)]
    pub core: Option<CoreView>,
    /// Of the line that charges it: the part's.
    #[serde(default)]
    pub core_of: Option<LineId>,
}

/// The old part of a line.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[schema(as = LineCore)]
pub struct CoreView {
    pub state: CoreState,
    /// Of one, net.
    pub charge: Amount,
}

/// What a line still has to get, where it is, and what was taken for it.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[schema(as = LinePart)]
pub struct PartView {
    pub light: PartsLight,
    pub state: PartState,
    pub wanted: Quantity,
    pub reserved: Quantity,
    /// Ordered for it, and not here yet.
    pub ordered: Quantity,
    pub expected_on: Option<NaiveDate>,
    /// Taken from the shelf for it, and not brought back.
    pub issued: Quantity,
}

impl From<&PartStanding> for PartView {
    fn from(part: &PartStanding) -> Self {
        let PartStanding { wanted, reserved, ordered, expected_on, issued, .. } = *part;
        Self { light: part.light(), state: part.state(), wanted, reserved, ordered, expected_on, issued }
    }
}

#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[schema(as = WorkOrderInvoice)]
pub struct InvoiceView {
    pub id: InvoiceId,
    pub number: Option<String>,
    #[schema(value_type = Standing)]
    pub state: String,
    pub due: Amount,
    /// Of somebody who pays in the customer's place.
    #[serde(default)]
    pub is_payers: bool,
    /// Of several work orders: what is due of it is due of them all.
    #[serde(default)]
    pub is_together: bool,
}

/// A work order in a list.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct WorkOrderRow {
    pub id: WorkOrderId,
    pub number: String,
    pub site_id: SiteId,
    pub state: WorkOrderState,
    pub hold_reason: Option<HoldReason>,
    pub held_since: Option<DateTime<Utc>>,
    pub customer: CustomerName,
    /// Null of a sale at the counter.
    pub vehicle: Option<VehicleLabel>,
    pub technician: Option<TechnicianLabel>,
    /// The first job's title, or the concern.
    pub title: String,
    pub key_tag: Option<String>,
    pub promised_at: Option<DateTime<Utc>>,
    pub opened_at: DateTime<Utc>,
    /// When it was ready last.
    pub completed_at: Option<DateTime<Utc>>,
    pub total: Amount,
    pub currency: String,
    /// Jobs on which the customer has yet to decide.
    pub jobs_waiting: i32,
    /// The worst of its parts; null while it wants none.
    pub parts: Option<PartsLight>,
    /// When the last part that is ordered and not here is expected: after the promised day, the promise is at risk.
    pub parts_expected_on: Option<NaiveDate>,
    /// The column of the site's board that it was put into: it counts while the order's state is the column's.
    pub column_id: Option<ColumnId>,
    pub version: i64,
    #[schema(value_type = Vec<String>)]
    pub actions: Vec<&'static str>,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct CustomerName {
    /// Null of a caller who has no record.
    pub id: Option<CustomerId>,
    pub name: String,
}

pub fn whole(order: &WorkOrder, actor: &Actor) -> WorkOrderView {
    let mut actions = actions(order.state.name(), order.site_id, actor);
    if order.is_invoiced() {
        actions.retain(|action| *action != "cancel");
    }
    if order.is_counter_sale() {
        actions.retain(|action| !OF_A_VISIT.contains(action));
    }
    if order.expect_exemptible().is_ok() && order.customer.known().is_some() {
        actions.extend(actor.allowed(order.site_id, &[EXEMPT]));
    }
    WorkOrderView {
        id: order.id,
        number: order.number.clone(),
        site_id: order.site_id,
        state: order.state.name(),
        hold: if let State::OnHold(hold) = &order.state { Some(hold.clone()) } else { None },
        concern: order.concern.clone(),
        customer: CustomerLabel { id: order.customer.known(), name: order.customer.name.clone(), phone: order.customer.phone.clone() },
        vehicle: vehicle_label(order.vehicle.id, &order.vehicle.plate, &order.vehicle.label),
        technician: order.technician.as_ref().map(|technician| TechnicianLabel { id: technician.id, name: technician.name.clone() }),
        odometer_in: order.odometer_in,
        odometer_out: order.odometer_out,
        key_tag: order.key_tag.clone(),
        promised_at: order.promised_at,
        notes: order.notes.clone(),
        cancel_reason: if let State::Cancelled { reason, .. } = &order.state { Some(reason.clone()) } else { None },
        jobs: order.jobs.iter().map(|job| job_view(job, order, actor)).collect(),
        totals: order.totals(),
        core_owed: order.owed_for_cores(),
        invoices: order.invoices.iter().map(invoice_view).collect(),
        opened_at: order.opened_at,
        completed_at: order.completed_at,
        closed_at: order.closed_at,
        appointment_id: order.appointment_id,
        lead_source: order.lead_source,
        po_number: order.po_number.clone(),
        checked_by: order.state.passed_by().map(str::to_owned),
        deposit: OrderDeposit::of(order),
        credit_allowed: order.credit_allowed.clone(),
        quote: OrderQuote::of(order),
        discount: order.discount.as_ref().map(DiscountView::from),
        exemption: order.exemption.clone(),
        version: order.version,
        actions: actions.into_iter().map(str::to_owned).collect(),
    }
}

fn vehicle_label(id: Option<VehicleId>, plate: &str, label: &str) -> Option<VehicleLabel> {
    id.map(|id| VehicleLabel { id, plate: plate.to_owned(), label: label.to_owned() })
}

fn job_view(job: &Job, order: &WorkOrder, actor: &Actor) -> JobView {
    JobView {
        id: job.id,
        title: job.title.clone(),
        concern: job.concern.clone(),
        cause: job.cause.clone(),
        correction: job.correction.clone(),
        option_group: job.option_group.clone(),
        shares: job.shares.clone(),
        discount: job.reductions.discount.as_ref().map(DiscountView::from),
        cover: job.reductions.cover.as_ref().map(CoverView::from),
        authorisation: authorisation_view(&job.authorisation),
        lines: job.lines.iter().map(|line| line_view(line, order, actor.limits(order.site_id))).collect(),
        fees_off: job.fees_off.clone(),
        parts: order.light_of(job),
        totals: job.totals(order.terms.currency),
        actions: job_actions(job, order, actor),
    }
}

fn authorisation_view(authorisation: &Authorisation) -> AuthorisationView {
    let evidence = authorisation.evidence();
    AuthorisationView {
        state: authorisation.name(),
        method: evidence.map(|evidence| evidence.method),
        by_name: evidence.map(|evidence| evidence.by_name.clone()),
        at: evidence.map(|evidence| evidence.at),
        amount: evidence.map(|evidence| evidence.amount),
        reason: evidence.and_then(|evidence| evidence.reason.clone()),
    }
}

fn line_view(line: &Line, order: &WorkOrder, limits: Limits) -> LineView {
    LineView {
        id: line.id,
        kind: line.kind,
        product_id: line.product_id,
        code: line.code.clone(),
        description: line.description.clone(),
        unit: line.unit.clone(),
        quantity: line.quantity,
        list_price: line.list_price,
        least_price: discounts::least_price(limits, line),
        unit_price: line.unit_price,
        price_rule: line.origin.shown(),
        discount: line.discount,
        vat_rate: line.vat_rate,
        levy_rate: line.levy_rate,
        unit_price_with_tax: line.unit_price_with_tax,
        is_told: line.told().is_some(),
        net: line.net(),
        off: line.taken.off,
        given: line.taken.given,
        locked: line.locked,
        pack: line.pack,
        part: order.standing_of(line.id).map(PartView::from),
        core: line.core.map(|core| CoreView { state: core.state, charge: core.charge }),
        core_of: line.core_of,
    }
}

fn invoice_view(invoice: &Invoice) -> InvoiceView {
    InvoiceView {
        id: invoice.id,
        number: invoice.number.clone(),
        state: invoice.state.clone(),
        due: invoice.due,
        is_payers: invoice.is_payers,
        is_together: invoice.is_together,
    }
}

pub fn row(row: Row, actor: &Actor) -> WorkOrderRow {
    let technician = row.technician_id.map(|id| TechnicianLabel { id, name: row.technician_name.unwrap_or_default() });
    WorkOrderRow {
        actions: actions(row.state, row.site_id, actor),
        id: row.id,
        number: row.number,
        site_id: row.site_id,
        state: row.state,
        hold_reason: row.hold_reason.filter(|_| row.state == WorkOrderState::OnHold),
        held_since: row.held_since.filter(|_| row.state == WorkOrderState::OnHold),
        customer: CustomerName { id: known(row.customer_id), name: row.customer_name },
        vehicle: vehicle_label(vehicle_of(row.vehicle_id), &row.vehicle_plate, &row.vehicle_label),
        technician,
        title: row.title,
        key_tag: row.key_tag,
        promised_at: row.promised_at,
        opened_at: row.opened_at,
        completed_at: row.completed_at,
        total: row.total,
        currency: row.currency,
        jobs_waiting: row.jobs_waiting,
        parts: row.parts_light,
        parts_expected_on: row.parts_expected_on,
        column_id: row.board_column,
        version: row.version,
    }
}

type Action = (&'static str, Permission);

const CONVERT: Action = ("convert", WORK_ORDER_OPEN);
const UPDATE: Action = ("update", WORK_ORDER_UPDATE);
const ADD_JOB: Action = ("add_job", WORK_ORDER_UPDATE);
const AUTHORISE: Action = ("authorise", WORK_ORDER_AUTHORISE);
const ASSIGN: Action = ("assign", WORK_ORDER_ASSIGN);
const START: Action = ("start", WORK_ORDER_WORK);
const HOLD: Action = ("hold", WORK_ORDER_WORK);
const RESUME: Action = ("resume", WORK_ORDER_WORK);
const COMPLETE: Action = ("complete", WORK_ORDER_COMPLETE);
const SUBMIT: Action = ("submit", WORK_ORDER_WORK);
const CHECK: Action = ("check", WORK_ORDER_WORK);
const REOPEN: Action = ("reopen", WORK_ORDER_REOPEN);
const CANCEL: Action = ("cancel", WORK_ORDER_CANCEL);
const RESTORE: Action = ("restore", WORK_ORDER_CANCEL);
const ALLOW_CREDIT: Action = ("allow_credit", CUSTOMER_HOLD);
const EXEMPT: Action = ("exempt", WORK_ORDER_UPDATE);
const HAND_OVER: Action = ("hand_over", WORK_ORDER_HAND_OVER);
/// What nobody does with a sale at the counter.
const OF_A_VISIT: &[&str] = &[ASSIGN.0, HOLD.0, SUBMIT.0, CHECK.0];

fn actions(state: WorkOrderState, site: SiteId, actor: &Actor) -> Vec<&'static str> {
    let possible: &[Action] = match state {
        WorkOrderState::Quote => &[CONVERT, UPDATE, ADD_JOB, AUTHORISE, CANCEL],
        WorkOrderState::Estimate => &[UPDATE, ADD_JOB, AUTHORISE, ASSIGN, CANCEL, ALLOW_CREDIT],
        WorkOrderState::Approved => &[UPDATE, ADD_JOB, AUTHORISE, ASSIGN, START, CANCEL, ALLOW_CREDIT],
        WorkOrderState::InProgress => &[UPDATE, ADD_JOB, AUTHORISE, ASSIGN, HOLD, SUBMIT, COMPLETE, CANCEL],
        WorkOrderState::OnHold => &[UPDATE, ADD_JOB, AUTHORISE, ASSIGN, RESUME, CANCEL],
        WorkOrderState::QualityCheck => &[UPDATE, ADD_JOB, AUTHORISE, ASSIGN, CHECK, COMPLETE, CANCEL],
        WorkOrderState::Ready => &[UPDATE, REOPEN],
        WorkOrderState::Invoiced => &[UPDATE, REOPEN, HAND_OVER],
        WorkOrderState::Closed => &[],
        WorkOrderState::Cancelled => &[RESTORE],
    };
    actor.allowed(site, possible)
}

/// A technician's `update` reaches cause and correction only.
fn job_actions(job: &Job, order: &WorkOrder, actor: &Actor) -> Vec<String> {
    if !order.state.name().is_work() {
        return vec![];
    }
    let locked = job.has_locked_lines();
    let possible = [
        (true, ("update", WORK_ORDER_WORK)),
        (!locked, ("remove", WORK_ORDER_UPDATE)),
        (!locked, ("discount", WORK_ORDER_UPDATE)),
        (!locked && !order.is_quote(), ("cover", WORK_ORDER_UPDATE)),
        (true, ("add_line", WORK_ORDER_UPDATE)),
        (!job.is_approved(), ("approve", WORK_ORDER_AUTHORISE)),
        (!job.is_declined() && !locked, ("decline", WORK_ORDER_AUTHORISE)),
    ];
    let possible: Vec<Action> = possible.into_iter().filter(|(holds, _)| *holds).map(|(_, action)| action).collect();
    actor.allowed(order.site_id, &possible).into_iter().map(str::to_owned).collect()
}
