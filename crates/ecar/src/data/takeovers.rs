//! Takeovers of other systems: one at a time, followed while they run, with their difference reports.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use axum::http::StatusCode;
use chrono::{DateTime, TimeDelta, Utc};
use contracts::identity::{SiteCard, Sites};
use kernel::audit::{self, Change};
use kernel::import::{ImportState, Importer};
use kernel::{Actor, Context, Currency, Problem, SiteId, db};
use sea_orm::{DbErr, FromQueryResult};
use serde::Serialize;
use takeover::{Asked, Progress, Report, Site, System};
use tempfile::TempDir;
use tokio::sync::watch;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::program;

/// One that says nothing for so long was left by a program that is gone.
const SILENT: TimeDelta = TimeDelta::seconds(15);
/// How often one says that it is at work, whatever it does.
const BEAT: Duration = Duration::from_secs(3);
const COLUMNS: &str = "id, file, dry_run, state, step, processed, total, by_name, started_at, told_at, error";

/// A takeover, and how far it is.
#[derive(Clone, Debug, Serialize, FromQueryResult, ToSchema)]
#[schema(as = Takeover)]
pub struct TakeoverRow {
    pub id: Uuid,
    /// The name of what was sent.
    pub file: String,
    pub dry_run: bool,
    pub state: ImportState,
    /// The table at hand while it runs, as the report names it.
    pub step: Option<String>,
    /// Rows that are done, of `total`.
    pub processed: i64,
    pub total: i64,
    pub by_name: String,
    pub started_at: DateTime<Utc>,
    #[serde(skip)]
    pub told_at: DateTime<Utc>,
    /// Why it stopped. What was done stays, and another run goes on from it.
    pub error: Option<String>,
}

/// A takeover with its difference report.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = TakeoverWithReport)]
pub struct Takeover {
    #[serde(flatten)]
    pub row: TakeoverRow,
    /// Once it is done.
    pub report: Option<Report>,
    /// Each sum is the same before and after, but for what was refused.
    pub adds_up: Option<bool>,
}

/// What is to be taken over, and how.
pub struct NewTakeover {
    /// The name of the file.
    pub file: String,
    pub path: PathBuf,
    /// Goes when it is done.
    pub folder: Option<TempDir>,
    pub system: Option<System>,
    pub dry_run: bool,
    pub site: SiteId,
}

/// What the handlers and the command share.
pub struct Takeovers {
    pub context: Context,
    pub sites: Arc<dyn Sites>,
    pub importers: Vec<Arc<dyn Importer>>,
}

impl Takeovers {
    /// The newest first, at most 20.
    pub async fn list(&self) -> Result<Vec<TakeoverRow>, Problem> {
        let sql = format!("select {COLUMNS} from program_takeovers order by started_at desc limit 20");
        let found = db::all::<TakeoverRow, _>(self.context.db.reader(), sql, []).await?;
        Ok(found.into_iter().map(|row| self.as_it_stands(row)).collect())
    }

    pub async fn find(&self, id: Uuid) -> Result<Takeover, Problem> {
        #[derive(FromQueryResult)]
        struct Told {
            report: Option<String>,
        }
        let reader = self.context.db.reader();
        let sql = format!("select {COLUMNS} from program_takeovers where id = $1");
        let row: Option<TakeoverRow> = db::one(reader, sql, [id.into()]).await?;
        let row = self.as_it_stands(row.ok_or_else(Problem::not_found)?);
        let told: Option<Told> = db::one(reader, "select report from program_takeovers where id = $1", [id.into()]).await?;
        let report: Option<Report> = told.and_then(|told| serde_json::from_str(&told.report?).ok());
        Ok(Takeover { adds_up: report.as_ref().map(Report::adds_up), report, row })
    }

    /// One that was left by a program that is gone has stopped.
    fn as_it_stands(&self, mut row: TakeoverRow) -> TakeoverRow {
        if row.state == ImportState::Running && row.told_at < self.context.clock.now() - SILENT {
            row.state = ImportState::Failed;
            row.error = Some("The program stopped meanwhile: begin again, nothing is made twice".to_owned());
        }
        row
    }

