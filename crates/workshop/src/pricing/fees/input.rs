//! What a fee is made of.

use garde::Validate;
use kernel::text::filled_line;
use kernel::{Amount, BasisPoints};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::tables::Model;
use crate::work_orders::input::{amounts, rates};

/// A fee whole: shares of a job's labour and parts, so much for each tyre, and what an order pays once.
#[derive(Clone, Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct FeeInput {
    /// As it stands on the line.
    #[garde(custom(filled_line(80)))]
    #[schema(max_length = 80, format = "filled-line")]
    pub name: String,
    #[garde(custom(rates()))]
    pub of_labour: BasisPoints,
    #[garde(custom(rates()))]
    pub of_parts: BasisPoints,
    /// Net.
    #[garde(custom(amounts()))]
    #[schema(value_type = i64, minimum = 0, maximum = 1_000_000_000_000_i64)]
    pub fixed: Amount,
    /// Net, for each tyre that is fitted: what getting rid of the old one costs.
    #[serde(default)]
    #[garde(custom(amounts()))]
    #[schema(value_type = i64, minimum = 0, maximum = 1_000_000_000_000_i64)]
    pub per_tyre: Amount,
    /// Net, on an order; without an end when left out.
    #[garde(inner(custom(amounts())))]
    #[schema(value_type = Option<i64>, minimum = 0, maximum = 1_000_000_000_000_i64)]
    pub most: Option<Amount>,
    /// The site's when left out.
    #[garde(inner(custom(rates())))]
    pub vat_rate: Option<BasisPoints>,
    /// Out of use: no job asks for it any more.
    #[serde(default)]
    #[garde(skip)]
    pub archived: bool,
}

impl FeeInput {
    pub fn write(self, row: &Model) -> Model {
        let Self { name, of_labour, of_parts, fixed, per_tyre, most, vat_rate, archived } = self;
        Model { name: name.trim().to_owned(), of_labour, of_parts, fixed, per_tyre, most, vat_rate, archived, ..row.clone() }
    }
}
