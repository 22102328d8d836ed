//! `GET /invoices/together`

use axum::Json;
use axum::extract::State;
use chrono::{DateTime, Utc};
use contracts::billing::INVOICE_READ;
use kernel::http::{Caller, Query};
use kernel::{Amount, Problem, SiteId};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::store;
use crate::Billing;
use crate::invoices::invoice::CustomerRef;

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct TogetherQuery {
    #[param(value_type = String, format = Uuid)]
    pub site: SiteId,
}

/// Customers with more than one draft that could be issued, who want one invoice first.
#[derive(Debug, Serialize, ToSchema)]
pub struct ToInvoiceTogether {
    /// At most 200.
    pub items: Vec<DraftsOf>,
}

/// Drafts of one customer in one currency.
#[derive(Debug, Serialize, ToSchema)]
pub struct DraftsOf {
    pub customer: CustomerRef,
    /// They asked for one invoice.
    pub wanted: bool,
    pub drafts: i64,
    /// Before taxes.
    pub net: Amount,
    pub currency: String,
    pub oldest: DateTime<Utc>,
}

/// Whose drafts could be one invoice. Permission: `invoice.read`.
#[utoipa::path(
    get, path = "/invoices/together", operation_id = "list_together", tag = "billing", security(("bearer" = [])),
    params(TogetherQuery), responses((status = 200, body = ToInvoiceTogether))
)]
pub async fn list_together(
    State(billing): State<Billing>,
    Caller(actor): Caller,
    Query(asked): Query<TogetherQuery>,
) -> Result<Json<ToInvoiceTogether>, Problem> {
    actor.permit(INVOICE_READ, asked.site)?;
    let rows = store::drafts_by_customer(billing.context.db.reader(), asked.site).await?;
    let ids: Vec<_> = rows.iter().map(|row| row.customer_id).collect();
    let cards = if ids.is_empty() { vec![] } else { billing.customers.cards(&ids).await? };
    let wanted = |row: &store::Group| cards.iter().any(|card| card.id == row.customer_id && card.invoices_together);
    let mut items: Vec<_> = rows.into_iter().map(|row| DraftsOf { wanted: wanted(&row), ..DraftsOf::from(row) }).collect();
    items.sort_by_key(|item| !item.wanted);
    Ok(Json(ToInvoiceTogether { items }))
}

impl From<store::Group> for DraftsOf {
    fn from(row: store::Group) -> Self {
        let customer = CustomerRef { id: row.customer_id, name: row.customer_name };
        Self { customer, wanted: false, drafts: row.drafts, net: row.net, currency: row.currency, oldest: row.oldest }
    }
}
