//! The lifecycle of a purchase order.

use std::fmt;

use sea_orm::Iterable;
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// draft → sent → partly received → received → billed → closed; cancelled from what nothing came of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, EnumIter, DeriveActiveEnum, ToSchema)]
#[serde(rename_all = "snake_case")]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::None)", rename_all = "snake_case")]
pub enum PurchaseState {
    Draft,
    Sent,
    PartlyReceived,
    Received,
    /// All of it came, and suppliers' invoices have all of it.
    Billed,
    Closed,
    Cancelled,
}

impl PurchaseState {
    /// The supplier has it, and something may still come.
    pub fn is_on_its_way(self) -> bool {
        matches!(self, Self::Sent | Self::PartlyReceived)
    }

    pub fn parse(text: &str) -> Option<Self> {
        Self::iter().find(|state| state.to_value() == text)
    }
}

impl fmt::Display for PurchaseState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.to_value())
    }
}
