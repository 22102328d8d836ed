//! Rename a tag, or give it another colour.

use axum::extract::State;
use contracts::customers::{CUSTOMER_WRITE, TagId};
use kernel::http::{Caller, Json, Path};
use kernel::{Actor, Context, Problem};

use super::tag::{Tag, TagInput};
use super::view::TagView;
use super::{changed, store};
use crate::Error;

/// Gives a tag another name or colour, wherever it is. Permission: `customer.write`.
#[utoipa::path(put, path = "/customer-tags/{tag_id}", tag = "customers", operation_id = "update_customer_tag",
    params(("tag_id" = TagId, Path)), request_body = TagInput,
    responses((status = 200, body = TagView)), security(("bearer" = [])))]
pub async fn update_customer_tag(
    State(context): State<Context>,
    Caller(actor): Caller,
    Path(id): Path<TagId>,
    Json(input): Json<TagInput>,
) -> Result<Json<TagView>, Problem> {
    let rule = |tag: &mut Tag| {
        tag.change(&input);
        Ok(())
    };
    change(&context, &actor, id, "customer_tag.update", rule).await
}

/// Locks the tag, has the rule decide, saves and tells.
pub async fn change(
    context: &Context,
    actor: &Actor,
    id: TagId,
    action: &str,
    rule: impl FnOnce(&mut Tag) -> Result<(), Error>,
) -> Result<Json<TagView>, Problem> {
    actor.permit_anywhere(CUSTOMER_WRITE)?;
    let mut tx = context.db.begin().await?;
    let before = store::lock(&tx, id).await?;
    let mut tag = before.clone();
    rule(&mut tag)?;
    store::save(&tx, tag.clone()).await?;
    changed(&mut tx, context, actor, action, (Some(&before), Some(&tag))).await?;
    let in_use = store::is_in_use(&tx, id).await?;
    tx.commit().await?;
    Ok(Json(TagView::new(tag, in_use, actor)))
}
