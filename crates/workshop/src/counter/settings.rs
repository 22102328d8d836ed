//! Who buys at a site's counter when nobody gives a name.

use std::sync::Arc;

use axum::extract::State;
use contracts::customers::CustomerId;
use contracts::workshop::{WORK_ORDER_READ, WORKSHOP_CONFIGURE};
use garde::Validate;
use kernel::http::{Caller, Json, Path, Versioned};
use kernel::site_settings::of;
use kernel::{Actor, Problem, SiteId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::store::Model;
use crate::configure::configure;
use crate::work_orders::command::Asked;
use crate::work_orders::view::CustomerName;
use crate::{MODULE, Workshop};

/// A site's counter.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Counter {
    pub site_id: SiteId,
    /// Who buys when nobody gives a name; null when everybody has to.
    pub customer: Option<CustomerName>,
    pub version: i64,
    /// update
    pub actions: Vec<String>,
}

#[derive(Clone, Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CounterInput {
    /// The site's walk-in customer, or null.
    #[garde(skip)]
    pub customer_id: Option<CustomerId>,
}

/// Who buys at a site's counter when nobody gives a name. Permission: `work_order.read`.
#[utoipa::path(get, path = "/workshops/{site_id}/counter", tag = MODULE, operation_id = "get_counter", security(("bearer" = [])),
    params(("site_id" = SiteId, Path)), responses((status = 200, body = Counter)))]
pub async fn get_counter(
    State(workshop): State<Arc<Workshop>>,
    Caller(actor): Caller,
    Path(site): Path<SiteId>,
) -> Result<Versioned<Counter>, Problem> {
    actor.permit(WORK_ORDER_READ, site)?;
    let row: Model = of(workshop.context.db.reader(), site).await?;
    Ok(Versioned(row.version, shown(&workshop, row, &actor).await?))
}

/// Chooses who buys at a site's counter when nobody gives a name. Permission: `workshop.configure`.
#[utoipa::path(put, path = "/workshops/{site_id}/counter", tag = MODULE, operation_id = "set_counter", security(("bearer" = [])),
    params(("site_id" = SiteId, Path), ("If-Match" = Option<String>, Header)), request_body = CounterInput,
    responses((status = 200, body = Counter)))]
pub async fn set_counter(
    State(workshop): State<Arc<Workshop>>,
    asked: Asked,
    Path(site): Path<SiteId>,
    Json(input): Json<CounterInput>,
) -> Result<Versioned<Counter>, Problem> {
    asked.actor.permit(WORKSHOP_CONFIGURE, site)?;
    if let Some(id) = input.customer_id {
        let card = workshop.customers.cards(&[id]).await?.into_iter().next();
        let fault = |code, detail| Problem::field("/customer_id", code, detail);
        let card = card.ok_or_else(|| fault("unknown", "does not exist"))?;
        if card.archived {
            return Err(fault("archived", "the customer is archived"));
        }
    }
    let choose = |row: &mut Model| {
        row.customer_id = input.customer_id;
        Ok(())
    };
    let row = configure(&workshop, &asked, (site, "workshop.counter_set"), |row: &Model| row.customer_id, choose).await?;
    Ok(Versioned(row.version, shown(&workshop, row, &asked.actor).await?))
}

async fn shown(workshop: &Workshop, row: Model, actor: &Actor) -> Result<Counter, Problem> {
    let ids: Vec<_> = row.customer_id.into_iter().collect();
    let card = if ids.is_empty() { None } else { workshop.customers.cards(&ids).await?.into_iter().next() };
    let actions = actor.allowed(row.site_id, &[("update", WORKSHOP_CONFIGURE)]).into_iter().map(str::to_owned).collect();
    let customer = card.map(|card| CustomerName { id: Some(card.id), name: card.name });
    Ok(Counter { site_id: row.site_id, customer, version: row.version, actions })
}
