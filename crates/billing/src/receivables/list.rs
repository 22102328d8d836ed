//! GET /receivables

use std::collections::BTreeMap;

use axum::Json;
use axum::extract::State;
use chrono::NaiveDate;
use contracts::billing::INVOICE_READ;
use kernel::http::{Caller, Query};
use kernel::{Amount, Problem, SiteId};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::aging::{AgeSince, Aged, bounds};
use super::store::{self, Debt};
use crate::Billing;
use crate::invoices::invoice::CustomerRef;

/// How many customers are shown, who owe the most.
const AT_MOST: usize = 500;

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ReceivablesQuery {
    #[param(value_type = Option<String>, format = Uuid)]
    site: Option<SiteId>,
    /// From which day on an invoice has an age.
    #[serde(default)]
    #[param(inline)]
    since: AgeSince,
    /// How many days a step has: 30 when left out.
    #[serde(default = "usual_step")]
    #[param(minimum = 1, maximum = 365, default = 30)]
    step: u32,
}

const fn usual_step() -> u32 {
    30
}

/// Who owes what, and for how long.
#[derive(Debug, Serialize, ToSchema)]
pub struct Receivables {
    /// The day that ages are told on.
    pub on: NaiveDate,
    /// Days in a step.
    pub step: u32,
    /// Of all customers, by currency, the most first.
    pub totals: Vec<ReceivablesTotal>,
    /// At most 500, who owe the most first.
    pub customers: Vec<Receivable>,
}

/// What all customers owe in one currency.
#[derive(Debug, Serialize, ToSchema)]
pub struct ReceivablesTotal {
    pub currency: String,
    pub aged: Aged,
    /// What is theirs: paid ahead, on account, or beyond what a credited invoice asks for.
    pub credit: Amount,
    /// Who owe something.
    pub customers: i64,
    pub invoices: i64,
}

/// What a customer owes in one currency.
#[derive(Debug, Serialize, ToSchema)]
pub struct Receivable {
    pub customer: CustomerRef,
    pub currency: String,
    pub aged: Aged,
    pub credit: Amount,
    /// Unpaid ones.
    pub invoices: i64,
    /// The oldest one's day.
    pub oldest: Option<NaiveDate>,
}

/// Unpaid invoices by their age, customer by customer, with what is the customers' own. Drafts are not owed.
///
/// Permission: `invoice.read`.
#[utoipa::path(
    get, path = "/receivables", operation_id = "get_receivables", tag = "billing", security(("bearer" = [])),
    params(ReceivablesQuery), responses((status = 200, body = Receivables))
)]
pub async fn get_receivables(
    State(billing): State<Billing>,
    Caller(actor): Caller,
    Query(asked): Query<ReceivablesQuery>,
) -> Result<Json<Receivables>, Problem> {
    let ReceivablesQuery { site, since, step } = asked;
    if !(1..=365).contains(&step) {
        return Err(Problem::field("/step", "out-of-range", "a step has 1 to 365 days"));
    }
    let sites = actor.visible_sites(site, INVOICE_READ)?;
    let on = billing.context.clock.now().date_naive();
    let instant = billing.context.db.snapshot().await?;
    let debts = store::debts(&instant, sites.as_deref(), bounds(on, step), since).await?;
    let credits = store::credits(&instant, sites.as_deref()).await?;
    let mut customers = by_customer(debts, credits);
    let totals = totals(&customers);
    customers.truncate(AT_MOST);
    Ok(Json(Receivables { on, step, totals, customers }))
}

fn by_customer(debts: Vec<Debt>, credits: Vec<store::Credit>) -> Vec<Receivable> {
    let mut found = BTreeMap::new();
    for debt in debts {
        found.insert((debt.customer_id, debt.currency.clone()), receivable(debt));
    }
    for credit in credits {
        let customer = CustomerRef { id: credit.customer_id, name: credit.customer_name };
        let none = Receivable {
            customer,
            currency: credit.currency.clone(),
            aged: Aged::default(),
            credit: Amount::ZERO,
            invoices: 0,
            oldest: None,
        };
        found.entry((credit.customer_id, credit.currency)).or_insert(none).credit += credit.open;
    }
    let mut customers: Vec<_> = found.into_values().collect();
    customers.sort_by_key(|each| std::cmp::Reverse((each.aged.total, each.credit)));
    customers
}

fn receivable(debt: Debt) -> Receivable {
    let aged = debt.aged();
    let Debt { customer_id, customer_name, currency, credit, invoices, oldest, .. } = debt;
    Receivable { customer: CustomerRef { id: customer_id, name: customer_name }, currency, aged, credit, invoices, oldest }
}

fn totals(customers: &[Receivable]) -> Vec<ReceivablesTotal> {
    let mut by_currency = BTreeMap::<&str, ReceivablesTotal>::new();
    for each in customers {
        let none =
            || ReceivablesTotal { currency: each.currency.clone(), aged: Aged::default(), credit: Amount::ZERO, customers: 0, invoices: 0 };
        let total = by_currency.entry(&each.currency).or_insert_with(none);
        total.aged.add(&each.aged);
        total.credit += each.credit;
        total.invoices += each.invoices;
        total.customers += i64::from(each.invoices > 0);
    }
    let mut totals: Vec<_> = by_currency.into_values().collect();
    totals.sort_by_key(|total| std::cmp::Reverse(total.aged.total));
    totals
}
