//! What the API shows of rates.

use contracts::workshop::{LabourRateId, PRICE_CONFIGURE};
use kernel::{Actor, Amount, SiteId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::pricing::tables::rate;

/// What an hour of labour costs, by name.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[schema(as = LabourRate)]
pub struct RateView {
    pub id: LabourRateId,
    pub site_id: SiteId,
    pub name: String,
    /// Net, in the site's currency.
    pub per_hour: Amount,
    pub archived: bool,
    pub version: i64,
    /// update
    pub actions: Vec<String>,
}

impl RateView {
    pub fn new(row: &rate::Model, actor: &Actor) -> Self {
        Self {
            id: row.id,
            site_id: row.site_id,
            name: row.name.clone(),
            per_hour: row.per_hour,
            archived: row.archived,
            version: row.version,
            actions: actor.allowed(row.site_id, &[("update", PRICE_CONFIGURE)]).into_iter().map(str::to_owned).collect(),
        }
    }
}
