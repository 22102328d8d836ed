//! What the API shows of an invoice.

use chrono::{DateTime, NaiveDate, Utc};
use contracts::billing::{INVOICE_CREDIT, INVOICE_ISSUE, INVOICE_READ, InvoiceId, PAYMENT_REFUND, PAYMENT_TAKE, PaymentId};
use contracts::customers::{CustomerCard, CustomerId, Exemption};
use contracts::documents::{Language, Party};
use contracts::workshop::{CompletedLine, CoverKind, LineId, LineKind};
use kernel::money::Totals;
use kernel::{Actor, Amount, BasisPoints, Problem, Quantity, SiteId};
use sea_orm::{ConnectionTrait, DbErr};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::invoice::{Invoice, PaymentKind, State, Tender, VehicleRef, WorkOrderRef, refunded};
use super::store;
use crate::Billing;
use crate::credit_notes::{self, CreditNoteLabel};
use crate::entities::payments;
use crate::together::OrderPart;

/// An invoice with its lines and payments. Totals are computed from the lines by the one algorithm.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[schema(as = Invoice)]
pub struct InvoiceView {
    pub id: InvoiceId,
    /// `F-LAC-2026-00042`; null for a draft, and for what was open before this system.
    pub number: Option<String>,
    /// Of what was open before this system: the number of its document there. It is paid as an invoice is, and has no lines, no VAT
    /// and nothing to print; below zero it is a credit.
    pub opening: Option<String>,
    /// What that document said in all, where it is known; `totals` has what was open of it.
    #[serde(default)]
    pub opening_total: Option<Amount>,
    pub state: State,
    pub overdue: bool,
    pub site_id: SiteId,
    pub customer: Buyer,
    /// They pay in the place of the order's customer.
    #[serde(default)]
    pub is_payers: bool,
    /// Null for a sale at the counter and, as the work order, for what was open before this system.
    pub vehicle: Option<VehicleRef>,
    pub work_order: Option<WorkOrderRef>,
    /// The customer's own order number; of several orders, theirs with commas.
    #[serde(default)]
    pub po_number: Option<String>,
    /// Of several work orders, each of them, with so many of the lines; `vehicle` and `work_order` are null then.
    #[serde(default)]
    pub together: Vec<OrderPart>,
    pub lines: Vec<LineView>,
    /// What the garage wrote for the customer, as it is printed; frozen at issue.
    #[serde(default)]
    pub notes: Vec<String>,
    pub totals: Totals,
    /// By which it is sold without VAT; null of what is sold as usual.
    #[serde(default)]
    pub exemption: Option<InvoiceExemption>,
    /// `fr`, `ar` or `en`: the customer's; frozen at issue.
    #[schema(value_type = Language)]
    pub language: String,
    pub issued_on: Option<NaiveDate>,
    pub due_on: Option<NaiveDate>,
    pub issued_at: Option<DateTime<Utc>>,
    pub created_at: DateTime<Utc>,
    /// What came in and what went back, in the order it did.
    pub payments: Vec<PaymentView>,
    /// What came in less what went back.
    pub paid: Amount,
    /// What credit notes took back.
    #[serde(default)]
    pub credited: Amount,
    /// The oldest first.
    #[serde(default)]
    pub credit_notes: Vec<CreditNoteLabel>,
    /// What is left to pay; below zero it is the customer's.
    pub due: Amount,
    /// The most that the caller may hand back now.
    pub refundable: Amount,
    pub version: i64,
    /// Of `issue`, `pay`, `refund`, `credit`, `download`: what the caller may do now.
    pub actions: Vec<String>,
}

/// The certificate of an invoice, and what it takes off.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct InvoiceExemption {
    pub number: String,
    pub reason: String,
    /// The last day.
    pub valid_until: NaiveDate,
    /// The VAT that is not charged.
    pub suspended: Amount,
}

impl InvoiceExemption {
    pub fn of(exemption: &Exemption, suspended: Amount) -> Self {
        let Exemption { number, reason, valid_until, .. } = exemption.clone();
        Self { number, reason, valid_until, suspended }
    }
}

