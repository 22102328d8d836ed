//! What is counted: a column of facts and of days for each.

use std::ops::{Index, IndexMut};

use kernel::Amount;
use kernel::money::pro_rata;

/// Amounts are minor units without VAT, hours thousandths, times seconds; the others are numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(usize)]
pub enum Measure {
    Sales,
    /// Without what was sold over the counter.
    VisitSales,
    Labour,
    Parts,
    Others,
    /// Hours that somebody pays.
    Hours,
    VisitHours,
    Discounts,
    /// With VAT, of invoices that are paid later.
    CreditSales,
    Cars,
    PartsCost,
    /// Of parts that the garage gave.
    FreePartsCost,
    SubletCost,
    Attended,
    Worked,
    WaitingApproval,
    WaitingParts,
    WaitingBay,
    WaitingDiagnosis,
    LabourCost,
    Opened,
    Comebacks,
    Inspected,
    Ready,
    /// Ready ones that had a promise.
    Promised,
    OnFirstPromise,
    OnLastPromise,
    /// From arrival to ready.
    Cycle,
    /// Of that, what was worked.
    Touch,
    Shown,
    NoShows,
    /// With VAT; on the day on which it falls due.
    Open,
    /// Jobs that customers were shown, on the day on which they were first.
    Offered,
    OfferedValue,
    /// Those of them that were approved within ninety days.
    Approved,
    ApprovedValue,
    /// Those that nobody decided on yet.
    Undecided,
    /// What was put off, with VAT, on its day.
    Deferred,
    /// What of it was sold within a year.
    DeferredSold,
    /// Each once a calendar year, on the day of the first visit that somebody paid for.
    Customers,
    /// Those of them who came again within twelve months.
    SeenAgain,
    /// Lines of orders that wanted parts of which stock is kept.
    DemandLines,
    /// Those of them that never waited for a part.
    ServedLines,
    /// What was received, at cost, and what suppliers' bills added to it.
    Purchased,
    /// What left the shelf for work and sales, less what came back, at cost.
    StockSold,
    /// What went back to suppliers.
    SupplierReturned,
    Scrapped,
    /// What was there when the stock began, and what came from other sites, less what went there.
    StockBrought,
    /// What the stock is worth more.
    StockChange,
    /// The same times the number of its day: days add up to what was there on average.
    StockMoment,
    /// What nobody took any of for a year, on the day on which that was so.
    Dead,
    /// Vehicles whose owner was reminded, on the day of the first reminder of thirty days.
    Reminded,
    /// Those of them that were booked within thirty days.
    Booked,
    /// The hours of bays, what of them bays were out of use, and what was booked of them.
    BaysOpen,
    BaysBlocked,
    BaysTaken,
    /// What technicians yield, and what of it is booked.
    Able,
    Sold,
    /// No column: the hours that labour would have sold at the site's rate of today.
    Recovered,
    /// No column: what the stock was worth at the end of the period, and on average of its days.
    StockValue,
    AverageStock,
    /// No column: what of it nobody took any of for a year.
    DeadStock,
    /// No column: how many days the period has.
    Days,
    /// No column: what technicians yield in the days after the period, and what of it is booked.
    AbleNext,
    SoldNext,
}

use Measure::{
    Able, Approved, ApprovedValue, Attended, BaysBlocked, BaysOpen, BaysTaken, Booked, Cars, Comebacks, CreditSales, Customers, Cycle,
    Dead, Deferred, DeferredSold, DemandLines, Discounts, FreePartsCost, Hours, Inspected, Labour, LabourCost, NoShows, Offered,
    OfferedValue, OnFirstPromise, OnLastPromise, Open, Opened, Others, Parts, PartsCost, Promised, Purchased, Ready, Reminded, Sales,
    Scrapped, SeenAgain, ServedLines, Shown, Sold, StockBrought, StockChange, StockMoment, StockSold, SubletCost, SupplierReturned, Touch,
    Undecided, VisitHours, VisitSales, WaitingApproval, WaitingBay, WaitingDiagnosis, WaitingParts, Worked,
};

/// How many there are, with those that have no column.
pub const COUNT: usize = ALL.len() + 7;

