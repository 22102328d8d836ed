//! What a customer means to the garage, in figures.

use axum::extract::State;
use chrono::{DateTime, Utc};
use contracts::billing::INVOICE_READ;
use contracts::customers::{CUSTOMER_READ, CustomerId};
use kernel::http::{Caller, Json, Path};
use kernel::{Amount, Context, Problem};
use serde::Serialize;
use utoipa::ToSchema;

use super::store;
use crate::customers;

/// A customer's figures over all sites.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct CustomerStatistics {
    /// Completed work orders; those that make an earlier one good left out.
    pub visits: i64,
    pub first_visit_at: Option<DateTime<Utc>>,
    pub last_visit_at: Option<DateTime<Utc>>,
    /// Appointments they did not come to.
    pub no_shows: i64,
    /// By currency; empty for who may read no invoices.
    pub spent: Vec<CustomerSpending>,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct CustomerSpending {
    pub currency: String,
    /// Issued invoices.
    pub invoices: i64,
    pub invoiced: Amount,
    /// What was paid of it.
    pub paid: Amount,
    /// An invoice on average, rounded down; of those that are not of comebacks.
    pub average: Amount,
}

/// How often a customer was here, and what they spent. Permission: `customer.read`; what they spent is shown with `invoice.read`.
#[utoipa::path(get, path = "/customers/{customer_id}/statistics", tag = "customers", operation_id = "read_customer_statistics",
    params(("customer_id" = CustomerId, Path)),
    responses((status = 200, body = CustomerStatistics)), security(("bearer" = [])))]
pub async fn read_customer_statistics(
    State(context): State<Context>,
    Caller(actor): Caller,
    Path(id): Path<CustomerId>,
) -> Result<Json<CustomerStatistics>, Problem> {
    actor.permit_anywhere(CUSTOMER_READ)?;
    let reader = context.db.reader();
    let customer = customers::store::find(reader, id).await?;
    let visits = store::visits_of(reader, customer.id).await?;
    let spent = if actor.may_anywhere(INVOICE_READ) { store::spent_by(reader, customer.id).await? } else { vec![] };
    let time = |micros: Option<i64>| micros.and_then(DateTime::from_timestamp_micros);
    Ok(Json(CustomerStatistics {
        visits: visits.count,
        first_visit_at: time(visits.first),
        last_visit_at: time(visits.last),
        no_shows: customer.no_shows,
        spent: spent.into_iter().map(CustomerSpending::from).collect(),
    }))
}

impl From<store::Spent> for CustomerSpending {
    fn from(spent: store::Spent) -> Self {
        Self {
            currency: spent.currency,
            invoices: spent.count,
            invoiced: spent.total,
            paid: spent.total - spent.due,
            average: Amount(spent.regular_total.0 / spent.regular.max(1)),
        }
    }
}
