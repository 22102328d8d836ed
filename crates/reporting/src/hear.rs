//! From events to figures: of what an event tells, and what that changes.

use std::collections::{BTreeMap, BTreeSet};

use contracts::identity::SiteUpdated;
use contracts::reporting::FiguresMoved;
use kernel::outbox::{self, Envelope};
use kernel::{Actor, Clock, Problem, SiteId, Tx};

use crate::MODULE;
use crate::debts::Owed;
use crate::facts::Fact;
use crate::leaks::Leak;
use crate::names::names_of;
use crate::news::news_of;
use crate::shares::{Counts, Share};
use crate::sites::Site;
use crate::sources::{Key, News, Source};
use crate::store;

/// The modules that are heard.
pub const HEARD: [&str; 6] = ["identity", "scheduling", "inventory", "workshop", "billing", "notifications"];

/// Applies one event: sources, facts and days in step.
pub async fn hear(tx: &mut Tx, event: &Envelope, clock: &dyn Clock) -> Result<(), Problem> {
    if let Some(site) = site_of(event)? {
        return Ok(store::sites::save(tx, &site).await?);
    }
    store::names::save(tx, &names_of(event)?).await?;
    let news = news_of(event)?;
    if news.is_empty() {
        return Ok(());
    }
    let sites = store::sites::all(&**tx).await?;
    let keys: BTreeSet<Key> = news.iter().map(|(key, _)| *key).collect();
    let before = store::sources::lock(tx, &keys).await?;
    let mut after = before.clone();
    apply(&mut after, &news);
    let changed: Vec<_> = after.iter().filter(|(key, source)| before.get(key) != Some(*source)).collect();
    store::sources::save(tx, changed.iter().map(|(key, source)| (**key, *source))).await?;
    let mut moved = BTreeSet::new();
    for ((thing, id), source) in changed {
        let was = before.get(&(*thing, *id));
        let were = was.map(|source| source.facts(*id, &sites)).transpose()?.unwrap_or_default();
        moved.extend(step(tx, &were, &source.facts(*id, &sites)?).await?);
        let shared = was.map(|source| source.shares(*id, &sites)).transpose()?.unwrap_or_default();
        moved.extend(share(tx, &shared, &source.shares(*id, &sites)?).await?);
        let were_owed = was.map(|source| source.owed(*id, &sites)).transpose()?.unwrap_or_default();
        owe(tx, &were_owed, &source.owed(*id, &sites)?).await?;
        let leaked = was.map(|source| source.leaks(*id, &sites)).transpose()?.unwrap_or_default();
        moved.extend(leak(tx, &leaked, &source.leaks(*id, &sites)?).await?);
    }
    tell(tx, moved, clock).await
}

/// Screens look again at the sites' figures; more than this often, in milliseconds, they need not.
const A_WHILE: i64 = 3_000;

async fn tell(tx: &mut Tx, moved: BTreeSet<SiteId>, clock: &dyn Clock) -> Result<(), Problem> {
    for site_id in moved {
        if store::sites::tells(tx, site_id, clock.now().timestamp_millis(), A_WHILE).await? {
            outbox::append(tx, MODULE, &FiguresMoved { site_id }, &Actor::system(), clock).await?;
        }
    }
    Ok(())
}

/// Each source hears its news in their order.
pub fn apply(sources: &mut BTreeMap<Key, Source>, news: &[(Key, News)]) {
    for (key, news) in news {
        sources.entry(*key).or_insert_with(|| Source::empty(key.0)).hear(news);
    }
}

/// Facts that were become those that are; the days follow by the difference. Of which sites something changed.
async fn step(tx: &Tx, were: &[Fact], are: &[Fact]) -> Result<Vec<SiteId>, Problem> {
    let (gone, new) = difference(were, are);
    let mut days = BTreeMap::new();
    for fact in &gone {
        days.entry((fact.site_id, fact.day)).or_insert_with(crate::measures::Sums::default).take(&fact.sums);
    }
    for fact in &new {
        days.entry((fact.site_id, fact.day)).or_insert_with(crate::measures::Sums::default).add(&fact.sums);
    }
    days.retain(|_, sums| !sums.is_nothing());
    store::facts::forget(tx, &gone).await?;
    store::facts::insert(tx, &new).await?;
    store::days::add(tx, &days).await?;
    Ok(gone.iter().chain(&new).map(|fact| fact.site_id).collect())
}

/// What is of whom becomes what it is now, and so do their days. Of which sites something changed.
async fn share(tx: &Tx, were: &[Share], are: &[Share]) -> Result<Vec<SiteId>, Problem> {
    let (gone, new) = difference(were, are);
    let mut days = BTreeMap::<_, Counts>::new();
    for share in &gone {
        days.entry(store::shares::key(share)).or_default().take(share.counts);
    }
    for share in &new {
        days.entry(store::shares::key(share)).or_default().add(share.counts);
    }
    days.retain(|_, counts| !counts.is_nothing());
    store::shares::forget(tx, &gone).await?;
    store::shares::insert(tx, &new).await?;
    store::shares::add(tx, &days).await?;
    Ok(gone.iter().chain(&new).map(|share| share.site_id).collect())
}

/// What was open and when becomes what it is now known to be.
async fn owe(tx: &Tx, were: &[Owed], are: &[Owed]) -> Result<(), Problem> {
    let (gone, new) = difference(were, are);
    store::debts::forget(tx, &gone).await?;
    Ok(store::debts::insert(tx, &new).await?)
}

/// What is there no more, and what is new.
fn difference<'a, T: PartialEq>(were: &'a [T], are: &'a [T]) -> (Vec<&'a T>, Vec<&'a T>) {
    (were.iter().filter(|one| !are.contains(one)).collect(), are.iter().filter(|one| !were.contains(one)).collect())
}

/// What leaked becomes what leaks. Of which sites something changed.
async fn leak(tx: &Tx, leaked: &[Leak], leaks: &[Leak]) -> Result<Vec<SiteId>, Problem> {
    let (gone, new) = difference(leaked, leaks);
    store::leaks::forget(tx, &gone).await?;
    store::leaks::insert(tx, &new).await?;
    Ok(gone.into_iter().chain(new).map(|leak| leak.site_id).collect())
}

/// What identity tells of a site; none of what is not about one, and of news from before it told.
pub fn site_of(event: &Envelope) -> Result<Option<Site>, Problem> {
    let Some(SiteUpdated { id, card: Some(card) }) = event.open::<SiteUpdated>()? else { return Ok(None) };
    let zone = card.time_zone.parse().unwrap_or(chrono_tz::Tz::UTC);
    Ok(Some(Site { id, name: card.name, zone, currency: card.currency, labour_rate: card.labour_rate }))
}
