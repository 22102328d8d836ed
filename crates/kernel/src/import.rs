//! Importing CSV files and workbooks: column mapping, dry run, errors by row, progress, and repeatable without duplicates.
//!
//! A module brings an [`Importer`] for each kind of record; reading, counting and reporting are here.

pub mod figures;
mod kept;
mod report;
mod undo;
mod workbook;

use std::collections::BTreeMap;
use std::sync::Arc;

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;
use sea_orm::{DbErr, FromQueryResult};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{Actor, Clock, Db, Problem, SiteId, Tx, db};

pub use kept::{CHANGED_SINCE, Kept, Versions, keep, made_and_undone};
use report::Report;
pub use report::{Difference, differences};
pub use undo::{KEPT, Undoing, begin as begin_undo, undo_report};

const BATCH: usize = 500;
const SAMPLE: usize = 5;
/// So many new records change what the planner of queries should know.
const MANY: i64 = 1_000;
/// Imports in the list of them.
const RECENT: u64 = 50;
/// Rows whose errors are kept; beyond that only their number is.
const ERRORS_KEPT: usize = 10_000;

/// A field that a column can be mapped to.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
pub struct Field {
    pub name: &'static str,
    pub required: bool,
    /// Other headings that mean it, normalised.
    #[serde(skip)]
    pub also: &'static [&'static str],
}

/// One row of the file: its line number and the mapped values, trimmed, empty ones left out.
#[derive(Clone, Debug)]
pub struct Row {
    pub line: u64,
    pub values: BTreeMap<&'static str, String>,
}

impl Row {
    pub fn get(&self, field: &str) -> Option<&str> {
        self.values.get(field).map(String::as_str)
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    Created,
    /// With what differs.
    Updated(Vec<Difference>),
    Unchanged,
}

/// What is wrong with a row: the field and a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowError {
    pub field: &'static str,
    pub message: String,
    /// All else of the row is right, but it names a record that is not there.
    pub is_unknown: bool,
}

impl RowError {
    pub fn new(field: &'static str, message: impl Into<String>) -> Self {
        Self { field, message: message.into(), is_unknown: false }
    }

    /// The row names a record that is not there.
    pub fn unknown(field: &'static str, message: impl Into<String>) -> Self {
        Self { is_unknown: true, ..Self::new(field, message) }
    }
}

/// How an import is to be run.
#[derive(Clone, Debug)]
pub struct Options {
    pub dry_run: bool,
    /// The site whose stock or default an import touches.
    pub site: Option<SiteId>,
    pub actor: Actor,
    /// Under which what is done is kept, to be undone; none on a dry run.
    pub import: Option<Uuid>,
}

#[async_trait]
pub trait Importer: Send + Sync {
    /// `customers`, `vehicles`, `visits`, `products`, `prices`.
    fn kind(&self) -> &'static str;
    fn module(&self) -> &'static str;
    fn fields(&self) -> &'static [Field];
    /// Whether each import is of one site.
    fn needs_site(&self) -> bool {
        false
    }
    /// Whether each import is about one record besides: the supplier whose prices it has.
    fn needs_supplier(&self) -> bool {
        false
    }
    /// The importer of what this supplier says.
    async fn of_supplier(&self, _supplier: Uuid) -> Result<Arc<dyn Importer>, Problem> {
        Err(Problem::field("/supplier_id", "unknown", "These records are of no supplier"))
    }
    /// May this actor import these?
    fn permit(&self, options: &Options) -> Result<(), Problem>;
    /// Applies a batch in one transaction, rolled back on a dry run. One outcome per row, in order; a bad row does not stop
    /// the others. Rows already there by their natural key are updated, not doubled.
    async fn apply(&self, rows: &[Row], options: &Options) -> Result<Vec<Result<Outcome, RowError>>, Problem>;
    /// Takes back, in this transaction, what an import did to these records: archives what it made and puts back what it changed,
    /// as far as nobody changed it since. For each record, in order, what stays as it is and why.
    async fn undo(&self, tx: &mut Tx, kept: &[Kept], options: &Options) -> Result<Vec<Vec<RowError>>, Problem>;
    /// Keeps a document with the record that this row means, once; nothing is written on a dry run.
    async fn attach(&self, _row: &Row, _paper: Paper, _options: &Options) -> Result<Result<Outcome, RowError>, Problem> {
        Ok(Err(RowError::new("file", "No documents are kept with these records")))
    }
}

