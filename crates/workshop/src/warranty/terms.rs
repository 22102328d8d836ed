//! What a site gives where nobody says otherwise.

use std::sync::Arc;

use axum::extract::State;
use contracts::workshop::{WORK_ORDER_READ, WORKSHOP_CONFIGURE};
use garde::Validate;
use kernel::http::{Caller, Json, Path, Versioned};
use kernel::site_settings::of;
use kernel::{Actor, Problem, SiteId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::sold::UsualTerms;
use super::store::terms_row::Model;
use crate::configure::configure;
use crate::work_orders::command::Asked;
use crate::{MODULE, Workshop};

/// A site's terms.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct WarrantyTerms {
    pub site_id: SiteId,
    pub usual: UsualTerms,
    pub version: i64,
    /// update
    pub actions: Vec<String>,
}

impl WarrantyTerms {
    fn new(row: &Model, actor: &Actor) -> Self {
        let actions = actor.allowed(row.site_id, &[("update", WORKSHOP_CONFIGURE)]).into_iter().map(str::to_owned).collect();
        Self { site_id: row.site_id, usual: row.terms(), version: row.version, actions }
    }
}

/// The terms whole: what is left out is no warranty.
#[derive(Clone, Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TermsInput {
    #[garde(dive)]
    pub usual: UsualTerms,
}

/// What a site gives on parts and labour. Permission: `work_order.read`.
#[utoipa::path(get, path = "/workshops/{site_id}/warranty", tag = MODULE, operation_id = "get_warranty_terms", security(("bearer" = [])),
    params(("site_id" = SiteId, Path)), responses((status = 200, body = WarrantyTerms)))]
pub async fn get_warranty_terms(
    State(workshop): State<Arc<Workshop>>,
    Caller(actor): Caller,
    Path(site): Path<SiteId>,
) -> Result<Versioned<WarrantyTerms>, Problem> {
    actor.permit(WORK_ORDER_READ, site)?;
    let row: Model = of(workshop.context.db.reader(), site).await?;
    Ok(Versioned(row.version, WarrantyTerms::new(&row, &actor)))
}

/// Chooses what a site gives: what was sold before keeps what it was sold with. Permission: `workshop.configure`.
#[utoipa::path(put, path = "/workshops/{site_id}/warranty", tag = MODULE, operation_id = "set_warranty_terms", security(("bearer" = [])),
    params(("site_id" = SiteId, Path), ("If-Match" = Option<String>, Header)), request_body = TermsInput,
    responses((status = 200, body = WarrantyTerms)))]
pub async fn set_warranty_terms(
    State(workshop): State<Arc<Workshop>>,
    asked: Asked,
    Path(site): Path<SiteId>,
    Json(input): Json<TermsInput>,
) -> Result<Versioned<WarrantyTerms>, Problem> {
    let choose = |row: &mut Model| {
        row.usual = serde_json::to_string(&input.usual).map_err(|error| Problem::internal(&error))?;
        Ok(())
    };
    let row = configure(&workshop, &asked, (site, "workshop.warranty_set"), Model::terms, choose).await?;
    Ok(Versioned(row.version, WarrantyTerms::new(&row, &asked.actor)))
}
