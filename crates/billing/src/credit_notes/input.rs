//! What is to be taken back.

use contracts::workshop::LineId;
use garde::Validate;
use kernel::money::MAX_QUANTITY;
use kernel::{Amount, Quantity, text};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::invoices::pay::positive;

const MOST_LINES: usize = 500;

/// What of an invoice is taken back, and why.
#[derive(Clone, Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = CreditNoteInput)]
pub struct CreditInput {
    /// All that is left of the invoice when left out.
    #[serde(default)]
    #[garde(custom(some), dive)]
    #[schema(min_items = 1, max_items = 500)]
    pub lines: Option<Vec<CreditedLine>>,
    /// Whether the stamp duty goes back too, unless it did already.
    #[serde(default)]
    #[garde(skip)]
    pub stamp_duty: bool,
    /// Whether the parts whose quantity is taken back lie in the stock again.
    #[serde(default)]
    #[garde(skip)]
    pub return_stock: bool,
    /// What becomes of what is paid beyond what the invoice asks for then.
    #[serde(default)]
    #[garde(skip)]
    pub surplus: Surplus,
    #[garde(custom(text::filled_line(500)))]
    #[schema(max_length = 500, format = "filled-line")]
    pub reason: String,
}

/// Where money goes that an invoice no longer asks for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = CreditNoteSurplus)]
pub enum Surplus {
    /// It stays on the invoice until it is handed back.
    #[default]
    Open,
    /// It becomes the customer's credit, under the next receipt number, and pays a later invoice.
    Account,
}

/// A line of the invoice: a part of its quantity, an amount of its net, or all that is left of it when neither is said.
#[derive(Clone, Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = CreditNoteLineInput)]
pub struct CreditedLine {
    #[garde(skip)]
    pub line_id: LineId,
    #[serde(default)]
    #[garde(inner(custom(some_of_it)))]
    #[schema(value_type = Option<i64>, minimum = 1, maximum = 1_000_000_000)]
    pub quantity: Option<Quantity>,
    /// In minor units, without VAT.
    #[serde(default)]
    #[garde(inner(custom(positive)))]
    #[schema(value_type = Option<i64>, minimum = 1, maximum = 1_000_000_000_000_i64)]
    pub net: Option<Amount>,
}

#[expect(clippy::ref_option, clippy::trivially_copy_pass_by_ref, reason = "garde hands out references")]
fn some(lines: &Option<Vec<CreditedLine>>, (): &()) -> garde::Result {
    match lines {
        Some(lines) if !(1..=MOST_LINES).contains(&lines.len()) => Err(garde::Error::new(format!("between 1 and {MOST_LINES} lines"))),
        _ => Ok(()),
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "garde hands out references")]
fn some_of_it(quantity: &Quantity, (): &()) -> garde::Result {
    if (1..=MAX_QUANTITY).contains(&quantity.0) { Ok(()) } else { Err(garde::Error::new(format!("it is between 1 and {MAX_QUANTITY}"))) }
}
