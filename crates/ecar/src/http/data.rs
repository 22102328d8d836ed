//! `/data`: how the backups are, and all data as a file.

use std::sync::Arc;

use axum::Extension;
use axum::body::Body;
use axum::http::{StatusCode, header};
use axum::response::IntoResponse;
use chrono::{DateTime, Utc};
use contracts::identity::{DATA_EXPORT, Sites};
use garde::Validate;
use kernel::db::Backend;
use kernel::http::{Caller, Json, Path};
use kernel::{Actor, Context, Problem};
use serde::{Deserialize, Serialize};
use tokio_util::io::ReaderStream;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use uuid::Uuid;

use crate::config::Config;
use crate::data::{self, DataExport, Exports};
use crate::modules::MODULES;

#[derive(Clone)]
pub struct Data {
    pub context: Context,
    pub exports: Arc<Exports>,
    pub sites: Arc<dyn Sites>,
    /// Where backups go and when, in UTC; none where none are taken.
    pub schedule: Option<(String, String)>,
    pub encrypted: bool,
    pub here: Vec<&'static str>,
}

impl Data {
    pub fn of(config: &Config, context: &Context, exports: Arc<Exports>, sites: Arc<dyn Sites>, here: &[&'static str]) -> Self {
        Self {
            context: context.clone(),
            exports,
            sites,
            schedule: config.backup_to.as_ref().map(|to| (to.clone(), config.backup_at.clone())),
            encrypted: config.backup_key.is_some(),
            here: here.to_vec(),
        }
    }

    /// The whole garage's data: the permission at every site, and no program.
    async fn permit(&self, actor: &Actor) -> Result<(), Problem> {
        actor.session()?;
        let sites = self.sites.cards(&[]).await?;
        if actor.may_anywhere(DATA_EXPORT) && sites.iter().all(|site| actor.may(DATA_EXPORT, site.id)) {
            return Ok(());
        }
        Err(Problem::forbidden(DATA_EXPORT))
    }
}

/// A database.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
#[serde(rename_all = "lowercase")]
enum DatabaseKind {
    Sqlite,
    Postgres,
}

/// A backup that was opened again and found right, or a try that failed.
#[derive(Clone, Debug, Serialize, ToSchema)]
struct BackupNote {
    at: DateTime<Utc>,
    name: Option<String>,
    bytes: Option<i64>,
    encrypted: bool,
    error: Option<String>,
}

/// How backups are set up, and what came of them.
#[derive(Clone, Debug, Serialize, ToSchema)]
struct BackupState {
    /// A folder or bucket; none where no backups are set up.
    place: Option<String>,
    /// The time of day, in UTC.
    at: Option<String>,
    encrypted: bool,
    /// The last that is there.
    last: Option<BackupNote>,
    /// The last try, where it failed.
    failed: Option<BackupNote>,
}

/// The whole data: where they are, their backups, and exports of the last days.
#[derive(Clone, Debug, Serialize, ToSchema)]
struct DataState {
    database: DatabaseKind,
    /// All modules' data are here; where modules run apart, each has its own.
    is_whole: bool,
    backups: BackupState,
    exports: Vec<DataExport>,
}

/// What an export is to have beside the lines that a restore needs.
#[derive(Deserialize, Validate, ToSchema)]
#[garde(allow_unvalidated)]
#[serde(deny_unknown_fields)]
struct NewDataExport {
    /// Each table for spreadsheets (CSV) too.
    spreadsheets: bool,
}

pub fn router(data: Data) -> OpenApiRouter {
    OpenApiRouter::new()
        .routes(routes!(get_data))
        .routes(routes!(start_data_export))
        .routes(routes!(get_data_export))
        .routes(routes!(get_data_export_file))
        .layer(Extension(data))
}

/// How the backups are, and the exports of the last days. Permission: `data.export` at every site, in a session of one's own.
#[utoipa::path(get, path = "/data", tag = "data", security(("bearer" = [])), responses((status = 200, body = DataState)))]
async fn get_data(Caller(actor): Caller, Extension(data): Extension<Data>) -> Result<Json<DataState>, Problem> {
    data.permit(&actor).await?;
    let note = |backup: data::Backup| BackupNote {
        at: backup.started_at,
        name: backup.name,
        bytes: backup.bytes,
        encrypted: backup.sealed,
        error: backup.error,
    };
    let (last, tried) = data::latest(&data.context).await?;
    let backups = BackupState {
        place: data.schedule.as_ref().map(|(to, _)| to.clone()),
        at: data.schedule.as_ref().map(|(_, at)| at.clone()),
        encrypted: data.encrypted,
        last: last.map(note),
        failed: tried.filter(|tried| tried.error.is_some()).map(note),
    };
    let database = match data.context.db.backend() {
        Backend::Sqlite => DatabaseKind::Sqlite,
        Backend::Postgres => DatabaseKind::Postgres,
    };
    Ok(Json(DataState { database, is_whole: data.here == MODULES, backups, exports: data.exports.list().await? }))
}

/// Begins an export of all data, which goes on after this answer; one at a time (409 `export-running`). Permission: `data.export` at
/// every site, in a session of one's own.
#[utoipa::path(post, path = "/data/exports", tag = "data", security(("bearer" = [])), request_body = NewDataExport, responses((status = 202, body = DataExport)))]
async fn start_data_export(
    Caller(actor): Caller,
    Extension(data): Extension<Data>,
    Json(asked): Json<NewDataExport>,
) -> Result<(StatusCode, Json<DataExport>), Problem> {
    data.permit(&actor).await?;
    Ok((StatusCode::ACCEPTED, Json(data.exports.start(&actor, asked.spreadsheets).await?)))
}

/// How far an export is. Permission: `data.export` at every site, in a session of one's own.
#[utoipa::path(get, path = "/data/exports/{export_id}", tag = "data", params(("export_id" = Uuid, Path)), security(("bearer" = [])), responses((status = 200, body = DataExport)))]
async fn get_data_export(
    Caller(actor): Caller,
    Extension(data): Extension<Data>,
    Path(id): Path<Uuid>,
) -> Result<Json<DataExport>, Problem> {
    data.permit(&actor).await?;
    data.exports.find(id).await.map(Json)
}

/// The file of an export that is finished, for a day: a zip that `ecar restore` takes. 409 `export-elsewhere` where another program of
/// the garage has it. Permission: `data.export` at every site, in a session of one's own.
#[utoipa::path(get, path = "/data/exports/{export_id}/file", tag = "data", params(("export_id" = Uuid, Path)), security(("bearer" = [])), responses((status = 200, body = Vec<u8>, content_type = "application/zip")))]
async fn get_data_export_file(
    Caller(actor): Caller,
    Extension(data): Extension<Data>,
    Path(id): Path<Uuid>,
) -> Result<impl IntoResponse, Problem> {
    data.permit(&actor).await?;
    let (path, export) = data.exports.fetch(&actor, id).await?;
    let file = tokio::fs::File::open(path).await.map_err(|error| Problem::internal(&error))?;
    let name = copies::name("ecar-export", export.started_at, false);
    let headers = [
        (header::CONTENT_TYPE, "application/zip".to_owned()),
        (header::CONTENT_LENGTH, export.bytes.unwrap_or_default().to_string()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")),
        (header::CACHE_CONTROL, "no-store".to_owned()),
    ];
    Ok((headers, Body::from_stream(ReaderStream::new(file))))
}
