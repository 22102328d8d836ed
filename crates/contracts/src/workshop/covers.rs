//! What is taken off a line beside its own discount, and who pays in the customer's place.

use kernel::Amount;
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::customers::CustomerId;

/// Who bears a part of a job in the customer's place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, EnumIter, DeriveActiveEnum, ToSchema)]
#[serde(rename_all = "snake_case")]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::None)", rename_all = "snake_case")]
pub enum CoverKind {
    /// The garage, for work of its own that failed.
    Warranty,
    /// The garage, for the customer's sake.
    Goodwill,
    /// The garage: the work is for itself.
    Internal,
    /// Another customer, on an invoice of their own.
    Payer,
}

/// What of a completed line its net does not ask for. Minor units, without VAT.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reduced {
    /// What discounts on the job and the order take.
    #[serde(default)]
    pub off: Amount,
    /// What the garage gives, or somebody else pays.
    #[serde(default)]
    pub given: Amount,
    /// Who bears what is given.
    #[serde(default)]
    pub cover: Option<CoverKind>,
}

impl Reduced {
    /// All that is taken off.
    pub fn all(&self) -> Amount {
        self.off + self.given
    }
}

/// Another customer who pays a line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Payer {
    pub id: CustomerId,
    pub name: String,
}
