//! GET /document-chains

use axum::Json;
use axum::extract::State;
use contracts::billing::ACCOUNTING_READ;
use kernel::http::{Caller, Query};
use kernel::{Problem, SiteId};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::store::{self, Series};
use crate::Billing;

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ChainsQuery {
    #[param(value_type = Option<String>, format = Uuid)]
    site: Option<SiteId>,
}

/// Every series with its head.
#[derive(Debug, Serialize, ToSchema)]
pub struct DocumentChains {
    pub items: Vec<DocumentChain>,
}

/// The end of a series: whoever notes it can prove later that nothing up to it was changed.
#[derive(Debug, Serialize, ToSchema)]
pub struct DocumentChain {
    /// `F-LAC-2026`
    pub series: String,
    pub site_id: SiteId,
    /// `invoice`, `credit_note` or `deposit`
    pub kind: String,
    /// The last number.
    pub documents: i64,
    /// SHA-256, in hexadecimal digits.
    pub hash: String,
}

/// The heads of the chains of issued documents, by series; `ecar verify` walks them. Permission: `accounting.read`.
#[utoipa::path(
    get, path = "/document-chains", operation_id = "list_document_chains", tag = "billing", security(("bearer" = [])),
    params(ChainsQuery), responses((status = 200, body = DocumentChains))
)]
pub async fn list_document_chains(
    State(billing): State<Billing>,
    Caller(actor): Caller,
    Query(asked): Query<ChainsQuery>,
) -> Result<Json<DocumentChains>, Problem> {
    let sites = actor.visible_sites(asked.site, ACCOUNTING_READ)?;
    let heads = store::series(billing.context.db.reader(), sites.as_deref()).await?;
    Ok(Json(DocumentChains { items: heads.into_iter().map(shown).collect() }))
}

fn shown(head: Series) -> DocumentChain {
    let Series { name: series, site_id, kind, last, hash, .. } = head;
    DocumentChain { series, site_id, kind, documents: last, hash }
}
