//! What a command did: the lines of the order's history. Detail is data (names, amounts), so that any language can show it.

use chrono::{DateTime, Utc};
use contracts::identity::UserId;
use contracts::workshop::CoverKind;
use kernel::{Amount, BasisPoints, Currency, Quantity};
use sea_orm::ActiveEnum;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::job::AuthorisationMethod;
use super::state::HoldReason;
use crate::gate::rule::GateRule;
use crate::reductions::Size;

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fact {
    Opened { concern: String },
    Quoted { concern: String },
    Converted { vehicle: String },
    Updated { fields: Vec<&'static str> },
    JobAdded { job: String },
    JobUpdated { job: String },
    JobRemoved { job: String },
    JobRestored { job: String },
    LineAdded { line: String, quantity: Quantity },
    LineUpdated { line: String, quantity: Quantity, unit_price: Amount, currency: Currency },
    LineRemoved { line: String },
    LineRestored { line: String },
    ReapprovalNeeded { job: String, approved: Amount, asked: Amount, currency: Currency },
    ApprovalRestored { job: String },
    Authorised { by_name: String, method: AuthorisationMethod, version: Option<i64> },
    JobApproved { job: String, amount: Amount, currency: Currency },
    JobDeclined { job: String, reason: Option<String> },
    PartsArrived { job: String },
    PartSubstituted { before: String, now: String },
    PartIssued { line: String, quantity: Quantity },
    PartReturned { line: String, quantity: Quantity },
    CoreTakenIn { line: String },
    CoreKept { line: String },
    Assigned { id: UserId, name: String },
    Unassigned,
    Started,
    Held { reason: HoldReason, note: Option<String> },
    Resumed,
    Completed { at: DateTime<Utc> },
    Reopened { reason: String },
    Cancelled { reason: String },
    Restored,
    Invoiced { number: Option<String> },
    HandedOver { due: Amount, currency: Currency },
    EstimateSent { version: i64, total: Amount, currency: Currency },
    EstimateOpened { version: i64 },
    ApproverAsked { name: String },
    EstimateAsked { job: String, note: String },
    EstimateAnswered { job: String, note: String },
    Submitted,
    CheckPassed,
    CheckFailed { job: Option<String>, reason: String },
    Placed { column: String },
    HoursShared { job: String, shares: String },
    WarrantyChosen { line: String },
    SubletOrdered { number: String },
    Split { number: String, jobs: String },
    Merged { number: String },
    VehicleChanged { before: String, now: String },
    ComebackOf { number: String },
    NoComeback { number: String },
    Discounted { job: String, size: Size, reason: String, currency: Currency },
    DiscountTakenOff { job: String },
    DiscountAsked { job: String, size: Size, reason: String, currency: Currency },
    DiscountRefused { job: String, word: Option<String> },
    DiscountWithdrawn { job: String },
    Covered { job: String, kind: CoverKind, payer: Option<String>, share: BasisPoints, reason: String },
    CoverTakenOff { job: String },
    LabourMatrixOff { line: String, unit_price: Amount, currency: Currency },
    GatePassed { rules: Vec<GateRule>, reason: String },
    CreditAllowed { reason: String },
    Exempted { number: String },
    TaxedAsUsual,
}

impl Fact {
    /// As events and histories call it.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Opened { .. } => "opened",
            Self::Quoted { .. } => "quoted",
            Self::Converted { .. } => "converted",
            Self::Updated { .. } => "updated",
            Self::JobAdded { .. } => "job_added",
            Self::JobUpdated { .. } => "job_updated",
            Self::JobRemoved { .. } => "job_removed",
            Self::JobRestored { .. } => "job_restored",
            Self::LineAdded { .. } => "line_added",
            Self::LineUpdated { .. } => "line_updated",
            Self::LineRemoved { .. } => "line_removed",
            Self::LineRestored { .. } => "line_restored",
            Self::ReapprovalNeeded { .. } => "reapproval_needed",
            Self::ApprovalRestored { .. } => "approval_restored",
            Self::Authorised { .. } => "authorised",
            Self::JobApproved { .. } => "job_approved",
            Self::JobDeclined { .. } => "job_declined",
            Self::PartsArrived { .. } => "parts_arrived",
            Self::PartSubstituted { .. } => "part_substituted",
            Self::PartIssued { .. } => "part_issued",
            Self::PartReturned { .. } => "part_returned",
            Self::CoreTakenIn { .. } => "core_taken_in",
            Self::CoreKept { .. } => "core_kept",
            Self::Assigned { .. } => "assigned",
            Self::Unassigned => "unassigned",
            Self::Started => "started",
            Self::Held { .. } => "held",
            Self::Resumed => "resumed",
            Self::Completed { .. } => "completed",
            Self::Reopened { .. } => "reopened",
            Self::Cancelled { .. } => "cancelled",
            Self::Restored => "restored",
            Self::Invoiced { .. } => "invoiced",
            Self::HandedOver { .. } => "handed_over",
            Self::EstimateSent { .. } => "estimate_sent",
            Self::EstimateOpened { .. } => "estimate_opened",
            Self::ApproverAsked { .. } => "approver_asked",
            Self::EstimateAsked { .. } => "estimate_asked",
            Self::EstimateAnswered { .. } => "estimate_answered",
            Self::Submitted => "submitted",
            Self::CheckPassed => "check_passed",
            Self::CheckFailed { .. } => "check_failed",
            Self::Placed { .. } => "placed",
            Self::HoursShared { .. } => "hours_shared",
            Self::WarrantyChosen { .. } => "warranty_chosen",
            Self::SubletOrdered { .. } => "sublet_ordered",
            Self::Split { .. } => "split",
            Self::Merged { .. } => "merged",
            Self::VehicleChanged { .. } => "vehicle_changed",
            Self::ComebackOf { .. } => "comeback_of",
            Self::NoComeback { .. } => "no_comeback",
            Self::LabourMatrixOff { .. } => "labour_matrix_off",
            Self::GatePassed { .. } => "gate_passed",
            Self::CreditAllowed { .. } => "credit_allowed",
            _ => self.of_reductions(),
        }
    }

    /// What the fact is about, if there is anything to say.
    pub fn detail(&self) -> Option<Detail> {
        if let Some(reduction) = self.reduction() {
            return Some(reduction);
        }
        let detail = match self {
            Self::Updated { fields } => Detail { fields: fields.iter().map(|field| (*field).to_owned()).collect(), ..Detail::default() },
            Self::Opened { concern: text }
            | Self::Quoted { concern: text }
            | Self::Converted { vehicle: text }
            | Self::JobAdded { job: text }
            | Self::JobUpdated { job: text }
            | Self::JobRemoved { job: text }
            | Self::JobRestored { job: text }
            | Self::ApprovalRestored { job: text }
            | Self::LineRemoved { line: text }
            | Self::LineRestored { line: text }
            | Self::CoreTakenIn { line: text }
            | Self::CoreKept { line: text }
            | Self::PartsArrived { job: text }
            | Self::Placed { column: text }
            | Self::WarrantyChosen { line: text }
            | Self::SubletOrdered { number: text }
            | Self::Merged { number: text }
            | Self::ComebackOf { number: text }
            | Self::NoComeback { number: text }
            | Self::Assigned { name: text, .. } => Detail::of(text),
            Self::LineAdded { line, quantity } | Self::PartIssued { line, quantity } | Self::PartReturned { line, quantity } => {
                Detail { quantity: Some(*quantity), ..Detail::of(line) }
            }
            Self::LineUpdated { line, quantity, unit_price, currency } => {
                Detail { quantity: Some(*quantity), ..Detail::of(line).amount(*unit_price, *currency) }
            }
            Self::ReapprovalNeeded { job, approved, asked, currency } => {
                Detail { before: Some(*approved), ..Detail::of(job).amount(*asked, *currency) }
            }
            Self::Authorised { by_name, method, version } => Detail { method: Some(*method), version: *version, ..Detail::of(by_name) },
            Self::EstimateSent { version, total, currency } => Detail::version(*version).amount(*total, *currency),
            Self::EstimateOpened { version } => Detail::version(*version),
            Self::EstimateAsked { job, note } | Self::EstimateAnswered { job, note } => {
                Detail { note: Some(note.clone()), ..Detail::of(job) }
            }
            Self::JobApproved { job: text, amount, currency } | Self::LabourMatrixOff { line: text, unit_price: amount, currency } => {
                Detail::of(text).amount(*amount, *currency)
            }
            Self::JobDeclined { job, reason } => Detail { note: reason.clone(), ..Detail::of(job) },
            Self::Held { reason, note } => Detail { hold: Some(*reason), note: note.clone(), ..Detail::default() },
            Self::Reopened { reason } | Self::Cancelled { reason } | Self::CreditAllowed { reason } => {
                Detail { note: Some(reason.clone()), ..Detail::default() }
            }
            Self::Invoiced { number } => Detail { text: number.clone(), ..Detail::default() },
            Self::Split { number: now, jobs: before } | Self::VehicleChanged { before, now } | Self::PartSubstituted { before, now } => {
                Detail { note: Some(before.clone()), ..Detail::of(now) }
            }
            Self::ApproverAsked { name } => Detail::of(name),
            Self::HoursShared { job, shares } => Detail { note: Some(shares.clone()).filter(|note| !note.is_empty()), ..Detail::of(job) },
            Self::CheckFailed { job, reason } => Detail { text: job.clone(), note: Some(reason.clone()), ..Detail::default() },
            Self::GatePassed { rules, reason } => Detail { fields: named(rules), note: Some(reason.clone()), ..Detail::default() },
            Self::HandedOver { due, currency } if !due.is_zero() => Detail::default().amount(*due, *currency),
            // The others say it all by their kind.
            _ => return None,
        };
        (detail != Detail::default()).then_some(detail)
    }
}

