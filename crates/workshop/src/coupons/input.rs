//! What a coupon is made of.

use chrono::NaiveDate;
use garde::Validate;
use kernel::text::filled_line;
use kernel::{Amount, BasisPoints, Problem};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::tables::Model;
use crate::deposits::{amounts, shares};

/// A coupon whole. It takes off a share or an amount.
#[derive(Clone, Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CouponInput {
    /// As customers say it; capitals and spaces do not matter.
    #[garde(custom(filled_line(30)))]
    #[schema(max_length = 30, format = "filled-line")]
    pub code: String,
    /// What stands on the order.
    #[garde(custom(filled_line(80)))]
    #[schema(max_length = 80, format = "filled-line")]
    pub name: String,
    #[serde(default)]
    #[garde(inner(custom(shares())))]
    #[schema(value_type = Option<i32>, minimum = 1, maximum = 10_000)]
    pub share: Option<BasisPoints>,
    /// In minor units of the site's currency, without VAT.
    #[serde(default)]
    #[garde(inner(custom(amounts())))]
    #[schema(value_type = Option<i64>, minimum = 1, maximum = 1_000_000_000_000_i64)]
    pub amount: Option<Amount>,
    /// What an order costs at least before it, without VAT.
    #[serde(default)]
    #[garde(inner(custom(amounts())))]
    #[schema(value_type = Option<i64>, minimum = 1, maximum = 1_000_000_000_000_i64)]
    pub least: Option<Amount>,
    /// The first day that it is good.
    #[serde(default)]
    #[garde(skip)]
    pub valid_from: Option<NaiveDate>,
    /// The last.
    #[serde(default)]
    #[garde(skip)]
    pub valid_until: Option<NaiveDate>,
    #[serde(default)]
    #[garde(inner(range(min = 1, max = 1_000_000)))]
    #[schema(minimum = 1, maximum = 1_000_000)]
    pub most_uses: Option<i32>,
    #[serde(default)]
    #[garde(inner(range(min = 1, max = 1000)))]
    #[schema(minimum = 1, maximum = 1000)]
    pub most_per_customer: Option<i32>,
    /// Out of use.
    #[serde(default)]
    #[garde(skip)]
    pub archived: bool,
}

impl CouponInput {
    /// `at` is where it stands in the request.
    pub fn write(self, at: &str, row: &Model) -> Result<Model, Problem> {
        match (self.share, self.amount) {
            (Some(_), Some(_)) => return Err(Problem::field(format!("{at}/amount"), "exclusive", "it is a share or an amount")),
            (None, None) => return Err(Problem::field(format!("{at}/share"), "missing", "says how much")),
            _ => {}
        }
        if self.valid_from.zip(self.valid_until).is_some_and(|(from, until)| until < from) {
            return Err(Problem::field(format!("{at}/valid_until"), "out-of-order", "the last day is not before the first"));
        }
        Ok(Model {
            code: spelled(&self.code),
            name: self.name.trim().to_owned(),
            share: self.share,
            amount: self.amount,
            least: self.least.unwrap_or_default(),
            valid_from: self.valid_from,
            valid_until: self.valid_until,
            most_uses: self.most_uses,
            most_per_customer: self.most_per_customer,
            archived: self.archived,
            ..row.clone()
        })
    }
}

/// `été 10` is `ÉTÉ10`.
pub fn spelled(code: &str) -> String {
    code.split_whitespace().collect::<String>().to_uppercase()
}

#[cfg(test)]
mod tests {
    use super::spelled;

    #[test]
    fn a_code_is_the_same_however_it_is_typed() {
        assert_eq!(spelled(" été 10 "), "ÉTÉ10");
        assert_eq!(spelled("خصم 10"), "خصم10");
    }
}
