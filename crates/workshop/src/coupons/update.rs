//! Writes a coupon anew, or takes it out of use.

use std::sync::Arc;

use axum::extract::State;
use contracts::workshop::PRICE_CONFIGURE;
use kernel::Problem;
use kernel::http::{Json, Path, Versioned};
use uuid::Uuid;

use super::input::CouponInput;
use super::store;
use super::view::CouponView;
use crate::pricing::{Told, tell};
use crate::work_orders::command::Asked;
use crate::{MODULE, Workshop};

/// Writes a coupon anew; orders that have it keep what it took off. Permission: `price.configure` at its site.
#[utoipa::path(put, path = "/coupons/{coupon_id}", tag = MODULE, operation_id = "update_coupon", security(("bearer" = [])),
    params(("coupon_id" = Uuid, Path), ("If-Match" = Option<String>, Header)),
    request_body = CouponInput, responses((status = 200, body = CouponView)))]
pub async fn update_coupon(
    State(workshop): State<Arc<Workshop>>,
    asked: Asked,
    Path(id): Path<Uuid>,
    Json(input): Json<CouponInput>,
) -> Result<Versioned<CouponView>, Problem> {
    let actor = asked.actor.clone();
    let mut tx = workshop.context.db.begin().await?;
    let before = store::find(&*tx, id).await?.ok_or_else(Problem::not_found)?;
    actor.permit(PRICE_CONFIGURE, before.site_id)?;
    asked.if_match.check(before.version)?;
    let mut row = input.write("", &before)?;
    let used = store::used(&*tx, row.site_id).await?.get(&id).copied().unwrap_or_default();
    if row != before {
        let others = store::list(&*tx, row.site_id, true).await?;
        if others.iter().any(|other| other.id != id && other.code == row.code) {
            return Err(Problem::field("/code", "duplicate", "another coupon has this code"));
        }
        store::save(&tx, &mut row).await?;
        let told = Told { action: "coupon.updated", entity: "coupon", id, label: &row.code, site: row.site_id };
        let (was, is) = (CouponView::new(&before, used, &actor), CouponView::new(&row, used, &actor));
        tell(&workshop, &mut tx, told, (Some(&was), Some(&is)), &actor).await?;
    }
    tx.commit().await?;
    Ok(Versioned(row.version, CouponView::new(&row, used, &actor)))
}