/// Each with its column, in the order of their places.
pub const ALL: [(Measure, &str); 58] = [
    (Sales, "sales"),
    (VisitSales, "visit_sales"),
    (Labour, "labour"),
    (Parts, "parts"),
    (Others, "others"),
    (Hours, "hours"),
    (VisitHours, "visit_hours"),
    (Discounts, "discounts"),
    (CreditSales, "credit_sales"),
    (Cars, "cars"),
    (PartsCost, "parts_cost"),
    (FreePartsCost, "free_parts_cost"),
    (SubletCost, "sublet_cost"),
    (Attended, "attended"),
    (Worked, "worked"),
    (WaitingApproval, "waiting_approval"),
    (WaitingParts, "waiting_parts"),
    (WaitingBay, "waiting_bay"),
    (WaitingDiagnosis, "waiting_diagnosis"),
    (LabourCost, "labour_cost"),
    (Opened, "opened"),
    (Comebacks, "comebacks"),
    (Inspected, "inspected"),
    (Ready, "ready"),
    (Promised, "promised"),
    (OnFirstPromise, "on_first_promise"),
    (OnLastPromise, "on_last_promise"),
    (Cycle, "cycle"),
    (Touch, "touch"),
    (Shown, "shown"),
    (NoShows, "no_shows"),
    (Open, "open"),
    (Offered, "offered"),
    (OfferedValue, "offered_value"),
    (Approved, "approved"),
    (ApprovedValue, "approved_value"),
    (Undecided, "undecided"),
    (Deferred, "deferred"),
    (DeferredSold, "deferred_sold"),
    (Customers, "customers"),
    (SeenAgain, "seen_again"),
    (DemandLines, "demand_lines"),
    (ServedLines, "served_lines"),
    (Purchased, "purchased"),
    (StockSold, "stock_sold"),
    (SupplierReturned, "supplier_returned"),
    (Scrapped, "scrapped"),
    (StockBrought, "stock_brought"),
    (StockChange, "stock_change"),
    (StockMoment, "stock_moment"),
    (Dead, "dead"),
    (Reminded, "reminded"),
    (Booked, "booked"),
    (BaysOpen, "bays_open"),
    (BaysBlocked, "bays_blocked"),
    (BaysTaken, "bays_taken"),
    (Able, "able"),
    (Sold, "sold"),
];

impl Measure {
    /// The one whose column says how much of it a fact is; none of what no fact is a part of.
    pub fn kept(self) -> Option<Self> {
        match self {
            Self::Recovered => Some(Self::Labour),
            Self::DeadStock => Some(Self::Dead),
            Self::AbleNext => Some(Self::Able),
            Self::SoldNext => Some(Self::Sold),
            Self::StockValue | Self::AverageStock | Self::Days => None,
            other => Some(other),
        }
    }

    pub fn column(self) -> &'static str {
        ALL.get(self as usize).map_or("", |(_, column)| column)
    }
}

/// So much of each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sums(pub [i64; COUNT]);

impl Default for Sums {
    fn default() -> Self {
        Self([0; COUNT])
    }
}

impl Sums {
    pub fn of<const N: usize>(parts: [(Measure, i64); N]) -> Self {
        let mut sums = Self::default();
        for (measure, value) in parts {
            sums[measure] += value;
        }
        sums
    }

    pub fn add(&mut self, other: &Self) {
        self.0.iter_mut().zip(other.0).for_each(|(sum, value)| *sum = sum.saturating_add(value));
    }

    pub fn take(&mut self, other: &Self) {
        self.0.iter_mut().zip(other.0).for_each(|(sum, value)| *sum = sum.saturating_sub(value));
    }

    /// With the hours that labour would have sold at this rate.
    pub fn at_rate(mut self, labour_rate: Amount) -> Self {
        self[Measure::Recovered] = if labour_rate.0 > 0 { pro_rata(Amount(1000), self[Labour], labour_rate.0).0 } else { 0 };
        self
    }

    /// Of what has a column, in their order.
    pub fn columns(&self) -> impl Iterator<Item = i64> + '_ {
        ALL.iter().map(|(measure, _)| self[*measure])
    }

    pub fn is_nothing(&self) -> bool {
        self.0.iter().all(|value| *value == 0)
    }
}

impl Index<Measure> for Sums {
    type Output = i64;
    fn index(&self, measure: Measure) -> &i64 {
        &self.0[measure as usize]
    }
}

impl IndexMut<Measure> for Sums {
    fn index_mut(&mut self, measure: Measure) -> &mut i64 {
        &mut self.0[measure as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_measure_stands_at_its_place() {
        for (place, (measure, column)) in ALL.iter().enumerate() {
            assert_eq!(*measure as usize, place, "{column}");
        }
    }
}
