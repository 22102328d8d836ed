//! `/imports`: files into customers, vehicles, their past visits, opening balances, products and suppliers' prices. The reading and counting is the kernel's.

use std::collections::BTreeMap;
use std::str::FromStr;
use std::sync::Arc;

use axum::Extension;
use axum::extract::multipart::MultipartRejection;
use axum::extract::{DefaultBodyLimit, Multipart};
use axum::http::{StatusCode, header};
use axum::response::IntoResponse;
use contracts::inventory::SupplierId;
use kernel::http::{Caller, Json, Path};
use kernel::import::{self, Import, ImportPreview, Importer, Options};
use kernel::{Actor, Context, Problem, SiteId};
use serde::Deserialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use uuid::Uuid;

/// The largest file taken.
pub const MAX_FILE: usize = 64 << 20;

#[derive(Clone)]
struct Imports {
    context: Context,
    importers: Arc<Vec<Arc<dyn Importer>>>,
}

/// What the form carries.
#[derive(Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "describes the form for the API's documentation")]
struct ImportForm {
    /// CSV, up to 64 MiB, UTF-8, with a heading line; separated by comma, semicolon or tab. Or an .xlsx workbook, up to 32 MiB, of
    /// which the first sheet is read: at most 200,000 rows and 200 columns, formulas as their results.
    #[schema(value_type = String, format = Binary)]
    file: Vec<u8>,
    /// Column → field. Guessed from the headings when left out.
    #[schema(nullable = false)]
    mapping: Option<BTreeMap<String, String>>,
    /// Reports what would happen and writes nothing.
    #[schema(nullable = false)]
    dry_run: Option<bool>,
    /// The site whose stock, past visits or opening balances are imported; visits and balances need it.
    #[schema(nullable = false)]
    site_id: Option<SiteId>,
    /// The supplier whose prices are imported; only prices have one, and need it.
    #[schema(nullable = false)]
    supplier_id: Option<SupplierId>,
}

/// What can be imported.
#[derive(Clone, Copy, Debug, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
enum ImportKind {
    Customers,
    Vehicles,
    Visits,
    Balances,
    Products,
    Prices,
}

impl ImportKind {
    fn name(self) -> &'static str {
        match self {
            Self::Customers => "customers",
            Self::Vehicles => "vehicles",
            Self::Visits => "visits",
            Self::Balances => "balances",
            Self::Products => "products",
            Self::Prices => "prices",
        }
    }
}

#[derive(Default)]
struct Form {
    file: Vec<u8>,
    mapping: Option<BTreeMap<String, String>>,
    dry_run: bool,
    site: Option<SiteId>,
    supplier: Option<SupplierId>,
}

pub fn router(context: Context, importers: Vec<Arc<dyn Importer>>) -> OpenApiRouter {
    OpenApiRouter::new()
        .routes(routes!(preview_import))
        .routes(routes!(start_import, list_imports))
        .routes(routes!(get_import))
        .routes(routes!(get_import_errors))
        .routes(routes!(get_import_report))
        .routes(routes!(undo_import, get_import_undo_report))
        .layer(DefaultBodyLimit::max(MAX_FILE))
        .layer(Extension(Imports { context, importers: Arc::new(importers) }))
}

impl Imports {
    fn importer(&self, kind: ImportKind) -> Result<Arc<dyn Importer>, Problem> {
        self.importers.iter().find(|importer| importer.kind() == kind.name()).cloned().ok_or_else(Problem::not_found)
    }

    /// The importer, if this person may use it.
    fn permitted(
        &self,
        kind: ImportKind,
        actor: &Actor,
        dry_run: bool,
        site: Option<SiteId>,
    ) -> Result<(Arc<dyn Importer>, Options), Problem> {
        let importer = self.importer(kind)?;
        let options = Options { dry_run, site, actor: actor.clone(), import: None };
        importer.permit(&options)?;
        Ok((importer, options))
    }
}

/// Reads a file's headings and some rows, and guesses which column is which field.
/// Permission: `customer.import`, `vehicle.import` (of visits too), `balance.import`, `product.import`, or of prices `supplier.write` with `stock.see_cost`.
#[utoipa::path(post, path = "/imports/{kind}/preview", tag = "imports", params(("kind" = inline(ImportKind), Path)), request_body(content = ImportForm, content_type = "multipart/form-data"), security(("bearer" = [])), responses((status = 200, body = ImportPreview)))]
async fn preview_import(
    Caller(actor): Caller,
    Extension(imports): Extension<Imports>,
    Path(kind): Path<ImportKind>,
    form: Result<Multipart, MultipartRejection>,
) -> Result<Json<ImportPreview>, Problem> {
    let form = read_form(form).await?;
    let (importer, _) = imports.permitted(kind, &actor, true, form.site)?;
    import::preview(importer.as_ref(), &form.file).map(Json)
}

