//! A supplier and what it sells. Archived ones leave lists, and stay on what was bought of them.

use chrono::{DateTime, Utc};
use contracts::inventory::{SupplierId, SupplierSaved};
use garde::Validate;
use kernel::audit::Change;
use kernel::http::present;
use kernel::text::{self, filled};
use kernel::{Currency, Quantity, search};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::entities;
use crate::fields::{CODE, NAME};

pub type Supplier = entities::suppliers::Model;
pub type Item = entities::supplier_items::Model;

const NOTES: usize = 2000;
/// A year, and nobody waits longer.
const DAYS: i32 = 365;

/// What a new supplier needs.
#[derive(Clone, Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SupplierInput {
    #[garde(custom(text::filled_line(NAME)))]
    #[schema(max_length = 200, format = "filled-line")]
    pub name: String,
    /// Whom one speaks to there.
    #[serde(default)]
    #[garde(custom(text::line(NAME)))]
    #[schema(max_length = 200, format = "line")]
    pub contact: Option<String>,
    #[serde(default)]
    #[garde(custom(text::line(CODE)))]
    #[schema(max_length = 60, format = "line")]
    pub phone: Option<String>,
    #[serde(default)]
    #[garde(custom(text::line(NAME)))]
    #[schema(max_length = 200, format = "line")]
    pub email: Option<String>,
    /// `TND` when left out.
    #[serde(default)]
    #[garde(custom(known_currency()))]
    #[schema(min_length = 3, max_length = 3, format = "line")]
    pub currency: Option<String>,
    /// Days until an invoice is due; 0 when left out.
    #[serde(default)]
    #[garde(range(min = 0, max = DAYS))]
    #[schema(minimum = 0, maximum = 365)]
    pub terms_days: i32,
    /// Days from an order to its delivery; 0 when left out.
    #[serde(default)]
    #[garde(range(min = 0, max = DAYS))]
    #[schema(minimum = 0, maximum = 365)]
    pub lead_days: i32,
    #[serde(default)]
    #[garde(custom(text::prose(NOTES)))]
    #[schema(max_length = 2000, format = "prose")]
    pub notes: Option<String>,
}

/// The fields to change; those left out stay.
#[expect(clippy::option_option, reason = "null clears a field, one left out stays")]
#[derive(Clone, Debug, Default, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct SupplierChange {
    #[garde(custom(text::filled_line(NAME)))]
    #[schema(max_length = 200, format = "filled-line")]
    pub name: Option<String>,
    #[serde(deserialize_with = "present")]
    #[garde(custom(text::line(NAME)))]
    #[schema(value_type = Option<String>, max_length = 200, format = "line")]
    pub contact: Option<Option<String>>,
    #[serde(deserialize_with = "present")]
    #[garde(custom(text::line(CODE)))]
    #[schema(value_type = Option<String>, max_length = 60, format = "line")]
    pub phone: Option<Option<String>>,
    #[serde(deserialize_with = "present")]
    #[garde(custom(text::line(NAME)))]
    #[schema(value_type = Option<String>, max_length = 200, format = "line")]
    pub email: Option<Option<String>>,
    #[garde(range(min = 0, max = DAYS))]
    #[schema(minimum = 0, maximum = 365)]
    pub terms_days: Option<i32>,
    #[garde(range(min = 0, max = DAYS))]
    #[schema(minimum = 0, maximum = 365)]
    pub lead_days: Option<i32>,
    #[serde(deserialize_with = "present")]
    #[garde(custom(text::prose(NOTES)))]
    #[schema(value_type = Option<String>, max_length = 2000, format = "prose")]
    pub notes: Option<Option<String>>,
    #[garde(skip)]
    pub archived: Option<bool>,
}

fn known_currency() -> impl Fn(&Option<String>, &()) -> garde::Result {
    |code, ()| match code.as_deref() {
        Some(code) if Currency::from_code(code).is_none() => Err(garde::Error::new("it is no currency that we know")),
        _ => Ok(()),
    }
}

impl Supplier {
    pub fn new(input: SupplierInput, now: DateTime<Utc>) -> Self {
        let name = input.name.trim().to_owned();
        Self {
            id: SupplierId::new(),
            sort_name: search::normalise(&name),
            name,
            contact: filled(input.contact),
            phone: filled(input.phone),
            email: filled(input.email),
            currency: input.currency.unwrap_or_else(|| Currency::TND.code().to_owned()),
            terms_days: input.terms_days,
            lead_days: input.lead_days,
            notes: filled(input.notes),
            archived: false,
            created_at: now,
            version: 1,
        }
    }

    pub fn change(&mut self, change: SupplierChange) {
        if let Some(name) = filled(change.name) {
            self.sort_name = search::normalise(&name);
            self.name = name;
        }
        self.contact = change.contact.map_or(self.contact.take(), filled);
        self.phone = change.phone.map_or(self.phone.take(), filled);
        self.email = change.email.map_or(self.email.take(), filled);
        self.notes = change.notes.map_or(self.notes.take(), filled);
        self.terms_days = change.terms_days.unwrap_or(self.terms_days);
        self.lead_days = change.lead_days.unwrap_or(self.lead_days);
        self.archived = change.archived.unwrap_or(self.archived);
        self.version += 1;
    }

    pub fn saved(&self) -> SupplierSaved {
        SupplierSaved { id: self.id, name: self.name.clone() }
    }

    /// What the audit trail calls it.
    pub fn audited<'a>(&'a self, action: &'a str) -> Change<'a> {
        Change { action, entity: "supplier", id: self.id.0, label: &self.name, site: None }
    }
}

/// The least whole packs that hold so much, in our units.
pub fn packs_for(wanted: Quantity, pack_size: Quantity) -> Quantity {
    let size = pack_size.0.max(1);
    Quantity((wanted.0.max(0) + size - 1) / size * size)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_wanted_is_bought_in_whole_packs() {
        let drum = Quantity(208_000);
        assert_eq!(packs_for(Quantity(4500), drum), drum);
        assert_eq!(packs_for(Quantity(208_001), drum), Quantity(416_000));
        assert_eq!(packs_for(Quantity(2000), Quantity(1000)), Quantity(2000));
        assert_eq!(packs_for(Quantity::ZERO, drum), Quantity::ZERO);
    }
}
