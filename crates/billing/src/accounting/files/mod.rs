//! GET /journal-exports/{id}/file

mod fec;
mod plain;
mod quickbooks;
mod xero;

use axum::extract::State;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use contracts::billing::ACCOUNTING_READ;
use contracts::identity::{SiteCard, site};
use kernel::export::{FileFormat, MOST_ROWS};
use kernel::http::{Caller, Path, Query};
use kernel::{Amount, Currency, Problem};
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::sources::currency;
use super::store::{self, Numbered};
use super::words::Words;
use crate::Billing;
use crate::entities::journal_exports;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum JournalFormat {
    /// A line for each side of each entry.
    #[default]
    Csv,
    Xlsx,
    /// Tabs between 18 columns. Source: France, LPF A47 A-1.
    Fec,
    /// Sales alone.
    Xero,
    Quickbooks,
}

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct FileQuery {
    #[serde(default)]
    #[param(inline)]
    format: JournalFormat,
}

/// An export with what its files are written with.
struct Book {
    export: journal_exports::Model,
    entries: Vec<Numbered>,
    site: SiteCard,
    currency: Currency,
    words: &'static Words,
}

impl Book {
    /// `journal-LAC-3`
    fn name(&self) -> String {
        format!("journal-{}-{}", self.site.code, self.export.sequence)
    }

    fn decimal(&self, amount: Amount) -> String {
        amount.to_decimal(self.currency.decimals)
    }
}

/// What an export wrote down, as a file: the same for ever. Permission: `accounting.read`.
#[utoipa::path(get, path = "/journal-exports/{id}/file", tag = "billing", operation_id = "get_journal_file", security(("bearer" = [])),
    params(("id" = Uuid, Path), FileQuery),
    responses((status = 200, content((String = "text/csv"), (String = "text/plain"),
        (Vec<u8> = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")))))]
pub async fn get_journal_file(
    State(billing): State<Billing>,
    Caller(actor): Caller,
    Path(id): Path<Uuid>,
    Query(query): Query<FileQuery>,
) -> Result<Response, Problem> {
    let instant = billing.context.db.snapshot().await?;
    let export = store::find(&instant, id).await?.ok_or_else(Problem::not_found)?;
    actor.permit(ACCOUNTING_READ, export.site_id)?;
    let site = site(billing.sites.as_ref(), export.site_id).await?;
    let entries = store::entries(&instant, id, export.first_number - 1, MOST_ROWS as u64).await?;
    let (currency, words) = (currency(&site)?, super::journal::words(&site));
    let book = Book { export, entries, site, currency, words };
    match query.format {
        JournalFormat::Csv => plain::table(&book).answer(FileFormat::Csv),
        JournalFormat::Xlsx => plain::table(&book).answer(FileFormat::Xlsx),
        JournalFormat::Xero => xero::table(&book).answer(FileFormat::Csv),
        JournalFormat::Quickbooks => quickbooks::table(&book).answer(FileFormat::Csv),
        JournalFormat::Fec => text(&fec::name(&book), fec::file(&book)?),
    }
}

fn text(name: &str, bytes: Vec<u8>) -> Result<Response, Problem> {
    let disposition = HeaderValue::from_str(&format!("attachment; filename=\"{name}\"")).map_err(|error| Problem::internal(&error))?;
    let kind = HeaderValue::from_static("text/plain; charset=utf-8");
    Ok(([(header::CONTENT_TYPE, kind), (header::CONTENT_DISPOSITION, disposition)], bytes).into_response())
}
