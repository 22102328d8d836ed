//! `GET /invoices`

use axum::extract::State as Shared;
use chrono::{DateTime, NaiveDate, Utc};
use contracts::billing::{INVOICE_READ, InvoiceId};
use contracts::customers::CustomerId;
use contracts::workshop::WorkOrderId;
use kernel::http::{Caller, Query};
use kernel::paging::{Counted, Page, PageQuery};
use kernel::{Actor, Amount, Problem, SiteId, listing, search};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::invoice::{CustomerRef, State, WorkOrderRef};
use super::store::{self, Filter, Row};
use crate::Billing;

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ListQuery {
    #[param(value_type = Option<String>, format = Uuid)]
    pub site: Option<SiteId>,
    /// Any of `draft`, `issued`, `part_paid`, `paid`, with commas between.
    #[param(value_type = Option<Vec<State>>, style = Form, explode = false)]
    pub state: Option<String>,
    /// `true`: past the due day and not paid. `false`: all others.
    pub overdue: Option<bool>,
    #[param(value_type = Option<String>, format = Uuid)]
    pub customer: Option<CustomerId>,
    #[param(value_type = Option<String>, format = Uuid)]
    pub work_order: Option<WorkOrderId>,
    /// Beginnings of words: number, plate, customer, work order, the customer's own order number.
    pub q: Option<String>,
}

/// An invoice in a list.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct InvoiceRow {
    pub id: InvoiceId,
    pub number: Option<String>,
    /// Of what was open before this system: the number of its document there. It has no number of ours.
    pub opening: Option<String>,
    pub state: State,
    pub overdue: bool,
    pub site_id: SiteId,
    pub customer: CustomerRef,
    /// Null, as the plate, for what was open before this system.
    pub work_order: Option<WorkOrderRef>,
    pub plate: Option<String>,
    pub issued_on: Option<NaiveDate>,
    pub due_on: Option<NaiveDate>,
    pub total: Amount,
    pub due: Amount,
    pub currency: String,
    pub created_at: DateTime<Utc>,
    /// The customer's own order number; of several orders, theirs with commas.
    pub po_number: Option<String>,
    /// Of several work orders: it names none of them here.
    pub is_together: bool,
    /// A draft that waits for its reopened work order.
    pub held: bool,
}

/// Invoices and drafts, newest first.
///
/// Permission: `invoice.read`.
#[utoipa::path(
    get,
    path = "/invoices",
    tag = "billing",
    params(ListQuery, PageQuery),
    responses(
        (status = 200, body = Page<InvoiceRow>)
    ),
    security(("bearer" = []))
)]
pub async fn list_invoices(
    Shared(billing): Shared<Billing>,
    Caller(actor): Caller,
    Query(asked): Query<ListQuery>,
    Query(paging): Query<PageQuery>,
) -> Result<axum::Json<Page<InvoiceRow>>, Problem> {
    list(&billing, &actor, asked, &paging).await.map(axum::Json)
}

/// How many invoices and drafts the list has with these filters.
///
/// Permission: `invoice.read`.
#[utoipa::path(
    get,
    path = "/invoices/count",
    tag = "billing",
    params(ListQuery),
    responses(
        (status = 200, body = Counted)
    ),
    security(("bearer" = []))
)]
pub async fn count_invoices(
    Shared(billing): Shared<Billing>,
    Caller(actor): Caller,
    Query(asked): Query<ListQuery>,
) -> Result<axum::Json<Counted>, Problem> {
    let counted = match filter(&billing, &actor, asked, &PageQuery::default())? {
        Some(filter) => store::count(billing.context.db.reader(), &filter).await?,
        None => Counted { count: 0 },
    };
    Ok(axum::Json(counted))
}

/// What is asked for; none when what was typed can find nothing.
fn filter(billing: &Billing, actor: &Actor, asked: ListQuery, paging: &PageQuery) -> Result<Option<Filter>, Problem> {
    let sites = actor.visible_sites(asked.site, INVOICE_READ)?;
    let (limit, today) = (paging.limit()?, billing.context.clock.now().date_naive());
    let typed = asked.q.filter(|text| !text.trim().is_empty());
    let query = typed.as_deref().and_then(search::Query::parse);
    if typed.is_some() && query.is_none() {
        return Ok(None);
    }
    Ok(Some(Filter {
        sites,
        states: states(asked.state.as_deref())?,
        overdue: asked.overdue,
        customer: asked.customer,
        work_order: asked.work_order,
        query,
        before: paging.cursor()?,
        today,
        limit: limit + 1,
    }))
}

async fn list(billing: &Billing, actor: &Actor, asked: ListQuery, paging: &PageQuery) -> Result<Page<InvoiceRow>, Problem> {
    let Some(filter) = filter(billing, actor, asked, paging)? else { return Ok(Page { items: vec![], next: None }) };
    let (limit, today) = (filter.limit - 1, filter.today);
    let rows = store::newest(billing.context.db.reader(), &filter).await?;
    Ok(Page::cut(rows, limit, |row| row.id).map(|row| shown(row, today)))
}

fn states(text: Option<&str>) -> Result<Vec<State>, Problem> {
    listing::states(text, State::parse, |_| "state is draft, issued, part_paid or paid".to_owned())
}

fn shown(row: Row, today: NaiveDate) -> InvoiceRow {
    let is_open = matches!(row.state, State::Issued | State::PartPaid) && row.due > Amount::ZERO;
    let is_ours = row.document.is_none() && !row.is_together;
    InvoiceRow {
        id: row.id,
        number: row.number,
        opening: row.document,
        state: row.state,
        overdue: is_open && row.due_on.is_some_and(|due_on| due_on < today),
        site_id: row.site_id,
        customer: CustomerRef { id: row.customer_id, name: row.customer_name },
        work_order: is_ours.then_some(WorkOrderRef { id: row.work_order_id, number: row.work_order_number }),
        plate: is_ours.then_some(row.vehicle_plate),
        issued_on: row.issued_on,
        due_on: row.due_on,
        total: row.total,
        due: row.due,
        currency: row.currency,
        created_at: row.created_at,
        po_number: row.po_number,
        is_together: row.is_together,
        held: row.held,
    }
}
