//! Retire a tag, and take it up again.

use axum::extract::State;
use contracts::customers::TagId;
use kernel::http::{Caller, Json, Path};
use kernel::{Context, Problem};

use super::tag::Tag;
use super::update::change;
use super::view::TagView;

/// Retires a tag: it stays where it is, and is put on nobody any more. Permission: `customer.write`.
#[utoipa::path(post, path = "/customer-tags/{tag_id}/retire", tag = "customers", operation_id = "retire_customer_tag",
    params(("tag_id" = TagId, Path)),
    responses((status = 200, body = TagView)), security(("bearer" = [])))]
pub async fn retire_customer_tag(
    State(context): State<Context>,
    Caller(actor): Caller,
    Path(id): Path<TagId>,
) -> Result<Json<TagView>, Problem> {
    change(&context, &actor, id, "customer_tag.retire", Tag::retire).await
}

/// Takes a retired tag up again. Permission: `customer.write`.
#[utoipa::path(post, path = "/customer-tags/{tag_id}/restore", tag = "customers", operation_id = "restore_customer_tag",
    params(("tag_id" = TagId, Path)),
    responses((status = 200, body = TagView)), security(("bearer" = [])))]
pub async fn restore_customer_tag(
    State(context): State<Context>,
    Caller(actor): Caller,
    Path(id): Path<TagId>,
) -> Result<Json<TagView>, Problem> {
    change(&context, &actor, id, "customer_tag.restore", Tag::restore).await
}
