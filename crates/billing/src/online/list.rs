//! `GET /checkouts`

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use chrono::{DateTime, Utc};
use contracts::billing::{INVOICE_READ, InvoiceId};
use kernel::http::{Caller, Query};
use kernel::paging::{Page, PageQuery};
use kernel::{Amount, Problem, SiteId, listing};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::checkout::{Difference, State as CheckoutState};
use super::provider::Kind;
use super::tables::checkouts::Model;
use super::{Online, store};

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ListQuery {
    #[param(value_type = Option<String>, format = Uuid)]
    site: Option<SiteId>,
    #[param(value_type = Option<String>, format = Uuid)]
    invoice: Option<InvoiceId>,
    /// Any of `open`, `paid`, `failed`, `expired`, `unknown`, with commas between.
    #[param(value_type = Option<Vec<CheckoutState>>, style = Form, explode = false)]
    state: Option<String>,
    /// `true`: money came that somebody must look at. `false`: all others.
    difference: Option<bool>,
}

/// A payment that was begun at a provider, or is known there alone. Amounts in minor units.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Checkout {
    pub id: Uuid,
    pub site_id: SiteId,
    /// Null for what nobody here asked for.
    pub invoice_id: Option<InvoiceId>,
    pub invoice_number: Option<String>,
    pub provider: Kind,
    /// The provider's name for it.
    pub reference: String,
    pub amount: Amount,
    pub currency: String,
    /// No money moved.
    pub test_mode: bool,
    pub state: CheckoutState,
    /// Why somebody must look at it.
    pub difference: Option<Difference>,
    /// What was paid, where it is not what was asked for.
    pub told_amount: Option<Amount>,
    pub told_currency: Option<String>,
    pub created_at: DateTime<Utc>,
    pub expires_at: DateTime<Utc>,
    pub closed_at: Option<DateTime<Utc>>,
}

/// What was begun online, newest first, with what providers have and we do not. Permission: `invoice.read`.
#[utoipa::path(get, path = "/checkouts", tag = "billing", operation_id = "list_checkouts", security(("bearer" = [])),
    params(ListQuery, PageQuery), responses((status = 200, body = Page<Checkout>)))]
pub async fn list_checkouts(
    State(online): State<Arc<Online>>,
    Caller(actor): Caller,
    Query(asked): Query<ListQuery>,
    Query(paging): Query<PageQuery>,
) -> Result<Json<Page<Checkout>>, Problem> {
    let (sites, limit) = (actor.visible_sites(asked.site, INVOICE_READ)?, paging.limit()?);
    let ListQuery { invoice, difference, .. } = asked;
    let states = states(asked.state.as_deref())?;
    let filter = store::Filter { sites, states, invoice, difference, before: paging.cursor()?, limit: limit + 1 };
    let rows = store::newest(online.context().db.reader(), &filter).await?;
    Ok(Json(Page::cut(rows, limit, |row| row.id).map(shown)))
}

fn states(text: Option<&str>) -> Result<Vec<CheckoutState>, Problem> {
    listing::states(text, CheckoutState::parse, |_| "state is open, paid, failed, expired or unknown".to_owned())
}

fn shown(row: Model) -> Checkout {
    Checkout {
        id: row.id,
        site_id: row.site_id,
        invoice_id: row.invoice_id,
        invoice_number: Some(row.invoice_number).filter(|number| !number.is_empty()),
        provider: row.provider,
        reference: row.reference,
        amount: row.amount,
        currency: row.currency,
        test_mode: row.test_mode,
        state: row.state,
        difference: row.difference,
        told_amount: row.told_amount,
        told_currency: row.told_currency,
        created_at: row.created_at,
        expires_at: row.expires_at,
        closed_at: row.closed_at,
    }
}
