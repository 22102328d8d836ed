//! What is in an archive.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use contracts::identity::SiteCard;
use kernel::Problem;
use sea_orm::ConnectionTrait;
use serde::Serialize;
use serde_json::json;

use super::days::Days;
use super::key::Key;
use super::pack::{Pack, Packed};
use super::record::{self, Link, Record};
use super::store;
use super::tables::archives;
use crate::chain::{self, Document, Series};
use crate::error::Error;
use crate::period::Period;
use crate::series::zone;

/// Documents that are read at once.
const AT_ONCE: u64 = 500;
/// In one archive.
const MOST_DOCUMENTS: i64 = 50_000;

const README: &[u8] = include_bytes!("files/README.txt");
const VERIFY: &[u8] = include_bytes!("files/verify.py");

/// What an archive is of.
pub struct Wanted<'a> {
    pub site: &'a SiteCard,
    pub period: &'a Period,
    pub key: &'a Key,
    /// The site's last archive.
    pub last: Option<&'a archives::Model>,
    pub at: DateTime<Utc>,
    pub by: &'a str,
}

/// A part of a series, as the manifest names it.
#[derive(Serialize)]
struct Part {
    series: String,
    kind: String,
    first: i64,
    last: i64,
    /// The hash before the first.
    before: String,
    /// The hash of the last.
    head: String,
}

/// Reads and packs it; says how many documents are in it.
pub async fn pack<C: ConnectionTrait>(conn: &C, wanted: &Wanted<'_>) -> Result<(i64, Packed), Problem> {
    let Wanted { site, period, .. } = *wanted;
    let (mut pack, mut days, mut parts) = (Pack::new(), Days::default(), vec![]);
    let asked = ranges(conn, site, period).await?;
    pack.begin("documents.jsonl")?;
    for (series, first, last) in &asked {
        let mut reading = Reading { site, days: &mut days, part: begin(conn, series, *first).await? };
        while let Some(text) = reading.next(conn, *last).await? {
            pack = pack.write_beside(text).await?;
        }
        parts.push(reading.part);
    }
    pack.end();
    let documents: i64 = parts.iter().map(|part| part.last - part.first + 1).sum();
    if documents == 0 {
        return Err(Error::NothingToArchive.into());
    }
    pack.file("payments.jsonl", &lines(store::movements(conn, site.id, period).await?)?)?;
    let closes = store::closes(conn, site.id, period).await?;
    pack.file("day-closes.jsonl", &lines(closes.iter().map(close))?)?;
    pack.file("totals.csv", &days.csv(store::before(conn, site.id, period.begins).await?)?)?;
    pack.file("manifest.json", &manifest(wanted, documents, &parts)?)?;
    pack.file("README.txt", README)?;
    pack.file("verify.py", VERIFY)?;
    Ok((documents, pack.signed(wanted.key)?))
}

/// Which numbers of which series were given in the period.
async fn ranges<C: ConnectionTrait>(conn: &C, site: &SiteCard, period: &Period) -> Result<Vec<(Series, i64, i64)>, Problem> {
    let mut found = vec![];
    for series in chain::series(conn, Some(&[site.id])).await? {
        let range = store::range(conn, &series, period).await?;
        if let Some((first, last)) = range.first.zip(range.last)
            && last >= series.first
        {
            found.push((series.clone(), first.max(series.first), last));
        }
    }
    let documents: i64 = found.iter().map(|(_, first, last)| last - first + 1).sum();
    if documents > MOST_DOCUMENTS { Err(Error::ArchiveTooLarge.into()) } else { Ok(found) }
}

async fn begin<C: ConnectionTrait>(conn: &C, series: &Series, first: i64) -> Result<Part, Problem> {
    let before = chain::links(conn, &series.name, first - 2, 1).await?;
    let before = before.into_iter().find(|link| link.sequence == first - 1).map_or_else(|| series.name.clone(), |link| link.hash);
    Ok(Part { series: series.name.clone(), kind: series.kind.clone(), first, last: first - 1, head: before.clone(), before })
}

/// A series that is read to its last number.
struct Reading<'a> {
    site: &'a SiteCard,
    days: &'a mut Days,
    part: Part,
}

impl Reading<'_> {
    /// The next documents as lines of JSON; none at the end.
    async fn next<C: ConnectionTrait>(&mut self, conn: &C, last: i64) -> Result<Option<Vec<u8>>, Problem> {
        let mut links = chain::links(conn, &self.part.series, self.part.last, AT_ONCE).await?;
        links.retain(|link| link.sequence <= last);
        if links.is_empty() {
            return if self.part.last == last { Ok(None) } else { Err(self.broken()) };
        }
        let found = chain::documents(conn, &links).await?;
        let by_id: HashMap<_, _> = found.documents().into_iter().filter_map(|document| Some((document.place()?.id, document))).collect();
        let mut text = vec![];
        for link in &links {
            let document = by_id.get(&link.id).copied();
            let line = self.line(document, link.sequence, &link.hash)?;
            text.extend_from_slice(&line);
            text.push(b'\n');
        }
        Ok(Some(text))
    }

    fn line(&mut self, document: Option<Document<'_>>, sequence: i64, hash: &str) -> Result<Vec<u8>, Problem> {
        let document = document.ok_or_else(|| self.broken())?;
        let holds = sequence == self.part.last + 1 && document.hash(&self.part.head) == hash;
        let on = record::day(document, zone(self.site)?).ok_or_else(|| self.broken())?.to_string();
        let record = Record::new(document, Link { before: &self.part.head, hash, on: &on });
        let record = record.filter(|record| holds && record.sequence == sequence).ok_or_else(|| self.broken())?;
        self.days.add(&record);
        let line = serde_json::to_vec(&record).map_err(|error| Problem::internal(&error))?;
        hash.clone_into(&mut self.part.head);
        self.part.last = sequence;
        Ok(line)
    }

    fn broken(&self) -> Problem {
        let title = "A document is not what was issued: run `ecar verify`";
        Problem::conflict("chain-broken", title).detail(format!("{}, number {}", self.part.series, self.part.last + 1))
    }
}

fn lines(rows: impl IntoIterator<Item = impl Serialize>) -> Result<Vec<u8>, Problem> {
    let mut text = vec![];
    for row in rows {
        serde_json::to_writer(&mut text, &row).map_err(|error| Problem::internal(&error))?;
        text.push(b'\n');
    }
    Ok(text)
}

fn close(row: &crate::entities::day_closes::Model) -> serde_json::Value {
    json!({
        "number": row.sequence, "day": row.on_day, "at": row.at, "currency": row.currency, "begun_with": row.begun_with,
        "cash": row.cash, "kept": row.kept, "tenders": row.tenders, "reason": row.reason, "by_name": row.by_name,
    })
}

fn manifest(wanted: &Wanted<'_>, documents: i64, parts: &[Part]) -> Result<Vec<u8>, Problem> {
    let Wanted { site, period, key, last, at, by } = wanted;
    let manifest = json!({
        "archive": last.map_or(0, |last| last.sequence) + 1,
        "after": last.map(|last| &last.digest),
        "site": { "id": site.id, "code": site.code, "name": site.name, "currency": site.currency, "time_zone": site.time_zone },
        "from": period.from, "until": period.until, "begins": period.begins, "ends": period.ends,
        "at": at, "by_name": by, "program": concat!("ECAR ", env!("CARGO_PKG_VERSION")),
        "key": key.fingerprint, "documents": documents, "series": parts,
    });
    serde_json::to_vec_pretty(&manifest).map_err(|error| Problem::internal(&error))
}