/// A document that is to be kept with a record.
#[derive(Clone, Debug)]
pub struct Paper {
    pub name: String,
    pub bytes: Vec<u8>,
}

/// A file's headings, some rows, and which field each heading probably means.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ImportPreview {
    pub columns: Vec<String>,
    pub sample: Vec<Vec<String>>,
    pub fields: Vec<Field>,
    /// Column to field.
    pub mapping: BTreeMap<String, String>,
}

/// Where an import stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, EnumIter, DeriveActiveEnum, ToSchema)]
#[serde(rename_all = "snake_case")]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::None)", rename_all = "snake_case")]
pub enum ImportState {
    Running,
    Done,
    Failed,
}

/// How far an import is.
#[derive(Clone, Debug, Serialize, Deserialize, FromQueryResult, ToSchema)]
pub struct Import {
    pub id: Uuid,
    pub kind: String,
    pub state: ImportState,
    pub dry_run: bool,
    /// Whose stock is imported; null for what the group shares.
    pub site_id: Option<SiteId>,
    pub total: Option<i64>,
    pub processed: i64,
    pub created: i64,
    pub updated: i64,
    pub unchanged: i64,
    pub failed: i64,
    pub error: Option<String>,
    pub created_at: DateTime<Utc>,
    /// Who started it.
    pub by_name: String,
    /// Where taking it back stands; null when nobody asked for that.
    pub undo_state: Option<ImportState>,
    /// The records to take back, those looked at, and those of them that were left as they are.
    pub undo_total: i64,
    pub undo_processed: i64,
    pub undo_left: i64,
    /// `undo` while it can be taken back.
    #[sea_orm(skip)]
    pub actions: Vec<String>,
}

/// The file as everything here reads it: a workbook becomes the lines of its first sheet, any other file is CSV already.
pub fn readable(file: Vec<u8>) -> Result<Vec<u8>, Problem> {
    if workbook::is_one(&file) { workbook::lines(&file) } else { Ok(file) }
}

/// Reads the headings and guesses the mapping. `file` is [`readable`], here and below.
pub fn preview(importer: &dyn Importer, file: &[u8]) -> Result<ImportPreview, Problem> {
    let mut reader = reader(file);
    let columns = headings(&mut reader)?;
    let sample = reader
        .byte_records()
        .flatten()
        .take(SAMPLE)
        .map(|record| record.iter().map(|cell| String::from_utf8_lossy(cell).into_owned()).collect());
    let mapping = guess(importer.fields(), &columns);
    Ok(ImportPreview { sample: sample.collect(), mapping, fields: importer.fields().to_vec(), columns })
}

/// The mapping that the headings suggest.
pub fn guess(fields: &[Field], columns: &[String]) -> BTreeMap<String, String> {
    let mut mapping = BTreeMap::new();
    for column in columns {
        let heading = crate::search::normalise(column);
        let meant = fields.iter().find(|field| crate::search::normalise(field.name) == heading || field.also.contains(&heading.as_str()));
        if let Some(field) = meant.filter(|field| !mapping.values().any(|taken| taken == field.name)) {
            mapping.insert(column.clone(), field.name.to_owned());
        }
    }
    mapping
}

