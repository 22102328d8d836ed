//! What is asked of an issue.

use contracts::inventory::LocationId;
use contracts::workshop::{LineId, WorkOrderId};
use garde::Validate;
use kernel::Quantity;
use kernel::text;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::fields::{self, CODE, NAME};
use crate::numbers::NumberInput;

/// A part for an order: of a line, or by its code, or both when the code shall be of the line.
#[derive(Clone, Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct IssueInput {
    #[garde(skip)]
    pub work_order_id: WorkOrderId,
    /// The line that was tapped; without one, the first that wants the article.
    #[serde(default)]
    #[garde(skip)]
    pub line_id: Option<LineId>,
    /// What was scanned or typed: a barcode or an SKU.
    #[serde(default)]
    #[garde(custom(text::line(CODE)))]
    #[schema(max_length = 60, format = "line")]
    pub code: Option<String>,
    /// Left out, all that the line still wants; one of a scanned article that is counted in pieces.
    #[serde(default)]
    #[garde(custom(fields::quantity()))]
    #[schema(value_type = Option<i64>, minimum = 1, maximum = 1_000_000_000)]
    pub quantity: Option<Quantity>,
    /// The room or van it is taken from; the site's own shelves without.
    #[serde(default)]
    #[garde(skip)]
    pub location_id: Option<LocationId>,
    /// Issues although stock falls below zero; takes `work_order.allow_negative_stock`.
    #[serde(default)]
    #[garde(skip)]
    pub allow_negative_stock: bool,
    /// Which pieces it were, where they have numbers: of no more than are issued. They may be told later.
    #[serde(default)]
    #[garde(length(max = 200), dive)]
    #[schema(max_items = 200)]
    pub numbers: Vec<NumberInput>,
}

/// Parts that were issued and lie on the shelf again.
#[derive(Clone, Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TakeBackInput {
    #[garde(skip)]
    pub line_id: LineId,
    /// Left out, all that was issued.
    #[serde(default)]
    #[garde(custom(fields::quantity()))]
    #[schema(value_type = Option<i64>, minimum = 1, maximum = 1_000_000_000)]
    pub quantity: Option<Quantity>,
    /// The room or van it lies in again; the site's own shelves without.
    #[serde(default)]
    #[garde(skip)]
    pub location_id: Option<LocationId>,
    #[serde(default)]
    #[garde(custom(text::line(NAME)))]
    #[schema(max_length = 200, format = "line")]
    pub reason: Option<String>,
    /// Which pieces come back, where the line has several with numbers.
    #[serde(default)]
    #[garde(length(max = 200), dive)]
    #[schema(max_items = 200)]
    pub numbers: Vec<NumberInput>,
}
