//! Make a tag.

use axum::extract::State;
use axum::http::StatusCode;
use contracts::customers::CUSTOMER_WRITE;
use kernel::http::{Caller, Created, IdempotencyKey, Json};
use kernel::idempotency::{Claim, Repeatable};
use kernel::{Context, Problem};

use super::tag::{Tag, TagInput};
use super::view::TagView;
use super::{MOST, changed, store};
use crate::{Error, MODULE};

type Answer = Repeatable<Created<Json<TagView>>>;

/// Makes a tag; a name is taken without regard to case (`tag-taken`). An `Idempotency-Key` makes it repeatable.
/// Permission: `customer.write`.
#[utoipa::path(post, path = "/customer-tags", tag = "customers", operation_id = "create_customer_tag",
    params(("Idempotency-Key" = Option<String>, Header)), request_body = TagInput,
    responses((status = 201, body = TagView)), security(("bearer" = [])))]
pub async fn create_customer_tag(
    State(context): State<Context>,
    Caller(actor): Caller,
    IdempotencyKey(key): IdempotencyKey,
    Json(input): Json<TagInput>,
) -> Result<Answer, Problem> {
    actor.permit_anywhere(CUSTOMER_WRITE)?;
    let claim = Claim::new(&actor, "create_customer_tag", key.as_deref(), &input)?;
    if let Some(view) = Claim::replay(claim.as_ref(), &context.db, MODULE).await? {
        return Ok(answer(view, true));
    }
    let mut tx = context.db.begin().await?;
    Claim::take(claim.as_ref(), &tx, MODULE, context.clock.as_ref()).await?;
    if store::all(&*tx).await?.len() >= MOST {
        return Err(Error::TooManyTags.into());
    }
    let tag = Tag::new(&input);
    store::insert(&tx, tag.clone()).await?;
    changed(&mut tx, &context, &actor, "customer_tag.create", (None, Some(&tag))).await?;
    let view = TagView::new(tag, false, &actor);
    Claim::keep(claim.as_ref(), &tx, MODULE, &view).await?;
    tx.commit().await?;
    Ok(answer(view, false))
}

fn answer(view: TagView, replayed: bool) -> Answer {
    let location = format!("/api/v1/customer-tags/{}", view.id);
    Repeatable { status: StatusCode::CREATED, replayed, body: Created { location, body: Json(view) } }
}
