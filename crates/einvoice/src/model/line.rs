//! A line (BG-25).

use kernel::money::{extended, line_net};
use kernel::{Amount, BasisPoints, Quantity};
use serde::{Deserialize, Serialize};

use super::Vat;

/// What is taken off a line (BG-27).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Discount {
    /// BT-136: what the line is less by.
    pub amount: Amount,
    /// BT-138.
    pub rate: Option<BasisPoints>,
    /// BT-139.
    pub reason: String,
}

/// The UN/ECE code of a unit as ECAR's catalogue names it; what it does not know counts in pieces.
pub fn unit_code(unit: &str) -> &'static str {
    match unit {
        "hour" => "HUR",
        "litre" => "LTR",
        "kg" => "KGM",
        "metre" => "MTR",
        "km" => "KMT",
        "set" => "SET",
        "pair" => "PR",
        _ => "C62",
    }
}

const DISCOUNT: &str = "Remise";

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// BT-126: unique in the document.
    pub id: String,
    /// BT-155: the seller's code of the article.
    pub code: Option<String>,
    /// BT-153.
    pub name: String,
    /// BT-129.
    pub quantity: Quantity,
    /// BT-130, UN/ECE recommendation 20: `C62` piece, `HUR` hour, `LTR` litre: see [`unit_code`].
    pub unit: String,
    /// BT-146: for one unit, before the discount.
    pub unit_price: Amount,
    pub discount: Option<Discount>,
    /// BT-151, BT-152.
    pub vat: Vat,
    /// BT-131: quantity × price less the discount.
    pub net: Amount,
}

impl Line {
    /// A line as ECAR prices it: rounded once, after the discount. What the discount takes is what that leaves.
    pub fn priced(
        id: impl Into<String>,
        name: impl Into<String>,
        (quantity, unit): (Quantity, &str),
        (unit_price, discount): (Amount, BasisPoints),
        vat: Vat,
    ) -> Self {
        let net = line_net(quantity, unit_price, discount);
        let off = Discount { amount: extended(quantity, unit_price) - net, rate: Some(discount), reason: DISCOUNT.to_owned() };
        Self {
            id: id.into(),
            code: None,
            name: name.into(),
            quantity,
            unit: unit.to_owned(),
            unit_price,
            discount: (discount.0 != 0).then_some(off),
            vat,
            net,
        }
    }

    /// The same less an amount that a document takes off beside the line's own discount.
    #[must_use]
    pub fn less(self, taken: Amount) -> Self {
        if taken.is_zero() {
            return self;
        }
        let own = self.discount.as_ref().map_or(Amount::ZERO, |discount| discount.amount);
        // Of two reasons no rate is the rate.
        let discount = Discount { amount: own + taken, rate: None, reason: DISCOUNT.to_owned() };
        Self { net: self.net - taken, discount: Some(discount), ..self }
    }

    /// Quantity × price, rounded to the minor unit.
    pub fn before_discount(&self) -> Amount {
        extended(self.quantity, self.unit_price)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// FACTS, totals, case G: 7 × 12.345 less 15 %.
    #[test]
    fn a_discount_is_what_rounding_once_leaves() {
        let price = (Amount(12_345), BasisPoints(1500));
        let line = Line::priced("1", "Filtre", (Quantity::whole(7), "C62"), price, Vat::at(BasisPoints(1900)));
        assert_eq!((line.before_discount(), line.net), (Amount(86_415), Amount(73_453)));
        assert_eq!(line.discount.as_ref().map(|discount| discount.amount), Some(Amount(12_962)));
        let less = line.less(Amount(3453));
        assert_eq!(
            (less.net, less.discount.map(|discount| (discount.amount, discount.rate))),
            (Amount(70_000), Some((Amount(16_415), None)))
        );
    }
}
