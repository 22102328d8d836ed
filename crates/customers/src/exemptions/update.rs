//! Mend a certificate.

use axum::extract::State;
use contracts::customers::{CUSTOMER_EXEMPT, CustomerId, ExemptionId};
use kernel::http::{Caller, Json, Path};
use kernel::{Context, Problem};

use super::{Certificate, CertificateInput, CertificateView, changed, expect_active, store};
use crate::customers;

/// Mends what is known of a certificate; what was sold by it keeps what it said. Permission: `customer.exempt`.
#[utoipa::path(put, path = "/customers/{customer_id}/exemptions/{exemption_id}", tag = "customers", operation_id = "update_exemption",
    params(("customer_id" = CustomerId, Path), ("exemption_id" = ExemptionId, Path)), request_body = CertificateInput,
    responses((status = 200, body = CertificateView)), security(("bearer" = [])))]
pub async fn update_exemption(
    State(context): State<Context>,
    Caller(actor): Caller,
    Path((id, exemption_id)): Path<(CustomerId, ExemptionId)>,
    Json(input): Json<CertificateInput>,
) -> Result<Json<CertificateView>, Problem> {
    actor.permit_anywhere(CUSTOMER_EXEMPT)?;
    let mut tx = context.db.begin().await?;
    let customer = customers::store::lock_present(&tx, id).await?;
    expect_active(&customer)?;
    let before = store::find(&tx, customer.id, exemption_id).await?;
    let after = Certificate::read(exemption_id, customer.id, input)?;
    store::save(&tx, after.clone()).await?;
    changed(&mut tx, &context, &actor, &customer, (Some(&before), Some(&after))).await?;
    tx.commit().await?;
    Ok(Json(CertificateView::of(after, context.clock.now().date_naive())))
}
