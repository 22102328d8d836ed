//! The second look: for words that are spelt nearly as typed.

use sea_orm::{ConnectionTrait, DbErr, FromQueryResult};

use super::plan::{Range, WALKED_NEAR};
use super::vocabulary::{self, Meant};
use super::walk::{Answer, answer};
use super::{Plan, Query, Source, pair};
use crate::Binds;

/// Ways of reading all words together that are tried.
const MOST_WAYS: usize = 48;

/// Words that the first one may be meant for, while the last one is typed.
const MOST_BEGUN: usize = 2;

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
    let others: Vec<_> = between(&words).iter().map(Word::any).collect();
    let plans: Vec<_> = drivers(&words).into_iter().map(|driver| Plan::through(source.terms, driver, others.clone())).collect();
    let apart: Vec<_> = if words.len() > 1 { words.iter().map(Word::any).collect() } else { vec![] };
    let place = match answer(conn, source, &plans, &apart, limit, &only).await? {
        Answer::Found(found) => return Ok(found),
        Answer::Rarest(place) => place,
        Answer::Nothing => return Ok(vec![]),
    };
    match answer(conn, source, &[Plan::walking(source.terms, apart, place, WALKED_NEAR)], &[], limit, &only).await? {
        Answer::Found(found) => Ok(found),
        _ => Ok(vec![]),
    }
}

async fn understood<C: ConnectionTrait>(conn: &C, terms: &str, typed: &[String]) -> Result<Vec<Word>, DbErr> {
    let meant = vocabulary::meant(conn, terms, typed).await?;
    let word =
        |(place, (word, meant)): (usize, (&String, Vec<Meant>))| Word { typed: word.clone(), is_last: place + 1 == typed.len(), meant };
    Ok(typed.iter().zip(meant).enumerate().map(word).collect())
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
    // The nearest by themselves, then all others in one question.
    let nearest = ways.first().map_or(0, |(far, _)| *far);
    let (near, rest): (Vec<_>, Vec<_>) = ways.into_iter().partition(|(far, _)| *far == nearest);
    let one_of = |ways: Vec<(usize, String)>| Range::OneOf(ways.into_iter().map(|(_, pair)| pair).collect());
    let mut drivers: Vec<_> = [near, rest].into_iter().filter(|ways| !ways.is_empty()).map(one_of).collect();
    // While the last word is typed it is a beginning.
    let typed = with_typed.then_some(&first.typed);
    let begun = typed.into_iter().chain(first.meant.iter().map(|meant| &meant.word).take(MOST_BEGUN));
    drivers.extend(begun.map(|word| Range::Begins(pair(word, &last.typed))));
    drivers
}
