//! How a query is looked for among a module's terms.

use sea_orm::{ConnectionTrait, DbErr, FromQueryResult, QueryResult};

use super::walk::{Answer, answer};
use super::{Query, near, padded, pair};
use crate::paging::counted;
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
    pub(super) fn sql(&self, binds: &mut Binds, alias: &str) -> String {
        match self {
            Self::Whole(word) => format!("{alias}.term = {}", binds.add(word.as_str())),
            Self::OneOf(words) => format!("{alias}.term in ({})", binds.list(padded(words.iter().map(String::as_str).collect()))),
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
    pub(super) driver: Range,
    others: Vec<Range>,
    /// Terms of the driver that are walked at most: where all words are common and no record has all, the walk would not end.
    pub(super) most: Option<u64>,
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
        let ranges = beginnings(words);
        let mut binds = Binds::default();
        let sql = format!("select {} as rarest", rarest(terms, &ranges, &mut binds));
        let place = db::one::<Rarest, _>(conn, sql, binds.0).await?.and_then(|rarest| rarest.place);
        Ok(place.map(|place| Self::walking(terms, ranges, place, WALKED)))
    }

    /// Walks at most `most` terms of the range at `place`.
    pub(super) fn walking(terms: &'a str, mut ranges: Vec<Range>, place: usize, most: u64) -> Self {
        let driver = ranges.swap_remove(place);
        Self { terms, driver, others: ranges, most: Some(most) }
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

    pub(super) fn others(&self, binds: &mut Binds, column: &str) -> String {
        self.others.iter().map(|range| has(self.terms, range, binds, column)).collect()
    }
}

/// Asked of each row by its id. The offset keeps PostgreSQL from joining all that is in the range instead, which it does where it
/// cannot know how rare the driver is: 12 ms for 0.3.
fn has(terms: &str, range: &Range, binds: &mut Binds, column: &str) -> String {
    format!(" and exists (select 1 from {terms} t where t.id = {column} and {} limit 1 offset 0)", range.sql(binds, "t"))
}

/// Every word as a beginning. A long word is rare, and is counted first.
fn beginnings(words: &[String]) -> Vec<Range> {
    let mut words: Vec<_> = words.iter().collect();
    words.sort_by_key(|word| std::cmp::Reverse(word.len()));
    words.into_iter().map(|word| Range::Begins(word.clone())).collect()
}

/// The place that [`rarest`] says.
pub(super) struct Rarest {
    pub(super) place: Option<usize>,
}

impl FromQueryResult for Rarest {
    fn from_query_result(row: &QueryResult, prefix: &str) -> Result<Self, DbErr> {
        let place: Option<i32> = row.try_get(prefix, "rarest")?;
        Ok(Self { place: place.and_then(|place| usize::try_from(place).ok()) })
    }
}

/// A sub-select of the place of the range with the fewest terms; null when one has none. Where the first has few, no other is counted.
pub(super) fn rarest(terms: &str, ranges: &[Range], binds: &mut Binds) -> String {
    let Some((first, others)) = ranges.split_first() else { return "cast(null as integer)".into() };
    let first = counting(terms, first, COUNTED, binds);
    let others = others.iter().zip(1..).map(|(range, place)| {
        format!(" union all select {place}, ({}) from first where found > {FEW}", counting(terms, range, COUNTED, binds))
    });
    let others: String = others.collect();
    format!(
        "(with first as ({first}) select case when found > 0 then place end from (select 0 as place, found from first{others}) counted \
         order by found, place limit 1)"
    )
}

fn counting(terms: &str, range: &Range, most: i64, binds: &mut Binds) -> String {
    let range = range.sql(binds, "d");
    format!("select count(*) as found from (select 1 from {terms} d where {range} limit {most}) c")
}

async fn count<C: ConnectionTrait>(conn: &C, terms: &str, range: &Range, most: i64) -> Result<i64, DbErr> {
    let mut binds = Binds::default();
    let range = range.sql(&mut binds, "d");
    let found = format!("(select 1 from {terms} d where {range} limit {most}) c");
    Ok(counted(conn, &found, binds.0).await?.count)
}

/// Where the search box reads a module's records from. `columns` are of the alias `r` and have its `id` as `id`.
#[derive(Clone, Copy, Debug)]
pub struct Source<'a> {
    pub terms: &'a str,
    pub table: &'a str,
    pub columns: &'a str,
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
    let mut walks = vec![];
    for words in query.readings() {
        let (plan, ranges) = (Plan::together(source.terms, words), if words.len() > 1 { beginnings(words) } else { vec![] });
        let found = answer(conn, source, &[plan], &ranges, limit, &only).await?;
        match found {
            Answer::Found(rows) => return Ok(rows),
            Answer::Rarest(place) => walks.push(Plan::walking(source.terms, ranges, place, WALKED)),
            Answer::Nothing => {}
        }
    }
    for plan in walks {
        if let Answer::Found(rows) = answer(conn, source, &[plan], &[], limit, &only).await? {
            return Ok(rows);
        }
    }
    Ok(vec![])
}
