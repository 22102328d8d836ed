//! Lines: what is charged and taken from stock.

use contracts::inventory::{ProductCard, ProductId, is_divisible};
use contracts::workshop::{LineId, LineKind};
use kernel::money::{MAX_AMOUNT, MAX_QUANTITY, Taxed, line_net};
use kernel::{Amount, BasisPoints, Currency, FieldError, Limits, Quantity};

use super::core::Core;
use super::discounts;
use super::fact::{Fact, changed};
use crate::error::Error;
use crate::pricing::{LabourTier, Origin, PriceRule, Priced, factor, multiplied};
use crate::reductions::Taken;

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
    /// How many of the article's units are in one of these; none where these are the units.
    pub pack: Option<Quantity>,
    /// Of a part whose old one is worth a deposit.
    pub core: Option<Core>,
    /// Of the line that charges this deposit: the part's.
    pub core_of: Option<LineId>,
    /// Of a tyre: fees may be asked for each.
    pub is_tyre: bool,
    /// What is taken off beside the discount; see [`crate::reductions`].
    pub taken: Taken,
    /// Its order is sold without VAT: it follows that, and keeps its rate.
    pub is_exempt: bool,
    /// A levy on its net, in the base of its VAT: what the article bore at the site when the line was written.
    pub levy_rate: BasisPoints,
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
    /// What the customer pays of it.
    pub fn net(&self) -> Amount {
        self.full() - self.taken.off - self.taken.given
    }

    /// How it is charged. What is taxed at nothing anyhow needs no certificate.
    pub fn taxed(&self) -> Taxed {
        self.taxed_as(self.is_exempt)
    }

    /// How it would be charged with a certificate, or without.
    pub fn taxed_as(&self, is_exempt: bool) -> Taxed {
        let taxed = if is_exempt && self.vat_rate.0 != 0 { Taxed::exempt(self.net()) } else { (self.net(), self.vat_rate).into() };
        taxed.levied(self.levy_rate)
    }

    /// Quantity × price less its own discount.
    pub fn full(&self) -> Amount {
        line_net(self.quantity, self.unit_price, self.discount)
    }

    /// What it takes from the shelf, in the article's unit.
    pub fn stock_quantity(&self) -> Quantity {
        self.pack.map_or(self.quantity, |factor| packed(self.quantity, factor))
    }

    /// The fault of a quantity that cuts what is not divided, or is more than numbers hold.
    pub fn quantity_fault(&self, quantity: Quantity, pointer: &str) -> Option<FieldError> {
        let is_whole = self.product_id.is_some() && (self.pack.is_some() || !is_divisible(&self.unit));
        if is_whole && quantity.0 % 1000 != 0 {
            return Some(FieldError::new(pointer, "fraction", "it is not sold in parts"));
        }
        let taken = self.pack.map_or(quantity, |factor| packed(quantity, factor));
        (taken.0 > MAX_QUANTITY).then(|| FieldError::new(pointer, "out-of-range", "these are more than a shelf holds"))
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
        if let Some(fault) = self.quantity_fault(after.quantity, "/quantity").filter(|_| is_longer) {
            return Err(Error::Fields(vec![fault]));
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

    /// Charged because of other lines: it comes again with them.
    pub fn follows_others(&self) -> bool {
        self.origin.rule == Some(PriceRule::Fee) || self.core_of.is_some()
    }

    /// Of another article, at its price unless somebody typed one. What was sold in packs is counted in the other's unit, and a price
    /// that was typed for a pack says nothing of that.
    pub fn become_part(&mut self, part: &ProductCard, priced: Priced) {
        self.quantity = self.stock_quantity();
        let was_packed = self.pack.take().is_some();
        self.product_id = Some(part.id);
        self.code = Some(part.sku.clone());
        self.description.clone_from(&part.name);
        self.unit.clone_from(&part.unit);
        self.vat_rate = part.vat_rate;
        self.levy_rate = part.levy_rate;
        self.core = Core::expected(part.core_charge);
        self.is_tyre = part.is_tyre;
        self.list_price = Some(priced.amount);
        if (was_packed || self.origin.by.is_none()) && !exceeds(self.quantity, priced.amount) {
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

/// So many packs of so many units; a number beyond all bounds stays one.
fn packed(quantity: Quantity, factor: Quantity) -> Quantity {
    let units = i128::from(quantity.0) * i128::from(factor.0) / 1000;
    Quantity(i64::try_from(units).unwrap_or(i64::MAX))
}

/// Whether quantity × price is more than an amount may be.
pub fn exceeds(quantity: Quantity, unit_price: Amount) -> bool {
    line_net(quantity, unit_price, BasisPoints(0)).0 > MAX_AMOUNT
}

pub fn too_large(pointer: impl Into<String>) -> FieldError {
    FieldError::new(pointer, "out-of-range", "quantity times price is too large")
}

#[cfg(test)]
mod tests {
    use contracts::workshop::LineKind;

    use super::super::fixture::line;
    use super::*;

    #[test]
    fn pieces_and_cans_are_not_cut_and_litres_are_poured() {
        let filter = line(LineKind::Part, "Oil filter", 1000, 22_550);
        assert_eq!(filter.quantity_fault(Quantity(1500), "/quantity").map(|fault| fault.code), Some("fraction".into()));
        let oil = Line { unit: "litre".into(), ..line(LineKind::Part, "Oil", 1000, 18_000) };
        assert_eq!(oil.quantity_fault(Quantity(4500), "/quantity"), None);
        let cans = Line { unit: "Bidon 5 L".into(), pack: Some(Quantity(5000)), ..oil };
        assert_eq!(cans.quantity_fault(Quantity(500), "/quantity").map(|fault| fault.code), Some("fraction".into()));
        let labour = line(LineKind::Labour, "Labour", 800, 60_000);
        assert_eq!(labour.quantity_fault(Quantity(800), "/quantity"), None);
    }

    #[test]
    fn a_can_takes_its_litres_from_the_shelf() {
        let cans = Line { pack: Some(Quantity(4500)), ..line(LineKind::Part, "Oil", 2000, 90_000) };
        assert_eq!((cans.stock_quantity(), cans.net()), (Quantity(9000), Amount(180_000)));
        assert!(cans.quantity_fault(Quantity(MAX_QUANTITY - MAX_QUANTITY % 1000), "/quantity").is_some());
    }
}
