//! The different words of a module, each once: `(variant, word)` rows in `<module>_spellings`. A word stays when the last record
//! that had it goes: it then finds nothing.

use std::collections::BTreeSet;

use sea_orm::{ConnectionTrait, DbErr, FromQueryResult, Value};

use super::padded;
use super::spelling::{is_forgiven, is_spelt, nearness, sound_variant, variants};
use crate::{Binds, Tx, db};

/// Words asked for or written by one statement.
const AT_ONCE: usize = 500;
/// Words that begin with a sound, looked at while one is typed.
const BEGUN: u64 = 60;
/// Words that one typed word may be meant for.
const MOST_MEANT: usize = 6;

/// `customers_terms` → `customers_spellings`
pub fn table(terms_table: &str) -> String {
    format!("{}_spellings", terms_table.trim_end_matches("_terms"))
}

#[derive(FromQueryResult)]
struct Known {
    word: String,
}

/// Writes the words among these terms that were not known.
pub async fn learn(tx: &Tx, terms_table: &str, terms: impl Iterator<Item = &str>) -> Result<(), DbErr> {
    let table = table(terms_table);
    let words: Vec<_> = terms.filter(|term| is_spelt(term)).collect::<BTreeSet<_>>().into_iter().collect();
    for chunk in words.chunks(AT_ONCE) {
        let mut binds = Binds::default();
        let places = binds.list(chunk.iter().copied());
        let sql = format!("select word from {table} where variant in ({places}) and word = variant");
        let known: BTreeSet<_> = db::all::<Known, _>(&**tx, sql, binds.0).await?.into_iter().map(|known| known.word).collect();
        let new = chunk.iter().filter(|word| !known.contains(**word));
        let mut rows: Vec<_> = new.flat_map(|word| spellings(word).into_iter().map(move |variant| (variant, *word))).collect();
        rows.sort();
        write(tx, &table, &rows).await?;
    }
    Ok(())
}

fn spellings(word: &str) -> Vec<String> {
    variants(word).into_iter().chain(sound_variant(word)).collect()
}

/// Others may write the same word at this moment.
async fn write(tx: &Tx, table: &str, rows: &[(String, &str)]) -> Result<(), DbErr> {
    for chunk in rows.chunks(AT_ONCE) {
        let places: Vec<_> = (0..chunk.len()).map(|row| format!("(${}, ${})", row * 2 + 1, row * 2 + 2)).collect();
        let values = chunk.iter().flat_map(|(variant, word)| [Value::from(variant.as_str()), Value::from(*word)]);
        let sql = format!("insert into {table} (variant, word) values {} on conflict do nothing", places.join(", "));
        db::execute(&**tx, sql, values).await?;
    }
    Ok(())
}

/// A known word that a typed one may be meant for; the nearest are the least.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Meant {
    pub rank: usize,
    distance: usize,
    pub word: String,
}

/// For each typed word the known words that it is nearly, the nearest first; more may follow the last one. One question for all.
pub async fn meant<C: ConnectionTrait>(conn: &C, terms_table: &str, typed: &[String]) -> Result<Vec<Vec<Meant>>, DbErr> {
    let forgiven: Vec<_> = typed.iter().filter(|word| is_forgiven(word)).collect();
    if forgiven.is_empty() {
        return Ok(typed.iter().map(|_| vec![]).collect());
    }
    let mut binds = Binds::default();
    let table = table(terms_table);
    let places = binds.list(padded(forgiven.iter().flat_map(|word| spellings(word)).collect()));
    let mut sql = format!("select word from {table} where variant in ({places})");
    if let Some(sound) = typed.last().filter(|word| is_forgiven(word)).and_then(|word| sound_variant(word)) {
        let (low, high) = (binds.add(sound.as_str()), binds.add(format!("{sound}\u{10FFFF}")));
        sql += &format!(
            " union select word from (select word from {table} where variant > {low} and variant < {high} order by variant limit {BEGUN}) b"
        );
    }
    let words: BTreeSet<_> = db::all::<Known, _>(conn, sql, binds.0).await?.into_iter().map(|known| known.word).collect();
    Ok(typed.iter().enumerate().map(|(place, typed_word)| nearest(typed_word, &words, place + 1 == typed.len())).collect())
}

fn nearest(typed: &str, words: &BTreeSet<String>, is_begun: bool) -> Vec<Meant> {
    if !is_forgiven(typed) {
        return vec![];
    }
    let near = |word: &String| nearness(typed, word, is_begun).map(|(rank, distance)| Meant { rank, distance, word: word.clone() });
    let mut near: Vec<_> = words.iter().filter_map(near).collect();
    near.sort();
    near.truncate(MOST_MEANT);
    near
}
