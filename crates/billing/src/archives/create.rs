//! POST /archives

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use chrono::NaiveDate;
use contracts::billing::ACCOUNTING_EXPORT;
use contracts::identity;
use garde::Validate;
use kernel::audit::{self, Change};
use kernel::http::{Caller, IdempotencyKey, Json};
use kernel::idempotency::{Claim, Repeatable};
use kernel::{Actor, Problem, SiteId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::contents::{Wanted, pack};
use super::list::ArchiveView;
use super::tables::archives;
use super::{Archives, key, store};
use crate::MODULE;
use crate::error::Error;
use crate::invoices::invoice::local_day;
use crate::period::{A_YEAR, Period, PeriodQuery};
use crate::series::zone;

/// Of which days.
#[derive(Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CreateArchive {
    #[garde(skip)]
    pub site_id: SiteId,
    /// The first day at the site.
    #[garde(skip)]
    pub from: NaiveDate,
    /// The last day, which must have ended there; at most 400 days after the first.
    #[garde(skip)]
    pub until: NaiveDate,
}

/// Packs and signs what was issued between two days.
///
/// `Idempotency-Key` is required: the same key archives once. Refused with `nothing-to-archive`, `chain-broken`, `archive-too-large` for more
/// than 50,000 documents, and `archive-under-way` where another one of the site was made meanwhile. Permission: `accounting.export`.
#[utoipa::path(
    post, path = "/archives", operation_id = "create_archive", tag = "billing", security(("bearer" = [])),
    params(("Idempotency-Key" = String, Header)), request_body = CreateArchive, responses((status = 201, body = ArchiveView))
)]
pub async fn create_archive(
    State(archives): State<Arc<Archives>>,
    Caller(actor): Caller,
    key: IdempotencyKey,
    Json(body): Json<CreateArchive>,
) -> Result<Repeatable<axum::Json<ArchiveView>>, Problem> {
    let (replayed, view) = Box::pin(archive(&archives, &actor, key, body)).await?;
    Ok(Repeatable { status: StatusCode::CREATED, replayed, body: axum::Json(view) })
}

async fn archive(archives: &Archives, actor: &Actor, key: IdempotencyKey, body: CreateArchive) -> Result<(bool, ArchiveView), Problem> {
    let context = &archives.billing.context;
    let (db, clock) = (&context.db, context.clock.as_ref());
    actor.permit(ACCOUNTING_EXPORT, body.site_id)?;
    let claim = Claim::new(actor, "create_archive", key.required()?.0.as_deref(), &body)?;
    if let Some(view) = Claim::replay(claim.as_ref(), db, MODULE).await? {
        return Ok((true, view));
    }
    // Read before anything is locked: of days that have ended, nothing changes any more.
    let (row, bytes) = Box::pin(made(archives, actor, &body)).await?;
    let tx = db.begin().await?;
    Claim::take(claim.as_ref(), &tx, MODULE, clock).await?;
    store::insert(&tx, row.clone(), bytes).await?;
    let view = ArchiveView::from(row);
    let label = view.number.to_string();
    let change = Change { action: "archive.create", entity: "archive", id: view.id, label: &label, site: Some(view.site_id) };
    audit::record(&tx, MODULE, change, (None::<&ArchiveView>, Some(&view)), actor, clock).await?;
    Claim::keep(claim.as_ref(), &tx, MODULE, &view).await?;
    tx.commit().await?;
    Ok((false, view))
}

async fn made(archives: &Archives, actor: &Actor, body: &CreateArchive) -> Result<(archives::Model, Vec<u8>), Problem> {
    let context = &archives.billing.context;
    let (site, at) = (identity::site(archives.billing.sites.as_ref(), body.site_id).await?, context.clock.now());
    let asked = PeriodQuery { from: Some(body.from), until: Some(body.until) };
    let period = Period::asked(asked, &site, at, A_YEAR)?;
    if period.until >= local_day(at, zone(&site)?) {
        return Err(Error::DayNotEnded.into());
    }
    let key = key::key(context, &archives.vault).await?;
    let instant = context.db.snapshot().await?;
    let last = store::last(&instant, site.id).await?;
    let wanted = Wanted { site: &site, period: &period, key: &key, last: last.as_ref(), at, by: &actor.name };
    let (documents, packed) = Box::pin(pack(&instant, &wanted)).await?;
    let row = archives::Model {
        id: Uuid::now_v7(),
        site_id: site.id,
        sequence: last.map_or(0, |last| last.sequence) + 1,
        from_day: period.from,
        until_day: period.until,
        at,
        by_name: actor.name.clone(),
        documents,
        size: i64::try_from(packed.bytes.len()).unwrap_or(i64::MAX),
        digest: packed.digest,
        fingerprint: key.fingerprint,
    };
    Ok((row, packed.bytes))
}
