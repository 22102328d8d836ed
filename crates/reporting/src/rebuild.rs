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
use crate::sites::Sites;
use crate::sources::{Key, Source, Thing};
use crate::store;

/// Events that are read at once.
const EVENTS: u64 = 10_000;
/// Sources whose facts are written at once.
const SOURCES: u64 = 5_000;

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

/// Hears a module's events up to the last that has its place: while some are taken in, the next are read.
async fn read(context: &Context, module: &str, feed: &dyn Feed) -> Result<u64, Problem> {
    let (until, mut heard) = (feed.head().await?, 0);
    let mut events = next(feed, 0, until).await?;
    while let Some(last) = events.last() {
        heard += u64::try_from(events.len()).unwrap_or_default();
        let taken = async {
            let tx = context.db.begin().await?;
            take_in(&tx, &events).await?;
            keep_place(&tx, module, last.seq).await?;
            Ok(tx.commit().await?)
        };
        ((), events) = futures::try_join!(taken, next(feed, last.seq, until))?;
    }
    Ok(heard)
}

/// None behind the last.
async fn next(feed: &dyn Feed, seq: i64, until: i64) -> Result<Vec<Envelope>, Problem> {
    if seq < until { feed.after(seq, EVENTS).await } else { Ok(vec![]) }
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

/// What counts of all things of a kind: while it is written, the next things are read.
async fn count(context: &Context, thing: Thing) -> Result<u64, Problem> {
    let (conn, mut written) = (context.db.reader(), 0);
    let sites = store::sites::all(conn).await?;
    let mut page = store::sources::page(conn, thing, Uuid::nil(), SOURCES).await?;
    while let Some((last, _)) = page.last() {
        let (counted, more) = futures::try_join!(write(context, &sites, &page), store::sources::page(conn, thing, *last, SOURCES))?;
        (written, page) = (written + counted, more);
    }
    Ok(written)
}

async fn write(context: &Context, sites: &Sites, page: &[(Uuid, Source)]) -> Result<u64, Problem> {
    let (mut facts, mut shares, mut owed, mut leaks) = (vec![], vec![], vec![], vec![]);
    for (id, source) in page {
        facts.extend(source.facts(*id, sites)?);
        shares.extend(source.shares(*id, sites)?);
        owed.extend(source.owed(*id, sites)?);
        leaks.extend(source.leaks(*id, sites)?);
    }
    let tx = context.db.begin().await?;
    store::facts::insert(&tx, &facts.iter().collect::<Vec<_>>()).await?;
    store::shares::insert(&tx, &shares.iter().collect::<Vec<_>>()).await?;
    store::debts::insert(&tx, &owed.iter().collect::<Vec<_>>()).await?;
    store::leaks::insert(&tx, &leaks.iter().collect::<Vec<_>>()).await?;
    tx.commit().await?;
    Ok(u64::try_from(facts.len()).unwrap_or_default())
}
