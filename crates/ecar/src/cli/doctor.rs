//! `ecar doctor`: every invariant of the books, checked over the whole database of the modules that run here.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::bail;
use kernel::{Db, outbox};
use sea_orm::DbErr;

use crate::apart;
use crate::config::Config;
use crate::program;

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
    for sentence in &broken {
        println!("{sentence}");
    }
    if broken.is_empty() {
        println!("Everything adds up.");
        return Ok(());
    }
    bail!("{} things do not add up", broken.len())
}

/// What customers show as due is what billing's invoices say, once they heard of all of it.
async fn balances(db: &Db) -> Result<Vec<String>, DbErr> {
    let keyed = |rows: Vec<(uuid::Uuid, String, kernel::Amount)>| -> BTreeMap<_, _> {
        rows.into_iter().map(|(customer, currency, amount)| ((customer, currency), amount)).collect()
    };
    let (shown, billed) = (keyed(customers::dues(db).await?), keyed(billing::dues(db).await?));
    if !customers::has_heard(db, outbox::head(db, billing::MODULE).await?).await? {
        println!("Balances were not compared: news of invoices are under way.");
        return Ok(vec![]);
    }
    let everybody: BTreeSet<_> = shown.keys().chain(billed.keys()).collect();
    let differs = everybody.into_iter().filter(|key| shown.get(*key) != billed.get(*key));
    Ok(differs.map(|(customer, currency)| format!("customer {customer}: the balance in {currency} is not what invoices say")).collect())
}
