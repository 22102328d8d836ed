//! Whose it is what was sold, and which service it was: shares of documents and hours, on their days, that add up to the period's totals.

use chrono::{Datelike, NaiveDate};
use kernel::money::spread;
use kernel::{Amount, SiteId};
use uuid::Uuid;

use crate::facts::Document;

/// By what a period is broken down.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum By {
    Technician,
    Service,
}

impl By {
    pub const ALL: [Self; 2] = [Self::Technician, Self::Service];

    pub fn name(self) -> &'static str {
        match self {
            Self::Technician => "technician",
            Self::Service => "service",
        }
    }

    /// None of what is not one.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|by| by.name() == name)
    }
}

/// Whose share it is of what nobody is known to have done, and of no known service.
pub const NOBODY: Uuid = Uuid::nil();

/// What is counted of a share. Amounts are minor units without VAT, hours thousandths, times seconds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    pub sales: i64,
    pub labour: i64,
    pub parts: i64,
    /// Hours that were sold, also those that the garage gave.
    pub sold: i64,
    /// Of them, those that somebody pays.
    pub billed: i64,
    /// Of parts, and of what others did.
    pub cost: i64,
    pub attended: i64,
    pub worked: i64,
    /// Jobs that somebody paid for, on the day of their first invoice; of services alone.
    pub jobs: i64,
}

/// How many things are counted.
pub const COUNT: usize = 9;

impl Counts {
    /// In the order of [`Counts::values`].
    pub const COLUMNS: [&str; COUNT] = ["sales", "labour", "parts", "sold", "billed", "cost", "attended", "worked", "jobs"];

    pub fn values(self) -> [i64; COUNT] {
        let Self { sales, labour, parts, sold, billed, cost, attended, worked, jobs } = self;
        [sales, labour, parts, sold, billed, cost, attended, worked, jobs]
    }

    pub fn of([sales, labour, parts, sold, billed, cost, attended, worked, jobs]: [i64; COUNT]) -> Self {
        Self { sales, labour, parts, sold, billed, cost, attended, worked, jobs }
    }

    pub fn add(&mut self, other: Self) {
        self.step(other, 1);
    }

    pub fn take(&mut self, other: Self) {
        self.step(other, -1);
    }

    fn step(&mut self, other: Self, times: i64) {
        let mut values = self.values();
        values.iter_mut().zip(other.values()).for_each(|(value, by)| *value += times * by);
        *self = Self::of(values);
    }

    pub fn is_nothing(self) -> bool {
        self == Self::default()
    }

    /// In parts that add up to it to the last unit; whole where nobody has a weight.
    pub fn split(self, weights: &[(Uuid, i64)]) -> Vec<(Uuid, Self)> {
        if weights.iter().all(|(_, weight)| *weight <= 0) {
            return vec![(NOBODY, self)];
        }
        let amounts: Vec<_> = weights.iter().map(|(_, weight)| Amount(*weight)).collect();
        let parts = self.values().map(|value| spread(Amount(value), &amounts));
        let of = |place: usize| Self::of(std::array::from_fn(|value| parts[value][place].0));
        weights.iter().enumerate().map(|(place, (whose, _))| (*whose, of(place))).collect()
    }
}

/// What of a document, or of a clocking, is of one technician or one service.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Share {
    /// The same whenever it is worked out again.
    pub id: Uuid,
    pub by: By,
    pub whose: Uuid,
    pub site_id: SiteId,
    pub day: NaiveDate,
    pub number: String,
    /// Of the document's customer, or who clocked.
    pub label: String,
    pub document: (Document, Uuid),
    pub counts: Counts,
}

/// The id of what of two things is of one: each id is random, and so is what they make together.
pub fn id(by: By, (of, document): (Uuid, Uuid), whose: Uuid, day: NaiveDate) -> Uuid {
    let days = u128::from(day.num_days_from_ce().unsigned_abs());
    let kinds = (by as u128 + 1) << 120;
    Uuid::from_u128(of.as_u128() ^ document.as_u128().rotate_left(64) ^ whose.as_u128().rotate_left(32) ^ days ^ kinds)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_add_up_to_the_whole_whatever_its_sign() {
        let whole = Counts { sales: 100_001, labour: -50_000, sold: 1000, billed: -667, cost: 7, ..Counts::default() };
        let three = [1, 2, 3].map(|id| (Uuid::from_u128(id), 1));
        let mut sum = Counts::default();
        whole.split(&three).into_iter().for_each(|(_, part)| sum.add(part));
        assert_eq!(sum, whole);
        let shares = whole.split(&[(Uuid::from_u128(1), 6000), (Uuid::from_u128(2), 4000)]);
        assert_eq!((shares[0].1.sales, shares[1].1.sales), (60_001, 40_000));
    }

    #[test]
    fn what_nobody_did_is_nobodys() {
        let whole = Counts { sales: 5, ..Counts::default() };
        assert_eq!(whole.split(&[]), [(NOBODY, whole)]);
        assert_eq!(whole.split(&[(Uuid::from_u128(1), 0)]), [(NOBODY, whole)]);
    }
}
