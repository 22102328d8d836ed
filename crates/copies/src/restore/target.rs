//! Where a restore writes: nothing that a program would serve before it is finished.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use kernel::Db;
use kernel::db::PoolSize;

use crate::catalogue::{self, RESTORING};
use crate::source::{Source, is_postgres, sqlite_path};

pub enum Target {
    /// Beside its place, until it is finished.
    Sqlite {
        staged: PathBuf,
        place: PathBuf,
    },
    Postgres {
        url: String,
    },
}

impl Target {
    /// An error unless the database is empty. What an earlier try left is taken away.
    pub async fn begin(url: &str) -> anyhow::Result<Self> {
        if is_postgres(url) {
            return Self::begin_postgres(url).await;
        }
        let place = sqlite_path(url).to_owned();
        if let Some(folder) = place.parent() {
            std::fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
        }
        if place.exists() {
            let mut source = Source::connect(url).await?;
            let tables = catalogue::tables(&mut source).await?;
            source.close().await?;
            refuse_full(!tables.is_empty(), &place.display().to_string())?;
        }
        let staged = staged(&place);
        remove_sqlite(&staged)?;
        Ok(Self::Sqlite { staged, place })
    }

    async fn begin_postgres(url: &str) -> anyhow::Result<Self> {
        let mut source = Source::connect(url).await?;
        let tables = catalogue::tables(&mut source).await?;
        if is_marked(&mut source).await? {
            for table in tables {
                source.run(&format!("drop table \"{}\" cascade", table.name)).await?;
            }
            let functions = "select oid::regprocedure::text from pg_proc where pronamespace = current_schema()::regnamespace \
                             and proname like 'billing\\_frozen%'";
            for function in source.names(functions).await? {
                source.run(&format!("drop function {function} cascade")).await?;
            }
        } else {
            refuse_full(!tables.is_empty(), "the database")?;
            source.run(&format!("create table {RESTORING} (since timestamp with time zone not null default now())")).await?;
        }
        source.close().await?;
        Ok(Self::Postgres { url: url.to_owned() })
    }

    /// What is written to meanwhile.
    pub fn url(&self) -> String {
        match self {
            Self::Sqlite { staged, .. } => staged.display().to_string(),
            Self::Postgres { url } => url.clone(),
        }
    }

    /// Of SQLite: the file.
    pub fn path(&self) -> &Path {
        match self {
            Self::Sqlite { staged, .. } => staged,
            Self::Postgres { url } => Path::new(url),
        }
    }

    pub async fn open(&self) -> anyhow::Result<Db> {
        let size = PoolSize { readers: 1, connections: 2, statement_cache: 0 };
        Db::open(&self.url(), size).await.context("the new database cannot be opened")
    }

    /// From now on it is a database to be served.
    pub async fn finish(self) -> anyhow::Result<()> {
        match self {
            Self::Postgres { url } => {
                let mut source = Source::connect(&url).await?;
                source.run(&format!("drop table {RESTORING}")).await?;
                source.close().await
            }
            Self::Sqlite { staged, place } => {
                std::fs::File::open(&staged)?.sync_all()?;
                remove_sqlite(&place)?;
                std::fs::rename(&staged, &place).with_context(|| format!("{} cannot be written", place.display()))?;
                let folder = place.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
                std::fs::File::open(folder)?.sync_all().context("the folder cannot be written")
            }
        }
    }
}

/// Whether a restore into this database was begun and not finished: nobody serves it then.
pub async fn unfinished(url: &str) -> anyhow::Result<bool> {
    if !is_postgres(url) {
        let place = sqlite_path(url);
        return Ok(staged(place).exists() && !place.exists());
    }
    let mut source = Source::connect(url).await?;
    let marked = is_marked(&mut source).await?;
    source.close().await.map(|()| marked)
}

async fn is_marked(source: &mut Source) -> anyhow::Result<bool> {
    Ok(!source.names(&format!("select to_regclass('{RESTORING}')::text")).await?.is_empty())
}

fn refuse_full(is_full: bool, what: &str) -> anyhow::Result<()> {
    if is_full {
        bail!("{what} has data in it: a restore takes an empty database, and writes over nothing");
    }
    Ok(())
}

fn staged(place: &Path) -> PathBuf {
    with_ending(place, ".restoring")
}

fn with_ending(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    name.into()
}

/// The file and what SQLite keeps beside it.
fn remove_sqlite(path: &Path) -> anyhow::Result<()> {
    for ending in ["", "-wal", "-shm", "-journal"] {
        let file = with_ending(path, ending);
        if file.exists() {
            std::fs::remove_file(&file).with_context(|| format!("{} cannot be removed", file.display()))?;
        }
    }
    Ok(())
}