impl Fact {
    fn of_reductions(&self) -> &'static str {
        match self {
            Self::Discounted { .. } => "discounted",
            Self::DiscountTakenOff { .. } => "discount_taken_off",
            Self::DiscountAsked { .. } => "discount_asked",
            Self::DiscountRefused { .. } => "discount_refused",
            Self::DiscountWithdrawn { .. } => "discount_withdrawn",
            Self::Covered { .. } => "covered",
            Self::CoverTakenOff { .. } => "cover_taken_off",
            Self::Exempted { .. } => "exempted",
            _ => "taxed_as_usual",
        }
    }

    /// Of what is taken off.
    fn reduction(&self) -> Option<Detail> {
        Some(match self {
            Self::DiscountTakenOff { job } | Self::DiscountWithdrawn { job } | Self::CoverTakenOff { job } => Detail::of(job),
            Self::Exempted { number } => Detail::of(number),
            Self::DiscountRefused { job, word } => Detail { note: word.clone(), ..Detail::of(job) },
            Self::Discounted { job, size, reason, currency } | Self::DiscountAsked { job, size, reason, currency } => {
                let said = Detail { note: Some(reason.clone()), ..Detail::of(job) };
                match size {
                    Size::Share(share) => Detail { share: Some(*share), ..said },
                    Size::Amount(amount) => said.amount(*amount, *currency),
                }
            }
            Self::Covered { job, kind, payer, share, reason } => {
                Detail { share: Some(*share), cover: Some(*kind), payer: payer.clone(), note: Some(reason.clone()), ..Detail::of(job) }
            }
            _ => return None,
        })
    }
}

