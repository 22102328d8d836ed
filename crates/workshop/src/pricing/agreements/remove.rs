//! Ends what was agreed.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use contracts::workshop::{PRICE_CONFIGURE, PriceAgreementId};
use kernel::Problem;
use kernel::http::Path;

use super::view::shown;
use crate::pricing::{Told, store, tell};
use crate::work_orders::command::Asked;
use crate::{MODULE, Workshop};

/// Ends an agreement: what is priced from now on asks the next rule. Permission: `price.configure` at its site.
#[utoipa::path(delete, path = "/price-agreements/{price_agreement_id}", tag = MODULE, operation_id = "remove_price_agreement",
    security(("bearer" = [])), params(("price_agreement_id" = PriceAgreementId, Path)), responses((status = 204)))]
pub async fn remove_price_agreement(
    State(workshop): State<Arc<Workshop>>,
    asked: Asked,
    Path(id): Path<PriceAgreementId>,
) -> Result<StatusCode, Problem> {
    let actor = asked.actor.clone();
    let row = store::agreement(workshop.context.db.reader(), id).await?.ok_or_else(Problem::not_found)?;
    let site = row.site_id;
    actor.permit(PRICE_CONFIGURE, site)?;
    let was = shown(&workshop, vec![row], &actor).await?.pop();
    let label = was.as_ref().map(|view| view.label.clone()).unwrap_or_default();
    let mut tx = workshop.context.db.begin().await?;
    store::forget_agreement(&tx, id).await?;
    let told = Told { action: "price_agreement.removed", entity: "price_agreement", id: id.0, label: &label, site };
    tell(&workshop, &mut tx, told, (was.as_ref(), None), &actor).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}
