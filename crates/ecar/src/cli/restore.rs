//! `ecar restore`

use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context as _, bail};
use clap::Args;
use copies::{Key, Progress};

use super::export::tell;
use crate::config::Config;
use crate::data;

#[derive(Args)]
pub struct RestoreCommand {
    /// What `ecar export` or `ecar backup` wrote; of an encrypted backup the key comes from `ECAR_BACKUP_KEY_FILE`
    file: PathBuf,
    /// Look whether it is whole, and write nothing
    #[arg(long)]
    check: bool,
}

impl RestoreCommand {
    pub async fn run(&self, config: &Config) -> anyhow::Result<()> {
        let folder = tempfile::tempdir()?;
        let file = opened(config, &self.file, folder.path()).await?;
        if self.check {
            let manifest = Box::pin(copies::verify(&file)).await?;
            println!("{} is whole: ECAR {}, {}", self.file.display(), manifest.ecar, manifest.taken_at);
            tell(&manifest.totals);
            return Ok(());
        }
        let progress = Arc::new(Progress::default());
        let shown = data::show(progress.clone(), "restored");
        let done = Box::pin(copies::restore(&file, &config.database(), &data::schemas(config)?, &progress)).await;
        shown.end().await;
        let manifest = done.with_context(|| format!("{} was not restored", self.file.display()))?;
        println!("Restored what ECAR {} wrote at {}. Checksums, totals and the audit trail are right:", manifest.ecar, manifest.taken_at);
        tell(&manifest.totals);
        println!("{}", copies::CARRY_ALONG);
        Ok(())
    }
}

/// The archive itself: what is sealed is opened first.
async fn opened(config: &Config, file: &Path, folder: &Path) -> anyhow::Result<PathBuf> {
    if !copies::is_sealed(file)? {
        return Ok(file.to_owned());
    }
    let Some(text) = &config.backup_key else { bail!("the backup is encrypted: give its key as ECAR_BACKUP_KEY_FILE") };
    let (key, from, plain) = (Key::from_text(text)?, file.to_owned(), folder.join("opened.zip"));
    let to = plain.clone();
    tokio::task::spawn_blocking(move || key.open(&from, &to)).await??;
    Ok(plain)
}
