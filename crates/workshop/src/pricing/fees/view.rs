//! What the API shows of fees.

use contracts::workshop::{FeeId, PRICE_CONFIGURE};
use kernel::{Actor, Amount, BasisPoints, SiteId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::tables::Model;

/// What jobs ask for beside their labour and parts.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[schema(as = Fee)]
pub struct FeeView {
    pub id: FeeId,
    pub site_id: SiteId,
    pub name: String,
    pub of_labour: BasisPoints,
    pub of_parts: BasisPoints,
    /// Net, once on an order.
    pub fixed: Amount,
    /// Net, for each tyre that is fitted.
    pub per_tyre: Amount,
    /// Net, on an order.
    pub most: Option<Amount>,
    pub vat_rate: Option<BasisPoints>,
    pub archived: bool,
    pub version: i64,
    /// update
    pub actions: Vec<String>,
}

impl FeeView {
    pub fn new(row: &Model, actor: &Actor) -> Self {
        Self {
            id: row.id,
            site_id: row.site_id,
            name: row.name.clone(),
            of_labour: row.of_labour,
            of_parts: row.of_parts,
            fixed: row.fixed,
            per_tyre: row.per_tyre,
            most: row.most,
            vat_rate: row.vat_rate,
            archived: row.archived,
            version: row.version,
            actions: actor.allowed(row.site_id, &[("update", PRICE_CONFIGURE)]).into_iter().map(str::to_owned).collect(),
        }
    }
}
