//! GET /stock-values/{site}

use axum::extract::State;
use chrono::{DateTime, NaiveDate, Utc};
use contracts::billing::ACCOUNTING_READ;
use contracts::identity::SiteCard;
use contracts::inventory::{LocationId, STOCK_SEE_COST};
use kernel::http::{Caller, Json, Path, Query};
use kernel::{Actor, Amount, Problem, SiteId};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::super::month::begins;
use super::store;
use crate::purchases::Purchasing;
use crate::purchases::create::site_of;

#[derive(Clone, Copy, Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct DayQuery {
    /// At the end of this day at the site; of today, so far, when left out.
    on: Option<NaiveDate>,
}

/// What a site's stock was worth at the end of a day, in minor units of its currency.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct StockValue {
    pub site_id: SiteId,
    pub currency: String,
    pub on: NaiveDate,
    /// Articles that lay there, or were owed.
    pub products: i64,
    pub value_cost: Amount,
    /// The most valuable first.
    pub categories: Vec<CategoryValue>,
    /// The site's own shelves, then its rooms and vans by name.
    pub places: Vec<PlaceValue>,
    /// Received by then and not billed by then, at the prices it was ordered at.
    pub unbilled_cost: Amount,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct CategoryValue {
    /// Null of articles without one.
    pub category: Option<String>,
    pub products: i64,
    pub value_cost: Amount,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PlaceValue {
    /// Null of the site's own shelves.
    pub location_id: Option<LocationId>,
    pub name: Option<String>,
    pub value_cost: Amount,
}

/// What a site's stock was worth at the end of a day, by category and place: of each article what was left, at its average cost then.
///
/// A day that has not begun at the site is refused (`day-not-begun`). Permission: `accounting.read` and `stock.see_cost` at the site.
#[utoipa::path(
    get, path = "/stock-values/{site_id}", operation_id = "get_stock_value", tag = "inventory", security(("bearer" = [])),
    params(("site_id" = SiteId, Path), DayQuery),
    responses((status = 200, body = StockValue))
)]
pub async fn get_stock_value(
    State(purchasing): State<Purchasing>,
    Caller(actor): Caller,
    Path(id): Path<SiteId>,
    Query(query): Query<DayQuery>,
) -> Result<Json<StockValue>, Problem> {
    let day = Day::asked(&purchasing, &actor, id, query).await?;
    let instant = purchasing.context.db.snapshot().await?;
    let mut categories = store::categories(&instant, id, day.ends).await?;
    categories.sort_by(|one, other| other.value_cost.cmp(&one.value_cost).then_with(|| one.category.cmp(&other.category)));
    let value_cost: Amount = categories.iter().map(|row| row.value_cost).sum();
    let rooms = store::locations(&instant, id, day.ends).await?;
    let elsewhere = rooms.iter().map(|row| row.value_cost).sum();
    let own = PlaceValue { location_id: None, name: None, value_cost: value_cost - elsewhere };
    let room = |row: store::OfLocation| PlaceValue { location_id: Some(row.location_id), name: Some(row.name), value_cost: row.value_cost };
    let category = |row: store::OfCategory| {
        let store::OfCategory { category, products, value_cost } = row;
        CategoryValue { category, products, value_cost }
    };
    Ok(Json(StockValue {
        site_id: id,
        currency: day.site.currency,
        on: day.on,
        products: categories.iter().map(|row| row.products).sum(),
        value_cost,
        categories: categories.into_iter().map(category).collect(),
        places: [own].into_iter().chain(rooms.into_iter().map(room)).collect(),
        unbilled_cost: store::unbilled(&instant, id, day.ends).await?,
    }))
}

/// The day that was asked for, and the first instant after it.
pub struct Day {
    pub site: SiteCard,
    pub on: NaiveDate,
    pub ends: DateTime<Utc>,
}

impl Day {
    /// A day that has begun, for who may know.
    pub async fn asked(purchasing: &Purchasing, actor: &Actor, id: SiteId, query: DayQuery) -> Result<Self, Problem> {
        actor.permit(ACCOUNTING_READ, id)?;
        actor.permit(STOCK_SEE_COST, id)?;
        let site = site_of(purchasing, id).await?;
        let zone: chrono_tz::Tz = site.time_zone.parse().unwrap_or(chrono_tz::UTC);
        let today = purchasing.context.clock.now().with_timezone(&zone).date_naive();
        let on = query.on.unwrap_or(today);
        let oldest = NaiveDate::from_ymd_opt(2000, 1, 1).unwrap_or_default();
        if !(oldest..=today).contains(&on) {
            return Err(Problem::field("/on", "day-not-begun", "it is a day from 2000 on that has begun at the site"));
        }
        Ok(Self { site, on, ends: begins(on.succ_opt().unwrap_or(on), zone) })
    }
}
