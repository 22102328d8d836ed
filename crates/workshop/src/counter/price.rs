//! What a sale would come to, before anything happens.

use std::sync::Arc;

use axum::extract::State;
use contracts::workshop::COUNTER_SELL;
use kernel::Problem;
use kernel::http::{Caller, Json};
use kernel::money::Totals;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::sale::{Sale, order_of};
use super::sell::{SellAtCounter, buyer, priced};
use crate::work_orders::open::terms_of;
use crate::work_orders::view::{self, LineView};
use crate::{MODULE, Workshop};

/// What a sale would come to now.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct CounterPrice {
    /// In the order that they were asked in.
    pub lines: Vec<LineView>,
    /// With stamp duty.
    pub totals: Totals,
}

/// What these parts would cost this customer over the counter now; nothing is sold. Permission: `counter.sell` at the site.
#[utoipa::path(
    post, path = "/counter-sales/price", tag = MODULE, operation_id = "price_counter_sale", security(("bearer" = [])),
    request_body = SellAtCounter, responses((status = 200, body = CounterPrice))
)]
pub async fn price_counter_sale(
    State(workshop): State<Arc<Workshop>>,
    Caller(actor): Caller,
    Json(body): Json<SellAtCounter>,
) -> Result<Json<CounterPrice>, Problem> {
    actor.permit(COUNTER_SELL, body.site_id)?;
    let site = workshop.open_site(body.site_id).await?;
    let customer = buyer(&workshop, &body).await?;
    let terms = terms_of(&site)?;
    let lines = priced(&workshop, &body, (&customer, &terms), &actor).await?;
    let (by, at) = (actor.name.clone(), workshop.now());
    let (order, _, _) = order_of(Sale { site_id: site.id, customer, terms, lines, notes: None, by, at })?;
    let view = view::whole(&order, &actor);
    let lines = view.jobs.into_iter().flat_map(|job| job.lines).collect();
    Ok(Json(CounterPrice { lines, totals: view.totals }))
}