/// Checks the file and the mapping, and stores the import as running.
pub async fn start(
    db: &Db,
    importer: &dyn Importer,
    file: &[u8],
    mapping: &BTreeMap<String, String>,
    options: &Options,
    clock: &dyn Clock,
) -> Result<Import, Problem> {
    importer.permit(options)?;
    if importer.needs_site() && options.site.is_none() {
        return Err(Problem::field("/site_id", "required", "Choose the site whose records these are"));
    }
    if importer.needs_supplier() {
        return Err(Problem::field("/supplier_id", "required", "Choose the supplier whose prices these are"));
    }
    let mut reader = reader(file);
    let columns = headings(&mut reader)?;
    plan(importer.fields(), &columns, mapping)?;
    let total = i64::try_from(reader.into_byte_records().count()).ok();
    let import = Import {
        id: Uuid::now_v7(),
        kind: importer.kind().to_owned(),
        state: ImportState::Running,
        dry_run: options.dry_run,
        site_id: options.site,
        total,
        processed: 0,
        created: 0,
        updated: 0,
        unchanged: 0,
        failed: 0,
        error: None,
        created_at: clock.now(),
        by_name: options.actor.name.clone(),
        undo_state: None,
        undo_total: 0,
        undo_processed: 0,
        undo_left: 0,
        actions: vec![],
    };
    let sql = format!(
        "insert into {}_imports (id, kind, state, dry_run, total, processed, created, updated, unchanged, failed, errors, by_name, created_at, \
         site_id) values ($1, $2, 'running', $3, $4, 0, 0, 0, 0, 0, '', $5, $6, $7)",
        importer.module()
    );
    let values = [
        import.id.into(),
        importer.kind().into(),
        options.dry_run.into(),
        total.into(),
        options.actor.name.clone().into(),
        clock.now().into(),
        options.site.into(),
    ];
    execute(db, sql, values).await?;
    Ok(import)
}

/// Works through the file, telling `progress` after each batch. The state ends as done or failed.
pub async fn run(
    db: &Db,
    importer: Arc<dyn Importer>,
    file: &[u8],
    mapping: &BTreeMap<String, String>,
    options: &Options,
    mut import: Import,
    progress: impl Fn(&Import) + Send,
) -> Result<Import, Problem> {
    let mut errors = csv::Writer::from_writer(vec![]);
    let _ = errors.write_record(["line", "field", "error"]);
    let options = &Options { import: (!import.dry_run).then_some(import.id), ..options.clone() };
    let mut report = Report::new();
    let outcome = work(db, importer.as_ref(), file, mapping, options, &mut import, (&mut errors, &mut report), &progress).await;
    import.state = if outcome.is_ok() { ImportState::Done } else { ImportState::Failed };
    import.error = outcome.err().map(|problem| problem.title);
    let errors = String::from_utf8(errors.into_inner().unwrap_or_default()).unwrap_or_default();
    save(db, importer.module(), &import, Some((errors, report.text()))).await?;
    if import.created >= MANY
        && let Err(error) = db.renew_statistics().await
    {
        tracing::warn!(%error, "the planner's statistics could not be renewed");
    }
    progress(&import);
    Ok(import)
}

#[expect(clippy::too_many_arguments, reason = "one loop over one file")]
async fn work(
    db: &Db,
    importer: &dyn Importer,
    file: &[u8],
    mapping: &BTreeMap<String, String>,
    options: &Options,
    import: &mut Import,
    (errors, report): (&mut csv::Writer<Vec<u8>>, &mut Report),
    progress: &(impl Fn(&Import) + Send),
) -> Result<(), Problem> {
    let mut reader = reader(file);
    let columns = headings(&mut reader)?;
    let places = plan(importer.fields(), &columns, mapping)?;
    let (mut batch, mut refused) = (vec![], vec![]);
    let mut records = reader.into_byte_records();
    loop {
        let record = records.next();
        let ended = record.is_none();
        match record.map(|record| read_row(record, &places)) {
            Some(Ok(row)) => batch.push(row),
            Some(Err(unreadable)) => refused.push(unreadable),
            None => {}
        }
        if batch.len() + refused.len() < BATCH && !ended {
            continue;
        }
        let outcomes = if batch.is_empty() { vec![] } else { importer.apply(&batch, options).await? };
        let mut told: Vec<_> = batch.drain(..).map(|row| row.line).zip(outcomes).collect();
        told.extend(refused.drain(..).map(|(line, error)| (line, Err(error))));
        told.sort_by_key(|(line, _)| *line);
        for (line, outcome) in told {
            report.add(line, &outcome);
            match outcome {
                Ok(outcome) => count(import, &outcome),
                Err(error) => refuse(import, errors, line, &error),
            }
        }
        save(db, importer.module(), import, None).await?;
        progress(import);
        if ended {
            return Ok(());
        }
    }
}

