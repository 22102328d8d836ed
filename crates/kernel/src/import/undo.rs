//! Taking an import back, in the background: some records in a transaction, which also holds the place that was reached.

use std::sync::{Arc, Mutex, PoisonError};

use async_trait::async_trait;
use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::{DbErr, FromQueryResult};
use uuid::Uuid;

use super::kept::{self, Kept};
use super::{Import, ImportState, Importer, Options, RowError, find};
use crate::export::harmless;
use crate::module::Worker;
use crate::{Actor, Binds, Clock, Context, Db, Problem, SiteId, Tx, db};

const AT_ONCE: u64 = 50;
/// So long is kept what an import did.
pub const KEPT: TimeDelta = TimeDelta::days(30);
const SWEEP: TimeDelta = TimeDelta::hours(1);
/// Imports forgotten in one sweep, and lines of a report.
const SWEPT: u64 = 20;
const REPORTED: u64 = 50_000;

/// Begins to undo an import that the actor may see; the worker goes on with it.
pub async fn begin(db: &Db, importer: &dyn Importer, import: Uuid, actor: &Actor, clock: &dyn Clock) -> Result<Import, Problem> {
    let module = importer.module();
    let tx = db.begin().await?;
    let lock = tx.lock_clause();
    let locked: Option<Row> = db::one(&*tx, format!("select {ROW} from {module}_imports where id = $1{lock}"), [import.into()]).await?;
    let row = locked.ok_or_else(Problem::not_found)?;
    if row.kind != importer.kind() {
        return Err(Problem::not_found());
    }
    refuse(&row, clock.now())?;
    let total = count(&tx, module, import).await?;
    if total == 0 {
        return Err(Problem::conflict("nothing-to-undo", "This import changed nothing that could be undone"));
    }
    let actor = serde_json::to_string(actor).map_err(|error| Problem::internal(&error))?;
    let sql = format!("update {module}_imports set undo_state = 'running', undo_total = $1, undo_by = $2 where id = $3");
    db::execute(&*tx, sql, [total.into(), actor.into(), import.into()]).await?;
    tx.commit().await?;
    find(db, module, import, clock).await
}

fn refuse(row: &Row, now: DateTime<Utc>) -> Result<(), Problem> {
    if row.dry_run {
        return Err(Problem::conflict("nothing-to-undo", "A dry run changed nothing"));
    }
    if row.state == ImportState::Running {
        return Err(Problem::conflict("import-running", "The import has not ended yet"));
    }
    if matches!(row.undo_state, Some(ImportState::Running | ImportState::Done)) {
        return Err(Problem::conflict("already-undone", "This import is undone already"));
    }
    if now - row.created_at > KEPT {
        return Err(Problem::conflict("undo-too-late", "An import can be undone for 30 days"));
    }
    Ok(())
}

/// Whether it could be begun now.
pub(super) fn is_possible(import: &Import, now: DateTime<Utc>) -> bool {
    let is_open = matches!(import.undo_state, None | Some(ImportState::Failed));
    !import.dry_run
        && import.state != ImportState::Running
        && is_open
        && import.created + import.updated > 0
        && now - import.created_at <= KEPT
}

/// What an undo left as it is, as CSV: line, record, field, reason.
pub async fn undo_report(db: &Db, module: &str, import: Uuid) -> Result<String, Problem> {
    #[derive(FromQueryResult)]
    struct Left {
        line: i64,
        label: String,
        problems: String,
    }
    let sql = format!(
        "select line, label, problems from {module}_import_changes where import_id = $1 and problems <> '[]' \
         order by line, record_id limit {REPORTED}"
    );
    let rows: Vec<Left> = db::all(db.reader(), sql, [import.into()]).await?;
    let mut lines = csv::Writer::from_writer(vec![]);
    let _ = lines.write_record(["line", "record", "field", "reason"]);
    for row in rows {
        let problems: Vec<(String, String)> = serde_json::from_str(&row.problems).unwrap_or_default();
        for (field, reason) in problems {
            let _ = lines.write_record([&row.line.to_string(), &harmless(&row.label), &field, &harmless(&reason)]);
        }
    }
    Ok(String::from_utf8(lines.into_inner().unwrap_or_default()).unwrap_or_default())
}

const ROW: &str = "id, kind, state, dry_run, site_id, undo_state, undo_after, undo_by, created_at";

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    kind: String,
    state: ImportState,
    dry_run: bool,
    site_id: Option<SiteId>,
    undo_state: Option<ImportState>,
    undo_after: Option<Uuid>,
    undo_by: Option<String>,
    created_at: DateTime<Utc>,
}

async fn count(tx: &Tx, module: &str, import: Uuid) -> Result<i64, DbErr> {
    #[derive(FromQueryResult)]
    struct Count {
        value: i64,
    }
    let sql = format!("select count(*) as value from {module}_import_changes where import_id = $1");
    Ok(db::one::<Count, _>(&**tx, sql, [import.into()]).await?.map_or(0, |count| count.value))
}

