//! GET /journal-exports

use axum::Json;
use axum::extract::State;
use chrono::{DateTime, NaiveDate, Utc};
use contracts::billing::ACCOUNTING_READ;
use kernel::http::{Caller, Query};
use kernel::paging::{Page, PageQuery};
use kernel::{Amount, Problem, SiteId};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use crate::Billing;
use crate::entities::journal_exports;
use crate::newest::newest;

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ListQuery {
    #[param(value_type = Option<String>, format = Uuid)]
    site: Option<SiteId>,
}

/// An export; amounts in minor units of its currency.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[schema(as = JournalExport)]
pub struct JournalExportView {
    pub id: Uuid,
    /// By site, without gaps.
    pub number: i64,
    pub site_id: SiteId,
    /// The day of its first entry.
    pub from: NaiveDate,
    /// The last day that it locked.
    pub until: NaiveDate,
    pub at: DateTime<Utc>,
    pub by: String,
    pub currency: String,
    /// The numbers of its entries.
    pub first_number: i64,
    pub last_number: i64,
    /// The same sum stands on the credit sides.
    pub debit: Amount,
}

impl From<journal_exports::Model> for JournalExportView {
    fn from(row: journal_exports::Model) -> Self {
        Self {
            id: row.id,
            number: row.sequence,
            site_id: row.site_id,
            from: row.from_day,
            until: row.until_day,
            at: row.at,
            by: row.by_name,
            currency: row.currency,
            first_number: row.first_number,
            last_number: row.last_number,
            debit: row.debit,
        }
    }
}

/// Exports of the journal, newest first. Permission: `accounting.read`.
#[utoipa::path(
    get, path = "/journal-exports", operation_id = "list_journal_exports", tag = "billing", security(("bearer" = [])),
    params(ListQuery, PageQuery), responses((status = 200, body = Page<JournalExportView>))
)]
pub async fn list_journal_exports(
    State(billing): State<Billing>,
    Caller(actor): Caller,
    Query(asked): Query<ListQuery>,
    Query(paging): Query<PageQuery>,
) -> Result<Json<Page<JournalExportView>>, Problem> {
    let sites = actor.visible_sites(asked.site, ACCOUNTING_READ)?;
    let page =
        newest(billing.context.db.reader(), "billing_journal_exports", sites.as_deref(), &paging, |row: &journal_exports::Model| row.id)
            .await?;
    Ok(Json(page.map(JournalExportView::from)))
}
