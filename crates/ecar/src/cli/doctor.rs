//! `ecar doctor`: every invariant of the books, checked over the whole database of the modules that run here.

use anyhow::bail;

use crate::apart;
use crate::config::Config;
use crate::program;

pub async fn doctor(config: &Config) -> anyhow::Result<()> {
    let (context, here) = (program::open(config).await?, apart::here(config)?);
    let mut broken = vec![];
    for module in here {
        broken.extend(match module {
            scheduling::MODULE => scheduling::doctor(&context.db).await?,
            inventory::MODULE => inventory::doctor(&context.db).await?,
            workshop::MODULE => workshop::doctor(&context.db).await?,
            billing::MODULE => billing::doctor(&context.db).await?,
            _ => vec![],
        });
    }
    for sentence in &broken {
        println!("{sentence}");
    }
    if broken.is_empty() {
        println!("Everything adds up.");
        return Ok(());
    }
    bail!("{} things do not add up", broken.len())
}
