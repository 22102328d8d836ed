//! GET /archives

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use chrono::{DateTime, NaiveDate, Utc};
use contracts::billing::ACCOUNTING_READ;
use kernel::http::{Caller, Query};
use kernel::paging::{Page, PageQuery};
use kernel::{Problem, SiteId};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::Archives;
use super::tables::archives;
use crate::newest::newest;

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ListQuery {
    #[param(value_type = Option<String>, format = Uuid)]
    site: Option<SiteId>,
}

/// A signed archive.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[schema(as = Archive)]
pub struct ArchiveView {
    pub id: Uuid,
    /// By site, without gaps.
    pub number: i64,
    pub site_id: SiteId,
    pub from: NaiveDate,
    pub until: NaiveDate,
    pub at: DateTime<Utc>,
    pub by: String,
    pub documents: i64,
    /// Of its file, in bytes.
    pub size: i64,
    /// SHA-256 of what is signed, in hexadecimal digits: of the file `SHA256SUMS`.
    pub digest: String,
    /// SHA-256 of the public key that it is checked with.
    pub key: String,
}

impl From<archives::Model> for ArchiveView {
    fn from(row: archives::Model) -> Self {
        Self {
            id: row.id,
            number: row.sequence,
            site_id: row.site_id,
            from: row.from_day,
            until: row.until_day,
            at: row.at,
            by: row.by_name,
            documents: row.documents,
            size: row.size,
            digest: row.digest,
            key: row.fingerprint,
        }
    }
}

/// Signed archives, newest first. Permission: `accounting.read`.
#[utoipa::path(
    get, path = "/archives", operation_id = "list_archives", tag = "billing", security(("bearer" = [])),
    params(ListQuery, PageQuery), responses((status = 200, body = Page<ArchiveView>))
)]
pub async fn list_archives(
    State(archives): State<Arc<Archives>>,
    Caller(actor): Caller,
    Query(asked): Query<ListQuery>,
    Query(paging): Query<PageQuery>,
) -> Result<Json<Page<ArchiveView>>, Problem> {
    let sites = actor.visible_sites(asked.site, ACCOUNTING_READ)?;
    let page =
        newest(archives.billing.context.db.reader(), "billing_archives", sites.as_deref(), &paging, |row: &archives::Model| row.id).await?;
    Ok(Json(page.map(ArchiveView::from)))
}
