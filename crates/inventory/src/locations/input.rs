//! What is asked of locations.

use contracts::inventory::{LocationId, ProductId};
use garde::Validate;
use kernel::text;
use kernel::{Quantity, SiteId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::Kind;
use crate::fields::{self, CODE, NAME};

/// A new room or van.
#[derive(Clone, Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LocationInput {
    #[garde(skip)]
    pub site_id: SiteId,
    /// What people at the site call it; `taken` when another of the site has it.
    #[garde(custom(text::filled_line(CODE)))]
    #[schema(max_length = 60, format = "filled-line")]
    pub name: String,
    #[garde(skip)]
    pub kind: Kind,
}

/// The fields to change; those left out stay.
#[derive(Clone, Debug, Default, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct LocationChange {
    #[garde(custom(text::filled_line(CODE)))]
    #[schema(max_length = 60, format = "filled-line")]
    pub name: Option<String>,
    #[garde(skip)]
    pub kind: Option<Kind>,
    /// Only once nothing lies in it.
    #[garde(skip)]
    pub archived: Option<bool>,
}

/// A product that goes from one place of a site to another.
#[derive(Clone, Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MoveInput {
    #[garde(skip)]
    pub site_id: SiteId,
    #[garde(skip)]
    pub product_id: ProductId,
    /// Null for the site's own shelves.
    #[serde(deserialize_with = "Option::deserialize")]
    #[garde(skip)]
    #[schema(required = true)]
    pub from: Option<LocationId>,
    /// Null for the site's own shelves.
    #[serde(deserialize_with = "Option::deserialize")]
    #[garde(skip)]
    #[schema(required = true)]
    pub to: Option<LocationId>,
    #[garde(custom(fields::quantity()))]
    #[schema(value_type = i64, minimum = 1, maximum = 1_000_000_000)]
    pub quantity: Quantity,
    #[serde(default)]
    #[garde(custom(text::line(NAME)))]
    #[schema(max_length = 200, format = "line")]
    pub reason: Option<String>,
}
