//! Plans carried out, as many as one statement holds: a question costs more on its way than in the index.

use sea_orm::{ConnectionTrait, DbErr, FromQueryResult, QueryResult};
use uuid::Uuid;

use super::plan::{Range, Rarest, rarest};
use super::{Plan, Source};
use crate::{Binds, db};

/// What a module says to a reading.
pub(super) enum Answer<T> {
    Found(Vec<T>),
    /// No record by the plans, but each of the ranges holds terms; the one at this place the fewest.
    Rarest(usize),
    Nothing,
}

/// A row of the statement: a record, or where there is none the rarest range.
enum Row<T> {
    Record { id: Uuid, found: T },
    Rarest(Option<usize>),
}

impl<T: FromQueryResult> FromQueryResult for Row<T> {
    fn from_query_result(row: &QueryResult, prefix: &str) -> Result<Self, DbErr> {
        if let Some(id) = row.try_get(prefix, "id")? {
            return Ok(Self::Record { id, found: T::from_query_result(row, prefix)? });
        }
        Ok(Self::Rarest(Rarest::from_query_result(row, prefix)?.place))
    }
}

/// Each record once, those of the first plan first, at most `limit`. Where there is none, which of the ranges `apart` is the rarest.
/// `only` adds conditions on `r`.
///
/// Most records match by one term: as many rows as are shown are read first, and more only where some were the same record.
pub(super) async fn answer<T: FromQueryResult, C: ConnectionTrait>(
    conn: &C,
    source: Source<'_>,
    plans: &[Plan<'_>],
    apart: &[Range],
    limit: u64,
    only: impl Fn(&mut Binds) -> String,
) -> Result<Answer<T>, DbErr> {
    let rows = rows(conn, source, plans, apart, limit, &only).await?;
    let (read, mut kept) = (rows.len() as u64, distinct(rows, limit));
    if kept.found.is_empty() {
        return Ok(kept.rarest.map_or(Answer::Nothing, Answer::Rarest));
    }
    if read >= limit && (kept.found.len() as u64) < limit {
        kept = distinct(self::rows(conn, source, plans, &[], limit * 4, &only).await?, limit);
    }
    Ok(Answer::Found(kept.found.into_iter().map(|(_, found)| found).collect()))
}

struct Kept<T> {
    found: Vec<(Uuid, T)>,
    rarest: Option<usize>,
}

fn distinct<T>(rows: Vec<Row<T>>, limit: u64) -> Kept<T> {
    let mut kept = Kept { found: vec![], rarest: None };
    for row in rows {
        match row {
            Row::Rarest(place) => kept.rarest = place,
            Row::Record { id, found } if (kept.found.len() as u64) < limit && kept.found.iter().all(|(known, _)| *known != id) => {
                kept.found.push((id, found));
            }
            Row::Record { .. } => {}
        }
    }
    kept
}

/// At most `limit` rows of each plan, plan by plan in the order of their terms, and of one term the newest first.
async fn rows<T: FromQueryResult, C: ConnectionTrait>(
    conn: &C,
    source: Source<'_>,
    plans: &[Plan<'_>],
    apart: &[Range],
    limit: u64,
    only: impl Fn(&mut Binds) -> String,
) -> Result<Vec<Row<T>>, DbErr> {
    let mut binds = Binds::default();
    let walks: Vec<_> = plans.iter().enumerate().map(|(place, plan)| walk(source, plan, place, limit, &only, &mut binds)).collect();
    let walks = walks.join(" union all ");
    let rarest = rarest(source.terms, apart, &mut binds);
    let sql = format!(
        "select f.*, case when f.id is null then {rarest} end as rarest from (select 1 as one) o left join ({walks}) f on true \
         order by f.walk, f.term_walked, f.id desc"
    );
    db::all(conn, sql, binds.0).await
}

fn walk(source: Source<'_>, plan: &Plan<'_>, place: usize, limit: u64, only: impl Fn(&mut Binds) -> String, binds: &mut Binds) -> String {
    let Source { terms, table, columns } = source;
    let mut driver = plan.driver.sql(binds, "d");
    let mut walked = terms.to_owned();
    if let Some(most) = plan.most {
        walked = format!("(select d.id, d.term from {terms} d where {driver} order by d.term, d.id desc limit {most})");
        "true".clone_into(&mut driver);
    }
    let (others, only) = (plan.others(binds, "d.id"), only(binds));
    format!(
        "select * from (select {columns}, {place} as walk, d.term as term_walked from {walked} d cross join {table} r \
         where r.id = d.id and {driver}{others}{only} order by d.term, d.id desc limit {limit}) w{place}"
    )
}
