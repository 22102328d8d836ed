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

/// The newest invoices that the filter lets through.
///
/// Sites and states are separate branches, each read in order from its own part of an index and cut at the limit, so that
/// the cost follows the page and not the number of invoices.
pub async fn newest<C: ConnectionTrait>(conn: &C, filter: &Filter) -> Result<Vec<Row>, DbErr> {
    let mut values = vec![];
    let common = common(filter, &mut values);
    let branches = branches(filter, &mut values);
    let limit = filter.limit;
    let selects: Vec<_> = branches
        .iter()
        .enumerate()
        .map(|(place, branch)| {
            let conditions: Vec<_> = [branch.as_slice(), common.as_slice()].concat();
            let filtered = if conditions.is_empty() { String::new() } else { format!(" where {}", conditions.join(" and ")) };
            format!("select * from (select {COLUMNS} from billing_invoices i{filtered} order by i.id desc limit {limit}) b{place}")
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
    if let Some(query) = &filter.query {
        let (condition, terms) = query.condition(TERMS, "i.id", values.len() + 1);
        values.extend(terms);
        conditions.push(condition);
    }
    conditions
}

/// One branch per site and state; a customer's or an order's invoices are few and need one.
fn branches(filter: &Filter, values: &mut Vec<Value>) -> Vec<Vec<String>> {
    let sites: Option<Vec<_>> = filter.sites.as_ref().map(|sites| sites.iter().map(|site| bind(values, site.0)).collect());
    let unpaid = [State::Issued, State::PartPaid];
    let states = if filter.states.is_empty() && filter.overdue == Some(true) { &unpaid[..] } else { &filter.states };
    let states: Vec<_> = states.iter().map(|state| bind(values, state.code())).collect();
    if filter.customer.is_some() || filter.work_order.is_some() {
        let within = sites.map(|sites| format!("i.site_id in ({})", sites.join(", ")));
        let being = (!states.is_empty()).then(|| format!("i.state in ({})", states.join(", ")));
        return vec![within.into_iter().chain(being).collect()];
    }
    let sites: Vec<_> = sites.map_or(vec![vec![]], |sites| sites.iter().map(|site| vec![format!("i.site_id = {site}")]).collect());
    if states.is_empty() {
        return sites;
    }
    let each =
        |site: &Vec<String>| states.iter().map(|state| [site.as_slice(), &[format!("i.state = {state}")]].concat()).collect::<Vec<_>>();
    sites.iter().flat_map(each).collect()
}
