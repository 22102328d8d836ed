//! A customer as stored.

use chrono::{DateTime, Utc};
use contracts::customers::{CustomerId, WrittenBy};
use contracts::workshop::LeadSource;
use kernel::Amount;
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A person, or a business with a tax id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, EnumIter, DeriveActiveEnum, ToSchema)]
#[serde(rename_all = "snake_case")]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::None)", rename_all = "snake_case")]
#[schema(as = CustomerKind)]
pub enum Kind {
    Person,
    Business,
}

/// The language of documents and messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, EnumIter, DeriveActiveEnum, ToSchema)]
#[serde(rename_all = "snake_case")]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::None)", rename_all = "snake_case")]
#[schema(as = Language)]
pub enum Language {
    Fr,
    Ar,
    En,
}

impl Language {
    pub fn code(self) -> &'static str {
        match self {
            Self::Fr => "fr",
            Self::Ar => "ar",
            Self::En => "en",
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, DeriveEntityModel)]
#[sea_orm(table_name = "customers_customers")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: CustomerId,
    pub kind: Kind,
    pub name: String,
    /// The name as lists sort it.
    pub sort_name: String,
    pub phone_e164: Option<String>,
    pub phone_display: Option<String>,
    pub email: Option<String>,
    pub language: Language,
    pub tax_id: Option<String>,
    pub address: Option<String>,
    pub notes: Option<String>,
    pub external_ref: Option<String>,
    pub archived: bool,
    pub created_at: DateTime<Utc>,
    pub version: i64,
    /// Whom they became part of.
    pub merged_into: Option<CustomerId>,
    /// The greatest of the balances, to sort by.
    #[serde(skip)]
    pub balance: Amount,
    /// [`Money`](crate::standing::Money) by currency, as JSON.
    #[serde(skip)]
    pub balances: String,
    /// What they paid ahead and is left of it, likewise.
    #[serde(skip)]
    pub credits: String,
    #[serde(skip)]
    pub no_shows: i64,
    /// In microseconds since 1970; 0 for never.
    #[serde(skip)]
    pub last_visit: i64,
    pub hold_reason: Option<String>,
    pub held_at: Option<DateTime<Utc>>,
    pub held_by: Option<String>,
    pub credit_limit: Option<Amount>,
    pub credit_currency: Option<String>,
    /// As `last_visit`.
    #[serde(skip)]
    pub first_visit: i64,
    /// How the first and the last visit came about of which it was asked.
    #[serde(skip)]
    pub first_source: Option<LeadSource>,
    #[serde(skip)]
    pub last_source: Option<LeadSource>,
    /// Ids of their tags, as JSON.
    #[serde(skip)]
    pub tags: String,
    /// They pay only what names their own order number.
    #[serde(default)]
    pub po_required: bool,
    /// They want their orders on one invoice.
    #[serde(default)]
    pub invoices_together: bool,
    /// Where electronic documents reach them: `0208:0123456749`.
    pub electronic_address: Option<String>,
    /// What they would rather be written by.
    pub prefers: Option<WrittenBy>,
    /// When they were forgotten.
    #[serde(default)]
    pub erased_at: Option<DateTime<Utc>>,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
