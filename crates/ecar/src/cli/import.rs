//! `ecar import customers|vehicles|visits|balances|products|prices FILE`, and `ecar import system --from PATH`

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, anyhow, bail};
use clap::Args;
use contracts::inventory::SupplierId;
use kernel::Actor;
use kernel::import::{self, Import, Options};

use crate::apart::Topology;
use crate::cli::garage;
use crate::cli::system::SystemOptions;
use crate::config::Config;
use crate::modules::Wiring;
use crate::program;

#[derive(Args)]
pub struct ImportCommand {
    /// customers, vehicles, visits, balances, products or prices; or system, for all that a replaced system has
    kind: String,
    /// An .xlsx workbook, of which the first sheet is read, or CSV in UTF-8 with comma, semicolon or tab; with a heading line
    #[arg(required_unless_present = "from")]
    file: Option<PathBuf>,
    #[command(flatten)]
    system: SystemOptions,
    /// Report what would happen and write nothing
    #[arg(long)]
    dry_run: bool,
    /// Code of the site whose stock, past visits or balances are imported, such as LAC
    #[arg(long)]
    site: Option<String>,
    /// Id of the supplier whose prices are imported
    #[arg(long)]
    supplier: Option<SupplierId>,
    /// A column and the field it holds, such as --map "Téléphone=phone"; guessed from the headings otherwise
    #[arg(long = "map", value_name = "COLUMN=FIELD")]
    mapping: Vec<String>,
    /// Where to write the rows that were refused [default: FILE.errors.csv]
    #[arg(long)]
    errors: Option<PathBuf>,
}

impl ImportCommand {
    pub async fn run(self, config: &Config) -> anyhow::Result<()> {
        if self.kind == "system" {
            return self.system.run(config, self.site.as_deref(), self.dry_run).await;
        }
        let path = self.file.clone().ok_or_else(|| anyhow!("--from is for `import system`: name the file"))?;
        let (context, topology) = (&program::open_migrated(config).await?, Topology::of(config)?);
        let wiring = Wiring::new(config, context, &topology)?;
        let mut importers = wiring.modules()?.into_iter().flat_map(|module| module.importers);
        let importer = importers.find(|importer| importer.kind() == self.kind);
        let importer = importer.ok_or_else(|| {
            anyhow!("{} cannot be imported here: there are customers, vehicles, visits, balances, products, prices and system", self.kind)
        })?;
        let importer = match self.supplier {
            Some(supplier) => importer.of_supplier(supplier.0).await.map_err(program::failed)?,
            None => importer,
        };
        let file = std::fs::read(&path).with_context(|| format!("{} cannot be read", path.display()))?;
        let file = import::readable(file).map_err(program::failed)?;
        let site = match &self.site {
            Some(code) => Some(garage::site_by_code(wiring.sites("the import")?.as_ref(), code).await?),
            None => None,
        };
        let options = Options { dry_run: self.dry_run, site, actor: Actor::system(), import: None };
        let mapping = self.mapping(importer.as_ref(), &file)?;
        let started = import::start(&context.db, importer.as_ref(), &file, &mapping, &options, context.clock.as_ref())
            .await
            .map_err(program::failed)?;
        let module = importer.module();
        let done = import::run(&context.db, importer, &file, &mapping, &options, started, progress).await.map_err(program::failed)?;
        eprintln!();
        self.report(&path, &done, &import::errors(&context.db, module, done.id).await.map_err(program::failed)?)
    }

    fn mapping(&self, importer: &dyn import::Importer, file: &[u8]) -> anyhow::Result<BTreeMap<String, String>> {
        if self.mapping.is_empty() {
            return Ok(import::preview(importer, file).map_err(program::failed)?.mapping);
        }
        let pair = |text: &String| text.split_once('=').map(|(column, field)| (column.to_owned(), field.to_owned()));
        self.mapping.iter().map(|text| pair(text).ok_or_else(|| anyhow!("--map takes COLUMN=FIELD, not {text}"))).collect()
    }

    fn report(&self, file: &Path, done: &Import, errors: &str) -> anyhow::Result<()> {
        let verb = if done.dry_run { "would be " } else { "" };
        println!(
            "{} rows: {} {verb}created, {} {verb}updated, {} unchanged, {} refused",
            done.processed, done.created, done.updated, done.unchanged, done.failed
        );
        if done.failed > 0 {
            let path = self.errors.clone().unwrap_or_else(|| file.with_extension("errors.csv"));
            std::fs::write(&path, errors)?;
            println!("The refused rows are in {}", path.display());
        }
        match &done.error {
            Some(error) => bail!("the import stopped: {error}"),
            None => Ok(()),
        }
    }
}

fn progress(import: &Import) {
    eprint!("\r{} of {} rows", import.processed, import.total.unwrap_or_default());
}
