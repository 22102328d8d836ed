//! Delete a tag that nobody has.

use axum::extract::State;
use axum::http::StatusCode;
use contracts::customers::{CUSTOMER_WRITE, TagId};
use kernel::http::{Caller, Path};
use kernel::{Context, Problem};

use super::{changed, store};
use crate::Error;

/// Deletes a tag that no customer has, archived ones counted (`tag-in-use`). Permission: `customer.write`.
#[utoipa::path(delete, path = "/customer-tags/{tag_id}", tag = "customers", operation_id = "delete_customer_tag",
    params(("tag_id" = TagId, Path)),
    responses((status = 204)), security(("bearer" = [])))]
pub async fn delete_customer_tag(
    State(context): State<Context>,
    Caller(actor): Caller,
    Path(id): Path<TagId>,
) -> Result<StatusCode, Problem> {
    actor.permit_anywhere(CUSTOMER_WRITE)?;
    let mut tx = context.db.begin().await?;
    let tag = store::lock(&tx, id).await?;
    if store::is_in_use(&tx, id).await? {
        return Err(Error::TagInUse.into());
    }
    store::delete(&tx, id).await?;
    changed(&mut tx, &context, &actor, "customer_tag.delete", (Some(&tag), None)).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}
