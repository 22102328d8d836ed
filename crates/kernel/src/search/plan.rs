//! How a query is looked for among a module's terms.

use sea_orm::{ConnectionTrait, DbErr, FromQueryResult};
use uuid::Uuid;

use super::{Query, near, pair};
use crate::{Binds, db};

/// Matches counted at most, to choose which word to begin from.
const COUNTED: i64 = 1_000;
/// So few matches that no other word needs counting.
const FEW: i64 = 50;
/// Terms walked at most for words that are not paired.
const WALKED: u64 = 1_000;
/// The same where each word may be meant for several, and a look at a record costs as many times more.
pub(super) const WALKED_NEAR: u64 = 200;

#[derive(Clone, Debug)]
pub(super) enum Range {
    Whole(String),
    OneOf(Vec<String>),
    Begins(String),
}

impl Range {
    fn sql(&self, binds: &mut Binds, alias: &str) -> String {
        match self {
            Self::Whole(word) => format!("{alias}.term = {}", binds.add(word.as_str())),
            Self::OneOf(words) => format!("{alias}.term in ({})", binds.list(words.iter().map(String::as_str))),
            Self::Begins(prefix) => {
                let low = binds.add(prefix.as_str());
                format!("{alias}.term >= {low} and {alias}.term < {}", binds.add(format!("{prefix}\u{10FFFF}")))
            }
        }
    }
}

/// A range of terms to walk, and ranges in which each hit must have a term too.
#[derive(Clone, Debug)]
pub struct Plan<'a> {
    terms: &'a str,
    driver: Range,
    others: Vec<Range>,
    /// Terms of the driver that are walked at most: where all words are common and no record has all, the walk would not end.
    most: Option<u64>,
}

impl<'a> Plan<'a> {
    /// Chooses the first way of reading the query that finds anything in the table of terms; the last one unasked.
    pub async fn of<C: ConnectionTrait>(conn: &C, terms: &'a str, query: &Query) -> Result<Self, DbErr> {
        for words in query.readings() {
            let plan = Self::together(terms, words);
            if query.readings().len() == 1 && words.len() == 1 || plan.finds_any(conn).await? {
                return Ok(plan);
            }
        }
        for words in query.readings().iter().filter(|words| words.len() > 1) {
            if let Some(plan) = Self::apart(conn, terms, words).await? {
                return Ok(Self { most: None, ..plan });
            }
        }
        Ok(Self::nothing(terms))
    }

    /// One word as a beginning; or all but the last as whole words of one name.
    fn together(terms: &'a str, words: &[String]) -> Self {
        match words {
            [first, between @ .., last] => {
                let others = between.iter().map(|word| Range::Whole(word.clone())).collect();
                Self::through(terms, Range::Begins(pair(first, last)), others)
            }
            _ => Self::through(terms, Range::Begins(words.concat()), vec![]),
        }
    }

    pub(super) fn through(terms: &'a str, driver: Range, others: Vec<Range>) -> Self {
        Self { terms, driver, others, most: None }
    }

    /// Every word as a beginning of any term, walked from the rarest; none when some word begins nothing.
    async fn apart<C: ConnectionTrait>(conn: &C, terms: &'a str, words: &[String]) -> Result<Option<Self>, DbErr> {
        // A long word is rare, and one that begins nothing ends the search.
        let mut words: Vec<_> = words.iter().collect();
        words.sort_by_key(|word| std::cmp::Reverse(word.len()));
        let ranges = words.into_iter().map(|word| Range::Begins(word.clone())).collect();
        Self::rarest_first(conn, terms, ranges, WALKED).await
    }

    /// Walks at most `most` terms.
    pub(super) async fn rarest_first<C: ConnectionTrait>(
        conn: &C,
        terms: &'a str,
        mut ranges: Vec<Range>,
        most: u64,
    ) -> Result<Option<Self>, DbErr> {
        let (mut rarest, mut fewest) = (0, i64::MAX);
        for (place, range) in ranges.iter().enumerate() {
            let found = count(conn, terms, range, COUNTED).await?;
            if found < fewest {
                (rarest, fewest) = (place, found);
            }
            if fewest <= FEW {
                break;
            }
        }
        let driver = ranges.swap_remove(rarest);
        Ok((fewest > 0).then_some(Self { terms, driver, others: ranges, most: Some(most) }))
    }

    fn nothing(terms: &'a str) -> Self {
        Self::through(terms, Range::Whole(String::new()), vec![])
    }

    async fn finds_any<C: ConnectionTrait>(&self, conn: &C) -> Result<bool, DbErr> {
        #[derive(FromQueryResult)]
        struct Any {
            #[expect(dead_code, reason = "only whether there is a row matters")]
            one: i32,
        }
        let mut binds = Binds::default();
        let driver = self.driver.sql(&mut binds, "d");
        let others = self.others(&mut binds, "d.id");
        let sql = format!("select 1 as one from {} d where {driver}{others} limit 1", self.terms);
        Ok(db::one::<Any, _>(conn, sql, binds.0).await?.is_some())
    }

    /// Whether a single word begins at least `most` terms: walking a list in its order then fills a page sooner than
    /// collecting all that is found.
    pub async fn is_common<C: ConnectionTrait>(&self, conn: &C, most: i64) -> Result<bool, DbErr> {
        Ok(self.others.is_empty() && count(conn, self.terms, &self.driver, most).await? == most)
    }

