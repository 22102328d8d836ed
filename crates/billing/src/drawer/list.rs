//! GET /day-closes

use axum::Json;
use axum::extract::State;
use contracts::billing::PAYMENT_TAKE;
use kernel::http::{Caller, Query};
use kernel::paging::{Page, PageQuery};
use kernel::{Problem, SiteId};
use serde::Deserialize;
use utoipa::IntoParams;

use super::view::{DayCloseView, shown};
use crate::Billing;
use crate::entities::day_closes;
use crate::newest::newest;

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ListQuery {
    #[param(value_type = Option<String>, format = Uuid)]
    site: Option<SiteId>,
}

/// Closes, newest first. Permission: `payment.take`.
#[utoipa::path(
    get, path = "/day-closes", operation_id = "list_day_closes", tag = "billing", security(("bearer" = [])),
    params(ListQuery, PageQuery), responses((status = 200, body = Page<DayCloseView>))
)]
pub async fn list_day_closes(
    State(billing): State<Billing>,
    Caller(actor): Caller,
    Query(asked): Query<ListQuery>,
    Query(paging): Query<PageQuery>,
) -> Result<Json<Page<DayCloseView>>, Problem> {
    let sites = actor.visible_sites(asked.site, PAYMENT_TAKE)?;
    let closes = newest(billing.context.db.reader(), "billing_day_closes", sites.as_deref(), &paging, |row: &day_closes::Model| row.id);
    let Page { items, next } = closes.await?;
    Ok(Json(Page { items: items.into_iter().map(shown).collect::<Result<_, _>>()?, next }))
}
