//! The invoice and its rules: pure, without database or clock.

use chrono::{DateTime, Days, NaiveDate, Utc};
use chrono_tz::Tz;
use contracts::billing::{InvoiceId, InvoiceState};
use contracts::customers::{CustomerCard, CustomerId, Exemption};
use contracts::documents::{Language, Party};
use contracts::identity::SiteCard;
use contracts::vehicles::VehicleId;
use contracts::workshop::{CompletedLine, Payer, WorkOrderCompleted, WorkOrderId};
use kernel::audit::Change;
use kernel::money::{Taxed, Totals, totals};
use kernel::{Amount, BasisPoints, Currency, SiteId};
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::entities::payments;
use crate::error::Error;
use crate::loyalty;
use crate::together::OrderPart;

/// A bill for completed work, as draft or issued.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invoice {
    pub id: InvoiceId,
    pub site_id: SiteId,
    pub work_order: WorkOrderRef,
    pub customer: CustomerRef,
    /// Who pays in the place of the order's customer, as the workshop knows them; none of the customer's own.
    pub payer_id: Option<CustomerId>,
    pub vehicle: VehicleRef,
    pub currency: Currency,
    pub stamp_duty: Amount,
    pub lines: Vec<CompletedLine>,
    /// What the garage wrote for the customer; frozen with the invoice.
    pub notes: Vec<String>,
    /// The customer's own order number; of several orders, theirs with commas.
    pub po_number: Option<String>,
    /// Of several orders, each of them; then `work_order` and `vehicle` name none.
    pub together: Vec<OrderPart>,
    /// The certificate by which it is sold without VAT.
    pub exemption: Option<Exemption>,
    pub stage: Stage,
    pub created_at: DateTime<Utc>,
    pub version: i64,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = InvoiceWorkOrder)]
pub struct WorkOrderRef {
    pub id: WorkOrderId,
    pub number: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = InvoiceCustomer)]
pub struct CustomerRef {
    pub id: CustomerId,
    pub name: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = InvoiceVehicle)]
pub struct VehicleRef {
    pub id: VehicleId,
    pub plate: String,
    pub label: String,
    pub odometer_km: Option<i64>,
}

/// How far the invoice has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Follows the work order; `held` while the order is reopened.
    Draft { held: bool },
    /// Frozen, but for what is paid and what credit notes took back.
    Issued { issue: Box<Issue>, paid: Amount, credited: Amount },
    /// What was open of an earlier system's document when the garage came here. It never had a number of ours.
    Opening { opening: Box<Opening>, paid: Amount },
}

/// A document of an earlier system, and what is open of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opening {
    /// Its number there.
    pub document: String,
    pub on: NaiveDate,
    pub due_on: NaiveDate,
    /// What was owed when it was entered; below zero for a credit, and zero once it is taken back.
    pub amount: Amount,
    /// What its document says in all, where that is known; of one that was paid there nothing is owed here.
    #[serde(default)]
    pub total: Option<Amount>,
    /// When it was entered.
    pub at: DateTime<Utc>,
}

/// What issuing freezes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Issue {
    pub number: Number,
    pub at: DateTime<Utc>,
    /// The day in the site's time zone.
    pub on: NaiveDate,
    pub due_on: NaiveDate,
    pub language: Language,
    pub parties: Parties,
}

/// The place in the series of a site and year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Number {
    /// `F-LAC-2026`: of the site's code and the year, whatever prefix is printed.
    pub series: String,
    pub sequence: i64,
    /// As printed, with the prefix and the width of the day of issue: `F-LAC-2026-00042`.
    pub text: String,
}

impl Number {
    /// The parts of a number of a site with the usual prefix.
    pub fn parse(text: &str) -> Option<Self> {
        let (series, sequence) = text.rsplit_once('-')?;
        Some(Self { series: series.to_owned(), sequence: sequence.parse().ok()?, text: text.to_owned() })
    }
}

