//! Ends a contract price.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use contracts::workshop::{ContractPriceId, PRICE_CONFIGURE};
use kernel::Problem;
use kernel::http::Path;

use super::store;
use super::view::shown;
use crate::pricing::{Told, tell};
use crate::work_orders::command::Asked;
use crate::{MODULE, Workshop};

/// Ends a contract price: what is priced from now on asks the next rule. Permission: `price.configure` at its site.
#[utoipa::path(delete, path = "/contract-prices/{contract_price_id}", tag = MODULE, operation_id = "remove_contract_price",
    security(("bearer" = [])), params(("contract_price_id" = ContractPriceId, Path)), responses((status = 204)))]
pub async fn remove_contract_price(
    State(workshop): State<Arc<Workshop>>,
    asked: Asked,
    Path(id): Path<ContractPriceId>,
) -> Result<StatusCode, Problem> {
    let actor = asked.actor.clone();
    let row = store::find(workshop.context.db.reader(), id).await?.ok_or_else(Problem::not_found)?;
    let site = row.site_id;
    actor.permit(PRICE_CONFIGURE, site)?;
    let was = shown(&workshop, vec![row], &actor).await?.pop();
    let label = was.as_ref().map(|view| view.customer_name.clone()).unwrap_or_default();
    let mut tx = workshop.context.db.begin().await?;
    store::forget(&tx, id).await?;
    let told = Told { action: "contract_price.removed", entity: "contract_price", id: id.0, label: &label, site };
    tell(&workshop, &mut tx, told, (was.as_ref(), None), &actor).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}
