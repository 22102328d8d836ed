//! A backup while the garage works: consistent, opened again before anybody relies on it, sealed, and kept for as long as was asked.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context as _, bail};
use chrono::{DateTime, Utc};

use crate::archive::{Reader, Writer, hash_file};
use crate::export::{Asked, Progress, export, lines_name};
use crate::keep::{self, Keep};
use crate::manifest::{CARRY_ALONG, FORMAT, Form, Kind, Manifest};
use crate::restore::{self, DATABASE};
use crate::schema::Schema;
use crate::seal::Key;
use crate::source::{Source, is_postgres};
use crate::store::Store;
use crate::{catalogue, totals};

pub struct Settings {
    pub store: Store,
    pub key: Option<Arc<Key>>,
    pub keep: Keep,
    /// Before each name: `ecar`, or with the module that runs apart.
    pub label: String,
}

/// What came of it.
#[derive(Clone, Debug)]
pub struct Kept {
    pub name: String,
    pub place: String,
    pub bytes: u64,
    pub sealed: bool,
    /// How many older ones went.
    pub expired: usize,
}

/// Takes, looks at, seals and keeps a backup of the database at `url`.
pub async fn backup(url: &str, schemas: &[Schema], settings: &Settings, version: &str, at: DateTime<Utc>) -> anyhow::Result<Kept> {
    let folder = workplace(&settings.store)?;
    let plain = folder.path().join("plain.zip");
    let manifest = Box::pin(take(url, schemas, &plain, version, at)).await?;
    let opened = verify(&plain).await.context("the backup was made and is not right")?;
    if opened.totals != manifest.totals {
        bail!("the backup's totals are not those of the database");
    }
    let name = keep::name(&settings.label, at, settings.key.is_some());
    let sealed = sealed(&plain, settings.key.clone(), folder.path()).await?;
    settings.store.put(&name, &sealed).await?;
    look_again(settings, &name, &sealed, folder.path()).await?;
    let bytes = std::fs::metadata(&sealed)?.len();
    let expired = expire(settings).await?;
    Ok(Kept { name, place: settings.store.described(), bytes, sealed: settings.key.is_some(), expired })
}

/// Beside where it is kept, where that is a folder: the same disk has the room.
fn workplace(store: &Store) -> anyhow::Result<tempfile::TempDir> {
    let Store::Folder(folder) = store else { return Ok(tempfile::tempdir()?) };
    std::fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
    tempfile::Builder::new().prefix(".ecar-backup").tempdir_in(folder).with_context(|| format!("{} cannot be written", folder.display()))
}

/// The archive of a backup: of SQLite a copy of the file, of PostgreSQL an export.
pub async fn take(url: &str, schemas: &[Schema], to: &Path, version: &str, at: DateTime<Utc>) -> anyhow::Result<Manifest> {
    if is_postgres(url) {
        return Box::pin(export(url, schemas, to, Asked { csv: false, version, at }, &Progress::default())).await;
    }
    let copy = to.with_extension("db");
    let mut source = Source::connect(url).await?;
    // One read transaction: writers go on, and what they write after it began is not in it.
    source
        .run(&format!("vacuum into '{}'", copy.display().to_string().replace('\'', "''")))
        .await
        .context("the database cannot be copied")?;
    source.close().await?;
    let done = packed(&copy, schemas, to, version, at).await;
    std::fs::remove_file(&copy)?;
    done
}

async fn packed(copy: &Path, schemas: &[Schema], to: &Path, version: &str, at: DateTime<Utc>) -> anyhow::Result<Manifest> {
    let mut source = Source::connect(&copy.display().to_string()).await?;
    let (modules, totals) = restore::described(&mut source, schemas).await?;
    source.close().await?;
    let (copy, to, ecar) = (copy.to_owned(), to.to_owned(), version.to_owned());
    tokio::task::spawn_blocking(move || {
        let manifest = Manifest {
            format: FORMAT,
            form: Form::Database,
            ecar,
            taken_at: at,
            database: Kind::Sqlite,
            modules,
            tables: vec![],
            sha256: Some(hash_file(&copy)?),
            totals,
            carry_along: CARRY_ALONG.to_owned(),
        };
        let mut writer = Writer::create(&to)?;
        writer.add(DATABASE, &mut std::fs::File::open(&copy)?)?;
        writer.finish(&manifest)?;
        Ok(manifest)
    })
    .await?
}

/// Opens an archive and reads all of it: its checksums, the database's own check, and the totals.
pub async fn verify(path: &Path) -> anyhow::Result<Manifest> {
    let manifest = restore::read(path).await?;
    match manifest.form {
        Form::Tables => {
            let (path, said) = (path.to_owned(), manifest.clone());
            tokio::task::spawn_blocking(move || lines_are_whole(&path, &said)).await??;
        }
        Form::Database => {
            let folder = tempfile::tempdir_in(path.parent().unwrap_or(Path::new(".")))?;
            let copy = folder.path().join(DATABASE);
            restore::unpack(path, &copy, &manifest).await?;
            let mut source = Source::connect(&copy.display().to_string()).await?;
            let said = source.names("pragma integrity_check").await?;
            let names: Vec<_> = catalogue::tables(&mut source).await?.into_iter().map(|table| table.name).collect();
            let found = totals::all(&mut source, &names).await?;
            source.close().await?;
            if said != ["ok"] {
                bail!("the database in the backup is damaged: {}", said.join("; "));
            }
            if found != manifest.totals {
                bail!("the totals in the backup are not those that it says");
            }
        }
    }
    Ok(manifest)
}

fn lines_are_whole(path: &Path, manifest: &Manifest) -> anyhow::Result<()> {
    use sha2::{Digest, Sha256};
    let mut zip = Reader::open_whole(path)?.zip;
    for table in &manifest.tables {
        let mut hash = Sha256::new();
        std::io::copy(&mut zip.by_name(&lines_name(&table.name))?, &mut hash)?;
        if crate::archive::hex(&hash.finalize()) != table.sha256 {
            bail!("the rows of {} are not those that were read", table.name);
        }
    }
    Ok(())
}

async fn sealed(plain: &Path, key: Option<Arc<Key>>, folder: &Path) -> anyhow::Result<PathBuf> {
    let Some(key) = key else { return Ok(plain.to_owned()) };
    let to = folder.join("sealed.age");
    let (from, sealed) = (plain.to_owned(), to.clone());
    tokio::task::spawn_blocking(move || key.seal(&from, &sealed)).await??;
    std::fs::remove_file(plain)?;
    Ok(to)
}

/// Fetches what was kept: it is what was sent, and opens where the key is here.
async fn look_again(settings: &Settings, name: &str, sealed: &Path, folder: &Path) -> anyhow::Result<()> {
    let kept = folder.join("kept");
    settings.store.get(name, &kept).await?;
    if hash_file(&kept)? != hash_file(sealed)? {
        bail!("what is kept in {} is not what was sent", settings.store.described());
    }
    if let Some(key) = settings.key.clone().filter(|key| key.opens()) {
        let opened = folder.join("opened.zip");
        let plain = opened.clone();
        tokio::task::spawn_blocking(move || key.open(&kept, &plain)).await??;
        verify(&opened).await?;
    }
    Ok(())
}

async fn expire(settings: &Settings) -> anyhow::Result<usize> {
    let names = settings.store.list().await?;
    let expired = settings.keep.expired(&settings.label, &names);
    for name in &expired {
        settings.store.delete(name).await?;
    }
    Ok(expired.len())
}
