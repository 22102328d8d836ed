//! Where backups lie: a folder, or a bucket that speaks S3.

mod bucket;
mod folder;

use std::path::{Path, PathBuf};

use anyhow::Context as _;

pub use bucket::{Bucket, BucketSettings};

pub enum Store {
    Folder(PathBuf),
    Bucket(Box<Bucket>),
}

impl Store {
    /// `s3://bucket/prefix`, or a folder.
    pub fn of(to: &str, settings: BucketSettings) -> anyhow::Result<Self> {
        match to.strip_prefix("s3://") {
            Some(place) => Bucket::of(place, settings).map(Box::new).map(Self::Bucket),
            None => Ok(Self::Folder(to.into())),
        }
    }

    pub async fn put(&self, name: &str, file: &Path) -> anyhow::Result<()> {
        match self {
            Self::Folder(folder) => folder::put(folder, name, file),
            Self::Bucket(bucket) => bucket.put(name, file).await,
        }
        .with_context(|| format!("the backup cannot be kept in {}", self.described()))
    }

    pub async fn get(&self, name: &str, to: &Path) -> anyhow::Result<()> {
        match self {
            Self::Folder(folder) => std::fs::copy(folder.join(name), to).map(drop).map_err(Into::into),
            Self::Bucket(bucket) => bucket.get(name, to).await,
        }
        .with_context(|| format!("the backup cannot be read again from {}", self.described()))
    }

    pub async fn list(&self) -> anyhow::Result<Vec<String>> {
        match self {
            Self::Folder(folder) => folder::list(folder),
            Self::Bucket(bucket) => bucket.list().await,
        }
    }

    pub async fn delete(&self, name: &str) -> anyhow::Result<()> {
        match self {
            Self::Folder(folder) => std::fs::remove_file(folder.join(name)).map_err(Into::into),
            Self::Bucket(bucket) => bucket.delete(name).await,
        }
    }

    /// For people, without a secret.
    pub fn described(&self) -> String {
        match self {
            Self::Folder(folder) => folder.display().to_string(),
            Self::Bucket(bucket) => bucket.described(),
        }
    }
}
