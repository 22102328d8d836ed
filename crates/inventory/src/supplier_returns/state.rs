//! The lifecycle of a return to a supplier: shipping and crediting are events of their own.

use std::fmt;

use sea_orm::Iterable;
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// draft → shipped → credited; cancelled from a draft.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, EnumIter, DeriveActiveEnum, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = SupplierReturnState)]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::None)", rename_all = "snake_case")]
pub enum ReturnState {
    Draft,
    /// It left the shelf; its credit, or some of it, is awaited.
    Shipped,
    /// All of it was credited, or somebody accepted less.
    Credited,
    Cancelled,
}

impl ReturnState {
    pub fn parse(text: &str) -> Option<Self> {
        Self::iter().find(|state| state.to_value() == text)
    }
}

impl fmt::Display for ReturnState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.to_value())
    }
}

/// Why a part goes back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, EnumIter, DeriveActiveEnum, ToSchema)]
#[serde(rename_all = "snake_case")]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::None)", rename_all = "snake_case")]
pub enum ReturnReason {
    /// Ordered for a job that does not want it.
    NotNeeded,
    WrongPart,
    Defective,
    /// More came than was ordered.
    OverDelivered,
    Warranty,
    Other,
}
