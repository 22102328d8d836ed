//! `GET /online-payments/{site}`

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use contracts::billing::INVOICE_READ;
use kernel::http::{Caller, Path};
use kernel::{Problem, SiteId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::provider::Kind;
use super::tables::accounts::Model;
use super::{Online, accounts};

/// How a site's invoices can be paid online.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct OnlinePayments {
    pub site_id: SiteId,
    /// One for each provider, whether the site has it or not.
    pub accounts: Vec<AccountView>,
}

/// What a site has with a provider. Its secrets are never shown.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[schema(as = PaymentAccount)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
pub struct AccountView {
    pub provider: Kind,
    /// Customers may pay there.
    pub enabled: bool,
    /// No money moves: for trying it out.
    pub test_mode: bool,
    /// Konnect's wallet, Flouci's public token.
    pub account: Option<String>,
    pub has_key: bool,
    pub has_webhook_secret: bool,
    /// What the provider is to be told for its messages.
    pub webhook_url: String,
    /// For `If-Match`; 0 while nothing was chosen.
    pub version: i64,
}

impl AccountView {
    pub fn of(online: &Online, row: &Model) -> Self {
        Self {
            provider: row.provider,
            enabled: row.enabled,
            test_mode: row.test_mode,
            account: row.account.clone(),
            has_key: row.secret.is_some(),
            has_webhook_secret: row.webhook_secret.is_some(),
            webhook_url: online.webhook_url(row.site_id, row.provider),
            version: row.version,
        }
    }
}

/// How a site's invoices can be paid online. Permission: `invoice.read`.
#[utoipa::path(get, path = "/online-payments/{site_id}", tag = "billing", operation_id = "get_online_payments",
    params(("site_id" = SiteId, Path)), responses((status = 200, body = OnlinePayments)), security(("bearer" = [])))]
pub async fn get_online_payments(
    State(online): State<Arc<Online>>,
    Caller(actor): Caller,
    Path(site_id): Path<SiteId>,
) -> Result<Json<OnlinePayments>, Problem> {
    actor.permit(INVOICE_READ, site_id)?;
    let mut shown = vec![];
    for kind in Kind::ALL {
        let row = accounts::find(online.context().db.reader(), site_id, kind).await?;
        shown.push(AccountView::of(&online, &row));
    }
    Ok(Json(OnlinePayments { site_id, accounts: shown }))
}