/// Undoes a module's imports, and forgets what old ones did.
pub struct Undoing {
    module: &'static str,
    context: Context,
    importers: Vec<Arc<dyn Importer>>,
    swept: Mutex<Option<DateTime<Utc>>>,
}

impl Undoing {
    pub fn new(module: &'static str, context: Context, importers: Vec<Arc<dyn Importer>>) -> Self {
        Self { module, context, importers, swept: Mutex::default() }
    }

    async fn next(&self) -> Result<Option<Uuid>, DbErr> {
        #[derive(FromQueryResult)]
        struct Id {
            id: Uuid,
        }
        let sql = format!("select id from {}_imports where undo_state = 'running' order by id limit 1", self.module);
        Ok(db::one::<Id, _>(self.context.db.reader(), sql, []).await?.map(|row| row.id))
    }

    async fn batch(&self, import: Uuid) -> Result<(), Problem> {
        let module = self.module;
        let mut tx = self.context.db.begin().await?;
        let lock = tx.lock_clause();
        let sql = format!("select {ROW} from {module}_imports where id = $1 and undo_state = 'running'{lock}");
        let Some(row) = db::one::<Row, _>(&*tx, sql, [import.into()]).await? else { return Ok(()) };
        let Some(importer) = self.importers.iter().find(|importer| importer.kind() == row.kind) else {
            return Err(Problem::not_found());
        };
        let kept = kept::next(&tx, module, import, row.undo_after, AT_ONCE).await?;
        let Some(last) = kept.last().map(|kept| kept.record) else {
            db::execute(&*tx, format!("update {module}_imports set undo_state = 'done' where id = $1"), [row.id.into()]).await?;
            return Ok(tx.commit().await?);
        };
        let actor: Actor = serde_json::from_str(row.undo_by.as_deref().unwrap_or_default()).map_err(|error| Problem::internal(&error))?;
        let options = Options { dry_run: false, site: row.site_id, actor, import: None };
        let left = importer.undo(&mut tx, &kept, &options).await?;
        note(&tx, module, import, &kept, &left).await?;
        let failed = i64::try_from(left.iter().filter(|left| !left.is_empty()).count()).unwrap_or_default();
        let done = i64::try_from(kept.len()).unwrap_or_default();
        let sql = format!(
            "update {module}_imports set undo_after = $1, undo_processed = undo_processed + $2, undo_left = undo_left + $3 where id = $4"
        );
        db::execute(&*tx, sql, [last.into(), done.into(), failed.into(), import.into()]).await?;
        Ok(tx.commit().await?)
    }

    async fn give_up(&self, import: Uuid) -> Result<(), DbErr> {
        let tx = self.context.db.begin().await?;
        db::execute(&*tx, format!("update {}_imports set undo_state = 'failed' where id = $1", self.module), [import.into()]).await?;
        tx.commit().await
    }

    /// Forgets what imports did that can no longer be undone.
    async fn sweep(&self) -> Result<(), DbErr> {
        let (now, module) = (self.context.clock.now(), self.module);
        let is_due = |swept: &Option<DateTime<Utc>>| swept.is_none_or(|at| now - at >= SWEEP);
        if !is_due(&self.swept.lock().unwrap_or_else(PoisonError::into_inner)) {
            return Ok(());
        }
        let tx = self.context.db.begin().await?;
        let sql = format!(
            "delete from {module}_import_changes where import_id in (select i.id from {module}_imports i where i.created_at < $1 \
             and (i.undo_state is null or i.undo_state <> 'running') \
             and exists (select 1 from {module}_import_changes c where c.import_id = i.id) order by i.id limit {SWEPT})"
        );
        db::execute(&*tx, sql, [(now - KEPT).into()]).await?;
        tx.commit().await?;
        *self.swept.lock().unwrap_or_else(PoisonError::into_inner) = Some(now);
        Ok(())
    }
}

#[async_trait]
impl Worker for Undoing {
    async fn turn(&self) -> Result<bool, DbErr> {
        self.sweep().await?;
        let Some(import) = self.next().await? else { return Ok(false) };
        match self.batch(import).await {
            Ok(()) => Ok(true),
            Err(problem) if problem.transient => Err(DbErr::Custom(format!("an undo waits: {}", problem.title))),
            Err(problem) => {
                tracing::error!(problem = problem.title, import = %import, "an undo stopped");
                self.give_up(import).await.map(|()| true)
            }
        }
    }
}

async fn note(tx: &Tx, module: &str, import: Uuid, kept: &[Kept], left: &[Vec<RowError>]) -> Result<(), DbErr> {
    for (kept, left) in kept.iter().zip(left) {
        let problems: Vec<_> = left.iter().map(|left| (left.field, left.message.as_str())).collect();
        let problems = serde_json::to_string(&problems).map_err(|error| DbErr::Custom(error.to_string()))?;
        let mut binds = Binds::default();
        let sql = format!(
            "update {module}_import_changes set problems = {} where import_id = {} and record_id = {}",
            binds.add(problems),
            binds.add(import),
            binds.add(kept.record)
        );
        db::execute(&**tx, sql, binds.0).await?;
    }
    Ok(())
}
