//! POST /stock-takes

use axum::extract::State;
use contracts::inventory::{LocationId, STOCK_COUNT, StockTakeId};
use garde::Validate;
use kernel::http::Json;
use kernel::text::{self, filled};
use kernel::{Problem, SiteId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::state::TakeState;
use super::store;
use super::take::StockTake;
use super::view::StockTakeView;
use crate::fields::CODE;
use crate::locations;
use crate::papers::{self, Begun, NewAnswer, begin};
use crate::purchases::Purchasing;
use crate::purchases::command::Asked;
use crate::purchases::create::site_card;

#[derive(Clone, Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct StockTakeInput {
    #[garde(skip)]
    pub site_id: SiteId,
    /// All that lies there when left out, or that has a bin.
    #[serde(default)]
    #[garde(custom(text::line(CODE)))]
    #[schema(max_length = 60, format = "line")]
    pub bin: Option<String>,
    /// The room or van to count; the site's own shelves when left out.
    #[serde(default)]
    #[garde(skip)]
    pub location_id: Option<LocationId>,
}

/// Begins a stock take of a bin, of a room or a van, or of all that lies on a site's own shelves, with what the books say now; it may be of nothing, and what is found is added.
/// Permission: `stock.count`.
#[utoipa::path(
    post, path = "/stock-takes", operation_id = "create_stock_take", tag = "inventory", security(("bearer" = [])),
    params(("Idempotency-Key" = Option<String>, Header)), request_body = StockTakeInput,
    responses((status = 201, body = StockTakeView))
)]
pub async fn create_stock_take(
    State(purchasing): State<Purchasing>,
    asked: Asked,
    Json(body): Json<StockTakeInput>,
) -> Result<NewAnswer<StockTake>, Problem> {
    asked.actor.permit(STOCK_COUNT, body.site_id)?;
    let context = &purchasing.context;
    let command = match begin::<StockTakeView>(asked, context, ("stock_take.create", body.site_id), &body).await? {
        Begun::Already(view) => return Ok(papers::created::<StockTake>(view.clone(), &path(view.id), true)),
        Begun::Now(command) => command,
    };
    let site = site_card(&purchasing, body.site_id).await?;
    if let Some(location) = body.location_id {
        locations::store::in_use(&command.tx, site.id, location, "/location_id").await?;
    }
    let mut take = StockTake {
        id: StockTakeId::new(),
        number: String::new(),
        site_id: site.id,
        bin: filled(body.bin),
        location_id: body.location_id,
        state: TakeState::Counting,
        currency: site.currency.clone(),
        created_at: context.clock.now(),
        created_by: command.actor.name.clone(),
        counted_at: None,
        approval: None,
        cancel_reason: None,
        variance_cost: None,
        version: 1,
    };
    store::insert(&command.tx, &mut take, &site).await?;
    command.close(&take, &path(take.id), context).await
}

fn path(id: StockTakeId) -> String {
    format!("/stock-takes/{id}")
}
