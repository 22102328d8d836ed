//! Sealing entries into a chain, and proving that it holds.

use async_trait::async_trait;
use chrono::{DateTime, SecondsFormat, Utc};
use sea_orm::{ConnectionTrait, DbErr, FromQueryResult};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::idempotency::hex;
use crate::module::Worker;
use crate::{Binds, Db, SiteId, counters, db};

const COUNTER: &str = "audit";
const AT_ONCE: u64 = 500;

#[derive(FromQueryResult)]
struct Link {
    id: Uuid,
    at: DateTime<Utc>,
    actor_id: Uuid,
    actor_name: String,
    address: Option<String>,
    action: String,
    entity: String,
    entity_id: Uuid,
    label: String,
    site_id: Option<SiteId>,
    digest: String,
    changes: Option<String>,
    seq: Option<i64>,
    hash: Option<String>,
}

const COLUMNS: &str = "id, at, actor_id, actor_name, address, action, entity, entity_id, label, site_id, digest, changes, seq, hash";

impl Link {
    /// The seal at a place after an entry with the hash `before`. Lengths are said, so that no two entries read alike.
    fn seal(&self, seq: i64, before: &str) -> String {
        let at = self.at.to_rfc3339_opts(SecondsFormat::Millis, true);
        let site = self.site_id.map(|site| site.0.to_string()).unwrap_or_default();
        let (id, actor, entity) = (self.id.to_string(), self.actor_id.to_string(), self.entity_id.to_string());
        let address = self.address.as_deref().unwrap_or_default();
        let parts = [
            &seq.to_string(),
            before,
            &id,
            &at,
            &actor,
            &self.actor_name,
            address,
            &self.action,
            &self.entity,
            &entity,
            &self.label,
            &site,
        ];
        let mut hash = Sha256::new();
        for part in parts.into_iter().chain([self.digest.as_str()]) {
            hash.update((part.len() as u64).to_be_bytes());
            hash.update(part.as_bytes());
        }
        hex(&hash.finalize())
    }

    /// Forgotten on a person's demand: what it was sealed with is no more, and its seal is taken as it stands.
    fn is_forgotten(&self) -> bool {
        self.changes.is_none() && self.label.is_empty()
    }

    fn is_whole(&self) -> bool {
        self.changes.as_ref().is_none_or(|changes| hex(&Sha256::digest(changes.as_bytes())) == self.digest)
    }
}

#[derive(FromQueryResult)]
struct Hash {
    hash: Option<String>,
}

/// Seals committed entries of a module, at most 500. The counter row lets one replica at a time do it. Returns how many.
pub async fn seal(db: &Db, module: &str) -> Result<i64, DbErr> {
    let waiting = format!("select hash from {module}_audit where seq is null order by id limit 1");
    if db::one::<Hash, _>(db.reader(), waiting, []).await?.is_none() {
        return Ok(0);
    }
    let tx = db.begin().await?;
    let last = counters::raise(&tx, module, COUNTER, 0).await?;
    let mut before = hash_at(&*tx, module, last).await?;
    let sql = format!("select {COLUMNS} from {module}_audit where seq is null order by id limit {AT_ONCE}");
    let links: Vec<Link> = db::all(&*tx, sql, []).await?;
    let mut binds = Binds::default();
    let mut rows = vec![];
    for (link, seq) in links.iter().zip(last + 1..) {
        before = link.seal(seq, &before);
        rows.push(format!("({}, {}, {})", binds.add(link.id), binds.add(seq), binds.add(before.as_str())));
    }
    if rows.is_empty() {
        return Ok(0);
    }
    let values = rows.join(", ");
    let sql =
        format!("update {module}_audit set seq = v.column2, hash = v.column3 from (values {values}) v where {module}_audit.id = v.column1");
    db::execute(&*tx, sql, binds.0).await?;
    let sealed = i64::try_from(links.len()).unwrap_or_default();
    counters::raise(&tx, module, COUNTER, sealed).await?;
    tx.commit().await?;
    Ok(sealed)
}

async fn hash_at<C: ConnectionTrait>(conn: &C, module: &str, seq: i64) -> Result<String, DbErr> {
    let sql = format!("select hash from {module}_audit where seq = $1");
    let found = db::one::<Hash, _>(conn, sql, [seq.into()]).await?;
    Ok(found.and_then(|row| row.hash).unwrap_or_default())
}

/// Seals a module's entries as they come.
pub struct Sealer {
    pub db: Db,
    pub module: &'static str,
}

#[async_trait]
impl Worker for Sealer {
    async fn turn(&self) -> Result<bool, DbErr> {
        Ok(seal(&self.db, self.module).await? > 0)
    }
}

/// What [`verify`] found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// Entries that hold, from the first.
    pub entries: i64,
    /// Hash of the last of them: kept elsewhere, it proves later that nothing before it was rewritten.
    pub head: String,
    /// Entries still without a seal.
    pub unsealed: i64,
    /// The first thing that is wrong.
    pub fault: Option<Fault>,
}

#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    #[error("entry {0} is missing")]
    Missing(i64),
    #[error("entry {0} was changed, or one before it")]
    Broken(i64),
    #[error("the particulars of entry {0} were changed")]
    Particulars(i64),
    #[error("entry {0} does not have the hash that was noted")]
    OtherHead(i64),
}

#[derive(FromQueryResult)]
struct Count {
    value: i64,
}

/// Walks a module's chain from its first entry. `noted` is a place and its hash as an earlier verdict gave them.
pub async fn verify(db: &Db, module: &str, noted: Option<(i64, &str)>) -> Result<Verdict, DbErr> {
    let reader = db.reader();
    let unsealed = format!("select count(*) as value from {module}_audit where seq is null");
    let unsealed = db::one::<Count, _>(reader, unsealed, []).await?.map_or(0, |count| count.value);
    let mut verdict = Verdict { entries: 0, head: String::new(), unsealed, fault: None };
    loop {
        let sql = format!("select {COLUMNS} from {module}_audit where seq > $1 order by seq limit {AT_ONCE}");
        let links: Vec<Link> = db::all(reader, sql, [verdict.entries.into()]).await?;
        if links.is_empty() {
            break;
        }
        for link in links {
            verdict.fault = fault(&link, &verdict, noted);
            if verdict.fault.is_some() {
                return Ok(verdict);
            }
            verdict.entries += 1;
            verdict.head = link.hash.unwrap_or_default();
        }
    }
    let placed = format!("select value from {module}_counters where name = '{COUNTER}'");
    let placed = db::one::<Count, _>(reader, placed, []).await?.map_or(0, |count| count.value);
    let expected = placed.max(noted.map_or(0, |(seq, _)| seq));
    if expected > verdict.entries {
        verdict.fault = Some(Fault::Missing(verdict.entries + 1));
    }
    Ok(verdict)
}

fn fault(link: &Link, so_far: &Verdict, noted: Option<(i64, &str)>) -> Option<Fault> {
    let seq = so_far.entries + 1;
    if link.seq != Some(seq) {
        return Some(Fault::Missing(seq));
    }
    if !link.is_forgotten() && link.hash.as_deref() != Some(link.seal(seq, &so_far.head).as_str()) {
        return Some(Fault::Broken(seq));
    }
    if !link.is_whole() {
        return Some(Fault::Particulars(seq));
    }
    noted.filter(|(place, hash)| *place == seq && Some(*hash) != link.hash.as_deref()).map(|_| Fault::OtherHead(seq))
}
