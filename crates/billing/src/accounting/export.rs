//! POST /journal-exports

use axum::extract::State;
use axum::http::StatusCode;
use chrono::{DateTime, Days, NaiveDate, Utc};
use contracts::billing::ACCOUNTING_EXPORT;
use contracts::identity::{self, SiteCard};
use garde::Validate;
use kernel::audit::{self, Change};
use kernel::export::MOST_ROWS;
use kernel::http::{Caller, IdempotencyKey, Json};
use kernel::idempotency::{Claim, Repeatable};
use kernel::{Actor, Clock, Problem, SiteId, Tx, counters};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::entry::Entry;
use super::journal::posted;
use super::list::JournalExportView;
use super::sources::Which;
use super::store;
use crate::entities::journal_exports;
use crate::error::Error;
use crate::invoices::invoice::local_day;
use crate::period::Period;
use crate::series::{day_begins, zone};
use crate::{Billing, MODULE};

/// How many days before the last lock documents are looked for that no export took.
const LATE: Days = Days::new(2);

/// Up to which day.
#[derive(Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ExportJournal {
    #[garde(skip)]
    pub site_id: SiteId,
    /// The last day, which must have ended at the site. It and all before it are locked.
    #[garde(skip)]
    pub until: NaiveDate,
    /// Of the first export alone: what was before this day is in other books. All there is when left out.
    #[serde(default)]
    #[garde(skip)]
    pub from: Option<NaiveDate>,
}

/// Writes down the entries of all documents that no export has, up to a day, and locks these days.
///
/// `Idempotency-Key` is required: the same key exports once. Refused with `nothing-to-export`, with `too-many-entries` for more than 20,000
/// entries, and with the field `until` for a day that has not ended or is locked. Permission: `accounting.export`.
#[utoipa::path(
    post, path = "/journal-exports", operation_id = "export_journal", tag = "billing", security(("bearer" = [])),
    params(("Idempotency-Key" = String, Header)), request_body = ExportJournal, responses((status = 201, body = JournalExportView))
)]
pub async fn export_journal(
    State(billing): State<Billing>,
    Caller(actor): Caller,
    key: IdempotencyKey,
    Json(body): Json<ExportJournal>,
) -> Result<Repeatable<axum::Json<JournalExportView>>, Problem> {
    let (replayed, view) = export(&billing, &actor, key, body).await?;
    Ok(Repeatable { status: StatusCode::CREATED, replayed, body: axum::Json(view) })
}

async fn export(billing: &Billing, actor: &Actor, key: IdempotencyKey, body: ExportJournal) -> Result<(bool, JournalExportView), Problem> {
    let (db, clock) = (&billing.context.db, billing.context.clock.as_ref());
    actor.permit(ACCOUNTING_EXPORT, body.site_id)?;
    let claim = Claim::new(actor, "export_journal", key.required()?.0.as_deref(), &body)?;
    if let Some(view) = Claim::replay(claim.as_ref(), db, MODULE).await? {
        return Ok((true, view));
    }
    let site = identity::site(billing.sites.as_ref(), body.site_id).await?;

    let tx = db.begin().await?;
    Claim::take(claim.as_ref(), &tx, MODULE, clock).await?;
    let view = write(&tx, &site, &body, actor, clock).await?;
    Claim::keep(claim.as_ref(), &tx, MODULE, &view).await?;
    tx.commit().await?;
    Ok((false, view))
}

/// Writes an export down in the caller's transaction.
pub async fn write(
    tx: &Tx,
    site: &SiteCard,
    asked: &ExportJournal,
    actor: &Actor,
    clock: &dyn Clock,
) -> Result<JournalExportView, Problem> {
    // Before anything is read: who exports next waits here.
    let sequence = counters::next(tx, MODULE, &format!("journal-exports-{}", site.id)).await?;
    let (export, entries) = taken(tx, site, asked, Made { sequence, by: &actor.name, at: clock.now() }).await?;
    store::insert(tx, &export, &entries).await?;
    let view = JournalExportView::from(export);
    let label = view.number.to_string();
    let change = Change { action: "journal.export", entity: "journal_export", id: view.id, label: &label, site: Some(site.id) };
    audit::record(tx, MODULE, change, (None::<&JournalExportView>, Some(&view)), actor, clock).await?;
    Ok(view)
}

struct Made<'a> {
    sequence: i64,
    by: &'a str,
    at: DateTime<Utc>,
}

async fn taken(tx: &Tx, site: &SiteCard, body: &ExportJournal, made: Made<'_>) -> Result<(journal_exports::Model, Vec<Entry>), Problem> {
    let (last, Made { sequence, by, at }) = (store::last(&**tx, site.id).await?, made);
    let locked = last.as_ref().map(|export| export.until_day);
    if body.until >= local_day(at, zone(site)?) || locked.is_some_and(|locked| body.until <= locked) {
        return Err(Error::NotToExport { locked }.into());
    }
    let counts_from = last.as_ref().map_or(body.from, |export| export.counts_from);
    if counts_from.is_some_and(|from| from > body.until) {
        return Err(Error::NotToExport { locked }.into());
    }
    // What came late to be known was under way when the last export was made: it is not looked for further back.
    let looked_from = counts_from.max(locked.and_then(|locked| locked.checked_sub_days(LATE)));
    let begins = looked_from.map_or(Ok(DateTime::UNIX_EPOCH), |day| day_begins(site, day))?;
    let ends = Period::of(site, body.until, body.until)?.ends;
    let open_from = locked.and_then(|locked| locked.checked_add_days(Days::new(1)));
    let entries = posted(&**tx, &Which { site, begins, ends, is_open_only: true }, open_from).await?;
    if entries.is_empty() {
        return Err(Error::NothingToExport.into());
    }
    if entries.len() > MOST_ROWS {
        return Err(Error::TooMuchToExport.into());
    }
    let first_number = last.as_ref().map_or(1, |export| export.last_number + 1);
    let export = journal_exports::Model {
        id: Uuid::now_v7(),
        site_id: site.id,
        sequence,
        counts_from,
        from_day: entries.iter().map(|entry| entry.on).min().unwrap_or(body.until),
        until_day: body.until,
        at,
        by_name: by.to_owned(),
        currency: site.currency.clone(),
        first_number,
        last_number: first_number + i64::try_from(entries.len()).unwrap_or_default() - 1,
        debit: entries.iter().map(Entry::debit).sum(),
    };
    Ok((export, entries))
}
