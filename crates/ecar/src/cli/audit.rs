//! `ecar audit`

use anyhow::{Context as _, bail};
use clap::{Args, Subcommand};
use kernel::audit;

use crate::config::Config;
use crate::modules::MODULES;
use crate::{apart, program};

#[derive(Subcommand)]
pub enum AuditCommand {
    /// Check every module's chain of entries; ends with 1 when one does not hold
    Verify(Verify),
}

#[derive(Args)]
pub struct Verify {
    /// A head printed before, `module:entries:hash`: proves that nothing up to it was rewritten since
    #[arg(long)]
    head: Vec<String>,
}

impl AuditCommand {
    pub async fn run(&self, config: &Config) -> anyhow::Result<()> {
        match self {
            Self::Verify(verify) => verify.run(config).await,
        }
    }
}

impl Verify {
    async fn run(&self, config: &Config) -> anyhow::Result<()> {
        let context = program::open(config).await?;
        let heads = self.head.iter().map(|text| head(text)).collect::<anyhow::Result<Vec<_>>>()?;
        let mut broken = 0;
        let here = apart::here(config)?;
        for module in MODULES.into_iter().filter(|module| here.contains(module)) {
            while audit::seal(&context.db, module).await? > 0 {}
            let noted = heads.iter().find(|noted| noted.0 == module).map(|noted| (noted.1, noted.2));
            let verdict = audit::verify(&context.db, module, noted).await?;
            match verdict.fault {
                None => println!("{module}:{}:{}", verdict.entries, verdict.head),
                Some(fault) => {
                    broken += 1;
                    println!("{module}: {fault}");
                }
            }
        }
        if broken > 0 {
            bail!("the audit trail does not hold");
        }
        Ok(())
    }
}

fn head(text: &str) -> anyhow::Result<(&str, i64, &str)> {
    let mut parts = text.splitn(3, ':');
    let (Some(module), Some(entries), Some(hash)) = (parts.next(), parts.next(), parts.next()) else {
        bail!("{text} is no head: module:entries:hash");
    };
    Ok((module, entries.parse().with_context(|| format!("{entries} is no number of entries"))?, hash))
}
