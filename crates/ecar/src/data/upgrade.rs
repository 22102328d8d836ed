//! Before a database is opened: nobody serves half a restore, nobody writes to what a newer program made, and a SQLite file is copied
//! before its schema changes.

use std::path::Path;

use anyhow::{Context as _, bail};
use copies::{Schema, Source, name};
use kernel::Clock;
use kernel::clock::SystemClock;

use super::schemas;
use crate::config::{BeforeUpgrade, Config};

/// The folder beside the database that the copies are in.
const FOLDER: &str = "before-upgrade";
/// So many of them are kept.
const KEPT: usize = 3;

/// An error where a restore into this database was begun and not finished.
pub async fn refuse_unfinished(config: &Config) -> anyhow::Result<()> {
    if copies::unfinished(&config.database()).await? {
        bail!("a restore into this database was not finished: run `ecar restore` again, which begins anew");
    }
    Ok(())
}

/// The steps of the schema that are left to take, `module: step`; an error where the database is newer than this program.
pub async fn steps_left(config: &Config) -> anyhow::Result<Vec<String>> {
    Ok(left(config).await?.1)
}

/// Whether any step was taken, and those that are left.
async fn left(config: &Config) -> anyhow::Result<(bool, Vec<String>)> {
    let (url, all) = (config.database(), schemas(config)?);
    let mut source = Source::connect(&url).await?;
    let (mut any, mut left) = (false, vec![]);
    for schema in &all {
        let taken = schema.taken_in_order(&mut source).await?;
        any |= !taken.is_empty();
        left.extend(schema.known().into_iter().filter(|step| !taken.contains(step)).map(|step| format!("{}: {step}", schema.module)));
    }
    source.close().await?;
    Ok((any, left))
}

/// Refuses what is newer than this program, and backs a SQLite database up whose schema is about to change.
pub async fn before_upgrade(config: &Config) -> anyhow::Result<()> {
    let (any, left) = left(config).await?;
    if !any || left.is_empty() || !config.uses_sqlite() || config.before_upgrade == BeforeUpgrade::Nothing {
        return Ok(());
    }
    let folder = config.data_dir.join(FOLDER);
    std::fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
    let file = folder.join(name("ecar", SystemClock.now(), false));
    copy(&config.database(), &schemas(config)?, &file).await.context(
        "the database could not be backed up before its schema changes, so nothing was changed; ECAR_BEFORE_UPGRADE=nothing goes on without",
    )?;
    tracing::info!(file = %file.display(), steps = left.len(), "the database was backed up before its schema changes");
    thin(&folder)
}

async fn copy(url: &str, schemas: &[Schema], file: &Path) -> anyhow::Result<()> {
    let taken = Box::pin(copies::take(url, schemas, file, env!("CARGO_PKG_VERSION"), SystemClock.now())).await?;
    let opened = Box::pin(copies::verify(file)).await?;
    if taken.totals != opened.totals {
        bail!("the copy's totals are not those of the database");
    }
    Ok(())
}

/// Leaves the newest.
fn thin(folder: &Path) -> anyhow::Result<()> {
    let mut found = vec![];
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        let at = path.file_name().and_then(|file| copies::at("ecar", file.to_str()?));
        found.extend(at.map(|at| (at, path)));
    }
    found.sort();
    let old = found.len().saturating_sub(KEPT);
    for (_, path) in found.into_iter().take(old) {
        std::fs::remove_file(path)?;
    }
    Ok(())
}
