//! List the tags.

use axum::extract::State;
use contracts::customers::CUSTOMER_READ;
use kernel::http::{Caller, Json};
use kernel::{Context, Problem};

use super::store;
use super::view::{TagView, TagsView};

/// The group's tags, the retired ones too. Permission: `customer.read`.
#[utoipa::path(get, path = "/customer-tags", tag = "customers", operation_id = "list_customer_tags",
    responses((status = 200, body = TagsView)), security(("bearer" = [])))]
pub async fn list_customer_tags(State(context): State<Context>, Caller(actor): Caller) -> Result<Json<TagsView>, Problem> {
    actor.permit_anywhere(CUSTOMER_READ)?;
    let reader = context.db.reader();
    let in_use = store::in_use(reader).await?;
    let view = |tag: super::Tag| {
        let is_used = in_use.contains(&tag.id);
        TagView::new(tag, is_used, &actor)
    };
    Ok(Json(TagsView { items: store::all(reader).await?.into_iter().map(view).collect() }))
}
