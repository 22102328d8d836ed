//! POST /stock/locations

use axum::extract::State;
use axum::http::StatusCode;
use contracts::inventory::PRODUCT_WRITE;
use kernel::http::{Caller, Created, IdempotencyKey, Json, Versioned};
use kernel::idempotency::{Claim, Repeatable};
use kernel::{Actor, Context, Problem, audit, outbox};

use super::input::LocationInput;
use super::location::Location;
use super::store;
use super::view::LocationView;
use crate::MODULE;

type Answer = Repeatable<Created<Versioned<LocationView>>>;

/// Adds a room or a van to a site. Permission: `product.write` there.
#[utoipa::path(
    post, path = "/stock/locations", operation_id = "create_location", tag = "inventory", security(("bearer" = [])),
    params(("Idempotency-Key" = Option<String>, Header)), request_body = LocationInput,
    responses((status = 201, body = LocationView))
)]
pub async fn create_location(
    State(context): State<Context>,
    Caller(actor): Caller,
    IdempotencyKey(key): IdempotencyKey,
    Json(input): Json<LocationInput>,
) -> Result<Answer, Problem> {
    create(&context, &actor, key.as_deref(), input).await
}

async fn create(context: &Context, actor: &Actor, key: Option<&str>, input: LocationInput) -> Result<Answer, Problem> {
    actor.permit(PRODUCT_WRITE, input.site_id)?;
    let clock = context.clock.as_ref();
    let claim = Claim::new(actor, "create_location", key, &input)?;
    if let Some(view) = Claim::replay(claim.as_ref(), &context.db, MODULE).await? {
        return Ok(answer(view, true));
    }
    let location = Location::new(&input);
    let mut tx = context.db.begin().await?;
    Claim::take(claim.as_ref(), &tx, MODULE, clock).await?;
    store::insert(&tx, &location).await?;
    outbox::append(&mut tx, MODULE, &location.changed(), actor, clock).await?;
    audit::record(&tx, MODULE, location.audited("location.create"), (None, Some(&location)), actor, clock).await?;
    let row = store::row(&*tx, location.id).await?.ok_or_else(Problem::not_found)?;
    let view = LocationView::new(row, actor);
    Claim::keep(claim.as_ref(), &tx, MODULE, &view).await?;
    tx.commit().await?;
    Ok(answer(view, false))
}

fn answer(view: LocationView, replayed: bool) -> Answer {
    let body = Created { location: format!("/api/v1/stock/locations/{}", view.id), body: Versioned(view.version, view) };
    Repeatable { status: StatusCode::CREATED, replayed, body }
}
