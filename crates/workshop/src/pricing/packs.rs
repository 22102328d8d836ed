//! What a pack of an article costs.

use contracts::inventory::{ProductCard, SalePack};
use kernel::money::extended;

use super::PriceRule;
use super::rules::{Priced, Rules};

impl Rules {
    /// An article, or one of its packs: of a contract price the units together, otherwise the pack's own price by the customer's level.
    pub fn sold(&self, card: &ProductCard, pack: Option<&SalePack>) -> Priced {
        let of_unit = self.part(card);
        let Some(pack) = pack else { return of_unit };
        if of_unit.origin.rule == Some(PriceRule::ContractPrice) {
            return Priced { amount: extended(pack.factor, of_unit.amount), ..of_unit };
        }
        self.part(&ProductCard { price: pack.price_of(card.price), ..card.clone() })
    }
}

#[cfg(test)]
mod tests {
    use contracts::inventory::ProductId;
    use kernel::{Amount, BasisPoints, Quantity};

    use super::*;

    #[test]
    fn a_pack_costs_its_own_price_or_its_units_together() {
        let can = SalePack { name: "Can".into(), factor: Quantity(5000), price: Some(Amount(85_000)) };
        let card = ProductCard {
            id: ProductId::new(),
            sku: "OIL".into(),
            name: "Oil".into(),
            unit: "litre".into(),
            price: Amount(18_000),
            vat_rate: BasisPoints(1900),
            tracked: true,
            archived: false,
            packs: vec![can.clone()],
        };
        let rules = Rules::default();
        assert_eq!(rules.sold(&card, None).amount, Amount(18_000));
        assert_eq!(rules.sold(&card, Some(&can)).amount, Amount(85_000));
        assert_eq!(rules.sold(&card, Some(&SalePack { price: None, ..can })).amount, Amount(90_000));
    }
}
