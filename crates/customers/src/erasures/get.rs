//! Read what an erasure would do.

use axum::extract::State;
use contracts::customers::{CUSTOMER_ERASE, CustomerId};
use kernel::Problem;
use kernel::http::{Caller, Json, Path};

use super::Erasures;
use super::store;
use super::view::{ErasureView, Outlook};
use crate::customers;

/// What an erasure of this customer would have to wait for and what would be kept until when; or, of whom was erased, what became of it.
/// Permission: `customer.erase` at every site, in a session of one's own.
#[utoipa::path(get, path = "/customers/{customer_id}/erasure", tag = "customers", operation_id = "get_erasure",
    params(("customer_id" = CustomerId, Path)),
    responses((status = 200, body = Outlook)), security(("bearer" = [])))]
pub async fn get_erasure(
    State(erasures): State<Erasures>,
    Caller(actor): Caller,
    Path(id): Path<CustomerId>,
) -> Result<Json<Outlook>, Problem> {
    erasures.permit(&actor, CUSTOMER_ERASE).await?;
    let customer = customers::store::find(erasures.context.db.reader(), id).await?;
    Ok(Json(outlook(&erasures, customer.id).await?))
}

pub async fn outlook(erasures: &Erasures, id: CustomerId) -> Result<Outlook, Problem> {
    let reader = erasures.context.db.reader();
    if let Some(erasure) = store::of_customer(reader, id).await? {
        return Ok(Outlook { open: vec![], hold: None, erasure: Some(ErasureView::from(erasure)) });
    }
    let ids = store::person(reader, id).await?;
    let (open, hold) = futures::try_join!(erasures.unsettled(&ids), erasures.legal_hold(&ids))?;
    Ok(Outlook { open: open.into_iter().map(Into::into).collect(), hold, erasure: None })
}
