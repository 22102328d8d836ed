//! What a sale would come to, before anything happens.

use std::sync::Arc;

use axum::extract::State;
use contracts::customers::Exemption;
use contracts::workshop::COUNTER_SELL;
use kernel::Problem;
use kernel::http::{Caller, Json};
use kernel::money::Totals;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::sale::{Sale, order_of};
use super::sell::{SellAtCounter, buyer, priced};
use crate::work_orders::view::{self, LineView};
use crate::{MODULE, Workshop, exemptions};

/// What a sale would come to now.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct CounterPrice {
    /// In the order that they were asked in.
    pub lines: Vec<LineView>,
    /// What is charged for old parts until they are brought.
    pub core_charges: Vec<LineView>,
    /// With stamp duty.
    pub totals: Totals,
    /// By which this customer buys without VAT.
    #[serde(default)]
    pub exemption: Option<Exemption>,
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
    let terms = workshop.terms(&site).await?;
    let lines = priced(&workshop, &body, (&customer, &terms), &actor).await?;
    let (by, at) = (actor.name.clone(), workshop.now());
    let exemption = exemptions::today(&customer, &site, at);
    let (order, _, _) = order_of(Sale { site_id: site.id, customer, terms, exemption, lines, notes: None, by, at })?;
    let view = view::whole(&order, &actor);
    let (core_charges, lines) = view.jobs.into_iter().flat_map(|job| job.lines).partition(|line| line.core_of.is_some());
    Ok(Json(CounterPrice { lines, core_charges, totals: view.totals, exemption: view.exemption }))
}
