//! The second look: for words that are spelt nearly as typed.

use sea_orm::{ConnectionTrait, DbErr, FromQueryResult};

use super::plan::{Range, Row, keep, rows};
use super::vocabulary::{self, Meant};
use super::{Plan, Query, Source, pair, spelling};
use crate::Binds;

/// Ways of reading all words together that are tried.
const MOST_WAYS: usize = 48;

/// What one typed word may stand for.
struct Word {
    typed: String,
    is_last: bool,
    meant: Vec<Meant>,
}

impl Word {
    /// As typed, and as each word that is meant, with how far that is.
    fn ways(&self) -> impl Iterator<Item = (usize, &str)> {
        std::iter::once((0, self.typed.as_str())).chain(self.meant.iter().map(|meant| (meant.rank, meant.word.as_str())))
    }

    fn any(&self) -> Range {
        if self.meant.is_empty() && self.is_last {
            return Range::Begins(self.typed.clone());
        }
        Range::OneOf(self.ways().map(|(_, word)| word.to_owned()).collect())
    }
}

/// The first `limit` records by words nearly like those typed, the nearest first.
pub async fn find<T: FromQueryResult, C: ConnectionTrait>(
    conn: &C,
    source: Source<'_>,
    query: &Query,
    limit: u64,
    only: impl Fn(&mut Binds) -> String,
) -> Result<Vec<T>, DbErr> {
    let words = understood(conn, source.terms, query.readings().last().map_or(&[], Vec::as_slice)).await?;
    if words.iter().all(|word| word.meant.is_empty()) {
        return Ok(vec![]);
    }
    let mut kept: Vec<Row<T>> = vec![];
    for driver in drivers(&words) {
        let others = between(&words).iter().map(Word::any).collect();
        let plan = Plan::through(source.terms, driver, others);
        keep(&mut kept, rows(conn, source, &plan, limit * 4, &only).await?, limit);
        if kept.len() as u64 >= limit {
            break;
        }
    }
    if kept.is_empty() && words.len() > 1 {
        let ranges = words.iter().map(Word::any).collect();
        if let Some(plan) = Plan::rarest_first(conn, source.terms, ranges).await? {
            keep(&mut kept, rows(conn, source, &plan, limit * 4, &only).await?, limit);
        }
    }
    Ok(kept.into_iter().map(|row| row.found).collect())
}

async fn understood<C: ConnectionTrait>(conn: &C, terms: &str, typed: &[String]) -> Result<Vec<Word>, DbErr> {
    let mut words = vec![];
    for (place, word) in typed.iter().enumerate() {
        let is_last = place + 1 == typed.len();
        let meant = if spelling::is_forgiven(word) { vocabulary::meant(conn, terms, word, is_last).await? } else { vec![] };
        words.push(Word { typed: word.clone(), is_last, meant });
    }
    Ok(words)
}

fn between(words: &[Word]) -> &[Word] {
    match words {
        [_, between @ .., _] => between,
        _ => &[],
    }
}

/// The ranges to walk, the nearest readings first: each word that is meant, or the pairs of first and last word by how far they are.
fn drivers(words: &[Word]) -> Vec<Range> {
    match words {
        [] => vec![],
        [word] => word.meant.iter().map(|meant| Range::Whole(meant.word.clone())).collect(),
        [first, .., last] => pairs(first, last, words.len() > 2),
    }
}

/// What was typed in full was looked for already, unless a word between is meant otherwise.
fn pairs(first: &Word, last: &Word, with_typed: bool) -> Vec<Range> {
    let mut ways: Vec<_> =
        first.ways().flat_map(|(far, one)| last.ways().map(move |(more, other)| (far + more, pair(one, other)))).collect();
    ways.retain(|(far, _)| with_typed || *far > 0);
    ways.sort_by_key(|(far, _)| *far);
    ways.truncate(MOST_WAYS);
    let mut drivers: Vec<_> = ways
        .chunk_by(|one, other| one.0 == other.0)
        .map(|group| Range::OneOf(group.iter().map(|(_, pair)| pair.clone()).collect()))
        .collect();
    // While the last word is typed it is a beginning.
    let begun = first.ways().filter(|(far, _)| with_typed || *far > 0).map(|(_, one)| Range::Begins(pair(one, &last.typed)));
    drivers.extend(begun);
    drivers
}
