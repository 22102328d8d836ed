//! The list's one query, over stored columns.

use chrono::{DateTime, NaiveDate, Utc};
use contracts::billing::InvoiceId;
use contracts::customers::CustomerId;
use contracts::workshop::WorkOrderId;
use kernel::listing::{Conditions, Listing};
use kernel::paging::Counted;
use kernel::search::{self, Query};
use kernel::{Amount, Binds, SiteId, db};
use sea_orm::{ConnectionTrait, DbErr, FromQueryResult};
use uuid::Uuid;

use super::TERMS;
use crate::invoices::invoice::State;

const COLUMNS: &str = "r.id, r.number, r.document, r.state, r.site_id, r.customer_id, r.customer_name, r.work_order_id, r.work_order_number, \
                       r.vehicle_plate, r.issued_on, r.due_on, r.total, r.due, r.currency, r.created_at, \
                       r.po_number, r.together is not null as is_together, r.held";

/// What a list shows of an invoice.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Row {
    pub id: InvoiceId,
    pub number: Option<String>,
    /// Of an opening entry.
    pub document: Option<String>,
    pub state: State,
    pub site_id: SiteId,
    pub customer_id: CustomerId,
    pub customer_name: String,
    pub work_order_id: WorkOrderId,
    pub work_order_number: String,
    pub vehicle_plate: String,
    pub issued_on: Option<NaiveDate>,
    pub due_on: Option<NaiveDate>,
    pub total: Amount,
    pub due: Amount,
    pub currency: String,
    pub created_at: DateTime<Utc>,
    pub po_number: Option<String>,
    pub is_together: bool,
    pub held: bool,
}

/// What to list; all given parts must hold.
#[derive(Clone, Debug)]
pub struct Filter {
    /// None for every site.
    pub sites: Option<Vec<SiteId>>,
    /// Empty for every state.
    pub states: Vec<State>,
    pub overdue: Option<bool>,
    pub customer: Option<CustomerId>,
    pub work_order: Option<WorkOrderId>,
    pub query: Option<Query>,
    /// Only those before this one.
    pub before: Option<InvoiceId>,
    pub today: NaiveDate,
    pub limit: u64,
}

/// The newest invoices that the filter lets through.
pub async fn newest<C: ConnectionTrait>(conn: &C, filter: &Filter) -> Result<Vec<Row>, DbErr> {
    listing(filter).rows(conn).await
}

/// How many the filter lets through, whatever its limit.
pub async fn count<C: ConnectionTrait>(conn: &C, filter: &Filter) -> Result<Counted, DbErr> {
    listing(filter).count(conn).await
}

fn listing(filter: &Filter) -> Listing<'_> {
    let mut conditions = Conditions::default();
    conditions.equal("r.customer_id", filter.customer);
    if let Some(order) = filter.work_order {
        let is_its = "(r.work_order_id = ? or r.id in (select invoice_id from billing_invoice_orders where work_order_id = ?))";
        conditions.add(is_its, [order.into(), order.into()]);
    }
    let is_narrow = !conditions.sql.is_empty();
    if let Some(before) = filter.before {
        conditions.add("r.id < ?", [before.into()]);
    }
    if let Some(overdue) = filter.overdue {
        let not = if overdue { "" } else { "not " };
        conditions.add(&format!("{not}(r.state in ('issued', 'part_paid') and r.due > 0 and r.due_on < ?)"), [filter.today.into()]);
    }
    let states =
        if filter.states.is_empty() && filter.overdue == Some(true) { &[State::Issued, State::PartPaid][..] } else { &filter.states };
    Listing {
        table: "billing_invoices",
        terms: TERMS,
        columns: COLUMNS,
        keys: "r.id",
        order: "r.id desc",
        limit: filter.limit,
        conditions,
        is_narrow,
        words: filter.query.as_ref(),
        sites: filter.sites.as_deref(),
        states: states.iter().map(|state| state.code()).collect(),
    }
}

/// The best hits of the search box.
pub async fn search<C: ConnectionTrait>(conn: &C, query: &Query, sites: Option<&[SiteId]>, limit: u64) -> Result<Vec<Row>, DbErr> {
    let source = search::Source { terms: TERMS, table: "billing_invoices", columns: COLUMNS };
    search::find(conn, source, query, limit, |binds| binds.and_among("r.site_id", sites)).await
}

/// What a customer owes in one currency.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Owed {
    pub customer_id: Uuid,
    pub currency: String,
    pub due: i64,
}

/// What these customers owe on invoices of these sites, the most first; none of who owes nothing.
pub async fn due_of<C: ConnectionTrait>(conn: &C, customers: &[Uuid], sites: Option<&[SiteId]>) -> Result<Vec<Owed>, DbErr> {
    if customers.is_empty() {
        return Ok(vec![]);
    }
    let mut binds = Binds::default();
    let customers = binds.list(customers.iter().copied());
    let sites = binds.and_among("r.site_id", sites);
    let sql = format!(
        "select r.customer_id, r.currency, cast(sum(r.due) as bigint) as due from billing_invoices r \
         where r.customer_id in ({customers}) and r.state <> 'draft' and r.due <> 0{sites} group by r.customer_id, r.currency order by 3 desc"
    );
    db::all(conn, sql, binds.0).await
}