/// Who pays: frozen on an issued invoice, as known today on a draft.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[schema(as = InvoiceBuyer)]
pub struct Buyer {
    pub id: CustomerId,
    pub name: String,
    pub address: Option<String>,
    pub tax_id: Option<String>,
    pub phone: Option<String>,
    pub email: Option<String>,
}

#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[schema(as = InvoiceLine)]
pub struct LineView {
    pub id: LineId,
    pub job_title: String,
    pub kind: LineKind,
    pub code: Option<String>,
    pub description: String,
    pub unit: String,
    pub quantity: Quantity,
    pub unit_price: Amount,
    pub discount: BasisPoints,
    /// What is charged: zero of what is exempt.
    pub vat_rate: BasisPoints,
    /// The rate that the certificate takes off; null of what is taxed as usual.
    #[serde(default)]
    pub exempt_from: Option<BasisPoints>,
    /// A levy on the net that VAT is charged on too: zero of nearly everything.
    #[serde(default)]
    pub levy_rate: BasisPoints,
    /// What a unit was told to cost with tax, where that is asked for; `unit_price` is worked out of it.
    #[serde(default)]
    pub unit_price_with_tax: Option<Amount>,
    pub net: Amount,
    /// What discounts on the job and the order took beside the line's own.
    #[serde(default)]
    pub off: Amount,
    /// What somebody else bears, and who.
    #[serde(default)]
    pub given: Amount,
    #[serde(default)]
    pub cover: Option<CoverKind>,
}

#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[schema(as = Payment)]
pub struct PaymentView {
    pub id: PaymentId,
    pub kind: PaymentKind,
    pub tender: Tender,
    /// More than zero, whichever way the money went.
    pub amount: Amount,
    pub reference: Option<String>,
    /// Why it went back; null for what came in.
    pub reason: Option<String>,
    pub at: DateTime<Utc>,
    /// Who took it, or handed it back.
    pub by: String,
}

/// The invoice for this caller; asks the customers' port only for a draft.
pub async fn show(billing: &Billing, actor: &Actor, invoice: Invoice) -> Result<InvoiceView, Problem> {
    let payments = store::payments(billing.context.db.reader(), invoice.id).await?;
    let card = if invoice.issued().is_some() { None } else { customer(billing, invoice.customer.id).await? };
    let view = view(actor, invoice, card.as_ref(), payments, billing.context.clock.now().date_naive());
    Ok(with_credits(billing.context.db.reader(), view).await?)
}

/// Names the credit notes of the invoice, where it has any.
pub async fn with_credits<C: ConnectionTrait>(conn: &C, view: InvoiceView) -> Result<InvoiceView, DbErr> {
    if view.credited == Amount::ZERO {
        return Ok(view);
    }
    let notes = credit_notes::store::of_invoice(conn, view.id).await?;
    Ok(InvoiceView { credit_notes: notes.into_iter().map(CreditNoteLabel::from).collect(), ..view })
}

/// The customer's card; none for one who is gone.
pub async fn customer(billing: &Billing, id: CustomerId) -> Result<Option<CustomerCard>, Problem> {
    Ok(billing.customers.cards(&[id]).await?.into_iter().next())
}