fn count(import: &mut Import, outcome: &Outcome) {
    import.processed += 1;
    match outcome {
        Outcome::Created => import.created += 1,
        Outcome::Updated(_) => import.updated += 1,
        Outcome::Unchanged => import.unchanged += 1,
    }
}

fn refuse(import: &mut Import, errors: &mut csv::Writer<Vec<u8>>, line: u64, error: &RowError) {
    import.processed += 1;
    import.failed += 1;
    if usize::try_from(import.failed).is_ok_and(|failed| failed <= ERRORS_KEPT) {
        let _ = errors.write_record([line.to_string().as_str(), error.field, &error.message]);
    }
}

/// Semicolons, commas or tabs: whichever the first line has most of; or what stands between the cells of a workbook. A byte-order
/// mark is skipped.
fn reader(file: &[u8]) -> csv::Reader<&[u8]> {
    if let Some(lines) = file.strip_prefix(&[workbook::SEPARATOR]) {
        return csv::ReaderBuilder::new().delimiter(workbook::SEPARATOR).flexible(true).trim(csv::Trim::All).from_reader(lines);
    }
    let file = file.strip_prefix(b"\xef\xbb\xbf").unwrap_or(file);
    let first = file.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let often = |separator: u8| first.iter().filter(|byte| **byte == separator).count();
    let separator = [b',', b';', b'\t'].into_iter().max_by_key(|separator| often(*separator)).unwrap_or(b',');
    csv::ReaderBuilder::new().delimiter(separator).flexible(true).trim(csv::Trim::All).from_reader(file)
}

fn headings(reader: &mut csv::Reader<&[u8]>) -> Result<Vec<String>, Problem> {
    let unreadable =
        || Problem::field("/file", "unreadable", "The file is neither an .xlsx workbook nor CSV in UTF-8, with a heading line");
    let columns: Vec<_> = reader.headers().map_err(|_| unreadable())?.iter().map(str::to_owned).collect();
    if columns.iter().all(String::is_empty) { Err(unreadable()) } else { Ok(columns) }
}