fn named(rules: &[GateRule]) -> Vec<String> {
    rules.iter().map(ActiveEnum::to_value).collect()
}

/// A fact's particulars as data, so that each reader sees them in their own language.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Detail {
    /// The job, line, technician, authorising person, concern or document.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub text: Option<String>,
    /// Thousandths.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub quantity: Option<Quantity>,
    /// In minor units of `currency`: a line's unit price, a job's net, or what is owed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub amount: Option<Amount>,
    /// What the amount was before, when it was approved.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub before: Option<Amount>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub currency: Option<String>,
    /// How the customer agreed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub method: Option<AuthorisationMethod>,
    /// Of the estimate that it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub version: Option<i64>,
    /// What the work waits for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub hold: Option<HoldReason>,
    /// Of a discount, or what somebody bears.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub share: Option<BasisPoints>,
    /// Who bears it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub cover: Option<CoverKind>,
    /// By name, when it is another customer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub payer: Option<String>,
    /// A reason or a note in somebody's words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub note: Option<String>,
    /// Names of the fields that changed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<String>,
}

impl Detail {
    fn of(text: &str) -> Self {
        Self { text: Some(text.to_owned()).filter(|text| !text.is_empty()), ..Self::default() }
    }

    fn version(version: i64) -> Self {
        Self { version: Some(version), ..Self::default() }
    }

    fn amount(self, amount: Amount, currency: Currency) -> Self {
        Self { amount: Some(amount), currency: Some(currency.code().to_owned()), ..self }
    }

    /// As it is stored.
    pub fn to_text(&self) -> Option<String> {
        serde_json::to_string(self).ok()
    }

    /// Words that were stored before particulars were data are shown as they are.
    pub fn from_text(text: &str) -> Self {
        serde_json::from_str(text).unwrap_or_else(|_| Self::of(text))
    }
}

/// `416.738 TND`
pub fn money(amount: Amount, currency: Currency) -> String {
    format!("{} {}", amount.to_decimal(currency.decimals), currency.code())
}

/// Puts a new value in place; true when that made a difference.
pub fn changed<T: PartialEq>(place: &mut T, value: Option<T>) -> bool {
    match value {
        Some(value) if value != *place => {
            *place = value;
            true
        }
        _ => false,
    }
}
