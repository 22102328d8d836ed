//! `ecar verify`

use anyhow::{Context as _, bail};
use billing::Head;
use clap::Args;

use crate::config::Config;
use crate::program;

/// Check the chain of issued documents; ends with 1 when it does not hold
#[derive(Args)]
pub struct VerifyCommand {
    /// A head printed before, `series:documents:hash`: proves that nothing up to it was written anew since
    #[arg(long)]
    head: Vec<String>,
}

impl VerifyCommand {
    pub async fn run(&self, config: &Config) -> anyhow::Result<()> {
        let context = program::open(config).await?;
        let noted = self.head.iter().map(|text| head(text)).collect::<anyhow::Result<Vec<_>>>()?;
        let mut broken = 0;
        for verdict in billing::verify(&context.db, &noted).await? {
            let Head { series, documents, hash } = verdict.head;
            if verdict.unlinked > 0 {
                println!("{series}: {} documents were issued before the chain began", verdict.unlinked);
            }
            match verdict.fault {
                None => println!("{series}:{documents}:{hash}"),
                Some(fault) => {
                    broken += 1;
                    println!("{series}: {fault}");
                }
            }
        }
        if broken > 0 {
            bail!("issued documents are not what they were");
        }
        Ok(())
    }
}

fn head(text: &str) -> anyhow::Result<Head> {
    let mut parts = text.splitn(3, ':');
    let (Some(series), Some(documents), Some(hash)) = (parts.next(), parts.next(), parts.next()) else {
        bail!("{text} is no head: series:documents:hash");
    };
    let documents = documents.parse().with_context(|| format!("{documents} is no number of documents"))?;
    Ok(Head { series: series.to_owned(), documents, hash: hash.to_owned() })
}
