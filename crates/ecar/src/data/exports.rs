//! Exports that the web app asks for: one at a time, written on this machine, kept for a day.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

use async_trait::async_trait;
use axum::http::StatusCode;
use chrono::{DateTime, TimeDelta, Utc};
use copies::{Asked, Progress, Schema};
use kernel::audit::{self, Change};
use kernel::module::Worker;
use kernel::{Actor, Context, Problem, db};
use parking_lot::Mutex;
use sea_orm::{DbErr, FromQueryResult};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::schemas;
use crate::config::Config;

const FOLDER: &str = "exports";
/// How long a file may be fetched.
const KEPT: TimeDelta = TimeDelta::days(1);
/// One that says nothing for so long was left by a program that is gone.
const LONGEST: TimeDelta = TimeDelta::hours(6);
const CLEANED_EVERY: Duration = Duration::from_mins(1);

/// What became of an export.
#[derive(Clone, Debug, Serialize, FromQueryResult, ToSchema)]
pub struct DataExport {
    pub id: Uuid,
    /// Each table is in it for spreadsheets too.
    pub spreadsheets: bool,
    pub by_name: String,
    pub started_at: DateTime<Utc>,
    /// None while it is written.
    pub finished_at: Option<DateTime<Utc>>,
    pub bytes: Option<i64>,
    /// Why there is no file.
    pub error: Option<String>,
    /// When the file went; it is kept for a day.
    pub removed_at: Option<DateTime<Utc>>,
    /// Rows that are written, of `total`; where another program writes it, nobody here knows.
    #[sea_orm(skip)]
    pub rows: Option<u64>,
    #[sea_orm(skip)]
    pub total: Option<u64>,
}

const COLUMNS: &str = "id, spreadsheets, by_name, started_at, finished_at, bytes, error, removed_at";

/// What the handlers and the worker share.
pub struct Exports {
    context: Context,
    url: String,
    schemas: Vec<Schema>,
    folder: PathBuf,
    /// Which program has the file.
    host: String,
    running: Mutex<Option<(Uuid, Arc<Progress>)>>,
    cleaned: Mutex<Option<Instant>>,
}

impl Exports {
    pub fn of(config: &Config, context: &Context) -> anyhow::Result<Arc<Self>> {
        let folder = config.data_dir.join(FOLDER);
        let machine = std::fs::read_to_string("/proc/sys/kernel/hostname").unwrap_or_default();
        let place = std::path::absolute(&folder)?;
        Ok(Arc::new(Self {
            context: context.clone(),
            url: config.database(),
            schemas: schemas(config)?,
            host: format!("{}:{}", machine.trim(), place.display()),
            folder,
            running: Mutex::default(),
            cleaned: Mutex::default(),
        }))
    }

    /// The newest first.
    pub async fn list(&self) -> Result<Vec<DataExport>, Problem> {
        let sql = format!("select {COLUMNS} from program_exports order by started_at desc limit 10");
        let found = db::all::<DataExport, _>(self.context.db.reader(), sql, []).await?;
        Ok(found.into_iter().map(|export| self.with_progress(export)).collect())
    }

    pub async fn find(&self, id: Uuid) -> Result<DataExport, Problem> {
        let sql = format!("select {COLUMNS} from program_exports where id = $1");
        let found = db::one::<DataExport, _>(self.context.db.reader(), sql, [id.into()]).await?;
        found.map(|export| self.with_progress(export)).ok_or_else(Problem::not_found)
    }

    fn with_progress(&self, mut export: DataExport) -> DataExport {
        if let Some((id, progress)) = &*self.running.lock()
            && *id == export.id
        {
            export.rows = Some(progress.rows.load(Ordering::Relaxed));
            export.total = Some(progress.total.load(Ordering::Relaxed));
        }
        export
    }

    /// Begins one, which goes on after the answer; a conflict while another is written.
    pub async fn start(self: &Arc<Self>, actor: &Actor, spreadsheets: bool) -> Result<DataExport, Problem> {
        let (id, now) = (Uuid::now_v7(), self.context.clock.now());
        let tx = self.context.db.begin().await?;
        // The lock on the newest row lets one begin at a time.
        let newest = format!("select {COLUMNS} from program_exports order by started_at desc limit 1{}", tx.lock_clause());
        let last: Option<DataExport> = db::one(&*tx, newest, []).await?;
        if last.is_some_and(|last| last.finished_at.is_none() && last.started_at > now - LONGEST) {
            return Err(Problem::new(StatusCode::CONFLICT, "export-running", "An export is being written: wait for it"));
        }
        let export = DataExport {
            id,
            spreadsheets,
            by_name: actor.name.clone(),
            started_at: now,
            finished_at: None,
            bytes: None,
            error: None,
            removed_at: None,
            rows: Some(0),
            total: None,
        };
        let sql = "insert into program_exports (id, spreadsheets, by_id, by_name, host, started_at) values ($1, $2, $3, $4, $5, $6)";
        let values = [id.into(), spreadsheets.into(), actor.id.into(), actor.name.as_str().into(), self.host.as_str().into(), now.into()];
        db::execute(&*tx, sql, values).await?;
        self.note(&tx, actor, "data.export", &export).await?;
        tx.commit().await?;
        let progress = Arc::new(Progress::default());
        *self.running.lock() = Some((id, progress.clone()));
        tokio::spawn(self.clone().run(id, spreadsheets, now, progress));
        Ok(export)
    }

