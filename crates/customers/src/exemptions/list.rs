//! Read a customer's certificates.

use axum::extract::State;
use contracts::customers::{CUSTOMER_READ, CustomerId};
use kernel::http::{Caller, Json, Path};
use kernel::{Context, Problem};

use super::{CertificateView, Certificates, store};
use crate::customers;

/// A customer's certificates of exemption from VAT, the one that ends last first. Permission: `customer.read`.
#[utoipa::path(get, path = "/customers/{customer_id}/exemptions", tag = "customers", operation_id = "list_exemptions",
    params(("customer_id" = CustomerId, Path)),
    responses((status = 200, body = Certificates)), security(("bearer" = [])))]
pub async fn list_exemptions(
    State(context): State<Context>,
    Caller(actor): Caller,
    Path(id): Path<CustomerId>,
) -> Result<Json<Certificates>, Problem> {
    actor.permit_anywhere(CUSTOMER_READ)?;
    let customer = customers::store::find(context.db.reader(), id).await?;
    let today = context.clock.now().date_naive();
    let found = store::of(context.db.reader(), customer.id).await?;
    Ok(Json(Certificates { items: found.into_iter().map(|one| CertificateView::of(one, today)).collect() }))
}
