//! `ecar doctor`: every invariant of the books, checked over the whole database of the modules that run here.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::bail;
use chrono::TimeDelta;
use kernel::{Context, Db, outbox};
use sea_orm::DbErr;

use crate::apart;
use crate::config::Config;
use crate::{data, program};

pub async fn doctor(config: &Config) -> anyhow::Result<()> {
    let (context, here) = (program::open(config).await?, apart::here(config)?);
    let mut broken = vec![];
    if here.contains(&customers::MODULE) && here.contains(&billing::MODULE) {
        broken.extend(balances(&context.db).await?);
    }
    for module in &here {
        broken.extend(match *module {
            scheduling::MODULE => scheduling::doctor(&context.db).await?,
            inventory::MODULE => inventory::doctor(&context.db).await?,
            workshop::MODULE => workshop::doctor(&context.db).await?,
            billing::MODULE => billing::doctor(&context.db).await?,
            _ => vec![],
        });
    }
    if here.contains(&billing::MODULE) {
        // It is for somebody to see to, and nothing is wrong with the books.
        billing::overdue(&context).await?.iter().for_each(|sentence| println!("{sentence}"));
    }
    broken.extend(backups(config, &context).await?);
    for sentence in &broken {
        println!("{sentence}");
    }
    if broken.is_empty() {
        println!("Everything adds up.");
        return Ok(());
    }
    bail!("{} things do not add up", broken.len())
}

/// Where backups are to be taken: that the last one was, and is not older than two days.
async fn backups(config: &Config, context: &Context) -> Result<Option<String>, DbErr> {
    if config.backup_to.is_none() {
        println!("No backup is set up: set ECAR_BACKUP_TO.");
        return Ok(None);
    }
    let (made, tried) = data::latest(context).await?;
    if let Some(error) = tried.and_then(|tried| tried.error) {
        return Ok(Some(format!("the last backup failed: {error}")));
    }
    let oldest = context.clock.now() - TimeDelta::days(2);
    Ok(match made {
        Some(made) if made.started_at > oldest => {
            let (name, bytes) = (made.name.unwrap_or_default(), made.bytes.unwrap_or_default());
            let sealed = if made.sealed { "encrypted" } else { "not encrypted" };
            println!("The last backup is {name} in {}: {bytes} bytes, {sealed}.", made.place);
            None
        }
        Some(made) => Some(format!("the last backup is of {}", made.started_at)),
        None => Some("there is no backup yet".to_owned()),
    })
}

/// What customers show as due is what billing's invoices say, once they heard of all of it.
async fn balances(db: &Db) -> Result<Vec<String>, DbErr> {
    let keyed = |rows: Vec<(uuid::Uuid, String, kernel::Amount)>| -> BTreeMap<_, _> {
        rows.into_iter().map(|(customer, currency, amount)| ((customer, currency), amount)).collect()
    };
    let (shown, billed) = (keyed(customers::dues(db).await?), keyed(billing::dues(db).await?));
    let is_under_way = outbox::is_placing(db, billing::MODULE).await?;
    if is_under_way || !customers::has_heard(db, outbox::head(db, billing::MODULE).await?).await? {
        println!("Balances were not compared: news of invoices are under way.");
        return Ok(vec![]);
    }
    let everybody: BTreeSet<_> = shown.keys().chain(billed.keys()).collect();
    let differs = everybody.into_iter().filter(|key| shown.get(*key) != billed.get(*key));
    Ok(differs.map(|(customer, currency)| format!("customer {customer}: the balance in {currency} is not what invoices say")).collect())
}
