//! All customers in figures, as the API shows them.

use chrono::{DateTime, NaiveDate, Utc};
use contracts::customers::{CustomerId, TagId};
use contracts::workshop::LeadSource;
use kernel::Amount;
use sea_orm::FromQueryResult;
use serde::Serialize;
use utoipa::ToSchema;

use crate::customers::record::{Kind, Language};

/// The customers that are not archived, in figures; visits are everybody's, without those that make an earlier one good. Months are calendar months (UTC).
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct CustomersStatistics {
    pub total: i64,
    pub kinds: Vec<KindCount>,
    pub languages: Vec<LanguageCount>,
    /// Commonest first, tags that nobody has left out.
    pub tags: Vec<TagCount>,
    /// How they came first, commonest first; of whom it was not asked left out.
    pub lead_sources: Vec<LeadSourceCount>,
    /// Who was not here for 6, 12 and 24 months. Who never was is in none.
    pub lost: Vec<LostCount>,
    /// Oldest first; this month is the last.
    pub months: Vec<CustomerMonth>,
    /// How the visits of these months came about, cancelled ones left out, commonest first.
    pub visit_sources: Vec<LeadSourceCount>,
    /// Who was invoiced most in `top_period`, at most 10 of a currency; empty for who may read no invoices.
    pub top: Vec<TopCustomer>,
    /// A year (`2026`) or a month (`2026-11`).
    pub top_period: String,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct KindCount {
    pub kind: Kind,
    pub count: i64,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct LanguageCount {
    pub language: Language,
    pub count: i64,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct TagCount {
    pub tag_id: TagId,
    pub count: i64,
}

#[derive(Clone, Debug, Serialize, ToSchema, FromQueryResult)]
pub struct LeadSourceCount {
    pub source: LeadSource,
    pub count: i64,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct LostCount {
    pub months: u32,
    /// Whose last visit was before.
    pub before: DateTime<Utc>,
    pub count: i64,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct CustomerMonth {
    /// Its first day.
    pub from: NaiveDate,
    pub new_customers: i64,
    /// Completed work orders of who was here for the first time.
    pub new_visits: i64,
    /// Those of who had been here before.
    pub returning_visits: i64,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct TopCustomer {
    pub customer_id: CustomerId,
    pub name: String,
    pub invoiced: Amount,
    /// ISO 4217.
    pub currency: String,
}
