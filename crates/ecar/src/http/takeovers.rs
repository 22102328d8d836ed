//! `/data/takeovers`: what another system has, brought here.

use std::path::Path as FilePath;
use std::sync::Arc;

use axum::Extension;
use axum::extract::multipart::{Field, MultipartRejection};
use axum::extract::{DefaultBodyLimit, Multipart};
use axum::http::{StatusCode, header};
use axum::response::IntoResponse;
use contracts::identity::DATA_EXPORT;
use kernel::http::{Caller, Json, Path};
use kernel::{Actor, Problem, SiteId};
use serde::Deserialize;
use takeover::System;
use tempfile::TempDir;
use tokio::io::AsyncWriteExt;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use uuid::Uuid;

use super::imports::MAX_FILE;
use crate::data::{NewTakeover, Takeover, TakeoverRow, Takeovers, shown_name};

/// What the form carries.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "describes the form for the API's documentation")]
struct TakeoverForm {
    /// A SQLite database, a plain dump (`pg_dump`, with COPY or INSERT), CSV or JSON (Django's `dumpdata` too) of one table or all, or a
    /// zip of such files and the PDFs that they name. Up to 64 MiB; `ecar import system` takes more.
    #[schema(value_type = String, format = Binary)]
    file: Vec<u8>,
    /// Which system it comes from; told by its tables when left out.
    #[schema(nullable = false)]
    system: Option<TakeoverSystem>,
    /// Reports what would happen and writes nothing.
    #[schema(nullable = false)]
    dry_run: Option<bool>,
    /// Where what belongs to no site there comes, and what belongs to a site whose name is not known here.
    site_id: SiteId,
}

/// A system that ECAR replaces: the workshop manager, the garage back office, the six services.
#[derive(Clone, Copy, Debug, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
enum TakeoverSystem {
    Manager,
    Office,
    Services,
}

impl From<TakeoverSystem> for System {
    fn from(system: TakeoverSystem) -> Self {
        match system {
            TakeoverSystem::Manager => Self::Manager,
            TakeoverSystem::Office => Self::Office,
            TakeoverSystem::Services => Self::Services,
        }
    }
}

pub fn router(takeovers: Arc<Takeovers>) -> OpenApiRouter {
    OpenApiRouter::new()
        .routes(routes!(start_takeover, list_takeovers))
        .routes(routes!(get_takeover))
        .routes(routes!(get_takeover_refused))
        .layer(DefaultBodyLimit::max(MAX_FILE))
        .layer(Extension(takeovers))
}

/// The whole garage's data: the permission at every site, and no program.
async fn permit(takeovers: &Takeovers, actor: &Actor) -> Result<(), Problem> {
    actor.session()?;
    let sites = takeovers.sites.cards(&[]).await?;
    if actor.may_anywhere(DATA_EXPORT) && sites.iter().all(|site| actor.may(DATA_EXPORT, site.id)) {
        return Ok(());
    }
    Err(Problem::forbidden(DATA_EXPORT))
}

/// Begins to take another system's data over, which goes on after this answer; one at a time (409 `takeover-running`). Run again, it
/// changes nothing that is here already. Permission: `data.export` at every site, in a session of one's own, and those of importing.
#[utoipa::path(post, path = "/data/takeovers", tag = "data", request_body(content = TakeoverForm, content_type = "multipart/form-data"), security(("bearer" = [])), responses((status = 202, body = TakeoverRow)))]
async fn start_takeover(
    Caller(actor): Caller,
    Extension(takeovers): Extension<Arc<Takeovers>>,
    form: Result<Multipart, MultipartRejection>,
) -> Result<(StatusCode, Json<TakeoverRow>), Problem> {
    permit(&takeovers, &actor).await?;
    let asked = read_form(form).await?;
    let sites = takeovers.sites.cards(&[]).await?;
    if !sites.iter().any(|site| site.id == asked.site) {
        return Err(Problem::field("/site_id", "unknown", "No such site"));
    }
    let row = takeovers.begin(&asked, &actor).await?;
    let (started, running) = (row.clone(), takeovers.clone());
    tokio::spawn(async move {
        if let Err(problem) = running.work(started, asked, Actor::clone(&actor), |_| {}).await {
            tracing::error!(problem = problem.title, "a takeover stopped");
        }
    });
    Ok((StatusCode::ACCEPTED, Json(row)))
}

/// The last takeovers, the newest first, at most 20. Permission: `data.export` at every site, in a session of one's own.
#[utoipa::path(get, path = "/data/takeovers", tag = "data", security(("bearer" = [])), responses((status = 200, body = Vec<TakeoverRow>)))]
async fn list_takeovers(Caller(actor): Caller, Extension(takeovers): Extension<Arc<Takeovers>>) -> Result<Json<Vec<TakeoverRow>>, Problem> {
    permit(&takeovers, &actor).await?;
    takeovers.list().await.map(Json)
}