/// Seller and buyer as they were when the invoice was issued.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Parties {
    pub seller: Party,
    pub buyer: Party,
    pub bank_account: String,
    /// IANA name of the seller's time zone, in which days are printed.
    pub time_zone: String,
}

impl Parties {
    pub fn of(site: &SiteCard, customer: Option<&CustomerCard>, name: &str) -> Self {
        Self {
            seller: Party::seller(site),
            buyer: Party::buyer(customer, name),
            bank_account: site.bank_account.clone(),
            time_zone: site.time_zone.clone(),
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, EnumIter, DeriveActiveEnum, ToSchema)]
#[serde(rename_all = "snake_case")]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::None)", rename_all = "snake_case")]
#[schema(as = InvoiceState)]
pub enum State {
    Draft,
    Issued,
    PartPaid,
    Paid,
}

impl State {
    /// `draft`, `issued`, `part_paid` or `paid`.
    pub fn code(self) -> String {
        self.to_value()
    }

    pub fn parse(code: &str) -> Option<Self> {
        Self::try_from_value(&code.to_owned()).ok()
    }
}

/// How money was handed over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, EnumIter, DeriveActiveEnum, ToSchema)]
#[serde(rename_all = "snake_case")]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::None)", rename_all = "snake_case")]
pub enum Tender {
    Cash,
    Card,
    Transfer,
    Cheque,
    /// At a payment provider, by a link.
    Online,
    /// Points of the customer's: no money.
    Points,
}

impl Tender {
    /// What is no invoice is not paid with points.
    pub fn money(self) -> Result<(), loyalty::Error> {
        if self == Self::Points { Err(loyalty::Error::PointsNotHere) } else { Ok(()) }
    }
}

/// Which way the money went.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, EnumIter, DeriveActiveEnum, ToSchema)]
#[serde(rename_all = "snake_case")]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::None)", rename_all = "snake_case")]
pub enum PaymentKind {
    /// It came in.
    Payment,
    /// It came in before there was an invoice.
    Deposit,
    /// It came in for several invoices at once, or stood on the customer's account.
    Receipt,
    /// It was handed back.
    Refund,
    /// The customer kept it back as tax; their certificate is its reference.
    Withheld,
    /// It went to the customer's account: a credit note had taken back what it paid.
    Moved,
    /// The cheque that it was came back unpaid.
    Bounced,
    /// A deposit or receipt had paid it, whose cheque came back unpaid.
    TakenBack,
}

impl PaymentKind {
    /// Whether it lowers what is paid.
    pub fn is_out(self) -> bool {
        matches!(self, Self::Refund | Self::Moved | Self::Bounced | Self::TakenBack)
    }
}

impl Invoice {
    /// A draft of completed work; `lines` are those not invoiced yet, of the customer's or of a payer's.
    pub fn draft(
        order: &WorkOrderCompleted,
        payer: Option<&Payer>,
        lines: Vec<CompletedLine>,
        currency: Currency,
        now: DateTime<Utc>,
    ) -> Self {
        let customer = payer.map_or_else(
            || CustomerRef { id: order.customer_id, name: order.customer_name.clone() },
            |payer| CustomerRef { id: payer.id, name: payer.name.clone() },
        );
        Self {
            id: InvoiceId::new(),
            site_id: order.site_id,
            work_order: WorkOrderRef { id: order.id, number: order.number.clone() },
            customer,
            payer_id: payer.map(|payer| payer.id),
            vehicle: vehicle_of(order),
            currency,
            stamp_duty: order.stamp_duty,
            lines,
            notes: vec![],
            po_number: order.po_number.clone(),
            together: vec![],
            // A certificate is the customer's own.
            exemption: order.exemption.clone().filter(|_| payer.is_none()),
            stage: Stage::Draft { held: false },
            created_at: now,
            version: 1,
        }
    }

