//! What is drawn over a photo, kept beside it: the picture stays as it was taken.

use garde::Validate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A place on the picture, in ten-thousandths of its width from the left and of its height from the top.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MarkPoint {
    #[garde(range(min = 0, max = 10_000))]
    #[schema(minimum = 0, maximum = 10_000)]
    pub x: i32,
    #[garde(range(min = 0, max = 10_000))]
    #[schema(minimum = 0, maximum = 10_000)]
    pub y: i32,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Mark {
    #[garde(skip)]
    pub kind: MarkKind,
    /// An arrow and a circle go from the first to the last; a line through all of them. Of a circle the two are corners of the
    /// box around it.
    #[garde(length(min = 2, max = 200), dive)]
    #[schema(min_items = 2, max_items = 200)]
    pub points: Vec<MarkPoint>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum MarkKind {
    Arrow,
    Circle,
    Line,
}

/// What is drawn over a photo, all of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Marks {
    #[garde(length(max = 50), dive)]
    #[schema(max_items = 50)]
    pub marks: Vec<Mark>,
}

/// As they are kept; what cannot be read is drawn as nothing.
pub fn read(kept: &str) -> Vec<Mark> {
    serde_json::from_str(kept).unwrap_or_default()
}
