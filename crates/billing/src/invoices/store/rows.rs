//! The list's one query, over stored columns.

use chrono::{DateTime, NaiveDate, Utc};
use contracts::billing::InvoiceId;
use contracts::customers::CustomerId;
use contracts::workshop::WorkOrderId;
use kernel::search::{self, Plan, Query};
use kernel::{Amount, Binds, SiteId, db};
use sea_orm::{ConnectionTrait, DbErr, FromQueryResult};

use super::TERMS;
use crate::invoices::invoice::State;

const COLUMNS: &str = "r.id, r.number, r.state, r.site_id, r.customer_id, r.customer_name, r.work_order_id, r.work_order_number, \
                       r.vehicle_plate, r.issued_on, r.due_on, r.total, r.due, r.currency, r.created_at";

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
    let mut binds = Binds::default();
    let (from, mut conditions) = typed(conn, filter.query.as_ref(), &mut binds).await?;
    let is_narrow = from.is_some() || filter.customer.is_some() || filter.work_order.is_some();
    conditions.extend(common(filter, &mut binds));
    let branches = if is_narrow { vec![within(filter, &mut binds)] } else { branches(filter, &mut binds) };
    let (from, limit) = (from.unwrap_or_else(|| "billing_invoices r".to_owned()), filter.limit);
    let selects: Vec<_> = branches
        .iter()
        .enumerate()
        .map(|(place, branch)| {
            let all: Vec<_> = [branch.as_slice(), conditions.as_slice()].concat();
            let filtered = if all.is_empty() { String::new() } else { format!(" where {}", all.join(" and ")) };
            format!("select * from (select {COLUMNS} from {from}{filtered} order by r.id desc limit {limit}) b{place}")
        })
        .collect();
    if selects.is_empty() {
        return Ok(vec![]);
    }
    db::all(conn, format!("{} order by id desc limit {limit}", selects.join(" union all ")), binds.0).await
}

/// The best hits of the search box.
pub async fn search<C: ConnectionTrait>(conn: &C, query: &Query, sites: Option<&[SiteId]>, limit: u64) -> Result<Vec<Row>, DbErr> {
    let source = search::Source { terms: TERMS, table: "billing_invoices", columns: COLUMNS };
    search::find(conn, source, query, limit, |binds| binds.and_among("r.site_id", sites)).await
}

/// Where the list is read from: a rare word's matches, or the invoices with the words checked on each.
async fn typed<C: ConnectionTrait>(conn: &C, query: Option<&Query>, binds: &mut Binds) -> Result<(Option<String>, Vec<String>), DbErr> {
    let Some(query) = query else { return Ok((None, vec![])) };
    let plan = Plan::of(conn, TERMS, query).await?;
    if plan.is_common(conn, COMMON).await? {
        let holds = plan.condition(binds, "r.id");
        return Ok((None, vec![holds.trim_start_matches(" and ").to_owned()]));
    }
    Ok((Some(format!("{} m cross join billing_invoices r", plan.ids(binds))), vec!["r.id = m.id".to_owned()]))
}

/// Conditions that every branch repeats.
fn common(filter: &Filter, binds: &mut Binds) -> Vec<String> {
    let mut conditions = vec![];
    if let Some(before) = filter.before {
        conditions.push(format!("r.id < {}", binds.add(before.0)));
    }
    if let Some(customer) = filter.customer {
        conditions.push(format!("r.customer_id = {}", binds.add(customer.0)));
    }
    if let Some(order) = filter.work_order {
        conditions.push(format!("r.work_order_id = {}", binds.add(order.0)));
    }
    if let Some(overdue) = filter.overdue {
        let not = if overdue { "" } else { "not " };
        conditions.push(format!("{not}(r.state in ('issued', 'part_paid') and r.due_on < {})", binds.add(filter.today)));
    }
    conditions
}

/// Sites and states as one branch: what is left after a customer, an order or a rare word is little.
fn within(filter: &Filter, binds: &mut Binds) -> Vec<String> {
    let mut conditions = vec![];
    if let Some(sites) = &filter.sites {
        let sites: Vec<_> = sites.iter().map(|site| binds.add(site.0)).collect();
        conditions.push(format!("r.site_id in ({})", sites.join(", ")));
    }
    if !filter.states.is_empty() {
        let states: Vec<_> = filter.states.iter().map(|state| binds.add(state.code())).collect();
        conditions.push(format!("r.state in ({})", states.join(", ")));
    }
    conditions
}

/// One branch per site and state.
fn branches(filter: &Filter, binds: &mut Binds) -> Vec<Vec<String>> {
    let unpaid = [State::Issued, State::PartPaid];
    let states = if filter.states.is_empty() && filter.overdue == Some(true) { &unpaid[..] } else { &filter.states };
    let states: Vec<_> = states.iter().map(|state| format!("r.state = {}", binds.add(state.code()))).collect();
    let sites = match &filter.sites {
        Some(sites) => sites.iter().map(|site| vec![format!("r.site_id = {}", binds.add(site.0))]).collect(),
        None => vec![vec![]],
    };
    if states.is_empty() {
        return sites;
    }
    let each = |site: &Vec<String>| states.iter().map(|state| [site.as_slice(), std::slice::from_ref(state)].concat()).collect::<Vec<_>>();
    sites.iter().flat_map(each).collect()
}