    /// What was open before this system. There is no VAT in it: that was the earlier system's to tell.
    pub fn opened(id: InvoiceId, site_id: SiteId, customer: CustomerRef, currency: Currency, opening: Opening) -> Self {
        Self {
            id,
            site_id,
            work_order: WorkOrderRef { id: WorkOrderId(id.0), number: String::new() },
            customer,
            payer_id: None,
            vehicle: VehicleRef { id: VehicleId(id.0), plate: String::new(), label: String::new(), odometer_km: None },
            currency,
            stamp_duty: Amount::ZERO,
            lines: vec![],
            notes: vec![],
            po_number: None,
            together: vec![],
            exemption: None,
            created_at: opening.at,
            stage: Stage::Opening { opening: Box::new(opening), paid: Amount::ZERO },
            version: 1,
        }
    }

    /// Takes another amount or other dates of what was open. The caller sees that nothing is paid of it.
    pub fn correct(&mut self, corrected: Opening) {
        if let Stage::Opening { opening, .. } = &mut self.stage {
            **opening = corrected;
        }
    }

    pub fn opening(&self) -> Option<&Opening> {
        match &self.stage {
            Stage::Opening { opening, .. } => Some(opening),
            Stage::Draft { .. } | Stage::Issued { .. } => None,
        }
    }

    /// Makes a draft follow the order as completed again. False when it already did; an issued invoice never follows.
    pub fn follow(&mut self, order: &WorkOrderCompleted, payer: Option<&Payer>, lines: Vec<CompletedLine>, currency: Currency) -> bool {
        if !matches!(self.stage, Stage::Draft { .. }) {
            return false;
        }
        let notes = self.notes.clone();
        let fresh = Self { id: self.id, version: self.version, notes, ..Self::draft(order, payer, lines, currency, self.created_at) };
        let changed = fresh != *self;
        *self = fresh;
        changed
    }

    /// Makes a draft say what is written for the customer now. False when it already did; what was issued stays as it was.
    pub fn note(&mut self, notes: Vec<String>) -> bool {
        let changes = matches!(self.stage, Stage::Draft { .. }) && self.notes != notes;
        if changes {
            self.notes = notes;
        }
        changes
    }

    /// Makes a draft say which order number the customer gave. False when it already did.
    pub fn refer(&mut self, po_number: Option<String>) -> bool {
        let changes = matches!(self.stage, Stage::Draft { .. }) && self.po_number != po_number;
        if changes {
            self.po_number = po_number;
        }
        changes
    }

    /// Keeps a draft from being issued while its order is reopened. False when there is nothing to hold.
    pub fn hold(&mut self) -> bool {
        let holds = self.stage == Stage::Draft { held: false };
        if holds {
            self.stage = Stage::Draft { held: true };
        }
        holds
    }

    pub fn check_issuable(&self) -> Result<(), Error> {
        match self.stage {
            Stage::Draft { held: false } => Ok(()),
            Stage::Draft { held: true } => Err(Error::OrderReopened),
            Stage::Issued { .. } | Stage::Opening { .. } => Err(Error::AlreadyIssued),
        }
    }

    /// Freezes the invoice under its number.
    pub fn issue(&mut self, issue: Issue) -> Result<(), Error> {
        self.check_issuable()?;
        self.customer.name.clone_from(&issue.parties.buyer.name);
        self.stage = Stage::Issued { issue: Box::new(issue), paid: Amount::ZERO, credited: Amount::ZERO };
        Ok(())
    }

    /// Takes a payment of a positive amount.
    pub fn pay(&mut self, amount: Amount) -> Result<(), Error> {
        let due = self.due();
        let (Stage::Issued { paid, .. } | Stage::Opening { paid, .. }) = &mut self.stage else { return Err(Error::NotIssued) };
        if amount > due {
            return Err(Error::Overpayment { due });
        }
        *paid += amount;
        Ok(())
    }

    /// Hands back a positive amount of what is paid, which is due again; or of a credit from before this system.
    pub fn refund(&mut self, amount: Amount) -> Result<(), Error> {
        let most = self.in_hand();
        let (Stage::Issued { paid, .. } | Stage::Opening { paid, .. }) = &mut self.stage else { return Err(Error::NotIssued) };
        if amount > most {
            return Err(Error::RefundOverPaid { paid: most });
        }
        *paid = *paid - amount;
        Ok(())
    }

