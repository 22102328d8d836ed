//! `ecar backup`

use anyhow::Context as _;
use clap::Args;

use crate::config::Config;
use crate::{data, program};

#[derive(Args)]
pub struct BackupCommand {
    /// A folder, or `s3://bucket/prefix` [default: the setting `backup_to`]
    #[arg(long)]
    to: Option<String>,
}

impl BackupCommand {
    pub async fn run(&self, config: &Config) -> anyhow::Result<()> {
        let to = self.to.as_ref().or(config.backup_to.as_ref()).context("say where to: --to FOLDER, or the setting backup_to")?;
        let settings = data::settings(config, to)?;
        let context = program::open(config).await?;
        let kept = data::take_now(config, &context, &settings).await?;
        let sealed = if kept.sealed { "encrypted" } else { "not encrypted: set ECAR_BACKUP_KEY_FILE" };
        println!("{} in {}: {} bytes, verified, {sealed}", kept.name, kept.place, kept.bytes);
        if kept.expired > 0 {
            println!("{} older ones were removed", kept.expired);
        }
        Ok(())
    }
}
