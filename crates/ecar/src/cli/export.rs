//! `ecar export`

use std::path::PathBuf;
use std::sync::Arc;

use clap::{Args, ValueEnum};
use copies::{Asked, Progress, Total};
use kernel::Clock;
use kernel::clock::SystemClock;

use crate::config::Config;
use crate::data;

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// JSON Lines alone: all that a restore needs
    Jsonl,
    /// JSON Lines, and each table for spreadsheets beside them
    Csv,
}

#[derive(Args)]
pub struct ExportCommand {
    /// A folder, or the name of the file (.zip) [default: here]
    #[arg(long, default_value = ".")]
    to: PathBuf,
    #[arg(long, value_enum, default_value = "jsonl")]
    format: Format,
}

impl ExportCommand {
    pub async fn run(&self, config: &Config) -> anyhow::Result<()> {
        data::refuse_unfinished(config).await?;
        let (at, progress) = (SystemClock.now(), Arc::new(Progress::default()));
        let path = if self.to.is_dir() { self.to.join(copies::name("ecar-export", at, false)) } else { self.to.clone() };
        let asked = Asked { csv: self.format == Format::Csv, version: env!("CARGO_PKG_VERSION"), at };
        let shown = data::show(progress.clone(), "exported");
        let done = Box::pin(copies::export(&config.database(), &data::schemas(config)?, &path, asked, &progress)).await;
        shown.end().await;
        let manifest = done?;
        let rows: u64 = manifest.tables.iter().map(|table| table.rows).sum();
        println!("{}: {} tables, {rows} rows", path.display(), manifest.tables.len());
        tell(&manifest.totals);
        println!("{}", copies::CARRY_ALONG);
        Ok(())
    }
}

/// A line each.
pub fn tell(totals: &[Total]) {
    for total in totals {
        let head = total.head.as_ref().map(|head| format!(", head {head}")).unwrap_or_default();
        println!("  {}: {}, sum {}{head}", total.name, total.count, total.sum);
    }
}
