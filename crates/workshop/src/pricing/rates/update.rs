//! Changes a rate, or takes it out of use.

use std::sync::Arc;

use axum::extract::State;
use contracts::workshop::{LabourRateId, PRICE_CONFIGURE};
use garde::Validate;
use kernel::http::{Json, Path, Versioned};
use kernel::text::{filled, filled_line};
use kernel::{Amount, Problem, search};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::view::RateView;
use crate::pricing::{Told, store, tell};
use crate::work_orders::command::Asked;
use crate::work_orders::input::amounts;
use crate::{MODULE, Workshop};

/// Left out stays.
#[derive(Clone, Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct UpdateLabourRate {
    #[garde(custom(filled_line(80)))]
    #[schema(max_length = 80, format = "filled-line")]
    pub name: Option<String>,
    #[garde(inner(custom(amounts())))]
    #[schema(value_type = Option<i64>, minimum = 0, maximum = 1_000_000_000_000_i64)]
    pub per_hour: Option<Amount>,
    /// Out of use: it prices nothing any more.
    #[garde(skip)]
    pub archived: Option<bool>,
}

/// Changes a rate. Lines that are there keep the price they have. Permission: `price.configure` at its site.
#[utoipa::path(patch, path = "/labour-rates/{labour_rate_id}", tag = MODULE, operation_id = "update_labour_rate",
    security(("bearer" = [])), params(("labour_rate_id" = LabourRateId, Path), ("If-Match" = Option<String>, Header)),
    request_body = UpdateLabourRate, responses((status = 200, body = RateView)))]
pub async fn update_labour_rate(
    State(workshop): State<Arc<Workshop>>,
    asked: Asked,
    Path(id): Path<LabourRateId>,
    Json(input): Json<UpdateLabourRate>,
) -> Result<Versioned<RateView>, Problem> {
    let actor = asked.actor.clone();
    let mut tx = workshop.context.db.begin().await?;
    let before = store::rate(&*tx, id).await?.ok_or_else(Problem::not_found)?;
    actor.permit(PRICE_CONFIGURE, before.site_id)?;
    asked.if_match.check(before.version)?;
    let mut row = before.clone();
    if let Some(name) = filled(input.name) {
        row.name_key = search::normalise(&name);
        row.name = name;
    }
    row.per_hour = input.per_hour.unwrap_or(row.per_hour);
    row.archived = input.archived.unwrap_or(row.archived);
    if row != before {
        if row.name_key != before.name_key && store::is_named(&*tx, &row).await? {
            return Err(Problem::field("/name", "duplicate", "another rate has this name"));
        }
        store::save_rate(&tx, &mut row).await?;
        let told = Told { action: "labour_rate.updated", entity: "labour_rate", id: row.id.0, label: &row.name, site: row.site_id };
        let (was, is) = (RateView::new(&before, &actor), RateView::new(&row, &actor));
        tell(&workshop, &mut tx, told, (Some(&was), Some(&is)), &actor).await?;
    }
    tx.commit().await?;
    Ok(Versioned(row.version, RateView::new(&row, &actor)))
}
