//! The rules a command can break, and how each is told.

use std::fmt;

use contracts::inventory::ProductId;
use contracts::workshop::{JobId, LineId};
use kernel::{FieldError, Problem, Quantity};
use serde_json::json;
use thiserror::Error;

use crate::gate::rule::GateFault;
use crate::work_orders::discounts;
use crate::work_orders::state::WorkOrderState;
use crate::work_orders::work_order::{MAX_JOBS, MAX_LINES};

#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Error {
    #[error("the order is {0}")]
    WrongState(WorkOrderState),
    #[error("not authorised: {}", .0.join(", "))]
    ApprovalMissing(Vec<String>),
    #[error("no approved job has a line")]
    NothingToInvoice,
    #[error("the board has no such column")]
    ColumnUnknown,
    #[error("the column is for orders of another state")]
    ColumnOfAnotherState,
    #[error("the note was replaced or withdrawn")]
    NoteGone,
    #[error("who did the work does not check it")]
    OwnWork,
    #[error("it is no completed order of this vehicle")]
    NotItsOriginal,
    #[error("it was sold over the counter")]
    NoVehicle,
    #[error("the line is not sublet")]
    NotSublet,
    #[error("a job stays on the order")]
    NothingStays,
    #[error("customer, vehicle and site are not the same")]
    NotAlike,
    #[error("chosen for the vehicle before: {}", .0.join(", "))]
    MayNotFit(Vec<String>),
    #[error("the gate is closed: {}", crate::gate::rule::names(.0))]
    GateClosed(Vec<GateFault>),
    #[error("the gate warns: {}", crate::gate::rule::names(.0))]
    GateWarns(Vec<GateFault>),
    #[error("{leaving} km when it leaves is less than {arriving} km when it came")]
    OdometerRollback { arriving: i64, leaving: i64 },
    #[error("stock falls short: {}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "))]
    StockInsufficient(Vec<Shortage>),
    #[error("the line is on an issued invoice")]
    LineLocked,
    #[error("an invoice of the order was issued")]
    AlreadyInvoiced,
    #[error("the invoice is not issued yet")]
    NotInvoiced,
    #[error("{0} is still due")]
    Unpaid(String),
    #[error("an order was opened of the appointment already")]
    AppointmentTaken,
    #[error("the job is declined")]
    JobDeclined,
    #[error("your clock was started elsewhere at the same moment")]
    ClockTaken,
    #[error("it is not open")]
    AlreadyClosed,
    #[error("it is offered on an order already")]
    AlreadyOffered,
    #[error("it was corrected already")]
    AlreadyCorrected,
    #[error("an order has at most {MAX_JOBS} jobs")]
    TooManyJobs,
    #[error("an order has at most {MAX_LINES} lines")]
    TooManyLines,
    #[error("the order has no job {0}")]
    UnknownJob(JobId),
    #[error("the order has no line {0}")]
    UnknownLine(LineId),
    #[error("the part has no old one that is worth a deposit")]
    NoCore,
    #[error("the old part was taken in")]
    CoreInHand,
    #[error("the charge goes when the old part comes")]
    CoreCharge,
    #[error("the order expects no old part of this article")]
    NotItsCore,
    #[error("the canned job is out of use")]
    CannedJobArchived,
    #[error("{0}")]
    DiscountOverLimit(String),
    #[error("some fields are not valid")]
    Fields(Vec<FieldError>),
}

/// An article of which there is less on hand than the order takes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shortage {
    pub product: ProductId,
    pub code: Option<String>,
    pub description: String,
    pub wanted: Quantity,
    /// On hand, without what is reserved for others.
    pub available: Quantity,
}

impl fmt::Display for Shortage {
    /// `PAD-FR-208 Front pads: 0 of 1`
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let code = self.code.as_ref().map(|code| format!("{code} ")).unwrap_or_default();
        write!(f, "{code}{}: {} of {}", self.description, self.available, self.wanted)
    }
}

impl Shortage {
    /// Beside the field that completes regardless.
    fn fault(&self) -> FieldError {
        FieldError::new("/allow_negative_stock", "stock-short", self.to_string()).with([
            ("product_id", json!(self.product)),
            ("code", json!(self.code)),
            ("description", json!(self.description)),
            ("wanted", json!(self.wanted)),
            ("available", json!(self.available)),
        ])
    }
}

