//! Take a certificate away.

use axum::extract::State;
use axum::http::StatusCode;
use contracts::customers::{CUSTOMER_EXEMPT, CustomerId, ExemptionId};
use kernel::http::{Caller, Path};
use kernel::{Context, Problem};

use super::{changed, expect_active, store};
use crate::customers;

/// Takes a certificate away; what was sold by it keeps what it said, and the audit trail keeps the rest. Permission: `customer.exempt`.
#[utoipa::path(delete, path = "/customers/{customer_id}/exemptions/{exemption_id}", tag = "customers", operation_id = "remove_exemption",
    params(("customer_id" = CustomerId, Path), ("exemption_id" = ExemptionId, Path)),
    responses((status = 204)), security(("bearer" = [])))]
pub async fn remove_exemption(
    State(context): State<Context>,
    Caller(actor): Caller,
    Path((id, exemption_id)): Path<(CustomerId, ExemptionId)>,
) -> Result<StatusCode, Problem> {
    actor.permit_anywhere(CUSTOMER_EXEMPT)?;
    let mut tx = context.db.begin().await?;
    let customer = customers::store::lock_present(&tx, id).await?;
    expect_active(&customer)?;
    let before = store::find(&tx, customer.id, exemption_id).await?;
    store::delete(&tx, exemption_id).await?;
    changed(&mut tx, &context, &actor, &customer, (Some(&before), None)).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}
