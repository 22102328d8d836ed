//! Writes a fee anew, or takes it out of use.

use std::sync::Arc;

use axum::extract::State;
use contracts::workshop::{FeeId, PRICE_CONFIGURE};
use kernel::Problem;
use kernel::http::{Json, Path, Versioned};

use super::input::FeeInput;
use super::store;
use super::view::FeeView;
use crate::pricing::{Told, tell};
use crate::work_orders::command::Asked;
use crate::{MODULE, Workshop};

/// Writes a fee anew: jobs that nobody decided on follow with their next change. Permission: `price.configure` at its site.
#[utoipa::path(put, path = "/fees/{fee_id}", tag = MODULE, operation_id = "update_fee", security(("bearer" = [])),
    params(("fee_id" = FeeId, Path), ("If-Match" = Option<String>, Header)),
    request_body = FeeInput, responses((status = 200, body = FeeView)))]
pub async fn update_fee(
    State(workshop): State<Arc<Workshop>>,
    asked: Asked,
    Path(id): Path<FeeId>,
    Json(input): Json<FeeInput>,
) -> Result<Versioned<FeeView>, Problem> {
    let actor = asked.actor.clone();
    let mut tx = workshop.context.db.begin().await?;
    let before = store::find(&*tx, id).await?.ok_or_else(Problem::not_found)?;
    actor.permit(PRICE_CONFIGURE, before.site_id)?;
    asked.if_match.check(before.version)?;
    let mut row = input.write(&before);
    if row != before {
        let others = store::list(&*tx, row.site_id, true).await?;
        if others.iter().any(|other| other.id != id && other.name == row.name) {
            return Err(Problem::field("/name", "duplicate", "another fee has this name"));
        }
        store::save(&tx, &mut row).await?;
        let told = Told { action: "fee.updated", entity: "fee", id: id.0, label: &row.name, site: row.site_id };
        let (was, is) = (FeeView::new(&before, &actor), FeeView::new(&row, &actor));
        tell(&workshop, &mut tx, told, (Some(&was), Some(&is)), &actor).await?;
    }
    tx.commit().await?;
    Ok(Versioned(row.version, FeeView::new(&row, &actor)))
}