impl Error {
    fn code(&self) -> &'static str {
        match self {
            Self::WrongState(_) => "wrong-state",
            Self::ApprovalMissing(_) => "approval-missing",
            Self::NothingToInvoice => "nothing-to-invoice",
            Self::ColumnUnknown => "column-unknown",
            Self::ColumnOfAnotherState => "column-of-another-state",
            Self::NoteGone => "note-gone",
            Self::OwnWork => "own-work",
            Self::NotItsOriginal => "not-its-original",
            Self::NoVehicle => "no-vehicle",
            Self::NotSublet => "not-sublet",
            Self::NothingStays => "nothing-stays",
            Self::NotAlike => "not-alike",
            Self::MayNotFit(_) => "may-not-fit",
            Self::GateClosed(_) => "gate-closed",
            Self::GateWarns(_) => "gate-warns",
            Self::OdometerRollback { .. } => "odometer-rollback",
            Self::StockInsufficient(_) => "stock-insufficient",
            Self::LineLocked => "line-locked",
            Self::AlreadyInvoiced => "already-invoiced",
            Self::NotInvoiced => "not-invoiced",
            Self::Unpaid(_) => "unpaid",
            Self::AppointmentTaken => "appointment-taken",
            Self::JobDeclined => "job-declined",
            Self::ClockTaken => "clock-taken",
            Self::AlreadyClosed => "already-closed",
            Self::AlreadyOffered => "already-offered",
            Self::AlreadyCorrected => "already-corrected",
            Self::TooManyJobs => "too-many-jobs",
            Self::TooManyLines => "too-many-lines",
            Self::UnknownJob(_) | Self::UnknownLine(_) => "not-found",
            Self::NoCore => "no-core",
            Self::CoreInHand => "core-in-hand",
            Self::CoreCharge => "core-charge",
            Self::NotItsCore => "not-its-core",
            Self::CannedJobArchived => "canned-job-archived",
            Self::DiscountOverLimit(_) => discounts::CODE,
            Self::Fields(_) => "invalid",
        }
    }

    fn title(&self) -> &'static str {
        match self {
            Self::WrongState(_) => "The order's state does not allow this",
            Self::ApprovalMissing(_) => "The customer has not approved every job",
            Self::NothingToInvoice => "There is nothing to invoice",
            Self::ColumnUnknown => "The board has no such column any more",
            Self::ColumnOfAnotherState => "The column is for orders of another state",
            Self::NoteGone => "The note was replaced or withdrawn meanwhile",
            Self::OwnWork => "Somebody else than who did the work checks it",
            Self::NotItsOriginal => "Choose a completed order of the same vehicle",
            Self::NoVehicle => "A sale at the counter has no vehicle",
            Self::NotSublet => "Only a sublet line is done by another",
            Self::NothingStays => "One job stays on the order at least",
            Self::NotAlike => "Only orders of one customer and vehicle become one",
            Self::MayNotFit(_) => "Parts and times may not fit the other vehicle",
            Self::GateClosed(_) => "Something stands in the way of the order",
            Self::GateWarns(_) => "Say why the order goes on all the same",
            Self::OdometerRollback { .. } => "The odometer cannot run backwards",
            Self::StockInsufficient(_) => "There is not enough stock",
            Self::LineLocked => "What an issued invoice holds can change no more",
            Self::AlreadyInvoiced => "An invoiced order cannot be cancelled",
            Self::NotInvoiced => "Issue the invoice first",
            Self::Unpaid(_) => "The invoice is not paid",
            Self::AppointmentTaken => "The appointment is a work order already",
            Self::JobDeclined => "The customer declined this job",
            Self::ClockTaken => "Another tap was faster: look at your clock and try again",
            Self::AlreadyClosed => "It is deferred no more",
            Self::AlreadyOffered => "It is offered on an order already",
            Self::AlreadyCorrected => "Correct the newest entry instead",
            Self::TooManyJobs => "The order has too many jobs",
            Self::TooManyLines => "The order has too many lines",
            Self::UnknownJob(_) | Self::UnknownLine(_) => "Nothing is here",
            Self::NoCore => "This part has no old one that is worth a deposit",
            Self::CoreInHand => "The old part was taken in",
            Self::CoreCharge => "The charge leaves the order when the old part is taken in",
            Self::NotItsCore => "The order expects no old part of this article",
            Self::CannedJobArchived => "The canned job is out of use",
            Self::DiscountOverLimit(_) => "It gives more away than your role allows",
            Self::Fields(_) => "Some fields are not valid",
        }
    }
}

impl From<Error> for Problem {
    fn from(error: Error) -> Self {
        match error {
            Error::UnknownJob(_) | Error::UnknownLine(_) => Self::not_found(),
            Error::Fields(errors) => Self::fields(errors),
            rule => {
                let problem = Self::conflict(rule.code(), rule.title()).detail(rule.to_string());
                let errors = match rule {
                    Error::StockInsufficient(short) => short.iter().map(Shortage::fault).collect(),
                    Error::GateClosed(faults) | Error::GateWarns(faults) => faults.iter().map(GateFault::told).collect(),
                    _ => return problem,
                };
                Self { errors, ..problem }
            }
        }
    }
}
