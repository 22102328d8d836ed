//! `ecar doctor`: every invariant of the books, checked over the whole database.

use anyhow::bail;

use crate::config::Config;
use crate::program;

pub async fn doctor(config: &Config) -> anyhow::Result<()> {
    let context = program::open(config).await?;
    let mut broken = inventory::doctor(&context.db).await?;
    broken.extend(workshop::doctor(&context.db).await?);
    broken.extend(billing::doctor(&context.db).await?);
    for sentence in &broken {
        println!("{sentence}");
    }
    if broken.is_empty() {
        println!("Everything adds up.");
        return Ok(());
    }
    bail!("{} things do not add up", broken.len())
}
