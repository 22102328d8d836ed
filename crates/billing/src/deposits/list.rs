//! GET /deposits

use axum::Json;
use axum::extract::State;
use contracts::billing::INVOICE_READ;
use contracts::customers::CustomerId;
use contracts::workshop::WorkOrderId;
use kernel::http::{Caller, Query};
use kernel::paging::{Page, PageQuery};
use kernel::{Problem, SiteId};
use serde::Deserialize;
use utoipa::IntoParams;

use super::view::{DepositView, shown};
use super::{Deposits, store};

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ListQuery {
    #[param(value_type = Option<String>, format = Uuid)]
    site: Option<SiteId>,
    #[param(value_type = Option<String>, format = Uuid)]
    work_order: Option<WorkOrderId>,
    #[param(value_type = Option<String>, format = Uuid)]
    customer: Option<CustomerId>,
    /// `true`: something is left of it. `false`: all others.
    open: Option<bool>,
}

/// Deposits, newest first, with what became of them. Permission: `invoice.read`.
#[utoipa::path(
    get, path = "/deposits", operation_id = "list_deposits", tag = "billing", security(("bearer" = [])),
    params(ListQuery, PageQuery), responses((status = 200, body = Page<DepositView>))
)]
pub async fn list_deposits(
    State(deposits): State<Deposits>,
    Caller(actor): Caller,
    Query(asked): Query<ListQuery>,
    Query(paging): Query<PageQuery>,
) -> Result<Json<Page<DepositView>>, Problem> {
    let (sites, limit) = (actor.visible_sites(asked.site, INVOICE_READ)?, paging.limit()?);
    let ListQuery { work_order, customer, open, .. } = asked;
    let filter = store::Filter { sites, work_order, customer, open, before: paging.cursor()?, limit: limit + 1 };
    let reader = deposits.context.db.reader();
    let page = Page::cut(store::newest(reader, &filter).await?, limit, |row| row.id);
    let entries = store::entries(reader, &page.items.iter().map(|row| row.id).collect::<Vec<_>>()).await?;
    Ok(Json(page.map(|row| shown(row, &entries, &actor))))
}