    /// A sub-select of the matching `id`s, for lists. Write `from <it> m cross join <table> c where c.id = m.id`: SQLite then
    /// walks the terms first, so that a rare word costs little however long the table is.
    pub fn ids(&self, binds: &mut Binds) -> String {
        let driver = self.driver.sql(binds, "d");
        let others = self.others(binds, "d.id");
        format!("(select distinct d.id from {} d where {driver}{others})", self.terms)
    }

    /// ` and …`: a condition on `column` (an id) that holds for what matches.
    pub fn condition(&self, binds: &mut Binds, column: &str) -> String {
        has(self.terms, &self.driver, binds, column) + &self.others(binds, column)
    }

    fn others(&self, binds: &mut Binds, column: &str) -> String {
        self.others.iter().map(|range| has(self.terms, range, binds, column)).collect()
    }
}

/// Asked of each row by its id. The offset keeps PostgreSQL from joining all that is in the range instead, which it does where it
/// cannot know how rare the driver is: 12 ms for 0.3.
fn has(terms: &str, range: &Range, binds: &mut Binds, column: &str) -> String {
    format!(" and exists (select 1 from {terms} t where t.id = {column} and {} limit 1 offset 0)", range.sql(binds, "t"))
}

#[derive(FromQueryResult)]
struct Counted {
    count: i64,
}

async fn count<C: ConnectionTrait>(conn: &C, terms: &str, range: &Range, most: i64) -> Result<i64, DbErr> {
    let mut binds = Binds::default();
    let range = range.sql(&mut binds, "d");
    let sql = format!("select count(*) as count from (select 1 from {terms} d where {range} limit {most}) c");
    Ok(db::one::<Counted, _>(conn, sql, binds.0).await?.map_or(0, |counted| counted.count))
}

/// Where the search box reads a module's records from. `columns` are of the alias `r` and have its `id` as `id`.
#[derive(Clone, Copy, Debug)]
pub struct Source<'a> {
    pub terms: &'a str,
    pub table: &'a str,
    pub columns: &'a str,
}

/// A found record: its id and what was read of it.
#[derive(Debug)]
pub(super) struct Row<T> {
    id: Uuid,
    pub(super) found: T,
}

impl<T: FromQueryResult> FromQueryResult for Row<T> {
    fn from_query_result(row: &sea_orm::QueryResult, prefix: &str) -> Result<Self, DbErr> {
        Ok(Self { id: row.try_get(prefix, "id")?, found: T::from_query_result(row, prefix)? })
    }
}

/// The first `limit` records in the order of their terms, and of one term the newest first, by the first reading that finds any.
/// `only` adds conditions on `r`.
pub async fn find<T: FromQueryResult, C: ConnectionTrait>(
    conn: &C,
    source: Source<'_>,
    query: &Query,
    limit: u64,
    only: impl Fn(&mut Binds) -> String,
) -> Result<Vec<T>, DbErr> {
    if query.is_near() {
        return near::find(conn, source, query, limit, only).await;
    }
    for words in query.readings() {
        let found = read(conn, source, &Plan::together(source.terms, words), limit, &only).await?;
        if !found.is_empty() {
            return Ok(found);
        }
    }
    for words in query.readings().iter().filter(|words| words.len() > 1) {
        let Some(plan) = Plan::apart(conn, source.terms, words).await? else { continue };
        let found = read(conn, source, &plan, limit, &only).await?;
        if !found.is_empty() {
            return Ok(found);
        }
    }
    Ok(vec![])
}

/// Most records match by one term: as many rows as are shown are read first, and more only where some were the same record.
async fn read<T: FromQueryResult, C: ConnectionTrait>(
    conn: &C,
    source: Source<'_>,
    plan: &Plan<'_>,
    limit: u64,
    only: impl Fn(&mut Binds) -> String,
) -> Result<Vec<T>, DbErr> {
    let mut rows = rows(conn, source, plan, limit, &only).await?;
    if rows.len() as u64 == limit && has_doubles(&rows) {
        rows = self::rows(conn, source, plan, limit * 4, &only).await?;
    }
    let mut kept: Vec<Row<T>> = vec![];
    keep(&mut kept, rows, limit);
    Ok(kept.into_iter().map(|row| row.found).collect())
}

/// Adds those that are not there yet, up to the limit.
pub(super) fn keep<T>(kept: &mut Vec<Row<T>>, rows: Vec<Row<T>>, limit: u64) {
    for row in rows {
        if (kept.len() as u64) < limit && kept.iter().all(|kept| kept.id != row.id) {
            kept.push(row);
        }
    }
}

fn has_doubles<T>(rows: &[Row<T>]) -> bool {
    rows.iter().enumerate().any(|(place, row)| rows[..place].iter().any(|before| before.id == row.id))
}

pub(super) async fn rows<T: FromQueryResult, C: ConnectionTrait>(
    conn: &C,
    Source { terms, table, columns }: Source<'_>,
    plan: &Plan<'_>,
    limit: u64,
    only: impl Fn(&mut Binds) -> String,
) -> Result<Vec<Row<T>>, DbErr> {
    let mut binds = Binds::default();
    let mut driver = plan.driver.sql(&mut binds, "d");
    let mut walked = terms.to_owned();
    if let Some(most) = plan.most {
        walked = format!("(select d.id, d.term from {terms} d where {driver} order by d.term, d.id desc limit {most})");
        "true".clone_into(&mut driver);
    }
    let others = plan.others(&mut binds, "d.id");
    let only = only(&mut binds);
    let sql = format!(
        "select {columns} from {walked} d cross join {table} r where r.id = d.id and {driver}{others}{only} \
         order by d.term, d.id desc limit {limit}"
    );
    db::all(conn, sql, binds.0).await
}
