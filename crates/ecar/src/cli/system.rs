//! `ecar import system --from PATH`: all that a replaced system has.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context as _, anyhow, bail};
use clap::{Args, ValueEnum};
use contracts::identity::Sites;
use kernel::{Actor, SiteId};
use takeover::{Progress, Report, System};

use crate::apart::Topology;
use crate::cli::garage;
use crate::config::Config;
use crate::data::{NewTakeover, Takeovers, shown_name};
use crate::modules::Wiring;
use crate::program;

#[derive(Args)]
pub struct SystemOptions {
    /// Of a system that ECAR replaces: a SQLite database, a plain dump, a zip, or a folder of CSV or JSON files with the PDFs beside them
    #[arg(long)]
    from: Option<PathBuf>,
    /// Which system it is; told by its tables otherwise
    #[arg(long = "system", value_enum, default_value_t = Which::Auto)]
    which: Which,
    /// Where to write the difference report (JSON), and the refused rows beside it (CSV)
    #[arg(long)]
    report: Option<PathBuf>,
}

#[derive(Clone, Copy, ValueEnum)]
enum Which {
    Auto,
    Manager,
    Office,
    Services,
}

impl Which {
    fn system(self) -> Option<System> {
        match self {
            Self::Auto => None,
            Self::Manager => Some(System::Manager),
            Self::Office => Some(System::Office),
            Self::Services => Some(System::Services),
        }
    }
}

impl SystemOptions {
    pub async fn run(self, config: &Config, site: Option<&str>, dry_run: bool) -> anyhow::Result<()> {
        let path = self.from.clone().ok_or_else(|| anyhow!("name what it comes from: --from PATH"))?;
        if !path.exists() {
            bail!("{} is not there", path.display());
        }
        garage::with_every_module(config)?;
        let context = program::open_migrated(config).await?;
        let wiring_context = (&context, &Topology::of(config)?);
        let wiring = Wiring::new(config, wiring_context.0, wiring_context.1)?;
        let importers = wiring.modules()?.into_iter().flat_map(|module| module.importers).collect();
        let sites = wiring.sites("the takeover")?;
        let site = chosen(&sites, site).await?;
        let takeovers = Takeovers { context: context.clone(), sites, importers };
        let asked = NewTakeover { file: shown_name(&path), path, folder: None, system: self.which.system(), dry_run, site };
        let row = takeovers.begin(&asked, &Actor::system()).await.map_err(program::failed)?;
        let done = Box::pin(takeovers.work(row, asked, Actor::system(), shown)).await.map_err(program::failed);
        eprintln!();
        self.tell(&done?, dry_run)
    }

    fn tell(&self, report: &Report, dry_run: bool) -> anyhow::Result<()> {
        let verb = if dry_run { "would be " } else { "" };
        for table in &report.tables {
            println!(
                "{}: {} read, {} {verb}made, {} {verb}changed, {} the same, {} refused, {} left out",
                table.name, table.read, table.made, table.changed, table.same, table.refused, table.left
            );
        }
        for total in &report.totals {
            println!("{}: {} there, {} here, {} in refused rows", total.name, total.before, total.after, total.refused);
        }
        if let Some(path) = &self.report {
            write(path, &serde_json::to_string_pretty(report)?)?;
            write(&path.with_extension("refused.csv"), &report.refused_rows())?;
        }
        if report.adds_up() { Ok(()) } else { bail!("the sums differ by more than the refused rows") }
    }
}

/// The site that is named, or the only one.
async fn chosen(sites: &Arc<dyn Sites>, code: Option<&str>) -> anyhow::Result<SiteId> {
    if let Some(code) = code {
        return garage::site_by_code(sites.as_ref(), code).await;
    }
    match garage::sites(sites.as_ref()).await?.as_slice() {
        [only] => Ok(only.id),
        _ => bail!("name the site that it comes to: --site CODE"),
    }
}

fn write(path: &Path, text: &str) -> anyhow::Result<()> {
    std::fs::write(path, text).with_context(|| format!("{} cannot be written", path.display()))
}

fn shown(progress: &Progress) {
    eprint!("\r{}: {} of {} rows", progress.step, progress.processed, progress.total);
}
