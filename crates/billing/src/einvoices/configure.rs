//! `GET`, `PUT /e-invoicing/{site}`

use std::sync::Arc;

use axum::extract::State;
use chrono::NaiveDate;
use contracts::billing::INVOICE_READ;
use contracts::electronic_address::ElectronicAddress;
use contracts::identity::{SITE_UPDATE, site};
use garde::Validate;
use kernel::audit::{self, Change};
use kernel::http::{Caller, IfMatch, Json, Path, Versioned};
use kernel::site_settings::{lock, of, save};
use kernel::{Problem, SiteId, text};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::EInvoices;
use super::settings::{Choice, Model, Platform, complete, key_place, place};
use crate::MODULE;

/// How a site's documents leave electronically. Its password is never shown.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[expect(clippy::struct_excessive_bools, reason = "each says something else of the choice")]
pub struct EInvoicing {
    /// Null where nothing leaves.
    pub format: Option<Choice>,
    pub since: Option<NaiveDate>,
    pub platform: Platform,
    pub login: Option<String>,
    pub has_password: bool,
    pub test_mode: bool,
    /// A document that is not accepted after so many hours is overdue.
    pub overdue_hours: i32,
    /// Where the Peppol network knows the garage; else it is what its VAT number gives.
    #[schema(example = "0208:0123456749")]
    pub participant: Option<String>,
    pub has_api_key: bool,
    /// The program has a certificate to sign with.
    pub has_signer: bool,
    /// For `If-Match`; 0 while nothing was chosen.
    pub version: i64,
}

/// How a site's documents are to leave.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SetEInvoicing {
    #[garde(skip)]
    pub format: Option<Choice>,
    /// Documents of this day and later leave; needed with a format.
    #[garde(skip)]
    pub since: Option<NaiveDate>,
    #[garde(skip)]
    pub platform: Platform,
    /// Who the platform knows the garage as.
    #[garde(custom(text::line(200)))]
    #[schema(max_length = 200, format = "line")]
    pub login: Option<String>,
    /// The one that is kept when left out. It is never shown again.
    #[serde(default)]
    #[garde(custom(text::line(500)))]
    #[schema(max_length = 500, format = "line", write_only)]
    pub password: Option<String>,
    #[garde(skip)]
    pub test_mode: bool,
    #[garde(range(min = 1, max = 720))]
    #[schema(minimum = 1, maximum = 720)]
    pub overdue_hours: i32,
    /// Where the Peppol network knows the garage.
    #[serde(default)]
    #[garde(custom(text::line(100)))]
    #[schema(max_length = 100, format = "line", example = "0208:0123456749")]
    pub participant: Option<String>,
    /// Of an access point: the one that is kept when left out. It is never shown again.
    #[serde(default)]
    #[garde(custom(text::line(500)))]
    #[schema(max_length = 500, format = "line", write_only)]
    pub api_key: Option<String>,
}

/// How a site's documents leave electronically. Permission: `invoice.read`.
#[utoipa::path(get, path = "/e-invoicing/{site_id}", tag = "billing", operation_id = "get_e_invoicing",
    params(("site_id" = SiteId, Path)), responses((status = 200, body = EInvoicing)), security(("bearer" = [])))]
pub async fn get_e_invoicing(
    State(it): State<Arc<EInvoices>>,
    Caller(actor): Caller,
    Path(id): Path<SiteId>,
) -> Result<Versioned<EInvoicing>, Problem> {
    actor.permit(INVOICE_READ, id)?;
    let row: Model = of(it.billing.context.db.reader(), id).await?;
    Ok(shown(&it, row))
}

/// Says how a site's documents leave electronically. What the format would refuse is refused from then on before a number is taken.
/// Refused with `required` beside what is missing, with `platform-of-format` or `peppol-takes-ubl` where the platform takes another format, and
/// with `invalid-electronic-address` where no network knows such an address.
/// Permission: `site.update`.
#[utoipa::path(put, path = "/e-invoicing/{site_id}", tag = "billing", operation_id = "set_e_invoicing",
    params(("site_id" = SiteId, Path), ("If-Match" = Option<String>, Header)), request_body = SetEInvoicing,
    responses((status = 200, body = EInvoicing)), security(("bearer" = [])))]
pub async fn set_e_invoicing(
    State(it): State<Arc<EInvoices>>,
    Caller(actor): Caller,
    Path(id): Path<SiteId>,
    if_match: IfMatch,
    Json(body): Json<SetEInvoicing>,
) -> Result<Versioned<EInvoicing>, Problem> {
    actor.permit(SITE_UPDATE, id)?;
    let card = site(it.billing.sites.as_ref(), id).await?;
    let (tx, clock) = (it.billing.context.db.begin().await?, it.billing.context.clock.as_ref());
    let before: Model = lock(&tx, id).await?;
    if_match.check(before.version)?;
    let mut row = changed(&it, &before, body)?;
    complete(&row)?;
    if row != before {
        save(&tx, &mut row).await?;
        let change = Change { action: "e_invoicing.set", entity: "e_invoicing", id: id.0, label: &card.name, site: Some(id) };
        audit::record(&tx, MODULE, change, (Some(&before), Some(&row)), &actor, clock).await?;
    }
    tx.commit().await?;
    Ok(shown(&it, row))
}

fn changed(it: &EInvoices, before: &Model, body: SetEInvoicing) -> Result<Model, Problem> {
    let site = before.site_id;
    let sealed = |typed: Option<String>, place: String, kept: &Option<String>| match text::filled(typed) {
        Some(typed) => it.vault.seal(&place, typed.as_bytes()).map(Some),
        None => Ok(kept.clone()),
    };
    let SetEInvoicing { format, since, platform, login, password, test_mode, overdue_hours, participant, api_key } = body;
    let secret = sealed(password, place(site), &before.secret)?;
    let api_key = sealed(api_key, key_place(site), &before.api_key)?;
    let participant = text::filled(participant).map(|typed| address(&typed)).transpose()?;
    let login = text::filled(login);
    Ok(Model { format, since, platform, login, secret, test_mode, overdue_hours, participant, api_key, ..before.clone() })
}

fn address(typed: &str) -> Result<String, Problem> {
    let read = typed.parse::<ElectronicAddress>().map(|address| address.to_string());
    read.map_err(|wrong| Problem::field("/participant", "invalid-electronic-address", wrong.to_string()))
}

fn shown(it: &EInvoices, row: Model) -> Versioned<EInvoicing> {
    let view = EInvoicing {
        format: row.format,
        since: row.since,
        platform: row.platform,
        login: row.login,
        has_password: row.secret.is_some(),
        test_mode: row.test_mode,
        overdue_hours: row.overdue_hours,
        participant: row.participant,
        has_api_key: row.api_key.is_some(),
        has_signer: it.signer.is_some(),
        version: row.version,
    };
    Versioned(row.version, view)
}
