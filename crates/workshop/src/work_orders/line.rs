//! Lines: what is charged and taken from stock.

use contracts::inventory::{ProductCard, ProductId};
use contracts::workshop::{LineId, LineKind};
use kernel::money::{MAX_AMOUNT, line_net};
use kernel::{Amount, BasisPoints, Currency, FieldError, Limits, Quantity};

use super::discounts;
use super::fact::{Fact, changed};
use crate::error::Error;
use crate::pricing::{LabourTier, Origin, Priced, factor, multiplied};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    pub id: LineId,
    pub kind: LineKind,
    pub product_id: Option<ProductId>,
    pub code: Option<String>,
    pub description: String,
    pub unit: String,
    pub quantity: Quantity,
    /// What the catalogue or the site's labour rate asked when the line was written; none for what has neither. Limits on
    /// discounts are of this price.
    pub list_price: Option<Amount>,
    pub unit_price: Amount,
    /// Which rule the list price is of, and who typed another.
    pub origin: Origin,
    /// What a unit cost the garage when the line was written; none where nobody knows.
    pub unit_cost: Option<Amount>,
    pub discount: BasisPoints,
    pub vat_rate: BasisPoints,
    /// On an issued invoice: changes no more.
    pub locked: bool,
    /// The quantity at the last completion, which is what stock was asked for.
    pub completed_quantity: Option<Quantity>,
}

/// What may change on a line; left out stays.
#[derive(Clone, Debug, Default)]
pub struct LineChanges {
    pub description: Option<String>,
    pub quantity: Option<Quantity>,
    pub unit_price: Option<Amount>,
    pub discount: Option<BasisPoints>,
    pub vat_rate: Option<BasisPoints>,
    /// How far the rights reach of who changes it.
    pub limits: Limits,
    /// Who changes it.
    pub by: String,
    /// What hours are multiplied by at the site.
    pub labour_tiers: Vec<LabourTier>,
}

impl Line {
    pub fn net(&self) -> Amount {
        line_net(self.quantity, self.unit_price, self.discount)
    }

    /// True when something changed. A line's net stays within what sums of lines can hold; a price and a discount that are there
    /// may stay, whoever changes something else.
    pub fn change(&mut self, changes: LineChanges, currency: Currency) -> Result<bool, Error> {
        if self.locked {
            return Err(Error::LineLocked);
        }
        let mut after = self.clone();
        let is_longer = changed(&mut after.quantity, changes.quantity);
        if is_longer {
            after.follow_hours(&changes.labour_tiers);
        }
        if exceeds(after.quantity, changes.unit_price.unwrap_or(after.unit_price)) {
            return Err(Error::Fields(vec![too_large("/quantity")]));
        }
        if let Some(fault) = after.gives_beyond(&changes, currency) {
            return Err(Error::Fields(vec![fault]));
        }
        *self = after;
        let is_priced = changed(&mut self.unit_price, changes.unit_price);
        if is_priced {
            self.origin.by = (self.list_price != Some(self.unit_price)).then_some(changes.by);
        }
        let differs = is_priced
            | is_longer
            | changed(&mut self.description, changes.description)
            | changed(&mut self.discount, changes.discount)
            | changed(&mut self.vat_rate, changes.vat_rate);
        Ok(differs)
    }

    /// Of another article, at its price unless somebody typed one.
    pub fn become_part(&mut self, part: &ProductCard, priced: Priced) {
        self.product_id = Some(part.id);
        self.code = Some(part.sku.clone());
        self.description.clone_from(&part.name);
        self.unit.clone_from(&part.unit);
        self.vat_rate = part.vat_rate;
        self.list_price = Some(priced.amount);
        if self.origin.by.is_none() && !exceeds(self.quantity, priced.amount) {
            self.unit_price = priced.amount;
            self.origin = priced.origin;
        }
    }

    /// Labour of other hours is multiplied anew; a price that somebody typed stays.
    fn follow_hours(&mut self, tiers: &[LabourTier]) {
        let Some(per_hour) = self.origin.per_hour else { return };
        self.origin.factor = factor(tiers, self.quantity);
        let price = multiplied(per_hour, self.origin.factor);
        self.list_price = Some(price);
        if self.origin.by.is_none() {
            self.unit_price = price;
        }
    }

    /// What the history is told of a rate that was typed over the matrix.
    pub fn off_the_matrix(&self, currency: Currency) -> Option<Fact> {
        let fact = || Fact::LabourMatrixOff { line: self.description.clone(), unit_price: self.unit_price, currency };
        self.origin.is_off_the_matrix().then(fact)
    }

    /// The fault of changes that give more than may be given, beside the field that does.
    fn gives_beyond(&self, changes: &LineChanges, currency: Currency) -> Option<FieldError> {
        let discount = changes.discount.filter(|discount| *discount != self.discount);
        let unit_price = changes.unit_price.filter(|price| *price != self.unit_price);
        let pointer = match (discount, unit_price) {
            (None, None) => return None,
            (_, Some(_)) => "/unit_price",
            (Some(_), None) => "/discount",
        };
        let after = Self { discount: discount.unwrap_or(self.discount), unit_price: unit_price.unwrap_or(self.unit_price), ..self.clone() };
        discount
            .and_then(|discount| discounts::discount_beyond(changes.limits, discount, "/discount"))
            .or_else(|| discounts::price_beyond(changes.limits, &after, currency, pointer))
    }
}

/// Whether quantity × price is more than an amount may be.
pub fn exceeds(quantity: Quantity, unit_price: Amount) -> bool {
    line_net(quantity, unit_price, BasisPoints(0)).0 > MAX_AMOUNT
}

pub fn too_large(pointer: impl Into<String>) -> FieldError {
    FieldError::new(pointer, "out-of-range", "quantity times price is too large")
}
