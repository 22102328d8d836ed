//! Adds a coupon.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use contracts::identity::site;
use contracts::workshop::PRICE_CONFIGURE;
use garde::Validate;
use kernel::http::{Created, Json, Versioned};
use kernel::idempotency::{Claim, Repeatable};
use kernel::{Amount, Problem, SiteId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::input::CouponInput;
use super::store::{self, MOST_COUPONS};
use super::tables::Model;
use super::view::CouponView;
use crate::pricing::{Told, tell};
use crate::work_orders::command::Asked;
use crate::{MODULE, Workshop};

#[derive(Clone, Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewCoupon {
    #[garde(skip)]
    pub site_id: SiteId,
    #[garde(dive)]
    pub coupon: CouponInput,
}

type Answer = Repeatable<Created<Versioned<CouponView>>>;

/// Adds a coupon to a site. Permission: `price.configure` at the site. 409 `too-many-coupons` beyond 200.
#[utoipa::path(post, path = "/coupons", tag = MODULE, operation_id = "create_coupon", security(("bearer" = [])),
    params(("Idempotency-Key" = Option<String>, Header)), request_body = NewCoupon, responses((status = 201, body = CouponView)))]
pub async fn create_coupon(State(workshop): State<Arc<Workshop>>, asked: Asked, Json(input): Json<NewCoupon>) -> Result<Answer, Problem> {
    let actor = asked.actor.clone();
    actor.permit(PRICE_CONFIGURE, input.site_id)?;
    let db = &workshop.context.db;
    let claim = asked.claim("create_coupon", &input)?;
    if let Some(view) = Claim::replay(claim.as_ref(), db, MODULE).await? {
        return Ok(answer(view, true));
    }
    let site_id = site(workshop.sites.as_ref(), input.site_id).await?.id;
    let row = input.coupon.write("/coupon", &blank(site_id))?;
    let mut tx = db.begin().await?;
    Claim::take(claim.as_ref(), &tx, MODULE, workshop.context.clock.as_ref()).await?;
    let others = store::list(&*tx, site_id, true).await?;
    if others.len() as u64 >= MOST_COUPONS {
        return Err(Problem::conflict("too-many-coupons", "A site has at most 200 coupons, those out of use too"));
    }
    if others.iter().any(|other| other.code == row.code) {
        return Err(Problem::field("/coupon/code", "duplicate", "another coupon has this code"));
    }
    store::insert(&tx, row.clone()).await?;
    let view = CouponView::new(&row, 0, &actor);
    let told = Told { action: "coupon.created", entity: "coupon", id: row.id, label: &row.code, site: site_id };
    tell(&workshop, &mut tx, told, (None, Some(&view)), &actor).await?;
    Claim::keep(claim.as_ref(), &tx, MODULE, &view).await?;
    tx.commit().await?;
    Ok(answer(view, false))
}

fn blank(site_id: SiteId) -> Model {
    Model {
        id: Uuid::now_v7(),
        site_id,
        code: String::new(),
        name: String::new(),
        share: None,
        amount: None,
        least: Amount::ZERO,
        valid_from: None,
        valid_until: None,
        most_uses: None,
        most_per_customer: None,
        archived: false,
        version: 1,
    }
}

fn answer(view: CouponView, replayed: bool) -> Answer {
    let body = Created { location: format!("/api/v1/coupons/{}", view.id), body: Versioned(view.version, view) };
    Repeatable { status: StatusCode::CREATED, replayed, body }
}
