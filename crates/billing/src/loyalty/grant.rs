//! POST /loyalty/{customer}/entries

use axum::extract::State;
use axum::http::StatusCode;
use contracts::billing::LOYALTY_MANAGE;
use contracts::customers::CustomerId;
use contracts::identity;
use garde::Validate;
use kernel::audit::{self, Change};
use kernel::http::{Caller, IdempotencyKey, Json, Path};
use kernel::idempotency::{Claim, Repeatable};
use kernel::{Actor, Problem, SiteId, text};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::get::{CustomerLoyalty, shown};
use super::store::{self, Account, Moment, entry};
use super::tables::{Kind, entries};
use crate::invoices::invoice::local_day;
use crate::invoices::view::customer;
use crate::once::{Begun, begin};
use crate::series::zone;
use crate::{Billing, MODULE};

/// Points given or taken by hand.
#[derive(Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct GrantPoints {
    #[garde(skip)]
    pub site_id: SiteId,
    /// Below zero to take them; not zero.
    #[garde(range(min = -1_000_000, max = 1_000_000))]
    #[schema(minimum = -1_000_000, maximum = 1_000_000)]
    pub points: i64,
    /// At most 300 characters.
    #[garde(custom(text::filled_line(300)))]
    #[schema(max_length = 300, format = "filled-line")]
    pub reason: String,
}

/// Gives a customer points, or takes some, with a reason. `Idempotency-Key` is required. Refused at the points with `no-points` when they are
/// none. Permission: `loyalty.manage`.
#[utoipa::path(
    post, path = "/loyalty/{customer_id}/entries", operation_id = "grant_points", tag = "billing", security(("bearer" = [])),
    params(("customer_id" = CustomerId, Path), ("Idempotency-Key" = String, Header)), request_body = GrantPoints,
    responses((status = 201, body = CustomerLoyalty))
)]
pub async fn grant_points(
    State(billing): State<Billing>,
    Caller(actor): Caller,
    Path(id): Path<CustomerId>,
    key: IdempotencyKey,
    Json(body): Json<GrantPoints>,
) -> Result<Repeatable<axum::Json<CustomerLoyalty>>, Problem> {
    let (replayed, view) = grant(&billing, &actor, id, key, body).await?;
    Ok(Repeatable { status: StatusCode::CREATED, replayed, body: axum::Json(view) })
}

async fn grant(
    billing: &Billing,
    actor: &Actor,
    id: CustomerId,
    key: IdempotencyKey,
    body: GrantPoints,
) -> Result<(bool, CustomerLoyalty), Problem> {
    let clock = billing.context.clock.as_ref();
    let what = format!("grant_points {id}");
    actor.permit(LOYALTY_MANAGE, body.site_id)?;
    let site = identity::site(billing.sites.as_ref(), body.site_id).await?;
    let card = customer(billing, id).await?.ok_or_else(Problem::not_found)?;
    if body.points == 0 {
        return Err(Problem::field("/points", "no-points", "some points are given or taken"));
    }
    let (tx, claim) = match begin(&billing.context, actor, &what, (LOYALTY_MANAGE, body.site_id), (key, &body)).await? {
        Begun::Answered(view) => return Ok((true, view)),
        Begun::New { tx, claim } => (tx, claim),
    };
    let now = clock.now();
    let moment = Moment { by: actor, at: now, on: local_day(now, zone(&site)?) };
    let account = Account { customer: card.id, site: site.id, currency: site.currency };
    let kind = if body.points > 0 { Kind::Granted } else { Kind::Withdrawn };
    store::lock(&tx, &account).await?;
    let row = entries::Model { reason: text::filled(Some(body.reason.clone())), ..entry(&account, kind, body.points, moment) };
    store::add(&tx, row).await?;
    let change = Change { action: "loyalty.grant", entity: "customer", id: id.0, label: &card.name, site: Some(site.id) };
    audit::record(&tx, MODULE, change, (None::<&GrantPoints>, Some(&body)), actor, clock).await?;
    let view = shown(&*tx, account, now, actor).await?;
    Claim::keep(claim.as_ref(), &tx, MODULE, &view).await?;
    tx.commit().await?;
    Ok((false, view))
}
