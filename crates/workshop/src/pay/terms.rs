//! What a person earns at a site from a day on, until other terms begin.

use chrono::NaiveDate;
use contracts::identity::UserId;
use contracts::workshop::{PAY_WRITE, PayTermsId};
use kernel::{Actor, Amount, BasisPoints, SiteId};
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::time::Worker;

/// A row of workshop's pay terms.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "workshop_pay_terms")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: PayTermsId,
    pub site_id: SiteId,
    pub user_id: UserId,
    pub user_name: String,
    pub from_on: NaiveDate,
    /// Per attended hour.
    pub hourly: Amount,
    /// Per sold hour.
    pub flat_rate: Amount,
    /// Of what the person's labour and parts ask without VAT.
    pub labour_share: BasisPoints,
    pub parts_share: BasisPoints,
    /// Hours that were not good are taken back.
    pub back_flag: bool,
    pub version: i64,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

pub use Model as Terms;

/// What a person earns. What is nothing is not paid.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[schema(as = PayTerms)]
pub struct TermsView {
    pub id: PayTermsId,
    pub site_id: SiteId,
    pub user: Worker,
    /// The first day at the site; until other terms of the person begin.
    pub from_on: NaiveDate,
    /// Per attended hour, in minor units of the site's currency.
    pub hourly: Amount,
    /// Per sold hour.
    pub flat_rate: Amount,
    /// Of what the person's labour asks without VAT.
    pub labour_share: BasisPoints,
    /// Of what the parts of the person's jobs ask without VAT.
    pub parts_share: BasisPoints,
    /// A comeback for workmanship takes the hours of its jobs back.
    pub back_flag: bool,
    pub version: i64,
    /// update, remove
    pub actions: Vec<String>,
}

impl TermsView {
    pub fn new(row: Terms, actor: &Actor) -> Self {
        let actions = actor.allowed(row.site_id, &[("update", PAY_WRITE), ("remove", PAY_WRITE)]);
        Self {
            id: row.id,
            site_id: row.site_id,
            user: Worker { id: row.user_id, name: row.user_name },
            from_on: row.from_on,
            hourly: row.hourly,
            flat_rate: row.flat_rate,
            labour_share: row.labour_share,
            parts_share: row.parts_share,
            back_flag: row.back_flag,
            version: row.version,
            actions: actions.into_iter().map(str::to_owned).collect(),
        }
    }
}

/// What the trail keeps of terms: who reads the trail need not know what people earn.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Told {
    from_on: NaiveDate,
    version: i64,
}

impl From<&Terms> for Told {
    fn from(row: &Terms) -> Self {
        Self { from_on: row.from_on, version: row.version }
    }
}
