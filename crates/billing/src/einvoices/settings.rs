//! Whether a site's documents leave electronically: as what, since when, and through whom. `GET`, `PUT /e-invoicing/{site}`.

use std::sync::Arc;

use axum::extract::State;
use chrono::NaiveDate;
use contracts::billing::INVOICE_READ;
use contracts::identity::{SITE_UPDATE, site};
use garde::Validate;
use kernel::audit::{self, Change};
use kernel::http::{Caller, IfMatch, Json, Path, Versioned};
use kernel::site_settings::{SiteSettings, lock, of, save};
use kernel::{Problem, SiteId, text};
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::EInvoices;
use super::format::Format;
use crate::MODULE;

/// Hours after which a document that is not accepted is looked at, at a site that chose none.
const USUAL_HOURS: i32 = 24;

/// What a site's documents leave as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, EnumIter, DeriveActiveEnum, ToSchema)]
#[serde(rename_all = "snake_case")]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::None)", rename_all = "snake_case")]
#[schema(as = EInvoiceKind)]
pub enum Choice {
    Teif,
    FacturX,
    Ubl,
}

impl From<Choice> for Format {
    fn from(choice: Choice) -> Self {
        match choice {
            Choice::Teif => Self::Teif,
            Choice::FacturX => Self::FacturX,
            Choice::Ubl => Self::Ubl,
        }
    }
}

/// Through whom they leave.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, EnumIter, DeriveActiveEnum, ToSchema)]
#[serde(rename_all = "snake_case")]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::None)", rename_all = "snake_case")]
#[schema(as = EInvoicePlatform)]
pub enum Platform {
    /// Somebody takes the file and brings it there.
    Hand,
    /// El Fatoora, of Tunisie `TradeNet`.
    Ttn,
}

/// A site's choice as it is kept. Serialized into the audit trail: without what is sealed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "billing_einvoicing")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub site_id: SiteId,
    /// Nothing leaves without.
    pub format: Option<Choice>,
    /// What is issued from this day on.
    pub since: Option<NaiveDate>,
    pub platform: Platform,
    pub login: Option<String>,
    /// Sealed.
    #[serde(skip)]
    pub secret: Option<String>,
    /// The platform's place for trying things out.
    pub test_mode: bool,
    pub overdue_hours: i32,
    pub version: i64,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl SiteSettings for Model {
    fn usual(site_id: SiteId) -> Self {
        let (platform, overdue_hours) = (Platform::Hand, USUAL_HOURS);
        Self { site_id, format: None, since: None, platform, login: None, secret: None, test_mode: false, overdue_hours, version: 0 }
    }

    fn site(&self) -> SiteId {
        self.site_id
    }

    fn version(&mut self) -> &mut i64 {
        &mut self.version
    }
}

impl Model {
    /// What a document of this day leaves as; none where it does not.
    pub fn on(&self, day: NaiveDate) -> Option<Choice> {
        self.format.filter(|_| self.since.is_some_and(|since| since <= day))
    }
}

/// Where a site's password is sealed.
pub fn place(site: SiteId) -> String {
    format!("e-invoicing/{site}/secret")
}

/// How a site's documents leave electronically. Its password is never shown.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
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
/// Refused with `required` beside what is missing, and with `platform-of-format` where the platform takes another format.
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
    let secret = match text::filled(body.password) {
        Some(password) => Some(it.vault.seal(&place(before.site_id), password.as_bytes())?),
        None => before.secret.clone(),
    };
    let SetEInvoicing { format, since, platform, login, test_mode, overdue_hours, .. } = body;
    Ok(Model { format, since, platform, login: text::filled(login), secret, test_mode, overdue_hours, ..before.clone() })
}

/// What is switched on must work.
fn complete(row: &Model) -> Result<(), Problem> {
    let missing = |pointer: &str| Err(Problem::field(pointer, "required", "nothing can leave without it"));
    let Some(format) = row.format else { return Ok(()) };
    if row.since.is_none() {
        return missing("/since");
    }
    if row.platform == Platform::Hand {
        return Ok(());
    }
    if format != Choice::Teif {
        return Err(Problem::field("/platform", "platform-of-format", "El Fatoora takes TEIF alone"));
    }
    if row.login.is_none() {
        return missing("/login");
    }
    if row.secret.is_none() {
        return missing("/password");
    }
    Ok(())
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
        has_signer: it.signer.is_some(),
        version: row.version,
    };
    Versioned(row.version, view)
}