/// The field of each column, or none.
fn plan(fields: &'static [Field], columns: &[String], mapping: &BTreeMap<String, String>) -> Result<Vec<Option<&'static str>>, Problem> {
    for (column, field) in mapping {
        if !columns.contains(column) || !fields.iter().any(|known| known.name == field) {
            return Err(Problem::field("/mapping", "unknown", format!("{column} → {field} is not a column and a field")));
        }
    }
    let missing = fields.iter().find(|field| field.required && !mapping.values().any(|mapped| mapped == field.name));
    if let Some(field) = missing {
        return Err(Problem::field("/mapping", "required", format!("No column is mapped to {}", field.name)));
    }
    Ok(columns
        .iter()
        .map(|column| mapping.get(column).and_then(|field| fields.iter().find(|known| known.name == field)).map(|known| known.name))
        .collect())
}

fn read_row(record: Result<csv::ByteRecord, csv::Error>, places: &[Option<&'static str>]) -> Result<Row, (u64, RowError)> {
    let record = record.map_err(|error| (error.position().map_or(0, csv::Position::line), RowError::new("", "The row cannot be read")))?;
    let line = record.position().map_or(0, csv::Position::line);
    let mut values = BTreeMap::new();
    for (place, cell) in record.iter().enumerate() {
        let Some(field) = places.get(place).copied().flatten() else { continue };
        let text = std::str::from_utf8(cell).map_err(|_| (line, RowError::new(field, "The text is not UTF-8")))?;
        if !text.is_empty() {
            values.insert(field, text.to_owned());
        }
    }
    Ok(Row { line, values })
}

async fn save(db: &Db, module: &str, import: &Import, files: Option<(String, String)>) -> Result<(), DbErr> {
    let sql = format!(
        "update {module}_imports set state = $1, processed = $2, created = $3, updated = $4, unchanged = $5, failed = $6, error = $7, \
         errors = coalesce($8, errors), report = coalesce($9, report) where id = $10"
    );
    let (errors, report) = files.unzip();
    let values = [
        import.state.into(),
        import.processed.into(),
        import.created.into(),
        import.updated.into(),
        import.unchanged.into(),
        import.failed.into(),
        import.error.clone().into(),
        errors.into(),
        report.into(),
        import.id.into(),
    ];
    execute(db, sql, values).await
}

async fn execute(db: &Db, sql: String, values: impl IntoIterator<Item = sea_orm::Value>) -> Result<(), DbErr> {
    let tx = db.begin().await?;
    db::execute(&*tx, sql, values).await?;
    tx.commit().await
}

/// An import by id, if the actor could have started it.
pub async fn find_permitted(db: &Db, importer: &dyn Importer, id: Uuid, actor: &Actor, clock: &dyn Clock) -> Result<Import, Problem> {
    let options = |site| Options { dry_run: true, site, actor: actor.clone(), import: None };
    importer.permit(&options(None))?;
    let import = find(db, importer.module(), id, clock).await?;
    importer.permit(&options(import.site_id))?;
    Ok(import)
}

const COLUMNS: &str = "id, kind, state, dry_run, site_id, total, processed, created, updated, unchanged, failed, error, created_at, by_name, \
    undo_state, undo_total, undo_processed, undo_left";

/// An import by id.
pub async fn find(db: &Db, module: &str, id: Uuid, clock: &dyn Clock) -> Result<Import, Problem> {
    let sql = format!("select {COLUMNS} from {module}_imports where id = $1");
    let import: Option<Import> = db::one(db.reader(), sql, [id.into()]).await?;
    import.map(|import| import.with_actions(clock)).ok_or_else(Problem::not_found)
}

/// The imports of a kind in the last thirty days that the actor could have started, newest first: those that wrote.
pub async fn recent(db: &Db, importer: &dyn Importer, actor: &Actor, clock: &dyn Clock) -> Result<Vec<Import>, Problem> {
    let options = |site| Options { dry_run: true, site, actor: actor.clone(), import: None };
    importer.permit(&options(None))?;
    let sql = format!(
        "select {COLUMNS} from {}_imports where kind = $1 and not dry_run and created_at >= $2 order by created_at desc, id desc limit {RECENT}",
        importer.module()
    );
    let since = clock.now() - KEPT;
    let imports: Vec<Import> = db::all(db.reader(), sql, [importer.kind().into(), since.into()]).await?;
    let seen = imports.into_iter().filter(|import| importer.permit(&options(import.site_id)).is_ok());
    Ok(seen.map(|import| import.with_actions(clock)).collect())
}

impl Import {
    fn with_actions(mut self, clock: &dyn Clock) -> Self {
        self.actions = if undo::is_possible(&self, clock.now()) { vec!["undo".into()] } else { vec![] };
        self
    }
}

/// The errors of an import as CSV: line, field, error.
pub async fn errors(db: &Db, module: &str, id: Uuid) -> Result<String, Problem> {
    #[derive(FromQueryResult)]
    struct Errors {
        errors: String,
    }
    let sql = format!("select errors from {module}_imports where id = $1");
    let row: Option<Errors> = db::one(db.reader(), sql, [id.into()]).await?;
    row.map(|row| row.errors).ok_or_else(Problem::not_found)
}

/// What an import did or would do, as CSV: line, outcome, field, before, after, error.
pub async fn report(db: &Db, module: &str, id: Uuid) -> Result<String, Problem> {
    #[derive(FromQueryResult)]
    struct Kept {
        report: Option<String>,
    }
    let sql = format!("select report from {module}_imports where id = $1");
    let row: Option<Kept> = db::one(db.reader(), sql, [id.into()]).await?;
    row.and_then(|row| row.report).ok_or_else(Problem::not_found)
}