pub fn view(actor: &Actor, invoice: Invoice, card: Option<&CustomerCard>, payments: Vec<payments::Model>, today: NaiveDate) -> InvoiceView {
    let refundable = refundable(actor, &invoice, &payments);
    let actions = actions(actor, &invoice, refundable);
    let language = match (invoice.issued(), card) {
        (Some(issue), _) => issue.language.code().to_owned(),
        (None, Some(card)) => card.language.clone(),
        (None, None) => "fr".to_owned(),
    };
    let (issue, opening) = (invoice.issued(), invoice.opening());
    let is_ours = opening.is_none() && invoice.together.is_empty();
    let (on, due_on) = invoice.dates().unzip();
    InvoiceView {
        id: invoice.id,
        number: issue.map(|issue| issue.number.text.clone()),
        opening: opening.map(|opening| opening.document.clone()),
        opening_total: opening.and_then(|opening| opening.total),
        state: invoice.state(),
        overdue: invoice.is_overdue(today),
        site_id: invoice.site_id,
        customer: buyer(&invoice, card),
        is_payers: invoice.payer_id.is_some(),
        totals: invoice.totals(),
        exemption: invoice.exemption.as_ref().map(|exemption| InvoiceExemption::of(exemption, invoice.suspended())),
        language,
        issued_on: on,
        due_on,
        issued_at: issue.map(|issue| issue.at),
        created_at: invoice.created_at,
        payments: payments.into_iter().map(payment).collect(),
        paid: invoice.paid(),
        credited: invoice.credited(),
        credit_notes: vec![],
        due: invoice.due(),
        refundable,
        version: invoice.version,
        actions,
        vehicle: Some(invoice.vehicle).filter(|vehicle| is_ours && vehicle.id.0 != invoice.work_order.id.0),
        work_order: is_ours.then_some(invoice.work_order),
        po_number: invoice.po_number,
        together: invoice.together,
        lines: invoice.lines.into_iter().map(line).collect(),
        notes: invoice.notes,
    }
}

fn refundable(actor: &Actor, invoice: &Invoice, payments: &[payments::Model]) -> Amount {
    if !actor.may(PAYMENT_REFUND, invoice.site_id) {
        return Amount::ZERO;
    }
    invoice.refundable(refunded(payments), actor.limits(invoice.site_id).refund)
}

fn actions(actor: &Actor, invoice: &Invoice, refundable: Amount) -> Vec<String> {
    let mut possible = vec![];
    if invoice.check_issuable().is_ok() {
        possible.push(("issue", INVOICE_ISSUE));
    }
    if invoice.state() != State::Draft && invoice.due() > Amount::ZERO {
        possible.push(("pay", PAYMENT_TAKE));
    }
    if refundable > Amount::ZERO {
        possible.push(("refund", PAYMENT_REFUND));
    }
    if invoice.issued().is_some() && invoice.credited() < invoice.totals().total {
        possible.push(("credit", INVOICE_CREDIT));
    }
    if invoice.opening().is_none() {
        possible.push(("download", INVOICE_READ));
    }
    actor.allowed(invoice.site_id, &possible).into_iter().map(str::to_owned).collect()
}

fn buyer(invoice: &Invoice, card: Option<&CustomerCard>) -> Buyer {
    let id = invoice.customer.id;
    if let Some(issue) = invoice.issued() {
        return frozen(id, &issue.parties.buyer);
    }
    let Some(card) = card.cloned() else {
        return Buyer { id, name: invoice.customer.name.clone(), address: None, tax_id: None, phone: None, email: None };
    };
    Buyer { id, name: card.name, address: card.address, tax_id: card.tax_id, phone: card.phone, email: card.email }
}

fn frozen(id: CustomerId, party: &Party) -> Buyer {
    let given = |text: &String| Some(text.clone()).filter(|text| !text.is_empty());
    Buyer {
        id,
        name: party.name.clone(),
        address: given(&party.address),
        tax_id: given(&party.tax_id),
        phone: given(&party.phone),
        email: given(&party.email),
    }
}

fn line(line: CompletedLine) -> LineView {
    LineView {
        id: line.id,
        job_title: line.job_title,
        kind: line.kind,
        code: line.code,
        description: line.description,
        unit: line.unit,
        quantity: line.quantity,
        unit_price: line.unit_price,
        discount: line.discount,
        vat_rate: line.vat_rate,
        exempt_from: line.exempt_from,
        levy_rate: line.levy_rate,
        unit_price_with_tax: line.unit_price_with_tax,
        net: line.net,
        off: line.reduced.off,
        given: line.reduced.given,
        cover: line.reduced.cover,
    }
}

fn payment(row: payments::Model) -> PaymentView {
    PaymentView {
        id: row.id,
        kind: row.kind,
        tender: row.tender,
        amount: row.amount,
        reference: row.reference,
        reason: row.reason,
        at: row.at,
        by: row.by_name,
    }
}