    /// A credit note takes so much back: never more than it asked for.
    pub fn credit(&mut self, amount: Amount) -> Result<(), Error> {
        let total = self.totals().total;
        let Stage::Issued { credited, .. } = &mut self.stage else { return Err(Error::NotIssued) };
        if amount <= Amount::ZERO || *credited + amount > total {
            return Err(Error::NothingToCredit);
        }
        *credited += amount;
        Ok(())
    }

    /// What may be handed back by who may hand back `most` of an invoice, when `refunded` was handed back already.
    pub fn refundable(&self, refunded: Amount, most: Option<Amount>) -> Amount {
        let left = most.map_or(self.in_hand(), |most| self.in_hand().min(most - refunded));
        left.max(Amount::ZERO)
    }

    /// What the garage holds of the customer's money: what is paid, and a credit from before.
    fn in_hand(&self) -> Amount {
        let credit = self.opening().map_or(Amount::ZERO, |opening| opening.amount.min(Amount::ZERO));
        self.paid() - credit
    }

    pub fn issued(&self) -> Option<&Issue> {
        match &self.stage {
            Stage::Draft { .. } | Stage::Opening { .. } => None,
            Stage::Issued { issue, .. } => Some(issue),
        }
    }

    /// Of when it is, and until when it is to be paid; none of a draft.
    pub fn dates(&self) -> Option<(NaiveDate, NaiveDate)> {
        match &self.stage {
            Stage::Draft { .. } => None,
            Stage::Issued { issue, .. } => Some((issue.on, issue.due_on)),
            Stage::Opening { opening, .. } => Some((opening.on, opening.due_on)),
        }
    }

    pub fn totals(&self) -> Totals {
        if let Some(Opening { amount, .. }) = self.opening() {
            let nothing = totals(self.currency, [(Amount::ZERO, BasisPoints(0)); 0], Amount::ZERO);
            return Totals { net: *amount, gross: *amount, total: *amount, ..nothing };
        }
        totals(self.currency, self.lines.iter().map(CompletedLine::taxed), self.stamp_duty)
    }

    /// The VAT that its certificate takes off, rounded as VAT is.
    pub fn suspended(&self) -> Amount {
        suspended(self.currency, self.lines.iter().map(|line| (line.taxed(), line.exempt_from)))
    }

    /// A certificate holds on the day of issue, or it is sold otherwise.
    pub fn check_exempt(&self, on: NaiveDate) -> Result<(), Error> {
        match &self.exemption {
            Some(exemption) if !exemption.is_valid_on(on) => Err(Error::ExemptionExpired { until: exemption.valid_until }),
            _ => Ok(()),
        }
    }

    /// What came in less what went back.
    pub fn paid(&self) -> Amount {
        match self.stage {
            Stage::Draft { .. } => Amount::ZERO,
            Stage::Issued { paid, .. } | Stage::Opening { paid, .. } => paid,
        }
    }

    /// What credit notes took back.
    pub fn credited(&self) -> Amount {
        match self.stage {
            Stage::Issued { credited, .. } => credited,
            Stage::Draft { .. } | Stage::Opening { .. } => Amount::ZERO,
        }
    }

    /// Below zero when a credit note took back what was paid: that is the customer's.
    pub fn due(&self) -> Amount {
        self.totals().total - self.paid() - self.credited()
    }

    /// Nothing to pay counts as paid, so a free repair is paid when it is issued. A credit from before is open until it is handed back.
    pub fn state(&self) -> State {
        match self.stage {
            Stage::Draft { .. } => State::Draft,
            Stage::Opening { .. } if self.due() == Amount::ZERO => State::Paid,
            Stage::Opening { paid, .. } if paid == Amount::ZERO => State::Issued,
            Stage::Opening { .. } => State::PartPaid,
            Stage::Issued { .. } if self.due() <= Amount::ZERO => State::Paid,
            Stage::Issued { paid, .. } if paid > Amount::ZERO => State::PartPaid,
            Stage::Issued { .. } => State::Issued,
        }
    }