/// Starts an import, which goes on after this answer: read it again to follow its progress.
/// Permission: `customer.import`, `vehicle.import` (of visits too), `balance.import`, `product.import`, or of prices `supplier.write` with `stock.see_cost`.
#[utoipa::path(post, path = "/imports/{kind}", tag = "imports", params(("kind" = inline(ImportKind), Path)), request_body(content = ImportForm, content_type = "multipart/form-data"), security(("bearer" = [])), responses((status = 202, body = Import)))]
async fn start_import(
    Caller(actor): Caller,
    Extension(imports): Extension<Imports>,
    Path(kind): Path<ImportKind>,
    form: Result<Multipart, MultipartRejection>,
) -> Result<(StatusCode, Json<Import>), Problem> {
    let form = read_form(form).await?;
    let (mut importer, options) = imports.permitted(kind, &actor, form.dry_run, form.site)?;
    if let Some(supplier) = form.supplier {
        importer = importer.of_supplier(supplier.0).await?;
    }
    let mapping = match form.mapping {
        Some(mapping) => mapping,
        None => import::preview(importer.as_ref(), &form.file)?.mapping,
    };
    let context = &imports.context;
    let started = import::start(&context.db, importer.as_ref(), &form.file, &mapping, &options, context.clock.as_ref()).await?;
    let (db, answer) = (context.db.clone(), started.clone());
    tokio::spawn(async move {
        if let Err(problem) = import::run(&db, importer, &form.file, &mapping, &options, started, |_| {}).await {
            tracing::error!(problem = problem.title, "an import could not be recorded");
        }
    });
    Ok((StatusCode::ACCEPTED, Json(answer)))
}

/// The imports of the last thirty days that wrote, newest first, at most 50. Permission: as for starting it, at its site; each import is shown to who may start it.
#[utoipa::path(get, path = "/imports/{kind}", tag = "imports", params(("kind" = inline(ImportKind), Path)), security(("bearer" = [])), responses((status = 200, body = Vec<Import>)))]
async fn list_imports(
    Caller(actor): Caller,
    Extension(imports): Extension<Imports>,
    Path(kind): Path<ImportKind>,
) -> Result<Json<Vec<Import>>, Problem> {
    let importer = imports.importer(kind)?;
    import::recent(&imports.context.db, importer.as_ref(), &actor, imports.context.clock.as_ref()).await.map(Json)
}

/// How far an import is. Permission: as for starting it, at its site.
#[utoipa::path(get, path = "/imports/{kind}/{import_id}", tag = "imports", params(("kind" = inline(ImportKind), Path), ("import_id" = Uuid, Path)), security(("bearer" = [])), responses((status = 200, body = Import)))]
async fn get_import(
    Caller(actor): Caller,
    Extension(imports): Extension<Imports>,
    Path((kind, id)): Path<(ImportKind, Uuid)>,
) -> Result<Json<Import>, Problem> {
    let importer = imports.importer(kind)?;
    import::find_permitted(&imports.context.db, importer.as_ref(), id, &actor, imports.context.clock.as_ref()).await.map(Json)
}

/// The rows that were refused, as CSV: line, field, error. Permission: as for starting it, at its site.
#[utoipa::path(get, path = "/imports/{kind}/{import_id}/errors", tag = "imports", params(("kind" = inline(ImportKind), Path), ("import_id" = Uuid, Path)), security(("bearer" = [])), responses((status = 200, body = String, content_type = "text/csv")))]
async fn get_import_errors(
    Caller(actor): Caller,
    Extension(imports): Extension<Imports>,
    Path((kind, id)): Path<(ImportKind, Uuid)>,
) -> Result<impl IntoResponse, Problem> {
    let importer = imports.importer(kind)?;
    let import = import::find_permitted(&imports.context.db, importer.as_ref(), id, &actor, imports.context.clock.as_ref()).await?;
    let errors = import::errors(&imports.context.db, importer.module(), import.id).await?;
    Ok(csv("errors.csv", errors))
}

/// What an import did to each row, or would do, as CSV: line, outcome (created, updated, unchanged, refused), field, before, after,
/// error. An updated row has a line for each field that differs. The first 50,000 lines. Permission: as for starting it, at its site.
#[utoipa::path(get, path = "/imports/{kind}/{import_id}/report", tag = "imports", params(("kind" = inline(ImportKind), Path), ("import_id" = Uuid, Path)), security(("bearer" = [])), responses((status = 200, body = String, content_type = "text/csv")))]
async fn get_import_report(
    Caller(actor): Caller,
    Extension(imports): Extension<Imports>,
    Path((kind, id)): Path<(ImportKind, Uuid)>,
) -> Result<impl IntoResponse, Problem> {
    let importer = imports.importer(kind)?;
    let import = import::find_permitted(&imports.context.db, importer.as_ref(), id, &actor, imports.context.clock.as_ref()).await?;
    let report = import::report(&imports.context.db, importer.module(), import.id).await?;
    Ok(csv("report.csv", report))
}

