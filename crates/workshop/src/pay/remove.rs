//! Takes back what a person earns from a day on: the terms before go on.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use contracts::workshop::{PAY_WRITE, PayTermsId};
use kernel::http::{Caller, Path};
use kernel::{Problem, audit};

use super::store;
use super::terms::Told;
use crate::{MODULE, Workshop, time};

/// Takes terms of pay back. Permission: `pay.write` at their site.
#[utoipa::path(delete, path = "/pay-terms/{pay_terms_id}", tag = MODULE, operation_id = "remove_pay_terms", security(("bearer" = [])),
    params(("pay_terms_id" = PayTermsId, Path)), responses((status = 204)))]
pub async fn remove_pay_terms(
    State(workshop): State<Arc<Workshop>>,
    Caller(actor): Caller,
    Path(id): Path<PayTermsId>,
) -> Result<StatusCode, Problem> {
    let mut tx = workshop.context.db.begin().await?;
    let row = store::find(&*tx, id).await?.ok_or_else(Problem::not_found)?;
    actor.permit(PAY_WRITE, row.site_id)?;
    store::forget(&tx, id).await?;
    let change =
        audit::Change { action: "pay_terms.removed", entity: "pay_terms", id: id.0, label: &row.user_name, site: Some(row.site_id) };
    let clock = workshop.context.clock.as_ref();
    audit::record(&tx, MODULE, change, (Some(&Told::from(&row)), None), &actor, clock).await?;
    time::retell(&mut tx, row.site_id, row.user_id, row.from_on, &actor, clock).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}
