//! What is of whom, and what the days of each add up to: a period is one query, whatever happened in it.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use kernel::{Binds, SiteId, Tx, db};
use sea_orm::{ConnectionTrait, DbErr, FromQueryResult, QueryResult, Value};
use uuid::Uuid;

use super::{Window, at_once, insert_many};
use crate::shares::{By, COUNT, Counts, Share};

const COLUMNS: [&str; 9] = ["id", "cut", "whose", "site_id", "day", "number", "label", "document", "document_id"];
const DAYS: [&str; 4] = ["site_id", "cut", "day", "whose"];

/// A day of one at a site.
pub type Key = (SiteId, &'static str, NaiveDate, Uuid);

pub fn key(share: &Share) -> Key {
    (share.site_id, share.by.name(), share.day, share.whose)
}

pub async fn forget(tx: &Tx, shares: &[&Share]) -> Result<(), DbErr> {
    for chunk in shares.chunks(at_once(1)) {
        let mut binds = Binds::default();
        let sql = format!("delete from reporting_shares where id in ({})", binds.list(chunk.iter().map(|share| share.id)));
        db::execute(&**tx, sql, binds.0).await?;
    }
    Ok(())
}

pub async fn insert(tx: &Tx, shares: &[&Share]) -> Result<(), DbErr> {
    let columns: Vec<_> = COLUMNS.into_iter().chain(Counts::COLUMNS).collect();
    for chunk in shares.chunks(at_once(columns.len())) {
        let sql = insert_many("reporting_shares", &columns, chunk.len(), "");
        let values = chunk.iter().flat_map(|share| values(share));
        db::execute(&**tx, sql, values.collect::<Vec<_>>()).await?;
    }
    Ok(())
}

fn values(share: &Share) -> impl Iterator<Item = Value> {
    let (document, document_id) = share.document;
    let of: [Value; 9] = [
        share.id.into(),
        share.by.name().into(),
        share.whose.into(),
        share.site_id.into(),
        share.day.into(),
        share.number.clone().into(),
        share.label.clone().into(),
        document.name().into(),
        document_id.into(),
    ];
    of.into_iter().chain(share.counts.values().map(Value::from))
}

/// Adds to days.
pub async fn add(tx: &Tx, days: &BTreeMap<Key, Counts>) -> Result<(), DbErr> {
    let columns: Vec<_> = DAYS.into_iter().chain(Counts::COLUMNS).collect();
    let more = Counts::COLUMNS.map(|column| format!("{column} = reporting_share_days.{column} + excluded.{column}")).join(", ");
    let conflict = format!(" on conflict (site_id, cut, day, whose) do update set {more}");
    let rows: Vec<_> = days.iter().collect();
    for chunk in rows.chunks(at_once(columns.len())) {
        let sql = insert_many("reporting_share_days", &columns, chunk.len(), &conflict);
        let values = chunk.iter().flat_map(|((site, cut, day, whose), counts)| {
            let key: [Value; 4] = [(*site).into(), (*cut).into(), (*day).into(), (*whose).into()];
            key.into_iter().chain(counts.values().map(Value::from))
        });
        db::execute(&**tx, sql, values.collect::<Vec<_>>()).await?;
    }
    // A day of which nothing is left is none: it is as if it had never been.
    for ((site, cut, day, whose), _) in rows.iter().filter(|(_, counts)| counts.values().iter().any(|value| *value < 0)) {
        let sql = format!("delete from reporting_share_days where site_id = $1 and cut = $2 and day = $3 and whose = $4 and {}", nothing());
        db::execute(&**tx, sql, [(*site).into(), (*cut).into(), (*day).into(), (*whose).into()]).await?;
    }
    Ok(())
}

fn nothing() -> String {
    Counts::COLUMNS.map(|column| format!("{column} = 0")).join(" and ")
}

fn sums() -> String {
    Counts::COLUMNS.map(|column| format!("cast(sum({column}) as bigint) as {column}")).join(", ")
}

/// All days anew.
pub async fn sum_up(tx: &Tx) -> Result<(), DbErr> {
    let sql = format!(
        "insert into reporting_share_days (site_id, cut, day, whose, {}) select site_id, cut, day, whose, {} from reporting_shares \
         group by site_id, cut, day, whose",
        Counts::COLUMNS.join(", "),
        sums()
    );
    db::execute(&**tx, sql, []).await?;
    db::execute(&**tx, format!("delete from reporting_share_days where {}", nothing()), []).await.map(drop)
}

fn counts(row: &QueryResult, prefix: &str) -> Result<Counts, DbErr> {
    let mut values = [0; COUNT];
    for (value, column) in values.iter_mut().zip(Counts::COLUMNS) {
        *value = row.try_get(prefix, column)?;
    }
    Ok(Counts::of(values))
}

/// What one did at a site.
#[derive(Clone, Copy, Debug)]
pub struct Of {
    pub site_id: SiteId,
    pub whose: Uuid,
    pub counts: Counts,
}

impl FromQueryResult for Of {
    fn from_query_result(row: &QueryResult, prefix: &str) -> Result<Self, DbErr> {
        Ok(Self { site_id: row.try_get(prefix, "site_id")?, whose: row.try_get(prefix, "whose")?, counts: counts(row, prefix)? })
    }
}

/// What each did at each site in a period.
pub async fn of_period<C: ConnectionTrait>(
    conn: &C,
    by: By,
    sites: &[SiteId],
    (from, until): (NaiveDate, NaiveDate),
) -> Result<Vec<Of>, DbErr> {
    if sites.is_empty() {
        return Ok(vec![]);
    }
    let mut binds = Binds::default();
    let (cut, among) = (binds.add(by.name()), binds.list(sites.iter().copied()));
    let (from, until) = (binds.add(from), binds.add(until));
    let sql = format!(
        "select site_id, whose, {} from reporting_share_days where cut = {cut} and site_id in ({among}) and day >= {from} and day <= {until} \
         group by site_id, whose",
        sums()
    );
    db::all(conn, sql, binds.0).await
}

/// A share as it is kept.
#[derive(Clone, Debug)]
pub struct Row {
    pub id: Uuid,
    pub site_id: SiteId,
    pub day: NaiveDate,
    pub number: String,
    pub label: String,
    pub document: String,
    pub document_id: Uuid,
    pub counts: Counts,
}

impl FromQueryResult for Row {
    fn from_query_result(row: &QueryResult, prefix: &str) -> Result<Self, DbErr> {
        Ok(Self {
            id: row.try_get(prefix, "id")?,
            site_id: row.try_get(prefix, "site_id")?,
            day: row.try_get(prefix, "day")?,
            number: row.try_get(prefix, "number")?,
            label: row.try_get(prefix, "label")?,
            document: row.try_get(prefix, "document")?,
            document_id: row.try_get(prefix, "document_id")?,
            counts: counts(row, prefix)?,
        })
    }
}

/// What to list.
pub struct Asked<'a> {
    pub by: By,
    pub whose: Uuid,
    pub sites: &'a [SiteId],
    pub window: Window,
}

/// What is of one, the latest first. Of each site its end of the index is read, and no more.
pub async fn list<C: ConnectionTrait>(conn: &C, asked: &Asked<'_>) -> Result<Vec<Row>, DbErr> {
    let mut binds = Binds::default();
    let (cut, whose) = (binds.add(asked.by.name()), binds.add(asked.whose));
    let parts = asked.sites.iter().map(|site| format!("site_id = {} and cut = {cut} and whose = {whose}", binds.add(*site))).collect();
    asked.window.latest(conn, "reporting_shares", parts, binds).await
}
