//! What counts, on its day: the rows behind every figure.

use chrono::{Datelike, NaiveDate};
use kernel::SiteId;
use uuid::Uuid;

use crate::measures::{Measure, Sums};

/// What a fact tells of. Ids are made of their places: what is new stands at the end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A document that sells, or takes back.
    Sale,
    /// What is open of an invoice, on the day on which it falls due.
    Open,
    /// What the lines of an order cost that went with an invoice.
    Cost,
    /// An order that somebody paid for, on the day of its first invoice.
    Car,
    /// An order began.
    Opened,
    /// An order is ready.
    Ready,
    /// Time that a person spent.
    Time,
    Appointment,
    /// A job that a customer was shown.
    Offer,
    /// Work that was put off.
    Deferred,
    /// What a document asks for until an old part comes, or gives back: it is taken off what was sold.
    Deposit,
    /// A customer, on the day of the year's first visit.
    Customer,
    /// Lines of an order that wanted parts of the shelf, on the day on which they did first.
    Demand,
    /// Something moved on a shelf.
    Stock,
    /// What lies on a shelf, on the day on which nobody had taken any of it for a year.
    Dead,
    /// A vehicle whose owner was reminded of what is due.
    Reminded,
    /// What a site's day can take.
    Capacity,
}

impl Kind {
    pub fn name(self) -> &'static str {
        match self {
            Self::Sale => "sale",
            Self::Deposit => "deposit",
            Self::Open => "open",
            Self::Cost => "cost",
            Self::Car => "car",
            Self::Opened => "opened",
            Self::Ready => "ready",
            Self::Time => "time",
            Self::Appointment => "appointment",
            Self::Offer => "offer",
            Self::Deferred => "deferred",
            Self::Customer => "customer",
            Self::Demand => "demand",
            Self::Stock => "stock",
            Self::Dead => "dead",
            Self::Reminded => "reminded",
            Self::Capacity => "capacity",
        }
    }

    /// What facts of this kind count.
    pub fn measures(self) -> &'static [Measure] {
        use Measure::{
            Able, Approved, ApprovedValue, Attended, BaysBlocked, BaysOpen, BaysTaken, Booked, Cars, Comebacks, CreditSales, Customers,
            Cycle, Dead, Deferred, DeferredSold, DemandLines, Discounts, FreePartsCost, Hours, Inspected, Labour, LabourCost, NoShows,
            Offered, OfferedValue, OnFirstPromise, OnLastPromise, Open, Opened, Others, Parts, PartsCost, Promised, Purchased, Ready,
            Reminded, Sales, Scrapped, SeenAgain, ServedLines, Shown, Sold, StockBrought, StockChange, StockMoment, StockSold, SubletCost,
            SupplierReturned, Touch, Undecided, VisitHours, VisitSales, WaitingApproval, WaitingBay, WaitingDiagnosis, WaitingParts,
            Worked,
        };
        match self {
            Self::Sale => &[Sales, VisitSales, Labour, Parts, Others, Hours, VisitHours, Discounts, CreditSales],
            Self::Deposit => &[Sales, VisitSales, Others],
            Self::Open => &[Open],
            Self::Cost => &[PartsCost, FreePartsCost, SubletCost],
            Self::Car => &[Cars],
            Self::Opened => &[Opened, Comebacks, Inspected],
            Self::Ready => &[Ready, Promised, OnFirstPromise, OnLastPromise, Cycle, Touch],
            Self::Time => &[Attended, Worked, WaitingApproval, WaitingParts, WaitingBay, WaitingDiagnosis, LabourCost],
            Self::Appointment => &[Shown, NoShows],
            Self::Offer => &[Offered, OfferedValue, Approved, ApprovedValue, Undecided],
            Self::Deferred => &[Deferred, DeferredSold],
            Self::Customer => &[Customers, SeenAgain],
            Self::Demand => &[DemandLines, ServedLines],
            Self::Stock => &[Purchased, StockSold, SupplierReturned, Scrapped, StockBrought, StockChange, StockMoment],
            Self::Dead => &[Dead],
            Self::Reminded => &[Reminded, Booked],
            Self::Capacity => &[BaysOpen, BaysBlocked, BaysTaken, Able, Sold],
        }
    }
}

/// Where a fact can be looked up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Document {
    Invoice,
    CreditNote,
    WorkOrder,
    Appointment,
    User,
    SupplierInvoice,
    SupplierReturn,
    /// The old part of an order's line.
    Core,
    Product,
    Vehicle,
    /// The day of a site.
    Schedule,
}

impl Document {
    pub fn name(self) -> &'static str {
        match self {
            Self::Invoice => "invoice",
            Self::CreditNote => "credit_note",
            Self::WorkOrder => "work_order",
            Self::Appointment => "appointment",
            Self::User => "user",
            Self::SupplierInvoice => "supplier_invoice",
            Self::SupplierReturn => "supplier_return",
            Self::Core => "core",
            Self::Product => "product",
            Self::Vehicle => "vehicle",
            Self::Schedule => "schedule",
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// The same whenever it is worked out again.
    pub id: Uuid,
    pub kind: Kind,
    pub site_id: SiteId,
    /// At the site.
    pub day: NaiveDate,
    pub number: String,
    /// Whom it is about.
    pub label: String,
    pub document: (Document, Uuid),
    pub sums: Sums,
}

/// The id of a part of something: each id is random, and so is what two make together.
pub fn part(kind: Kind, of: Uuid, other: Uuid, day: Option<NaiveDate>) -> Uuid {
    let days = day.map_or(0, |day| u128::from(day.num_days_from_ce().unsigned_abs()));
    let kinds = (kind as u128 + 1) << 120;
    Uuid::from_u128(of.as_u128() ^ other.as_u128().rotate_left(64) ^ days ^ kinds)
}