/// Begins to take an import back, which goes on after this answer: what it made is archived and what it changed is put back, as far as
/// nobody changed it since. For thirty days, once: 409 `already-undone`, `undo-too-late`, `import-running`, `nothing-to-undo`.
/// Permission: as for starting it, at its site.
#[utoipa::path(post, path = "/imports/{kind}/{import_id}/undo", tag = "imports", params(("kind" = inline(ImportKind), Path), ("import_id" = Uuid, Path)), security(("bearer" = [])), responses((status = 202, body = Import)))]
async fn undo_import(
    Caller(actor): Caller,
    Extension(imports): Extension<Imports>,
    Path((kind, id)): Path<(ImportKind, Uuid)>,
) -> Result<(StatusCode, Json<Import>), Problem> {
    let importer = imports.importer(kind)?;
    let (db, clock) = (&imports.context.db, imports.context.clock.as_ref());
    let import = import::find_permitted(db, importer.as_ref(), id, &actor, clock).await?;
    let undone = import::begin_undo(db, importer.as_ref(), import.id, &actor, clock).await?;
    Ok((StatusCode::ACCEPTED, Json(undone)))
}

/// What an undo left as it is, as CSV: line, record, field (empty: all of it), reason. Permission: as for starting it, at its site.
#[utoipa::path(get, path = "/imports/{kind}/{import_id}/undo", tag = "imports", params(("kind" = inline(ImportKind), Path), ("import_id" = Uuid, Path)), security(("bearer" = [])), responses((status = 200, body = String, content_type = "text/csv")))]
async fn get_import_undo_report(
    Caller(actor): Caller,
    Extension(imports): Extension<Imports>,
    Path((kind, id)): Path<(ImportKind, Uuid)>,
) -> Result<impl IntoResponse, Problem> {
    let importer = imports.importer(kind)?;
    let import = import::find_permitted(&imports.context.db, importer.as_ref(), id, &actor, imports.context.clock.as_ref()).await?;
    let report = import::undo_report(&imports.context.db, importer.module(), import.id).await?;
    Ok(csv("left.csv", report))
}

/// A file to keep.
fn csv(name: &str, text: String) -> impl IntoResponse + use<> {
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")),
    ];
    (headers, text)
}

async fn read_form(form: Result<Multipart, MultipartRejection>) -> Result<Form, Problem> {
    let unsupported = || Problem::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "unsupported-media-type", "Send multipart/form-data");
    let mut form = form.map_err(|_| unsupported())?;
    let mut read = Form::default();
    while let Some(field) = form.next_field().await.map_err(unreadable)? {
        let name = field.name().unwrap_or_default().to_owned();
        let bytes = field.bytes().await.map_err(unreadable)?;
        match name.as_str() {
            "file" => read.file = bytes.to_vec(),
            "mapping" => read.mapping = Some(mapping(&bytes)?),
            "dry_run" => read.dry_run = switch(&bytes)?,
            "site_id" => read.site = Some(id(&bytes, "site_id")?),
            "supplier_id" => read.supplier = Some(id(&bytes, "supplier_id")?),
            _ => return Err(Problem::field(format!("/{name}"), "unknown", "The form has file, mapping, dry_run, site_id and supplier_id")),
        }
    }
    if read.file.is_empty() {
        return Err(Problem::field("/file", "required", "Attach an .xlsx workbook or a CSV file"));
    }
    // A large workbook takes a while.
    let file = std::mem::take(&mut read.file);
    read.file = tokio::task::spawn_blocking(|| import::readable(file)).await.map_err(|error| Problem::internal(&error))??;
    Ok(read)
}

fn mapping(bytes: &[u8]) -> Result<BTreeMap<String, String>, Problem> {
    kernel::http::parse(bytes).map_err(|_| Problem::field("/mapping", "invalid", "mapping is a JSON object: column → field"))
}

fn switch(bytes: &[u8]) -> Result<bool, Problem> {
    kernel::http::parse(bytes).map_err(|_| Problem::field("/dry_run", "invalid", "dry_run is true or false"))
}

fn id<Id: FromStr>(bytes: &[u8], name: &str) -> Result<Id, Problem> {
    let text = std::str::from_utf8(bytes).unwrap_or_default();
    text.parse().map_err(|_| Problem::field(format!("/{name}"), "invalid", format!("{name} is an id")))
}

#[expect(clippy::needless_pass_by_value, reason = "used as map_err(unreadable)")]
fn unreadable(error: axum::extract::multipart::MultipartError) -> Problem {
    match error.status() {
        StatusCode::PAYLOAD_TOO_LARGE => Problem::new(StatusCode::PAYLOAD_TOO_LARGE, "too-large", "The file is larger than 64 MiB"),
        _ => Problem::new(StatusCode::BAD_REQUEST, "bad-form", "The form could not be read").detail(error.body_text()),
    }
}
