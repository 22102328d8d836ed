//! All figures anew, from what every module told since it began.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use kernel::feed::Feed;
use kernel::outbox::Envelope;
use kernel::{Context, Problem, Tx, db};
use uuid::Uuid;

use crate::hear::{HEARD, apply, site_of};
use crate::names::{Names, names_of};
use crate::news::news_of;
use crate::sources::{Key, Thing};
use crate::store;

/// Events that are read at once.
const EVENTS: u64 = 4_000;
/// Sources whose facts are written at once.
const SOURCES: u64 = 2_000;

/// What was done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Rebuilt {
    pub events: u64,
    pub facts: u64,
}

/// Empties the module's tables and hears every feed from its beginning. Where the events of a module end, its listener goes on. While it works
/// no listener of the module may: stop the program first.
pub async fn rebuild(context: &Context, feeds: &BTreeMap<&'static str, Arc<dyn Feed>>) -> Result<Rebuilt, Problem> {
    let tx = context.db.begin().await?;
    for table in ["months", "days", "share_days", "shares", "names", "debts", "leaks", "facts", "sources", "sites"] {
        db::execute(&*tx, format!("delete from reporting_{table}"), []).await?;
    }
    db::execute(&*tx, "delete from reporting_cursors", []).await?;
    db::execute(&*tx, "delete from reporting_parked", []).await?;
    tx.commit().await?;
    let mut done = Rebuilt::default();
    for module in HEARD {
        let Some(feed) = feeds.get(module) else { continue };
        done.events += read(context, module, feed.as_ref()).await?;
    }
    for thing in Thing::ALL {
        done.facts += count(context, thing).await?;
    }
    let tx = context.db.begin().await?;
    store::days::sum_up(&tx).await?;
    store::shares::sum_up(&tx).await?;
    tx.commit().await?;
    Ok(done)
}

/// Hears a module's events up to the last that has its place.
async fn read(context: &Context, module: &str, feed: &dyn Feed) -> Result<u64, Problem> {
    let (until, mut seq, mut heard) = (feed.head().await?, 0, 0);
    while seq < until {
        let events = feed.after(seq, EVENTS).await?;
        let Some(last) = events.last() else { break };
        seq = last.seq;
        heard += u64::try_from(events.len()).unwrap_or_default();
        let tx = context.db.begin().await?;
        take_in(&tx, &events).await?;
        keep_place(&tx, module, seq).await?;
        tx.commit().await?;
    }
    Ok(heard)
}

/// What they tell, thing by thing: read once and written once.
async fn take_in(tx: &Tx, events: &[Envelope]) -> Result<(), Problem> {
    let (mut news, mut names) = (vec![], Names::new());
    for event in events {
        names.extend(names_of(event)?);
        match site_of(event)? {
            Some(site) => store::sites::save(tx, &site).await?,
            None => news.extend(news_of(event)?),
        }
    }
    store::names::save(tx, &names).await?;
    let keys: BTreeSet<Key> = news.iter().map(|(key, _)| *key).collect();
    let mut sources = store::sources::load(tx, &keys, "").await?;
    apply(&mut sources, &news);
    store::sources::save(tx, sources.iter().map(|(key, source)| (*key, source))).await
}

async fn keep_place(tx: &Tx, module: &str, seq: i64) -> Result<(), Problem> {
    let sql = "insert into reporting_cursors (listener, seq, attempts) values ($1, $2, 0) on conflict (listener) do update set seq = excluded.seq";
    db::execute(&**tx, sql, [format!("{}<{module}", crate::MODULE).into(), seq.into()]).await?;
    Ok(())
}

/// What counts of all things of a kind.
async fn count(context: &Context, thing: Thing) -> Result<u64, Problem> {
    let (mut after, mut written) = (Uuid::nil(), 0);
    loop {
        let tx = context.db.begin().await?;
        let sites = store::sites::all(&*tx).await?;
        let page = store::sources::page(&tx, thing, after, SOURCES).await?;
        let Some((last, _)) = page.last() else { return Ok(written) };
        after = *last;
        let (mut facts, mut shares, mut owed, mut leaks) = (vec![], vec![], vec![], vec![]);
        for (id, source) in &page {
            facts.extend(source.facts(*id, &sites)?);
            shares.extend(source.shares(*id, &sites)?);
            owed.extend(source.owed(*id, &sites)?);
            leaks.extend(source.leaks(*id, &sites)?);
        }
        written += u64::try_from(facts.len()).unwrap_or_default();
        store::facts::insert(&tx, &facts.iter().collect::<Vec<_>>()).await?;
        store::shares::insert(&tx, &shares.iter().collect::<Vec<_>>()).await?;
        store::debts::insert(&tx, &owed.iter().collect::<Vec<_>>()).await?;
        store::leaks::insert(&tx, &leaks.iter().collect::<Vec<_>>()).await?;
        tx.commit().await?;
    }
}
