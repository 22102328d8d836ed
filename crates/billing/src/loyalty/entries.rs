//! GET /loyalty/{customer}/entries

use axum::Json;
use axum::extract::State;
use chrono::{DateTime, Utc};
use contracts::billing::{INVOICE_READ, InvoiceId};
use contracts::customers::CustomerId;
use contracts::identity::site;
use kernel::http::{Caller, Path, Query};
use kernel::paging::{Page, PageQuery};
use kernel::{Amount, Problem};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::get::LoyaltyQuery;
use super::store::{self, Account};
use super::tables::{Kind, entries};
use crate::Billing;
use crate::invoices::view::customer;

/// Points that came or went.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct LoyaltyEntry {
    pub id: Uuid,
    pub kind: Kind,
    /// Below zero for what went.
    pub points: i64,
    /// What they paid of the invoice, in minor units, below zero for what went back; null of other kinds.
    pub amount: Option<Amount>,
    pub invoice_id: Option<InvoiceId>,
    /// The invoice's number.
    pub document: Option<String>,
    pub reason: Option<String>,
    pub by: String,
    pub at: DateTime<Utc>,
}

impl From<entries::Model> for LoyaltyEntry {
    fn from(row: entries::Model) -> Self {
        let entries::Model { id, kind, points, amount, invoice_id, document, reason, by_name, at, .. } = row;
        Self { id, kind, points, amount, invoice_id, document, reason, by: by_name, at }
    }
}

/// How a customer came to the points they have at a site, the newest first. Permission: `invoice.read`.
#[utoipa::path(get, path = "/loyalty/{customer_id}/entries", tag = "billing", operation_id = "list_loyalty_entries", security(("bearer" = [])),
    params(("customer_id" = CustomerId, Path), LoyaltyQuery, PageQuery), responses((status = 200, body = Page<LoyaltyEntry>)))]
pub async fn list_loyalty_entries(
    State(billing): State<Billing>,
    Caller(actor): Caller,
    Path(id): Path<CustomerId>,
    Query(LoyaltyQuery { site: at }): Query<LoyaltyQuery>,
    Query(paging): Query<PageQuery>,
) -> Result<Json<Page<LoyaltyEntry>>, Problem> {
    actor.permit(INVOICE_READ, at)?;
    customer(&billing, id).await?.ok_or_else(Problem::not_found)?;
    let site = site(billing.sites.as_ref(), at).await?;
    let (account, limit) = (Account { customer: id, site: at, currency: site.currency }, paging.limit()?);
    let rows = store::list(billing.context.db.reader(), &account, paging.cursor()?, limit + 1).await?;
    Ok(Json(Page::cut(rows, limit, |row| row.id).map(LoyaltyEntry::from)))
}
