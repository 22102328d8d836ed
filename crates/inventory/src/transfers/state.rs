//! The lifecycle of a transfer between sites.

use std::fmt;

use sea_orm::Iterable;
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// requested → shipped → received; what came short differs until it is explained. Cancelled before it is shipped.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, EnumIter, DeriveActiveEnum, ToSchema)]
#[serde(rename_all = "snake_case")]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::None)", rename_all = "snake_case")]
pub enum TransferState {
    Requested,
    /// In transit: on no shelf.
    Shipped,
    /// Less came than was shipped, and nobody said yet where the rest is.
    Differs,
    Received,
    Cancelled,
}

impl TransferState {
    pub fn parse(text: &str) -> Option<Self> {
        Self::iter().find(|state| state.to_value() == text)
    }
}

impl fmt::Display for TransferState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.to_value())
    }
}

/// What happened to a quantity of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, EnumIter, DeriveActiveEnum, ToSchema)]
#[serde(rename_all = "snake_case")]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::None)", rename_all = "snake_case")]
pub enum TransferStep {
    Shipped,
    Received,
    /// It was there after all.
    FoundThere,
    /// It never left.
    FoundHere,
    Lost,
}