    /// Begins one: a conflict while another runs.
    pub async fn begin(&self, asked: &NewTakeover, actor: &Actor) -> Result<TakeoverRow, Problem> {
        let (id, now) = (Uuid::now_v7(), self.context.clock.now());
        let tx = self.context.db.begin().await?;
        // The lock on the newest row lets one begin at a time.
        let newest = format!("select {COLUMNS} from program_takeovers order by started_at desc limit 1{}", tx.lock_clause());
        let last: Option<TakeoverRow> = db::one(&*tx, newest, []).await?;
        if last.map(|last| self.as_it_stands(last)).is_some_and(|last| last.state == ImportState::Running) {
            return Err(Problem::new(StatusCode::CONFLICT, "takeover-running", "A takeover is running: wait for it"));
        }
        let row = TakeoverRow {
            id,
            file: asked.file.clone(),
            dry_run: asked.dry_run,
            state: ImportState::Running,
            step: None,
            processed: 0,
            total: 0,
            by_name: actor.name.clone(),
            started_at: now,
            told_at: now,
            error: None,
        };
        let sql = "insert into program_takeovers (id, file, dry_run, state, processed, total, by_name, started_at, told_at) \
                   values ($1, $2, $3, 'running', 0, 0, $4, $5, $5)";
        let values = [id.into(), row.file.as_str().into(), row.dry_run.into(), row.by_name.as_str().into(), now.into()];
        db::execute(&*tx, sql, values).await?;
        if !asked.dry_run {
            let change = Change { action: "data.take_over", entity: "takeover", id, label: &row.file, site: None };
            audit::record(&tx, identity::MODULE, change, (None, Some(&row)), actor, self.context.clock.as_ref()).await?;
        }
        tx.commit().await?;
        Ok(row)
    }

    /// Works through it, and keeps its report. `shown` is told as well.
    pub async fn work(
        &self,
        row: TakeoverRow,
        asked: NewTakeover,
        actor: Actor,
        shown: impl Fn(&Progress) + Send + Sync,
    ) -> Result<Report, Problem> {
        let (told, mut news) = watch::channel(None::<Progress>);
        let saving = async {
            // What is said is kept, and time and again that it is still at work.
            while !matches!(tokio::time::timeout(BEAT, news.changed()).await, Ok(Err(_))) {
                let progress = news.borrow_and_update().clone();
                if let Err(error) = self.save_progress(row.id, progress.as_ref()).await {
                    tracing::warn!(%error, "a takeover's progress could not be kept");
                }
            }
        };
        let running = async {
            let done = Box::pin(self.run(&asked, actor, &|progress| {
                shown(&progress);
                told.send_replace(Some(progress));
            }))
            .await;
            drop(told);
            done
        };
        let (done, ()) = tokio::join!(running, saving);
        self.end(row.id, &done).await?;
        drop(asked.folder);
        done
    }

    async fn run(&self, asked: &NewTakeover, actor: Actor, tell: &(dyn Fn(Progress) + Send + Sync)) -> Result<Report, Problem> {
        let source = takeover::open(&asked.path).await?;
        let cards = self.sites.cards(&[]).await?;
        let here = cards.iter().find(|site| site.id == asked.site).ok_or_else(|| Problem::field("/site_id", "unknown", "No such site"))?;
        let same = cards.iter().filter(|site| site.currency == here.currency);
        let asked = Asked {
            system: asked.system,
            dry_run: asked.dry_run,
            site: site(here),
            sites: same.map(site).collect(),
            currency: here.currency.clone(),
            decimals: Currency::from_code(&here.currency).unwrap_or(Currency::TND).decimals,
            actor,
        };
        takeover::run(&self.context, &source, &self.importers, &asked, tell).await
    }

    async fn save_progress(&self, id: Uuid, progress: Option<&Progress>) -> Result<(), DbErr> {
        let tx = self.context.db.begin().await?;
        let count = |rows: u64| i64::try_from(rows).unwrap_or(i64::MAX);
        let values = [
            progress.map(|progress| progress.step).into(),
            count(progress.map_or(0, |progress| progress.processed)).into(),
            count(progress.map_or(0, |progress| progress.total)).into(),
            self.context.clock.now().into(),
            id.into(),
        ];
        let sql = "update program_takeovers set step = $1, processed = $2, total = $3, told_at = $4 where id = $5";
        db::execute(&*tx, sql, values).await?;
        tx.commit().await
    }

    async fn end(&self, id: Uuid, done: &Result<Report, Problem>) -> Result<(), Problem> {
        let report = done.as_ref().ok().map(serde_json::to_string).transpose().map_err(|error| Problem::internal(&error))?;
        let error = done.as_ref().err().map(|problem| program::failed(problem.clone()).to_string());
        let state = if error.is_none() { "done" } else { "failed" };
        let tx = self.context.db.begin().await?;
        let sql = "update program_takeovers set state = $1, error = $2, report = $3, step = null, told_at = $4 where id = $5";
        db::execute(&*tx, sql, [state.into(), error.into(), report.into(), self.context.clock.now().into(), id.into()]).await?;
        Ok(tx.commit().await?)
    }
}

fn site(card: &SiteCard) -> Site {
    Site { id: card.id, code: card.code.clone(), name: card.name.clone() }
}

/// The name of a file that is shown: without its folders.
pub fn shown_name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().chars().filter(|letter| !letter.is_control()).take(200).collect()
}
