//! What a site's invoices are like: whether the customer signs one before it is issued (PRODUCT F10).

use axum::extract::State;
use contracts::billing::INVOICE_READ;
use contracts::identity::{SITE_UPDATE, site};
use garde::Validate;
use kernel::audit::{self, Change};
use kernel::http::{Caller, IfMatch, Json, Path, Versioned};
use kernel::site_settings::{SiteSettings, lock, of, save};
use kernel::{Problem, SiteId};
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{Billing, MODULE};

/// A site's choice as it is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "billing_settings")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub site_id: SiteId,
    pub signature_required: bool,
    /// 0 while the site chose nothing.
    pub version: i64,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl SiteSettings for Model {
    fn usual(site_id: SiteId) -> Self {
        Self { site_id, signature_required: false, version: 0 }
    }

    fn site(&self) -> SiteId {
        self.site_id
    }

    fn version(&mut self) -> &mut i64 {
        &mut self.version
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct InvoiceSettings {
    /// A draft is issued only as the customer signed it.
    #[garde(skip)]
    pub signature_required: bool,
}

/// What a site's invoices are like. Permission: `invoice.read`.
#[utoipa::path(get, path = "/invoice-settings/{site_id}", tag = "billing", operation_id = "get_invoice_settings",
    params(("site_id" = SiteId, Path)), responses((status = 200, body = InvoiceSettings)), security(("bearer" = [])))]
pub async fn get_invoice_settings(
    State(billing): State<Billing>,
    Caller(actor): Caller,
    Path(id): Path<SiteId>,
) -> Result<Versioned<InvoiceSettings>, Problem> {
    actor.permit(INVOICE_READ, id)?;
    let row: Model = of(billing.context.db.reader(), id).await?;
    Ok(Versioned(row.version, InvoiceSettings { signature_required: row.signature_required }))
}

/// Says what a site's invoices are like from now on. Permission: `site.update`.
#[utoipa::path(put, path = "/invoice-settings/{site_id}", tag = "billing", operation_id = "set_invoice_settings",
    params(("site_id" = SiteId, Path), ("If-Match" = Option<String>, Header)), request_body = InvoiceSettings,
    responses((status = 200, body = InvoiceSettings)), security(("bearer" = [])))]
pub async fn set_invoice_settings(
    State(billing): State<Billing>,
    Caller(actor): Caller,
    Path(id): Path<SiteId>,
    if_match: IfMatch,
    Json(body): Json<InvoiceSettings>,
) -> Result<Versioned<InvoiceSettings>, Problem> {
    actor.permit(SITE_UPDATE, id)?;
    let card = site(billing.sites.as_ref(), id).await?;
    let (tx, clock) = (billing.context.db.begin().await?, billing.context.clock.as_ref());
    let before: Model = lock(&tx, id).await?;
    if_match.check(before.version)?;
    let mut row = Model { signature_required: body.signature_required, ..before.clone() };
    if row != before {
        save(&tx, &mut row).await?;
        let change = Change { action: "invoice_settings.set", entity: "invoice_settings", id: id.0, label: &card.name, site: Some(id) };
        audit::record(&tx, MODULE, change, (Some(&before), Some(&row)), &actor, clock).await?;
    }
    tx.commit().await?;
    Ok(Versioned(row.version, body))
}

pub async fn required<C: sea_orm::ConnectionTrait>(conn: &C, site: SiteId) -> Result<bool, sea_orm::DbErr> {
    Ok(of::<Model, _>(conn, site).await?.signature_required)
}
