//! Work orders, filtered, searched and paged.

use std::sync::Arc;

use axum::extract::State as Shared;
use contracts::customers::CustomerId;
use contracts::identity::UserId;
use contracts::vehicles::VehicleId;
use contracts::workshop::WORK_ORDER_READ;
use kernel::http::{Caller, Json, Query};
use kernel::paging::{Page, PageQuery};
use kernel::{Actor, Problem, SiteId};
use kernel::{listing, search};
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};

use super::state::{HoldReason, WorkOrderState};
use super::store::{self, Filter, Row, Sort};
use super::view::{self, WorkOrderRow};
use crate::{MODULE, Workshop};

#[derive(Clone, Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ListQuery {
    site: Option<SiteId>,
    /// One or more, with commas: `estimate,approved`.
    #[param(value_type = Option<Vec<WorkOrderState>>, style = Form, explode = false)]
    state: Option<String>,
    customer: Option<CustomerId>,
    vehicle: Option<VehicleId>,
    technician: Option<UserId>,
    /// What the work waits for.
    #[param(inline)]
    hold: Option<HoldReason>,
    /// Number, plate or the customer's name.
    q: Option<String>,
    /// `-opened_at` (newest first) when left out, or `promised_at`.
    #[serde(default)]
    #[param(inline)]
    sort: OrderSort,
}

#[derive(Clone, Copy, Debug, Default, Deserialize, ToSchema)]
pub enum OrderSort {
    #[default]
    #[serde(rename = "-opened_at")]
    Newest,
    #[serde(rename = "promised_at")]
    Promised,
}

/// Lists work orders of the caller's sites.
///
/// Permission: `work_order.read`.
#[utoipa::path(
    get, path = "/work-orders", tag = MODULE, operation_id = "list_work_orders", security(("bearer" = [])),
    params(ListQuery, PageQuery), responses((status = 200, body = Page<WorkOrderRow>))
)]
pub async fn list_work_orders(
    Shared(workshop): Shared<Arc<Workshop>>,
    Caller(actor): Caller,
    Query(query): Query<ListQuery>,
    Query(page): Query<PageQuery>,
) -> Result<Json<Page<WorkOrderRow>>, Problem> {
    let limit = page.limit()?;
    let Some(filter) = filter(&actor, &query, &page, limit + 1)? else {
        return Ok(Json(Page { items: vec![], next: None }));
    };
    let rows = store::list(workshop.context.db.reader(), &filter).await?;
    let page = match filter.sort {
        Sort::NewestFirst { .. } => Page::cut(rows, limit, |row: &Row| row.id),
        Sort::PromisedFirst { .. } => cut_by_promise(rows, limit),
    };
    Ok(Json(page.map(|row| view::row(row, &actor))))
}

fn cut_by_promise(rows: Vec<Row>, limit: u64) -> Page<Row> {
    Page::cut(rows, limit, |row| (row.promise_key, row.id))
}

/// `None` when what was typed can find nothing.
pub(super) fn filter(actor: &Actor, query: &ListQuery, page: &PageQuery, limit: u64) -> Result<Option<Filter>, Problem> {
    let typed = query.q.as_deref().map(str::trim).filter(|text| !text.is_empty());
    let words = typed.and_then(search::Query::parse);
    if typed.is_some() && words.is_none() {
        return Ok(None);
    }
    let sort = match query.sort {
        OrderSort::Newest => Sort::NewestFirst { after: page.cursor()? },
        OrderSort::Promised => Sort::PromisedFirst { after: page.cursor()? },
    };
    let sites = actor.visible_sites(query.site, WORK_ORDER_READ)?;
    Ok(Some(Filter {
        sites,
        states: states(query.state.as_deref())?,
        customer: query.customer,
        vehicle: query.vehicle,
        technician: query.technician,
        hold: query.hold,
        visits_only: false,
        words,
        sort,
        limit,
    }))
}

/// Each named state once.
fn states(text: Option<&str>) -> Result<Vec<WorkOrderState>, Problem> {
    listing::states(text, WorkOrderState::parse, |name| format!("{name} is no state of a work order"))
}
