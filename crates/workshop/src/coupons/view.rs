//! What the API shows of coupons.

use chrono::NaiveDate;
use contracts::workshop::PRICE_CONFIGURE;
use kernel::{Actor, Amount, BasisPoints, SiteId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::tables::Model;

/// A code that gives a discount on an order.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[schema(as = Coupon)]
pub struct CouponView {
    pub id: Uuid,
    pub site_id: SiteId,
    pub code: String,
    pub name: String,
    pub share: Option<BasisPoints>,
    /// Minor units, without VAT.
    pub amount: Option<Amount>,
    pub least: Amount,
    pub valid_from: Option<NaiveDate>,
    pub valid_until: Option<NaiveDate>,
    pub most_uses: Option<i32>,
    pub most_per_customer: Option<i32>,
    /// On how many orders it stands.
    pub used: i64,
    pub archived: bool,
    pub version: i64,
    /// update
    pub actions: Vec<String>,
}

impl CouponView {
    pub fn new(row: &Model, used: i64, actor: &Actor) -> Self {
        Self {
            id: row.id,
            site_id: row.site_id,
            code: row.code.clone(),
            name: row.name.clone(),
            share: row.share,
            amount: row.amount,
            least: row.least,
            valid_from: row.valid_from,
            valid_until: row.valid_until,
            most_uses: row.most_uses,
            most_per_customer: row.most_per_customer,
            used,
            archived: row.archived,
            version: row.version,
            actions: actor.allowed(row.site_id, &[("update", PRICE_CONFIGURE)]).into_iter().map(str::to_owned).collect(),
        }
    }
}
