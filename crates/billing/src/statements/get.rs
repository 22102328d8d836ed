//! GET /statements/{customer}

use axum::Json;
use axum::extract::State;
use contracts::billing::INVOICE_READ;
use contracts::customers::CustomerId;
use contracts::identity::site;
use kernel::http::{Caller, Path, Query};
use kernel::{Problem, SiteId};
use serde::Deserialize;
use utoipa::IntoParams;

use super::read::{Statement, read};
use crate::Billing;
use crate::invoices::invoice::CustomerRef;
use crate::invoices::view::customer;
use crate::period::{A_YEAR, Period, PeriodQuery};

#[derive(Clone, Copy, Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct StatementQuery {
    #[param(value_type = String, format = Uuid)]
    pub site: SiteId,
}

/// A customer's account at a site in a period: the balance before it, every document, and the balance after it. Permission: `invoice.read`.
#[utoipa::path(get, path = "/statements/{customer_id}", tag = "billing", operation_id = "get_statement", security(("bearer" = [])),
    params(("customer_id" = CustomerId, Path), StatementQuery, PeriodQuery), responses((status = 200, body = Statement)))]
pub async fn get_statement(
    State(billing): State<Billing>,
    Caller(actor): Caller,
    Path(id): Path<CustomerId>,
    Query(StatementQuery { site: at }): Query<StatementQuery>,
    Query(period): Query<PeriodQuery>,
) -> Result<Json<Statement>, Problem> {
    actor.permit(INVOICE_READ, at)?;
    let card = customer(&billing, id).await?.ok_or_else(Problem::not_found)?;
    let site = site(billing.sites.as_ref(), at).await?;
    let now = billing.context.clock.now();
    let period = Period::asked(period, &site, now, A_YEAR)?;
    let instant = billing.context.db.snapshot().await?;
    read(&instant, &site, CustomerRef { id, name: card.name }, period, now).await.map(Json)
}
