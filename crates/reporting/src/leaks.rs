//! Money that leaks: what was fitted and not billed, worked and not billed, returned and not credited. docs/decisions/0115-leaks.md.
//!
//! A finding is worked out of what modules told of a thing, as facts are, and is gone when nothing leaks any more.

use chrono::{Days, NaiveDate};
use kernel::SiteId;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::facts::Document;

/// What leaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = LeakKind)]
pub enum Kind {
    /// Work is done, and some of it is on no invoice.
    NotInvoiced,
    /// Parts left the shelf for an order that is done or given up, and none of its lines asks for them; or for one that is open for long.
    UnbilledParts,
    /// Somebody worked on a job of which no labour is asked for.
    UnbilledLabour,
    /// A supplier's invoice asks for more than came, or another price.
    SupplierInvoice,
    /// What went back is not credited.
    SupplierReturn,
    /// An old part lies here that is worth something to its supplier.
    CoreInHand,
    /// An old part went back and is not credited.
    CoreSent,
}

impl Kind {
    pub const ALL: [Self; 7] = [
        Self::NotInvoiced,
        Self::UnbilledParts,
        Self::UnbilledLabour,
        Self::SupplierInvoice,
        Self::SupplierReturn,
        Self::CoreInHand,
        Self::CoreSent,
    ];

    pub fn name(self) -> &'static str {
        match self {
            Self::NotInvoiced => "not_invoiced",
            Self::UnbilledParts => "unbilled_parts",
            Self::UnbilledLabour => "unbilled_labour",
            Self::SupplierInvoice => "supplier_invoice",
            Self::SupplierReturn => "supplier_return",
            Self::CoreInHand => "core_in_hand",
            Self::CoreSent => "core_sent",
        }
    }

    /// None of what is not one.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// Days that pass before it is more than the day's work.
    pub fn grace(self) -> u64 {
        match self {
            Self::NotInvoiced | Self::UnbilledParts | Self::UnbilledLabour | Self::SupplierInvoice => 1,
            Self::CoreInHand => 7,
            Self::SupplierReturn | Self::CoreSent => 14,
        }
    }

    /// Whether its amount gives away what something costs the garage.
    pub fn is_cost(self) -> bool {
        !matches!(self, Self::NotInvoiced | Self::UnbilledLabour)
    }
}

/// So long parts may lie in a car that is worked on.
pub const OPEN_FOR_LONG: u64 = 30;

/// Something that leaks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leak {
    /// The same whenever it is worked out again.
    pub id: Uuid,
    pub kind: Kind,
    pub site_id: SiteId,
    /// At the site.
    pub since: NaiveDate,
    /// The first day on which it is on the list.
    pub red_on: NaiveDate,
    /// Minor units, net.
    pub amount: i64,
    pub number: String,
    /// Whose.
    pub label: String,
    pub document: (Document, Uuid),
}

impl Leak {
    /// After how many days it is on the list, when not after as many as usual.
    pub fn after(self, days: u64) -> Self {
        Self { red_on: later(self.since, days), ..self }
    }
}

/// The first day on which what began on one is on the list.
pub fn red_on(kind: Kind, since: NaiveDate) -> NaiveDate {
    later(since, kind.grace())
}

fn later(day: NaiveDate, days: u64) -> NaiveDate {
    day.checked_add_days(Days::new(days)).unwrap_or(day)
}

/// The id of what leaks of a thing: each id is random, and the kinds differ.
pub fn id(kind: Kind, of: Uuid) -> Uuid {
    Uuid::from_u128(of.as_u128() ^ ((kind as u128 + 0x40) << 120))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_is_known_by_its_name_and_has_its_own_ids() {
        let of = Uuid::now_v7();
        let ids: std::collections::BTreeSet<_> = Kind::ALL.into_iter().map(|kind| id(kind, of)).collect();
        assert_eq!(ids.len(), Kind::ALL.len());
        for kind in Kind::ALL {
            assert_eq!(Kind::named(kind.name()), Some(kind));
            assert_eq!(serde_json::to_value(kind).unwrap(), kind.name());
        }
    }
}
