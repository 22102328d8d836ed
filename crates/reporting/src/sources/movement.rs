//! What moved on a shelf, and what the shelf is worth.

use chrono::{DateTime, Months, NaiveDate, Utc};
use contracts::inventory::{MovedWorth, ShelfStood, StockMoved};
use kernel::{Problem, SiteId};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::facts::{Document, Fact, Kind, part};
use crate::measures::{Measure, Sums};
use crate::sites::Sites;
use crate::standing::moment;

/// A movement: told once and never again otherwise. What lay there before anybody told is one, too.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Movement(pub Option<Moved>);

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Moved {
    site_id: SiteId,
    product: Uuid,
    worth: MovedWorth,
}

impl Moved {
    pub fn of(moved: &StockMoved) -> Option<Self> {
        Some(Self { site_id: moved.site_id, product: moved.product_id.0, worth: moved.worth.clone()? })
    }

    pub fn stood(stood: &ShelfStood) -> Self {
        let worth = MovedWorth {
            kind: "opening".into(),
            value: stood.left,
            before: kernel::Amount::ZERO,
            left: stood.left,
            article: stood.article.clone(),
            paper: String::new(),
            at: stood.at,
        };
        Self { site_id: stood.site_id, product: stood.product_id.0, worth }
    }
}

impl Movement {
    pub fn facts(&self, id: Uuid, sites: &Sites) -> Result<Vec<Fact>, Problem> {
        let Some(Moved { site_id, product, worth }) = &self.0 else { return Ok(vec![]) };
        let day = sites.day(*site_id, worth.at)?;
        Ok(vec![Fact {
            id: part(Kind::Stock, id, Uuid::nil(), None),
            kind: Kind::Stock,
            site_id: *site_id,
            day,
            number: worth.paper.clone(),
            label: worth.article.clone(),
            document: (Document::Product, *product),
            sums: sums(worth, day),
        }])
    }
}

/// What a movement on a day did. What a stock take or somebody's hand changed is in the change of the stock alone.
fn sums(worth: &MovedWorth, day: NaiveDate) -> Sums {
    let (value, change) = (worth.value.0, (worth.left - worth.before).0);
    let mut sums = Sums::of([(Measure::StockChange, change), (Measure::StockMoment, moment(day, change))]);
    match worth.kind.as_str() {
        "receipt" | "revaluation" => sums[Measure::Purchased] = value,
        "consumption" | "return" => sums[Measure::StockSold] = -value,
        "supplier_return" => sums[Measure::SupplierReturned] = -value,
        "scrap" => sums[Measure::Scrapped] = -value,
        "opening" | "transfer_in" | "transfer_out" => sums[Measure::StockBrought] = value,
        _ => {}
    }
    sums
}

/// An article of a site, as it stands.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shelf(pub Option<Stands>);

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stands {
    site_id: SiteId,
    product: Uuid,
    article: String,
    left: i64,
    /// When it first came.
    came: DateTime<Utc>,
    /// When some of it was last taken for work or a sale.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    taken: Option<DateTime<Utc>>,
}

/// What nobody takes any of for so long is dead.
const DEAD_AFTER: Months = Months::new(12);

impl Shelf {
    pub fn moved(&mut self, moved: &Moved) {
        let Moved { site_id, product, worth } = moved;
        let (came, taken) = self.0.as_ref().map_or((worth.at, None), |stands| (stands.came.min(worth.at), stands.taken));
        let taken = if worth.kind == "consumption" { taken.max(Some(worth.at)) } else { taken };
        let (article, left) = (worth.article.clone(), worth.left.0);
        self.0 = Some(Stands { site_id: *site_id, product: *product, article, left, came, taken });
    }

    pub fn stood(&mut self, stood: &ShelfStood) {
        self.moved(&Moved::stood(stood));
        if let Some(stands) = &mut self.0 {
            stands.came = stands.came.min(stood.since);
        }
    }

    pub fn facts(&self, id: Uuid, sites: &Sites) -> Result<Vec<Fact>, Problem> {
        let Some(stands) = self.0.as_ref().filter(|stands| stands.left > 0) else { return Ok(vec![]) };
        let since = stands.taken.unwrap_or(stands.came);
        Ok(vec![Fact {
            id: part(Kind::Dead, id, Uuid::nil(), None),
            kind: Kind::Dead,
            site_id: stands.site_id,
            day: sites.day(stands.site_id, since)? + DEAD_AFTER,
            number: String::new(),
            label: stands.article.clone(),
            document: (Document::Product, stands.product),
            sums: Sums::of([(Measure::Dead, stands.left)]),
        }])
    }
}

/// The id of an article at a site: each is random, and so is what both make together.
pub fn shelf(product: Uuid, site: SiteId) -> Uuid {
    Uuid::from_u128(product.as_u128() ^ site.0.as_u128().rotate_left(64))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn worth(kind: &str, value: i64, before: i64) -> MovedWorth {
        MovedWorth {
            kind: kind.into(),
            value: kernel::Amount(value),
            before: kernel::Amount(before),
            left: kernel::Amount(before + value),
            article: "Oil".into(),
            paper: String::new(),
            at: DateTime::UNIX_EPOCH,
        }
    }

    /// Purchased − sold − change − returned − scrapped, without what was brought.
    fn gap(moves: &[(&str, i64)]) -> i64 {
        use Measure::{Purchased, Scrapped, StockBrought, StockChange, StockSold, SupplierReturned};
        let (mut left, mut all) = (0, Sums::default());
        for (kind, value) in moves {
            all.add(&sums(&worth(kind, *value, left), NaiveDate::from_ymd_opt(2000, 1, 1).unwrap()));
            left += value;
        }
        assert_eq!(all[StockChange], left);
        all[Purchased] - all[StockSold] - all[StockChange] + all[StockBrought] - all[SupplierReturned] - all[Scrapped]
    }

    #[test]
    fn the_gap_is_what_nobody_can_explain() {
        let explained = [("opening", 100), ("receipt", 60), ("consumption", -40), ("return", 10), ("supplier_return", -20), ("scrap", -5)];
        assert_eq!(gap(&explained), 0);
        assert_eq!(gap(&[&explained[..], &[("transfer_out", -30), ("transfer_in", 12), ("revaluation", 4)]].concat()), 0);
        assert_eq!(gap(&[&explained[..], &[("count", -15), ("adjustment", 3)]].concat()), 12, "fifteen are missing, three were found");
    }
}