    async fn note(&self, tx: &kernel::Tx, actor: &Actor, action: &str, export: &DataExport) -> Result<(), DbErr> {
        let label = export.started_at.format("%Y-%m-%d %H:%M").to_string();
        let change = Change { action, entity: "data_export", id: export.id, label: &label, site: None };
        let what = BTreeMap::from([("spreadsheets", export.spreadsheets)]);
        audit::record(tx, identity::MODULE, change, (None, Some(&what)), actor, self.context.clock.as_ref()).await
    }

    async fn run(self: Arc<Self>, id: Uuid, csv: bool, at: DateTime<Utc>, progress: Arc<Progress>) {
        let done = self.write(id, csv, at, &progress).await;
        if let Err(error) = &done {
            tracing::error!(error = format!("{error:#}"), "an export failed");
        }
        let noted = self.end(id, &done).await;
        *self.running.lock() = None;
        if let Err(error) = noted {
            tracing::error!(%error, "an export could not be recorded");
        }
    }

    async fn write(&self, id: Uuid, csv: bool, at: DateTime<Utc>, progress: &Progress) -> anyhow::Result<u64> {
        std::fs::create_dir_all(&self.folder)?;
        let asked = Asked { csv, version: env!("CARGO_PKG_VERSION"), at };
        Box::pin(copies::export(&self.url, &self.schemas, &self.file(id), asked, progress)).await?;
        Ok(std::fs::metadata(self.file(id))?.len())
    }

    async fn end(&self, id: Uuid, done: &anyhow::Result<u64>) -> Result<(), DbErr> {
        let bytes = done.as_ref().ok().map(|bytes| i64::try_from(*bytes).unwrap_or(i64::MAX));
        let error = done.as_ref().err().map(|error| format!("{error:#}"));
        let tx = self.context.db.begin().await?;
        let sql = "update program_exports set finished_at = $1, bytes = $2, error = $3 where id = $4";
        db::execute(&*tx, sql, [self.context.clock.now().into(), bytes.into(), error.into(), id.into()]).await?;
        tx.commit().await
    }

    fn file(&self, id: Uuid) -> PathBuf {
        self.folder.join(format!("{id}.zip"))
    }

    /// The file of a finished export, where it lies; that somebody fetches it is written down.
    pub async fn fetch(&self, actor: &Actor, id: Uuid) -> Result<(PathBuf, DataExport), Problem> {
        let export = self.find(id).await?;
        if export.finished_at.is_none() || export.error.is_some() || export.removed_at.is_some() {
            return Err(Problem::not_found());
        }
        let path = self.file(id);
        if !path.exists() {
            let code = "export-elsewhere";
            return Err(Problem::new(StatusCode::CONFLICT, code, "Another program of this garage has the file: try again, or begin anew"));
        }
        let tx = self.context.db.begin().await?;
        self.note(&tx, actor, "data.download", &export).await?;
        tx.commit().await?;
        Ok((path, export))
    }

    /// Removes what is older than a day, and ends what a program left that is gone.
    async fn clean(&self) -> Result<(), DbErr> {
        #[derive(FromQueryResult)]
        struct Old {
            id: Uuid,
        }
        let now = self.context.clock.now();
        let sql = "select id from program_exports where removed_at is null and host = $1 and started_at < $2";
        let old: Vec<Old> = db::all(self.context.db.reader(), sql, [self.host.as_str().into(), (now - KEPT).into()]).await?;
        for Old { id } in old {
            if let Err(error) = std::fs::remove_file(self.file(id))
                && error.kind() != std::io::ErrorKind::NotFound
            {
                tracing::warn!(%error, "an export could not be removed");
                continue;
            }
            let tx = self.context.db.begin().await?;
            db::execute(&*tx, "update program_exports set removed_at = $1 where id = $2", [now.into(), id.into()]).await?;
            tx.commit().await?;
        }
        Ok(())
    }

    /// At the start of the program: nobody writes here yet.
    async fn end_what_was_left(&self) -> Result<(), DbErr> {
        let tx = self.context.db.begin().await?;
        let sql = "update program_exports set finished_at = $1, error = $2 where finished_at is null and host = $3";
        let values = [self.context.clock.now().into(), "The program stopped meanwhile".into(), self.host.as_str().into()];
        db::execute(&*tx, sql, values).await?;
        tx.commit().await
    }
}

/// Keeps the folder of exports small.
pub struct Cleaner(pub Arc<Exports>);

#[async_trait]
impl Worker for Cleaner {
    async fn turn(&self) -> Result<bool, DbErr> {
        let cleaned = *self.0.cleaned.lock();
        match cleaned {
            Some(cleaned) if cleaned.elapsed() < CLEANED_EVERY => return Ok(false),
            None if self.0.running.lock().is_none() => self.0.end_what_was_left().await?,
            _ => {}
        }
        *self.0.cleaned.lock() = Some(Instant::now());
        self.0.clean().await?;
        Ok(false)
    }
}
