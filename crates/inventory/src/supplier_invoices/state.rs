//! The lifecycle of a supplier's invoice.

use std::fmt;

use sea_orm::Iterable;
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// differs → billed; what agrees is billed at once. Cancelled when it was written down wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, EnumIter, DeriveActiveEnum, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = SupplierInvoiceState)]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::None)", rename_all = "snake_case")]
pub enum InvoiceState {
    /// It asks for more than came, or another price: it waits for goods, or for somebody who accepts that.
    Differs,
    /// It agrees with what came, or what differs was accepted.
    Billed,
    Cancelled,
}

impl InvoiceState {
    pub fn parse(text: &str) -> Option<Self> {
        Self::iter().find(|state| state.to_value() == text)
    }
}

impl fmt::Display for InvoiceState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.to_value())
    }
}
