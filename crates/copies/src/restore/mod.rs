//! An archive into an empty database, of either kind. What is not finished is never taken for a garage: a SQLite file gets its name at the
//! end, and a PostgreSQL database carries a mark until then, with which no program serves.

mod load;
mod target;

use std::io::{self, Write};
use std::path::Path;

use anyhow::{Context as _, bail};
use kernel::{Db, audit};

use crate::archive::{Reader, hash_file};
use crate::export::{Asked, Progress, checksums, difference, export};
use crate::manifest::{Form, Manifest};
use crate::schema::{self, Schema, ordered};
use crate::source::{Source, is_postgres};
use crate::{catalogue, totals};

pub use target::unfinished;

use self::target::Target;

/// The entry of a backup that is the SQLite file.
pub const DATABASE: &str = "ecar.db";

/// Fills the empty database at `url`. Checksums, totals and the audit trail are those of the archive, or it is an error.
pub async fn restore(file: &Path, url: &str, schemas: &[Schema], progress: &Progress) -> anyhow::Result<Manifest> {
    let (path, manifest) = (file.to_owned(), read(file).await?);
    fits(&manifest, schemas)?;
    match manifest.form {
        Form::Tables => tables(&path, url, schemas, &manifest, progress).await?,
        Form::Database if is_postgres(url) => Box::pin(by_tables(&path, url, schemas, &manifest, progress)).await?,
        Form::Database => database(&path, url, schemas, &manifest).await?,
    }
    Ok(manifest)
}

/// Opens an archive and looks whether it is whole.
pub async fn read(file: &Path) -> anyhow::Result<Manifest> {
    let path = file.to_owned();
    Ok(tokio::task::spawn_blocking(move || Reader::open(&path)).await??.manifest)
}

/// Whether this program can make the schema that the archive's rows fit.
fn fits(manifest: &Manifest, schemas: &[Schema]) -> anyhow::Result<()> {
    for steps in &manifest.modules {
        let schema = schemas.iter().find(|schema| schema.module == steps.module);
        let schema = schema.with_context(|| format!("the archive has data of {}, which does not run here", steps.module))?;
        let known = schema.known();
        if !known.starts_with(&ordered(&steps.module, &known, &steps.migrations)?) {
            bail!("the archive's schema of {} has gaps: it was made by another line of versions", steps.module);
        }
    }
    Ok(())
}

/// From the lines of each table.
async fn tables(file: &Path, url: &str, schemas: &[Schema], manifest: &Manifest, progress: &Progress) -> anyhow::Result<()> {
    let target = Target::begin(url).await?;
    let db = target.open().await?;
    for steps in &manifest.modules {
        let count = u32::try_from(steps.migrations.len())?;
        if let Some(schema) = schemas.iter().find(|schema| schema.module == steps.module) {
            schema.take(db.writer(), Some(count)).await.context("the schema cannot be made")?;
        }
    }
    db.close().await?;
    let mut source = Source::connect(&target.url()).await?;
    load::all(&mut source, file, manifest, progress).await?;
    compare(&mut source, manifest, true).await?;
    source.close().await?;
    finish(target, schemas, manifest).await
}

/// A copy of a SQLite file into another one.
async fn database(file: &Path, url: &str, schemas: &[Schema], manifest: &Manifest) -> anyhow::Result<()> {
    let target = Target::begin(url).await?;
    unpack(file, target.path(), manifest).await?;
    let mut source = Source::connect(&target.url()).await?;
    let said = source.names("pragma integrity_check").await?;
    if said != ["ok"] {
        bail!("the database in the backup is damaged: {}", said.join("; "));
    }
    compare(&mut source, manifest, false).await?;
    source.close().await?;
    finish(target, schemas, manifest).await
}

/// A copy of a SQLite file into PostgreSQL: by way of an export of it.
async fn by_tables(file: &Path, url: &str, schemas: &[Schema], manifest: &Manifest, progress: &Progress) -> anyhow::Result<()> {
    let folder = tempfile::tempdir()?;
    let (copy, archive) = (folder.path().join(DATABASE), folder.path().join("export.zip"));
    unpack(file, &copy, manifest).await?;
    let asked = Asked { csv: false, version: &manifest.ecar, at: manifest.taken_at };
    let exported = Box::pin(export(&copy.display().to_string(), schemas, &archive, asked, &Progress::default())).await?;
    if exported.totals != manifest.totals {
        bail!("the totals are not those that the backup says");
    }
    tables(&archive, url, schemas, &exported, progress).await
}

/// Writes the SQLite file of a backup to a path, and looks whether it is what was backed up.
pub async fn unpack(file: &Path, to: &Path, manifest: &Manifest) -> anyhow::Result<()> {
    let (file, path) = (file.to_owned(), to.to_owned());
    tokio::task::spawn_blocking(move || {
        let mut reader = Reader::open_whole(&file)?;
        let mut copy = std::fs::File::create(&path).with_context(|| format!("{} cannot be written", path.display()))?;
        io::copy(&mut reader.zip.by_name(DATABASE)?, &mut copy)?;
        copy.flush()?;
        copy.sync_all().context("the copy cannot be written")
    })
    .await??;
    let path = to.to_owned();
    let hash = tokio::task::spawn_blocking(move || hash_file(&path)).await??;
    if manifest.sha256.as_ref() != Some(&hash) {
        bail!("the database in the backup is not what was backed up");
    }
    Ok(())
}

/// Reads all of it again.
async fn compare(source: &mut Source, manifest: &Manifest, rows: bool) -> anyhow::Result<()> {
    if rows && let Some(difference) = difference(&manifest.tables, &checksums(source).await?) {
        bail!("what was written is not what the archive has: {difference}");
    }
    let names: Vec<_> = catalogue::tables(source).await?.into_iter().map(|table| table.name).collect();
    let found = totals::all(source, &names).await?;
    if let Some(said) = manifest.totals.iter().find(|said| !found.contains(said)) {
        bail!("the total of {} is not {} rows and {}", said.name, said.count, said.sum);
    }
    Ok(())
}

/// Proves the audit trail, brings the schema to this program's, and makes the database one that is served.
async fn finish(target: Target, schemas: &[Schema], manifest: &Manifest) -> anyhow::Result<()> {
    let db = target.open().await?;
    for trail in manifest.totals.iter().filter_map(|total| total.name.strip_prefix("audit ")) {
        proven(&db, trail).await?;
    }
    for schema in schemas {
        schema.take(db.writer(), None).await.context("the database cannot be brought up to date")?;
    }
    db.renew_statistics().await?;
    db.close().await?;
    target.finish().await
}

async fn proven(db: &Db, module: &str) -> anyhow::Result<()> {
    match audit::verify(db, module, None).await?.fault {
        None => Ok(()),
        Some(fault) => bail!("the audit trail of {module} does not hold: {fault}"),
    }
}

/// What a copy of the database has taken, for the manifest of a backup.
pub async fn described(
    source: &mut Source,
    schemas: &[Schema],
) -> anyhow::Result<(Vec<crate::manifest::Steps>, Vec<crate::totals::Total>)> {
    let modules = schema::state(source, schemas).await?;
    let names: Vec<_> = catalogue::tables(source).await?.into_iter().map(|table| table.name).collect();
    Ok((modules, totals::all(source, &names).await?))
}
