//! What a site's estimates ask ahead by themselves (PRODUCT F11). Pure.

use garde::Validate;
use kernel::{Amount, BasisPoints, Problem};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::ask::{amounts, chosen, shares};
use super::rule::DepositAsk;

/// A share or an amount that the first estimate of an order asks for where nobody says otherwise.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct UsualDeposit {
    /// Of what the customer approves, with its taxes.
    #[serde(deserialize_with = "Option::deserialize")]
    #[garde(inner(custom(shares())))]
    #[schema(value_type = Option<i32>, minimum = 1, maximum = 10_000)]
    pub share: Option<BasisPoints>,
    /// In minor units of the site's currency; at most what the customer approves is asked.
    #[serde(deserialize_with = "Option::deserialize")]
    #[garde(inner(custom(amounts())))]
    #[schema(value_type = Option<i64>, minimum = 1, maximum = 1_000_000_000_000_i64)]
    pub amount: Option<Amount>,
    /// Of estimates whose total is at least so much; of every one when left out.
    #[serde(deserialize_with = "Option::deserialize")]
    #[garde(inner(custom(amounts())))]
    #[schema(value_type = Option<i64>, minimum = 1, maximum = 1_000_000_000_000_i64)]
    pub from: Option<Amount>,
}

impl UsualDeposit {
    /// Of an estimate with such a total.
    pub fn of(&self, total: Amount) -> Option<DepositAsk> {
        let ask = self.share.map(DepositAsk::Share).or(self.amount.map(DepositAsk::Amount));
        ask.filter(|_| self.from.is_none_or(|from| total >= from))
    }

    /// Refuses one that is both, or nothing.
    pub fn check(&self) -> Result<(), Problem> {
        let asked = chosen(self.share, self.amount, "/deposit")?;
        asked.map(drop).ok_or_else(|| Problem::field("/deposit/share", "required", "it is a share or an amount"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_asked_of_estimates_that_come_to_so_much() {
        let third = UsualDeposit { share: Some(BasisPoints(3000)), amount: None, from: Some(Amount(500_000)) };
        assert_eq!((third.of(Amount(499_999)), third.of(Amount(500_000))), (None, Some(DepositAsk::Share(BasisPoints(3000)))));
        let fixed = UsualDeposit { share: None, amount: Some(Amount(100_000)), from: None };
        assert_eq!(fixed.of(Amount(1)), Some(DepositAsk::Amount(Amount(100_000))));
        assert!(fixed.check().is_ok());
        let fault = |usual: UsualDeposit| usual.check().unwrap_err().errors.remove(0).pointer;
        assert_eq!(fault(UsualDeposit { amount: Some(Amount(1)), ..third.clone() }), "/deposit/amount");
        assert_eq!(fault(UsualDeposit { share: None, ..third }), "/deposit/share");
    }
}
