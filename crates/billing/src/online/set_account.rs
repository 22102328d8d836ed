//! `PUT /online-payments/{site}/{provider}`

use std::sync::Arc;

use axum::extract::State;
use contracts::identity::{SITE_UPDATE, site};
use garde::Validate;
use kernel::audit::{self, Change};
use kernel::http::{Caller, IfMatch, Json, Path, Versioned};
use kernel::{Problem, SiteId, text};
use serde::Deserialize;
use utoipa::ToSchema;

use super::Online;
use super::accounts::{self, Secret};
use super::provider::Kind;
use super::settings::AccountView;
use super::tables::accounts::Model;
use crate::MODULE;

/// What a site has with a provider.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SetPaymentAccount {
    #[garde(skip)]
    pub enabled: bool,
    #[garde(skip)]
    pub test_mode: bool,
    /// Konnect's wallet, Flouci's public token; Stripe has none.
    #[garde(custom(text::line(200)))]
    #[schema(max_length = 200, format = "line")]
    pub account: Option<String>,
    /// The secret key; the one that is kept when left out. It is never shown again.
    #[serde(default)]
    #[garde(custom(text::line(500)))]
    #[schema(max_length = 500, format = "line", write_only)]
    pub key: Option<String>,
    /// What signs Stripe's messages; the one that is kept when left out. It is never shown again.
    #[serde(default)]
    #[garde(custom(text::line(500)))]
    #[schema(max_length = 500, format = "line", write_only)]
    pub webhook_secret: Option<String>,
}

/// Says whether a site's invoices are paid at a provider, and with what account. A provider that is turned off keeps its keys: what was begun
/// there is still asked about. Refused with `required` beside the key or the account without which nobody can be paid.
/// Permission: `site.update`.
#[utoipa::path(put, path = "/online-payments/{site_id}/{provider}", tag = "billing", operation_id = "set_payment_account",
    params(("site_id" = SiteId, Path), ("provider" = Kind, Path), ("If-Match" = Option<String>, Header)), request_body = SetPaymentAccount,
    responses((status = 200, body = AccountView)), security(("bearer" = [])))]
pub async fn set_payment_account(
    State(online): State<Arc<Online>>,
    Caller(actor): Caller,
    Path((site_id, provider)): Path<(SiteId, Kind)>,
    if_match: IfMatch,
    Json(body): Json<SetPaymentAccount>,
) -> Result<Versioned<AccountView>, Problem> {
    actor.permit(SITE_UPDATE, site_id)?;
    let card = site(online.billing.sites.as_ref(), site_id).await?;
    let (tx, clock) = (online.context().db.begin().await?, online.context().clock.as_ref());
    let before = accounts::lock(&tx, site_id, provider).await?;
    if_match.check(before.version)?;
    let mut row = changed(&online, &before, body)?;
    complete(&row)?;
    if row != before {
        accounts::save(&tx, &mut row).await?;
        let label = format!("{} · {}", card.name, provider.name());
        let change = Change { action: "payment_account.set", entity: "payment_account", id: site_id.0, label: &label, site: Some(site_id) };
        audit::record(&tx, MODULE, change, (Some(&before), Some(&row)), &actor, clock).await?;
    }
    tx.commit().await?;
    Ok(Versioned(row.version, AccountView::of(&online, &row)))
}

fn changed(online: &Online, before: &Model, body: SetPaymentAccount) -> Result<Model, Problem> {
    let sealed = |secret: Secret, text: Option<String>, kept: &Option<String>| match text::filled(text) {
        Some(text) => accounts::seal(&online.vault, before.site_id, before.provider, secret, &text).map(Some),
        None => Ok(kept.clone()),
    };
    Ok(Model {
        enabled: body.enabled,
        test_mode: body.test_mode,
        account: text::filled(body.account),
        secret: sealed(Secret::Key, body.key, &before.secret)?,
        webhook_secret: sealed(Secret::Webhook, body.webhook_secret, &before.webhook_secret)?,
        ..before.clone()
    })
}

/// What is offered to customers must work.
fn complete(row: &Model) -> Result<(), Problem> {
    let missing = |pointer: &str| Err(Problem::field(pointer, "required", "nobody can be paid without it"));
    if !row.enabled {
        return Ok(());
    }
    if row.secret.is_none() {
        return missing("/key");
    }
    if row.provider != Kind::Stripe && row.account.is_none() {
        return missing("/account");
    }
    Ok(())
}
