//! Lines: what is charged and taken from stock.

use contracts::inventory::{ProductCard, ProductId, is_divisible};
use contracts::workshop::{LineId, LineKind};
use kernel::money::{MAX_AMOUNT, MAX_QUANTITY, Taxed, line_net, without_tax};
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
    /// What a unit was told to cost with tax; the unit price is worked out of it.
    pub unit_price_with_tax: Option<Amount>,
}

/// What may change on a line; left out stays.
#[derive(Clone, Debug, Default)]
pub struct LineChanges {
    pub description: Option<String>,
    pub quantity: Option<Quantity>,
    pub unit_price: Option<Amount>,
    /// In place of `unit_price`.
    pub unit_price_with_tax: Option<Amount>,
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
        taxed.levied(self.levy_rate).told(self.quantity, self.unit_price_with_tax)
    }

    /// What a unit was told to cost with tax, where it counts: not under what is taken off.
    pub fn told(&self) -> Option<Amount> {
        self.unit_price_with_tax.filter(|_| self.taxed().told.is_some())
    }

    /// The net unit price of what is told with tax.
    pub fn without_tax(&self, price: Amount) -> Amount {
        without_tax(price, self.vat_rate, self.levy_rate)
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
        let is_told_anew = after.hear(&changes);
        let changes = after.priced(changes);
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
            | is_told_anew
            | is_longer
            | changed(&mut self.description, changes.description)
            | changed(&mut self.discount, changes.discount)
            | changed(&mut self.vat_rate, changes.vat_rate);
        Ok(differs)
    }

    /// Takes a price that is told with tax, in place of one that was. A net price or another VAT rate ends that; what was told of the
    /// rate that there is stays. True when something changed.
    fn hear(&mut self, changes: &LineChanges) -> bool {
        let is_taxed_anew = changes.vat_rate.is_some_and(|rate| rate != self.vat_rate);
        let stays = self.unit_price_with_tax.filter(|_| changes.unit_price.is_none() && !is_taxed_anew);
        changed(&mut self.unit_price_with_tax, Some(changes.unit_price_with_tax.or(stays)))
    }

    /// With the net price of what is told with tax.
    fn priced(&self, changes: LineChanges) -> LineChanges {
        let line = Self { vat_rate: changes.vat_rate.unwrap_or(self.vat_rate), ..self.clone() };
        let told = changes.unit_price_with_tax.map(|price| line.without_tax(price));
        LineChanges { unit_price: told.or(changes.unit_price), ..changes }
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
        self.unit_price_with_tax = None;
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
        if self.origin.by.is_none() && changed(&mut self.unit_price, Some(price)) {
            self.unit_price_with_tax = None;
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
            (_, Some(_)) if changes.unit_price_with_tax.is_some() => "/unit_price_with_tax",
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

    fn changed(line: &Line, changes: LineChanges) -> Line {
        let mut after = line.clone();
        after.change(LineChanges { by: "Nadia".into(), ..changes }, Currency::TND).unwrap();
        after
    }

    fn told(with_tax: i64) -> Line {
        let changes = LineChanges { unit_price_with_tax: Some(Amount(with_tax)), ..LineChanges::default() };
        changed(&line(LineKind::Fee, "Oil change", 1000, 35_000), changes)
    }

    #[test]
    fn a_price_told_with_tax_is_kept_as_a_net_price() {
        let oil = told(40_000);
        assert_eq!((oil.unit_price, oil.told(), oil.net()), (Amount(33_613), Some(Amount(40_000)), Amount(33_613)));
        let three = changed(&oil, LineChanges { quantity: Some(Quantity(3000)), ..LineChanges::default() });
        assert_eq!((three.unit_price, three.taxed().told), (Amount(33_613), Some(Amount(120_000))));
        let again = changed(&oil, LineChanges { unit_price_with_tax: Some(Amount(45_000)), ..LineChanges::default() });
        assert_eq!((again.unit_price, again.told()), (Amount(37_815), Some(Amount(45_000))));
    }

    #[test]
    fn a_told_price_is_suspended_by_what_is_taken_off_and_ends_with_another_price() {
        let oil = told(40_000);
        let less = changed(&oil, LineChanges { discount: Some(BasisPoints(1000)), ..LineChanges::default() });
        assert_eq!((less.told(), less.unit_price_with_tax), (None, Some(Amount(40_000))));
        let full = changed(&less, LineChanges { discount: Some(BasisPoints(0)), ..LineChanges::default() });
        assert_eq!(full, oil, "it counts again");
        let exempt = Line { is_exempt: true, ..oil.clone() };
        assert_eq!((exempt.told(), exempt.taxed_as(false).told), (None, Some(Amount(40_000))));
        let typed = changed(&oil, LineChanges { unit_price: Some(Amount(33_613)), ..LineChanges::default() });
        assert_eq!((typed.unit_price, typed.unit_price_with_tax), (Amount(33_613), None));
        let taxed = changed(&oil, LineChanges { vat_rate: Some(BasisPoints(700)), ..LineChanges::default() });
        assert_eq!((taxed.unit_price, taxed.unit_price_with_tax), (Amount(33_613), None));
        let both = LineChanges { vat_rate: Some(BasisPoints(700)), unit_price_with_tax: Some(Amount(40_000)), ..LineChanges::default() };
        assert_eq!(changed(&oil, both).unit_price, Amount(37_383));
    }

    #[test]
    fn a_can_takes_its_litres_from_the_shelf() {
        let cans = Line { pack: Some(Quantity(4500)), ..line(LineKind::Part, "Oil", 2000, 90_000) };
        assert_eq!((cans.stock_quantity(), cans.net()), (Quantity(9000), Amount(180_000)));
        assert!(cans.quantity_fault(Quantity(MAX_QUANTITY - MAX_QUANTITY % 1000), "/quantity").is_some());
    }
}