    pub fn is_overdue(&self, today: NaiveDate) -> bool {
        self.dates().is_some_and(|(_, due_on)| due_on < today) && self.due() > Amount::ZERO
    }

    /// What other modules are told.
    pub fn snapshot(&self) -> InvoiceState {
        let (issue, opening) = (self.issued(), self.opening());
        InvoiceState {
            id: self.id,
            number: issue.map(|issue| issue.number.text.clone()).or_else(|| opening.map(|opening| opening.document.clone())),
            site_id: self.site_id,
            work_order_id: self.work_order.id,
            customer_id: self.customer.id,
            state: self.state().code(),
            total: self.totals().total,
            due: self.due(),
            currency: self.currency.code().to_owned(),
            due_on: self.dates().map(|(_, due_on)| due_on),
            is_payers: self.payer_id.is_some(),
            together: self.together.iter().map(|order| order.id).collect(),
            net: issue.map(|_| self.totals().net),
            credited: self.credited(),
            line_ids: issue.map(|_| self.lines.iter().map(|line| line.id.0).collect()).unwrap_or_default(),
        }
    }
}

/// VAT of what is exempt, at the rates that are taken off.
pub fn suspended(currency: Currency, lines: impl Iterator<Item = (Taxed, Option<BasisPoints>)>) -> Amount {
    let usual = lines.filter_map(|(line, exempt_from)| exempt_from.map(|rate| Taxed { rate, is_exempt: false, ..line }));
    totals(currency, usual, Amount::ZERO).vat
}

/// What was handed back in all; points are no money.
pub fn refunded(payments: &[payments::Model]) -> Amount {
    payments.iter().filter(|row| row.kind == PaymentKind::Refund && row.tender != Tender::Points).map(|row| row.amount).sum()
}

/// A sale at the counter has none: nothing is printed of it.
fn vehicle_of(order: &WorkOrderCompleted) -> VehicleRef {
    VehicleRef {
        id: order.vehicle_id.unwrap_or(VehicleId(order.id.0)),
        plate: order.vehicle_plate.clone(),
        label: order.vehicle_label.clone(),
        odometer_km: order.odometer_km,
    }
}

/// The day an instant falls on where the invoice is made.
pub fn local_day(at: DateTime<Utc>, zone: Tz) -> NaiveDate {
    at.with_timezone(&zone).date_naive()
}

/// What the audit trail calls an invoice: its number, or that it is a draft.
pub fn audited<'a>(action: &'a str, invoice: &'a InvoiceState) -> Change<'a> {
    let label = invoice.number.as_deref().unwrap_or("draft");
    Change { action, entity: "invoice", id: invoice.id.0, label, site: Some(invoice.site_id) }
}

/// The last day to pay; terms of a negative or absurd length count as none.
pub fn due_day(issued_on: NaiveDate, terms_days: i32) -> NaiveDate {
    let terms = Days::new(u64::try_from(terms_days).unwrap_or_default());
    issued_on.checked_add_days(terms).unwrap_or(issued_on)
}

/// Lines of an order that no issued invoice holds, and the issued ones that the order now shows differently.
pub fn not_yet_issued(order: &[CompletedLine], issued: &[CompletedLine]) -> (Vec<CompletedLine>, Vec<CompletedLine>) {
    let billed = |line: &CompletedLine| issued.iter().find(|held| held.id == line.id);
    let open = order.iter().filter(|line| billed(line).is_none()).cloned().collect();
    let differing = order.iter().filter(|line| billed(line).is_some_and(|held| held != *line)).cloned().collect();
    (open, differing)
}

#[cfg(test)]
#[path = "invoice_tests.rs"]
mod tests;
