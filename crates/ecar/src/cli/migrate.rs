//! `ecar migrate`

use anyhow::bail;
use clap::Args;

use crate::config::Config;
use crate::{data, program};

/// Bring the database up to date and stop
#[derive(Args)]
pub struct MigrateCommand {
    /// Change nothing; end with 1 when something is left to do
    #[arg(long)]
    check: bool,
}

impl MigrateCommand {
    pub async fn run(&self, config: &Config) -> anyhow::Result<()> {
        if self.check {
            let left = data::steps_left(config).await?;
            for step in &left {
                println!("{step}");
            }
            if !left.is_empty() {
                bail!("the database is not up to date: {} steps are left", left.len());
            }
        } else {
            let context = program::open(config).await?;
            program::migrate(config, &context.db).await?;
        }
        println!("The database is up to date.");
        Ok(())
    }
}
