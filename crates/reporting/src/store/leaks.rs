//! What leaks, and what somebody said of it.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use kernel::{Amount, Binds, SiteId, Tx, db};
use sea_orm::{ConnectionTrait, DbErr, FromQueryResult, Value};
use uuid::Uuid;

use super::{at_once, insert_many};
use crate::leaks::{Kind, Leak};

const COLUMNS: [&str; 10] = ["id", "kind", "site_id", "since", "red_on", "amount", "number", "label", "document", "document_id"];

pub async fn forget(tx: &Tx, leaks: &[&Leak]) -> Result<(), DbErr> {
    for chunk in leaks.chunks(at_once(1)) {
        let mut binds = Binds::default();
        let sql = format!("delete from reporting_leaks where id in ({})", binds.list(chunk.iter().map(|leak| leak.id)));
        db::execute(&**tx, sql, binds.0).await?;
    }
    Ok(())
}

pub async fn insert(tx: &Tx, leaks: &[&Leak]) -> Result<(), DbErr> {
    for chunk in leaks.chunks(at_once(COLUMNS.len())) {
        let sql = insert_many("reporting_leaks", &COLUMNS, chunk.len(), "");
        db::execute(&**tx, sql, chunk.iter().flat_map(|leak| values(leak)).collect::<Vec<_>>()).await?;
    }
    Ok(())
}

fn values(leak: &Leak) -> [Value; 10] {
    let (document, document_id) = leak.document;
    [
        leak.id.into(),
        leak.kind.name().into(),
        leak.site_id.into(),
        leak.since.into(),
        leak.red_on.into(),
        leak.amount.into(),
        leak.number.clone().into(),
        leak.label.clone().into(),
        document.name().into(),
        document_id.into(),
    ]
}

/// A finding as it is kept, and what was said of it as it stands.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Row {
    pub id: Uuid,
    pub kind: String,
    pub site_id: SiteId,
    pub since: NaiveDate,
    pub red_on: NaiveDate,
    pub amount: Amount,
    pub number: String,
    pub label: String,
    pub document: String,
    pub document_id: Uuid,
    pub reason: Option<String>,
    pub by_name: Option<String>,
    pub said_at: Option<DateTime<Utc>>,
}

/// What was said of another amount is said of something else.
const NOTED: &str = "select l.*, n.reason, n.by_name, n.said_at from reporting_leaks l \
                     left join reporting_leak_notes n on n.leak_id = l.id and n.amount = l.amount";

/// What to list.
pub struct Asked<'a> {
    /// Each with its day of today.
    pub sites: &'a [(SiteId, NaiveDate)],
    pub kind: Option<Kind>,
    pub is_explained: bool,
    /// The last of the page before.
    pub after: Option<(NaiveDate, Uuid)>,
    pub limit: u64,
}

/// The oldest first.
pub async fn list<C: ConnectionTrait>(conn: &C, asked: &Asked<'_>) -> Result<Vec<Row>, DbErr> {
    let mut binds = Binds::default();
    let mut parts = vec![];
    for (site, today) in asked.sites {
        let (site, today) = (binds.add(*site), binds.add(*today));
        let kind = asked.kind.map_or_else(String::new, |kind| format!(" and l.kind = {}", binds.add(kind.name())));
        let after =
            asked.after.map_or_else(String::new, |(day, id)| format!(" and (l.red_on, l.id) > ({}, {})", binds.add(day), binds.add(id)));
        parts.push(format!(
            "select * from ({NOTED} where l.site_id = {site} and l.red_on <= {today}{kind}{after} and n.leak_id is {} null \
             order by l.red_on, l.id limit {}) as part_{}",
            if asked.is_explained { "not" } else { "" },
            asked.limit,
            parts.len(),
        ));
    }
    if parts.is_empty() {
        return Ok(vec![]);
    }
    let sql = format!("select * from ({}) as leaks order by red_on, id limit {}", parts.join(" union all "), asked.limit);
    db::all(conn, sql, binds.0).await
}

/// How much of a kind leaks at a site.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Total {
    pub site_id: SiteId,
    pub kind: String,
    /// What nobody explained.
    pub count: i64,
    pub amount: Amount,
    pub explained: i64,
}

pub async fn totals<C: ConnectionTrait>(conn: &C, sites: &[(SiteId, NaiveDate)]) -> Result<Vec<Total>, DbErr> {
    let mut by_day = BTreeMap::<NaiveDate, Vec<SiteId>>::new();
    for (site, today) in sites {
        by_day.entry(*today).or_default().push(*site);
    }
    let mut found = vec![];
    for (today, sites) in by_day {
        let mut binds = Binds::default();
        let (among, today) = (binds.list(sites), binds.add(today));
        let sum = |what: &str| format!("cast(coalesce(sum({what}), 0) as bigint)");
        let sql = format!(
            "select l.site_id, l.kind, {} as count, {} as amount, {} as explained from reporting_leaks l \
             left join reporting_leak_notes n on n.leak_id = l.id and n.amount = l.amount \
             where l.site_id in ({among}) and l.red_on <= {today} group by l.site_id, l.kind order by l.site_id, l.kind",
            sum("case when n.leak_id is null then 1 else 0 end"),
            sum("case when n.leak_id is null then l.amount else 0 end"),
            sum("case when n.leak_id is null then 0 else 1 end"),
        );
        found.extend(db::all::<Total, _>(conn, sql, binds.0).await?);
    }
    Ok(found)
}

pub async fn find<C: ConnectionTrait>(conn: &C, id: Uuid) -> Result<Option<Row>, DbErr> {
    db::one(conn, format!("{NOTED} where l.id = $1"), [id.into()]).await
}

/// What somebody says of a finding, in place of what was said; nothing takes that away.
pub async fn note(tx: &Tx, row: &Row) -> Result<(), DbErr> {
    let (Some(reason), Some(by), Some(at)) = (row.reason.clone(), row.by_name.clone(), row.said_at) else {
        return db::execute(&**tx, "delete from reporting_leak_notes where leak_id = $1", [row.id.into()]).await.map(drop);
    };
    let sql = "insert into reporting_leak_notes (leak_id, amount, reason, by_name, said_at) values ($1, $2, $3, $4, $5) \
               on conflict (leak_id) do update set amount = excluded.amount, reason = excluded.reason, by_name = excluded.by_name, \
               said_at = excluded.said_at";
    db::execute(&**tx, sql, [row.id.into(), row.amount.into(), reason.into(), by.into(), at.into()]).await.map(drop)
}

/// Whether nobody told of a site's day yet; from now on somebody did.
pub async fn first_this_morning(tx: &Tx, site: SiteId, on: NaiveDate) -> Result<bool, DbErr> {
    let sql = "insert into reporting_mornings (site_id, told_on) values ($1, $2) on conflict (site_id) do update set told_on = excluded.told_on \
               where reporting_mornings.told_on < excluded.told_on";
    Ok(db::execute(&**tx, sql, [site.into(), on.into()]).await?.rows_affected() == 1)
}
