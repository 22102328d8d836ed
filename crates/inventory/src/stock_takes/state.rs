//! The lifecycle of a stock take.

use std::fmt;

use sea_orm::Iterable;
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// counting ⇄ counted → approved; cancelled before it is approved.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, EnumIter, DeriveActiveEnum, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = StockTakeState)]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::None)", rename_all = "snake_case")]
pub enum TakeState {
    /// Blind: nobody is told what is expected.
    Counting,
    /// The differences are told to who may approve them.
    Counted,
    /// The differences moved.
    Approved,
    Cancelled,
}

impl TakeState {
    pub fn parse(text: &str) -> Option<Self> {
        Self::iter().find(|state| state.to_value() == text)
    }
}

impl fmt::Display for TakeState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.to_value())
    }
}
