//! The list's one query, over stored columns.

use chrono::{DateTime, NaiveDate, Utc};
use contracts::billing::InvoiceId;
use contracts::customers::CustomerId;
use contracts::workshop::WorkOrderId;
use kernel::search::Query;
use kernel::{Amount, SiteId, db};
use sea_orm::{ConnectionTrait, DbErr, FromQueryResult, Value};

use super::TERMS;
use crate::invoices::invoice::State;

const COLUMNS: &str = "i.id, i.number, i.state, i.site_id, i.customer_id, i.customer_name, i.work_order_id, i.work_order_number, \
                       i.vehicle_plate, i.issued_on, i.due_on, i.total, i.due, i.currency, i.created_at";

/// What a list shows of an invoice.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Row {
    pub id: InvoiceId,
    pub number: Option<String>,
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

/// More matches than this and a word is common: walking the list finds a page of them sooner than collecting them all.
const COMMON: i64 = 5_000;

/// The newest invoices that the filter lets through.
///
/// Sites and states are separate branches, each read in order from its own part of an index and cut at the limit, so that
/// the cost follows the page and not the number of invoices. A rare word typed drives the query instead.
pub async fn newest<C: ConnectionTrait>(conn: &C, filter: &Filter) -> Result<Vec<Row>, DbErr> {
    let mut values = vec![];
    let (from, mut conditions) = typed(conn, filter.query.as_ref(), &mut values).await?;
    let is_narrow = from.is_some() || filter.customer.is_some() || filter.work_order.is_some();
    conditions.extend(common(filter, &mut values));
    let branches = if is_narrow { vec![within(filter, &mut values)] } else { branches(filter, &mut values) };
    let (from, limit) = (from.unwrap_or_else(|| "billing_invoices i".to_owned()), filter.limit);
    let selects: Vec<_> = branches
        .iter()
        .enumerate()
        .map(|(place, branch)| {
            let all: Vec<_> = [branch.as_slice(), conditions.as_slice()].concat();
            let filtered = if all.is_empty() { String::new() } else { format!(" where {}", all.join(" and ")) };
            format!("select * from (select {COLUMNS} from {from}{filtered} order by i.id desc limit {limit}) b{place}")
        })
        .collect();
    if selects.is_empty() {
        return Ok(vec![]);
    }
    db::all(conn, format!("{} order by id desc limit {limit}", selects.join(" union all ")), values).await
}

fn bind(values: &mut Vec<Value>, value: impl Into<Value>) -> String {
    values.push(value.into());
    format!("${}", values.len())
}

/// How the words typed are looked for: from a rare word's matches on, or checked on each invoice when every word is common.
async fn typed<C: ConnectionTrait>(
    conn: &C,
    query: Option<&Query>,
    values: &mut Vec<Value>,
) -> Result<(Option<String>, Vec<String>), DbErr> {
    let Some(mut rest) = query.cloned() else { return Ok((None, vec![])) };
    let mut from = None;
    let mut conditions = vec![];
    if let Some(place) = rare(conn, &rest).await? {
        let driver = Query { prefixes: vec![rest.prefixes.swap_remove(place)] };
        let (ids, bounds) = driver.ids(TERMS, values.len() + 1);
        values.extend(bounds);
        from = Some(format!("{ids} m cross join billing_invoices i"));
        conditions.push("i.id = m.id".to_owned());
    }
    if !rest.prefixes.is_empty() {
        let (condition, bounds) = rest.condition(TERMS, "i.id", values.len() + 1);
        values.extend(bounds);
        conditions.push(condition);
    }
    Ok((from, conditions))
}

#[derive(FromQueryResult)]
struct Matches {
    count: i64,
}

/// The place of a word with few matches; each is counted up to [`COMMON`] only.
async fn rare<C: ConnectionTrait>(conn: &C, query: &Query) -> Result<Option<usize>, DbErr> {
    for (place, prefix) in query.prefixes.iter().enumerate() {
        // Only the bounds: a sub-select of distinct ids would be collected whole before it is cut.
        let (_, bounds) = Query { prefixes: vec![prefix.clone()] }.ids(TERMS, 1);
        let limit = COMMON + 1;
        let sql = format!("select count(*) as count from (select 1 from {TERMS} d where d.term >= $1 and d.term < $2 limit {limit}) c");
        if db::one::<Matches, _>(conn, sql, bounds).await?.is_some_and(|found| found.count <= COMMON) {
            return Ok(Some(place));
        }
    }
    Ok(None)
}

/// Conditions that every branch repeats.
fn common(filter: &Filter, values: &mut Vec<Value>) -> Vec<String> {
    let mut conditions = vec![];
    if let Some(before) = filter.before {
        conditions.push(format!("i.id < {}", bind(values, before.0)));
    }
    if let Some(customer) = filter.customer {
        conditions.push(format!("i.customer_id = {}", bind(values, customer.0)));
    }
    if let Some(order) = filter.work_order {
        conditions.push(format!("i.work_order_id = {}", bind(values, order.0)));
    }
    if let Some(overdue) = filter.overdue {
        let not = if overdue { "" } else { "not " };
        conditions.push(format!("{not}(i.state in ('issued', 'part_paid') and i.due_on < {})", bind(values, filter.today)));
    }
    conditions
}

/// Sites and states as one branch: what is left after a customer, an order or a rare word is little.
fn within(filter: &Filter, values: &mut Vec<Value>) -> Vec<String> {
    let mut conditions = vec![];
    if let Some(sites) = &filter.sites {
        let sites: Vec<_> = sites.iter().map(|site| bind(values, site.0)).collect();
        conditions.push(format!("i.site_id in ({})", sites.join(", ")));
    }
    if !filter.states.is_empty() {
        let states: Vec<_> = filter.states.iter().map(|state| bind(values, state.code())).collect();
        conditions.push(format!("i.state in ({})", states.join(", ")));
    }
    conditions
}

/// One branch per site and state.
fn branches(filter: &Filter, values: &mut Vec<Value>) -> Vec<Vec<String>> {
    let unpaid = [State::Issued, State::PartPaid];
    let states = if filter.states.is_empty() && filter.overdue == Some(true) { &unpaid[..] } else { &filter.states };
    let states: Vec<_> = states.iter().map(|state| format!("i.state = {}", bind(values, state.code()))).collect();
    let sites = match &filter.sites {
        Some(sites) => sites.iter().map(|site| vec![format!("i.site_id = {}", bind(values, site.0))]).collect(),
        None => vec![vec![]],
    };
    if states.is_empty() {
        return sites;
    }
    let each = |site: &Vec<String>| states.iter().map(|state| [site.as_slice(), std::slice::from_ref(state)].concat()).collect::<Vec<_>>();
    sites.iter().flat_map(each).collect()
}
