//! `ecar reports rebuild`

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Instant;

use anyhow::{Context as _, bail};
use clap::Subcommand;
use kernel::Context;
use kernel::feed::{Feed, OwnFeed};
use kernel::outbox;

use crate::apart::{self, Topology};
use crate::config::Config;
use crate::program;

#[derive(Subcommand)]
pub enum ReportsCommand {
    /// Make all figures anew of what every module told since it began; stop the reporting module first
    Rebuild,
}

impl ReportsCommand {
    pub async fn run(&self, config: &Config) -> anyhow::Result<()> {
        if !apart::here(config)?.contains(&reporting::MODULE) {
            bail!("figures are kept by reporting: run this with its settings");
        }
        let context = program::open_migrated(config).await?;
        let (feeds, began) = (feeds(config, &context).await?, Instant::now());
        let done = reporting::rebuild(&context, &feeds).await.map_err(program::failed).context("the figures cannot be made anew")?;
        let seconds = began.elapsed().as_secs_f64();
        #[expect(clippy::cast_precision_loss, reason = "a rate for people to read")]
        let rate = done.events as f64 / seconds.max(0.001);
        println!("{} events made {} facts in {seconds:.1} s: {rate:.0} events a second.", done.events, done.facts);
        Ok(())
    }
}

/// What every module told: of those that run here with what waits for its place.
pub async fn feeds(config: &Config, context: &Context) -> anyhow::Result<BTreeMap<&'static str, Arc<dyn Feed>>> {
    let topology = Topology::of(config)?;
    let mut feeds: BTreeMap<_, Arc<dyn Feed>> = BTreeMap::new();
    for module in reporting::HEARD {
        let feed: Arc<dyn Feed> = if topology.runs(module) {
            while outbox::sequence(&context.db, module).await? > 0 {}
            Arc::new(OwnFeed { db: context.db.clone(), module })
        } else {
            Arc::new(topology.peer(module, reporting::MODULE)?)
        };
        feeds.insert(module, feed);
    }
    Ok(feeds)
}
