//! What is earned, used and given back: pure.

use kernel::Amount;
use kernel::money::pro_rata;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::error::Error;
use super::settings::LoyaltyLevel;
use super::tables::earnings;

/// How an invoice stands, in minor units.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    pub is_paid: bool,
    /// Before VAT and levies, less what credit notes took back.
    pub net: Amount,
    /// What it asks for in all, less what credit notes took back.
    pub asked: Amount,
    /// What of it points paid.
    pub by_points: Amount,
}

/// What an invoice earns as it stands.
pub fn earned(terms: &earnings::Model, invoice: Standing) -> i64 {
    let in_money = invoice.asked - invoice.by_points;
    if !invoice.is_paid || invoice.net <= Amount::ZERO || in_money <= Amount::ZERO {
        return 0;
    }
    let spent = pro_rata(invoice.net, in_money.0, invoice.asked.0);
    let for_spending = if terms.amount_per_point.is_zero() { 0 } else { spent.0 / terms.amount_per_point.0 };
    let base = terms.visits * terms.per_visit + for_spending;
    base + base * terms.bonus / 100
}

/// What stands of a customer's points at one instant.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, sea_orm::FromQueryResult)]
pub struct Sums {
    /// Earned or granted before the limit, less what of it was reversed.
    pub old: i64,
    /// Used, expired and withdrawn, less what was given back.
    pub gone: i64,
}

impl Sums {
    /// What is too old: the oldest went first.
    pub fn expired(self) -> i64 {
        (self.old - self.gone).max(0)
    }
}

/// How many points an amount is.
pub fn points_of(amount: Amount, worth: Amount) -> Result<i64, Error> {
    if amount.0 % worth.0 == 0 { Ok(amount.0 / worth.0) } else { Err(Error::NotWholePoints { worth }) }
}

/// How many points go back with so much of what they paid; the last of it brings the last of them.
pub fn given_back(spent: Spent, amount: Amount) -> Result<i64, Error> {
    if amount > spent.amount {
        return Err(Error::MoreThanPointsPaid { amount: spent.amount });
    }
    let part = i128::from(spent.points) * i128::from(amount.0) / i128::from(spent.amount.0);
    Ok(i64::try_from(part).unwrap_or(spent.points))
}

/// What points paid of an invoice.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, sea_orm::FromQueryResult)]
pub struct Spent {
    pub points: i64,
    pub amount: Amount,
}

/// Where a customer stands among a site's levels.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = LoyaltyStanding)]
pub struct Levels {
    /// Earned in the last twelve months.
    pub earned: i64,
    /// None below the first.
    pub level: Option<LoyaltyLevel>,
    /// None at the last.
    pub next: Option<LoyaltyLevel>,
}

/// The levels stand in the order of what they ask for.
pub fn standing(levels: &[LoyaltyLevel], earned: i64) -> Levels {
    let level = levels.iter().rev().find(|level| level.from <= earned).cloned();
    let next = levels.iter().find(|level| level.from > earned).cloned();
    Levels { earned, level, next }
}

#[cfg(test)]
#[path = "points_tests.rs"]
mod tests;