/// How far a takeover is, and its difference report once it is done. Permission: `data.export` at every site, in a session of one's own.
#[utoipa::path(get, path = "/data/takeovers/{takeover_id}", tag = "data", params(("takeover_id" = Uuid, Path)), security(("bearer" = [])), responses((status = 200, body = Takeover)))]
async fn get_takeover(
    Caller(actor): Caller,
    Extension(takeovers): Extension<Arc<Takeovers>>,
    Path(id): Path<Uuid>,
) -> Result<Json<Takeover>, Problem> {
    permit(&takeovers, &actor).await?;
    takeovers.find(id).await.map(Json)
}

/// The rows that were refused, as CSV: table, row, field, reason, amount in minor units. Permission: `data.export` at every site, in a
/// session of one's own.
#[utoipa::path(get, path = "/data/takeovers/{takeover_id}/refused", tag = "data", params(("takeover_id" = Uuid, Path)), security(("bearer" = [])), responses((status = 200, body = String, content_type = "text/csv")))]
async fn get_takeover_refused(
    Caller(actor): Caller,
    Extension(takeovers): Extension<Arc<Takeovers>>,
    Path(id): Path<Uuid>,
) -> Result<impl IntoResponse, Problem> {
    permit(&takeovers, &actor).await?;
    let rows = takeovers.find(id).await?.report.unwrap_or_default().refused_rows();
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"refused.csv\"".to_owned()),
    ];
    Ok((headers, rows))
}

/// The file is written down while it comes: a database is larger than memory should be.
async fn read_form(form: Result<Multipart, MultipartRejection>) -> Result<NewTakeover, Problem> {
    let unsupported = || Problem::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "unsupported-media-type", "Send multipart/form-data");
    let mut form = form.map_err(|_| unsupported())?;
    let (mut file, mut system, mut dry_run, mut site) = (None, None, false, None);
    while let Some(field) = form.next_field().await.map_err(unreadable)? {
        match field.name().unwrap_or_default() {
            "file" => file = Some(written(field).await?),
            "system" => system = Some(parsed::<TakeoverSystem>(field, "system", "system is manager, office or services").await?),
            "dry_run" => dry_run = parsed(field, "dry_run", "dry_run is true or false").await?,
            "site_id" => site = Some(parsed(field, "site_id", "site_id is an id").await?),
            name => return Err(Problem::field(format!("/{name}"), "unknown", "The form has file, system, dry_run and site_id")),
        }
    }
    let missing = |name: &str, text: &str| Problem::field(format!("/{name}"), "required", text.to_owned());
    let (file, folder) = file.ok_or_else(|| missing("file", "Attach a database, a dump or an export"))?;
    let site = site.ok_or_else(|| missing("site_id", "Choose the site that it comes to"))?;
    let path = folder.path().join(&file);
    Ok(NewTakeover { file, path, folder: Some(folder), system: system.map(System::from), dry_run, site })
}

/// Under its own name, which says what table a CSV file has.
async fn written(mut field: Field<'_>) -> Result<(String, TempDir), Problem> {
    let failed = |error: std::io::Error| Problem::internal(&error);
    let name = shown_name(FilePath::new(field.file_name().unwrap_or("file")));
    let name = if name.is_empty() { "file".to_owned() } else { name };
    let folder = TempDir::new().map_err(failed)?;
    let mut file = tokio::fs::File::create(folder.path().join(&name)).await.map_err(failed)?;
    let mut size = 0;
    while let Some(bytes) = field.chunk().await.map_err(unreadable)? {
        size += bytes.len();
        file.write_all(&bytes).await.map_err(failed)?;
    }
    file.flush().await.map_err(failed)?;
    if size == 0 {
        return Err(Problem::field("/file", "required", "Attach a database, a dump or an export"));
    }
    Ok((name, folder))
}

async fn parsed<T: serde::de::DeserializeOwned>(field: Field<'_>, name: &str, text: &'static str) -> Result<T, Problem> {
    let bytes = field.bytes().await.map_err(unreadable)?;
    let invalid = || Problem::field(format!("/{name}"), "invalid", text);
    let told = String::from_utf8(bytes.to_vec()).map_err(|_| invalid())?;
    // `true` is JSON; a word or an id is one without its quotes.
    kernel::http::parse(told.as_bytes()).or_else(|_| kernel::http::parse(format!("\"{told}\"").as_bytes())).map_err(|_| invalid())
}

#[expect(clippy::needless_pass_by_value, reason = "used as map_err(unreadable)")]
fn unreadable(error: axum::extract::multipart::MultipartError) -> Problem {
    match error.status() {
        StatusCode::PAYLOAD_TOO_LARGE => Problem::new(StatusCode::PAYLOAD_TOO_LARGE, "too-large", "The file is larger than 64 MiB"),
        _ => Problem::new(StatusCode::BAD_REQUEST, "bad-form", "The form could not be read").detail(error.body_text()),
    }
}
