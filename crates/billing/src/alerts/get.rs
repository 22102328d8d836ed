//! GET /billing-alerts

use axum::Json;
use axum::extract::State;
use chrono::{Days, NaiveDate, TimeDelta};
use contracts::billing::INVOICE_READ;
use kernel::http::{Caller, Query};
use kernel::{Problem, SiteId};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::store;
use crate::Billing;

/// For so long a cheque that came back is news.
const NEWS: TimeDelta = TimeDelta::days(2);

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct AlertsQuery {
    #[param(value_type = Option<String>, format = Uuid)]
    site: Option<SiteId>,
}

/// What waits for somebody, as numbers of documents.
#[derive(Debug, Serialize, ToSchema)]
pub struct BillingAlerts {
    pub on: NaiveDate,
    /// Electronic documents that no platform accepted within the site's hours.
    pub e_invoices_overdue: i64,
    /// Electronic documents that a platform refused.
    pub e_invoices_rejected: i64,
    /// Cheques in hand that are due tomorrow, today, or were before.
    pub cheques_due: i64,
    /// Cheques that came back unpaid since two days.
    pub cheques_bounced: i64,
    /// Letters to customers who are late that somebody is to look at.
    pub letters_proposed: i64,
    /// What is wrong, and not only to be done: documents that are overdue or rejected, and cheques that came back.
    pub wrong: i64,
}

/// What waits for whoever keeps the books: electronic documents that are overdue or rejected, cheques to take to the bank and cheques that came
/// back, and letters that are proposed. Permission: `invoice.read`.
#[utoipa::path(get, path = "/billing-alerts", tag = "billing", operation_id = "get_billing_alerts", security(("bearer" = [])),
    params(AlertsQuery), responses((status = 200, body = BillingAlerts)))]
pub async fn get_billing_alerts(
    State(billing): State<Billing>,
    Caller(actor): Caller,
    Query(asked): Query<AlertsQuery>,
) -> Result<Json<BillingAlerts>, Problem> {
    let sites = actor.visible_sites(asked.site, INVOICE_READ)?;
    let (now, conn) = (billing.context.clock.now(), billing.context.db.snapshot().await?);
    let on = now.date_naive();
    let tomorrow = on.checked_add_days(Days::new(1)).unwrap_or(on);
    let sites = sites.as_deref();
    let documents = store::e_invoices(&conn, sites, now).await?;
    let cheques = store::cheques(&conn, sites, tomorrow, now - NEWS).await?;
    Ok(Json(BillingAlerts {
        on,
        e_invoices_overdue: documents.first,
        e_invoices_rejected: documents.second,
        cheques_due: cheques.first,
        cheques_bounced: cheques.second,
        letters_proposed: store::letters(&conn, sites).await?,
        wrong: documents.either + cheques.second,
    }))
}
