//! What a pack of an article costs.

use contracts::inventory::{ProductCard, SalePack};
use kernel::money::extended;
use kernel::{Amount, Currency};

use super::PriceRule;
use super::rules::{Priced, Rules};

impl Rules {
    /// An article, or one of its packs: of a contract price and of a matrix the units together, otherwise the pack's own price by the
    /// customer's level.
    pub fn sold(&self, card: &ProductCard, pack: Option<&SalePack>, currency: Currency) -> Priced {
        let of_unit = self.part(card, currency);
        let Some(pack) = pack else { return of_unit };
        if matches!(of_unit.origin.rule, Some(PriceRule::ContractPrice | PriceRule::Matrix)) {
            return Priced { amount: extended(pack.factor, of_unit.amount), ..of_unit };
        }
        self.part(&ProductCard { price: pack.price_of(card.price), ..card.clone() }, currency)
    }

    /// What one of them costs the garage, for a line to keep.
    pub fn cost_of(&self, card: &ProductCard, pack: Option<&SalePack>) -> Option<Amount> {
        let of_unit = self.unit_cost(card.id)?;
        Some(pack.map_or(of_unit, |pack| extended(pack.factor, of_unit)))
    }
}

#[cfg(test)]
mod tests {
    use contracts::inventory::ProductId;
    use kernel::{BasisPoints, Quantity};

    use super::*;

    #[test]
    fn a_pack_costs_its_own_price_or_its_units_together() {
        let can = SalePack { name: "Can".into(), factor: Quantity(5000), price: Some(Amount(85_000)) };
        let card = ProductCard {
            is_tyre: false,
            levy_rate: kernel::BasisPoints(0),
            id: ProductId::new(),
            sku: "OIL".into(),
            name: "Oil".into(),
            unit: "litre".into(),
            price: Amount(18_000),
            vat_rate: BasisPoints(1900),
            tracked: true,
            archived: false,
            packs: vec![can.clone()],
            barcode: None,
            core_charge: None,
        };
        let rules = Rules::default();
        let asked = |pack| rules.sold(&card, pack, Currency::TND).amount;
        assert_eq!(asked(None), Amount(18_000));
        assert_eq!(asked(Some(&can)), Amount(85_000));
        assert_eq!(asked(Some(&SalePack { price: None, ..can.clone() })), Amount(90_000));
    }
}
