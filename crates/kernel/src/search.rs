//! One normalisation for everything people search by, and word-prefix terms that a plain B-tree finds on both databases.
//!
//! A module keeps rows `(term, id)` in `<module>_terms`, rewritten in the transaction that changes the record. A query's
//! words must each be the beginning of a term. Cost depends on the words typed, not on how much data there is.

use sea_orm::{ConnectionTrait, DbErr, FromQueryResult, Value};
use uuid::Uuid;

use crate::{Tx, db};

const MAX_TERM: usize = 40;
const MAX_WORDS: usize = 5;

/// Lower case, accents and Arabic vowel marks dropped, Arabic letter variants and digits unified, all else a space.
pub fn normalise(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars().flat_map(char::to_lowercase) {
        fold(letter, &mut out);
    }
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn fold(letter: char, out: &mut String) {
    match letter {
        'à' | 'á' | 'â' | 'ä' | 'ã' | 'å' => out.push('a'),
        'ç' => out.push('c'),
        'è' | 'é' | 'ê' | 'ë' => out.push('e'),
        'ì' | 'í' | 'î' | 'ï' => out.push('i'),
        'ñ' => out.push('n'),
        'ò' | 'ó' | 'ô' | 'ö' | 'õ' => out.push('o'),
        'ù' | 'ú' | 'û' | 'ü' => out.push('u'),
        'ý' | 'ÿ' => out.push('y'),
        'œ' => out.push_str("oe"),
        'æ' => out.push_str("ae"),
        'ß' => out.push_str("ss"),
        'أ' | 'إ' | 'آ' | 'ٱ' => out.push('ا'),
        'ة' => out.push('ه'),
        'ؤ' => out.push('و'),
        'ى' | 'ئ' => out.push('ي'),
        '٠'..='٩' => push_digit(letter, '٠', out),
        '۰'..='۹' => push_digit(letter, '۰', out),
        // Vowel marks, tatweel, combining accents, bidirectional marks.
        '\u{064B}'..='\u{0652}' | '\u{0640}' | '\u{0300}'..='\u{036F}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\'' | '’' =>
            {}
        _ if letter.is_alphanumeric() => out.push(letter),
        _ => out.push(' '),
    }
}

fn push_digit(letter: char, zero: char, out: &mut String) {
    out.extend(char::from_digit(letter as u32 - zero as u32, 10));
}

/// The words of a name: each normalised word once.
pub fn words(text: &str) -> Vec<String> {
    let mut words: Vec<_> = normalise(text).split(' ').filter(|word| !word.is_empty()).map(clip).collect();
    words.sort();
    words.dedup();
    words
}

/// A code (plate, VIN, SKU, document number) as one term without separators.
pub fn code(text: &str) -> String {
    clip(&normalise(text).replace(' ', ""))
}

fn clip(term: &str) -> String {
    term.chars().take(MAX_TERM).collect()
}

/// The digits of a telephone number as people may type them: with country code, without it, and the last four.
pub fn phone_terms(e164: &str, country_code_len: usize) -> Vec<String> {
    let digits: String = normalise(e164).chars().filter(char::is_ascii_digit).collect();
    let national = digits.get(country_code_len..).unwrap_or_default().to_owned();
    let tail = national.get(national.len().saturating_sub(4)..).unwrap_or_default().to_owned();
    let mut terms = vec![digits, national, tail];
    terms.retain(|term| term.len() >= 4);
    terms.dedup();
    terms
}

/// What somebody typed, as the term prefixes to look for: the words, or the whole as one code when it looks like a number
/// written with separators ("98 123 456", "215 tu 4821").
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Query {
    pub prefixes: Vec<String>,
}

impl Query {
    /// `None` when nothing searchable was typed.
    pub fn parse(text: &str) -> Option<Self> {
        let normal = normalise(text);
        let has_digit = normal.chars().any(|letter| letter.is_ascii_digit());
        let words: Vec<_> = normal.split(' ').filter(|word| !word.is_empty()).take(MAX_WORDS).map(clip).collect();
        if words.is_empty() {
            return None;
        }
        let letters = normal.chars().filter(|letter| letter.is_alphabetic()).count();
        if has_digit && letters <= 4 && words.len() > 1 {
            let joined = clip(&normal.replace(' ', ""));
            return Some(Self { prefixes: vec![strip_international(&joined)] });
        }
        Some(Self { prefixes: words.iter().map(|word| strip_international(word)).collect() })
    }

    /// A sub-select of the matching `id`s with its values from `$first` on, for lists. Write `from <it> m cross join <table> c
    /// where c.id = m.id`: SQLite then walks the terms first, so that a rare word costs little however long the table is.
    pub fn ids(&self, terms_table: &str, first: usize) -> (String, Vec<Value>) {
        let mut prefixes = self.prefixes.clone();
        prefixes.sort_by_key(|prefix| std::cmp::Reverse(prefix.len()));
        let others = Self { prefixes: prefixes.split_off(1.min(prefixes.len())) };
        let driver = prefixes.pop().unwrap_or_default();
        let mut sql = format!("(select distinct d.id from {terms_table} d where d.term >= ${first} and d.term < ${}", first + 1);
        let mut values: Vec<Value> = vec![driver.clone().into(), upper_bound(&driver).into()];
        if !others.prefixes.is_empty() {
            let (condition, more) = others.condition(terms_table, "d.id", first + 2);
            sql += &format!(" and {condition}");
            values.extend(more);
        }
        (sql + ")", values)
    }

    /// A condition on `column` (an id) that holds when every prefix begins a term, with its values from `$first` on.
    /// The longest prefix drives; the others are probed per candidate.
    pub fn condition(&self, terms_table: &str, column: &str, first: usize) -> (String, Vec<Value>) {
        let mut prefixes = self.prefixes.clone();
        prefixes.sort_by_key(|prefix| std::cmp::Reverse(prefix.len()));
        let mut sql = String::new();
        let mut values = vec![];
        for (place, prefix) in prefixes.iter().enumerate() {
            let (low, high) = (first + place * 2, first + place * 2 + 1);
            let glue = if place == 0 { "" } else { " and " };
            sql += &format!("{glue}exists (select 1 from {terms_table} t where t.id = {column} and t.term >= ${low} and t.term < ${high})");
            values.push(prefix.clone().into());
            values.push(upper_bound(prefix).into());
        }
        (sql, values)
    }
}

fn strip_international(word: &str) -> String {
    match word.strip_prefix("00") {
        Some(rest) if rest.len() >= 8 && rest.chars().all(|letter| letter.is_ascii_digit()) => rest.to_owned(),
        _ => word.to_owned(),
    }
}

fn upper_bound(prefix: &str) -> String {
    format!("{prefix}\u{10FFFF}")
}

#[derive(FromQueryResult)]
struct Hit {
    id: Uuid,
}

/// The ids of up to `limit` records that match, cheapest first: the longest prefix is walked in term order.
pub async fn find<C: ConnectionTrait>(conn: &C, terms_table: &str, query: &Query, limit: u64) -> Result<Vec<Uuid>, DbErr> {
    let mut prefixes = query.prefixes.clone();
    prefixes.sort_by_key(|prefix| std::cmp::Reverse(prefix.len()));
    let Some((driver, rest)) = prefixes.split_first() else { return Ok(vec![]) };
    let mut sql = format!("select d.id from {terms_table} d where d.term >= $1 and d.term < $2");
    let mut values: Vec<Value> = vec![driver.clone().into(), upper_bound(driver).into()];
    if !rest.is_empty() {
        let others = Query { prefixes: rest.to_vec() };
        let (condition, more) = others.condition(terms_table, "d.id", 3);
        sql += &format!(" and {condition}");
        values.extend(more);
    }
    // A record may match through several terms: read a few more and keep each once.
    sql += &format!(" order by d.term, d.id limit {}", limit * 3);
    let hits = db::all::<Hit, _>(conn, sql, values).await?;
    let mut ids = vec![];
    for hit in hits {
        if !ids.contains(&hit.id) && ids.len() < usize::try_from(limit).unwrap_or(usize::MAX) {
            ids.push(hit.id);
        }
    }
    Ok(ids)
}

/// Replaces the terms of a record.
pub async fn index(tx: &Tx, terms_table: &str, id: Uuid, terms: Vec<String>) -> Result<(), DbErr> {
    db::execute(&**tx, format!("delete from {terms_table} where id = $1"), [id.into()]).await?;
    insert(tx, terms_table, terms.into_iter().map(|term| (id, term)).collect()).await
}

/// Adds terms of many records at once, for imports and demo data.
pub async fn insert(tx: &Tx, terms_table: &str, mut rows: Vec<(Uuid, String)>) -> Result<(), DbErr> {
    rows.retain(|(_, term)| !term.is_empty());
    rows.sort();
    rows.dedup();
    for chunk in rows.chunks(5_000) {
        let places: Vec<_> = (0..chunk.len()).map(|row| format!("(${}, ${})", row * 2 + 1, row * 2 + 2)).collect();
        let values = chunk.iter().flat_map(|(id, term)| [Value::from(*id), Value::from(term.clone())]);
        db::execute(&**tx, format!("insert into {terms_table} (id, term) values {}", places.join(", ")), values).await?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_and_plates_fold_to_the_same_words() {
        assert_eq!(normalise("Leïla  BEN-Ali"), "leila ben ali");
        assert_eq!(normalise("محمّد التونسي"), "محمد التونسي");
        assert_eq!(code("٢١٥ تونس ٤٨٢١"), "215تونس4821");
        assert_eq!(code("f-2026/00042"), "f202600042");
    }

    #[test]
    fn a_phone_is_found_in_any_format() {
        let terms = phone_terms("+21698123456", 3);
        for typed in ["98 123 456", "98123", "+216 98 123 456", "0021698123456", "3456"] {
            let query = Query::parse(typed).unwrap_or(Query { prefixes: vec![] });
            let found = query.prefixes.iter().all(|prefix| terms.iter().any(|term| term.starts_with(prefix.as_str())));
            assert!(found, "{typed} in {terms:?}");
        }
    }

    #[test]
    fn words_stay_words_and_plates_become_one_code() {
        assert_eq!(Query::parse("Ben Ali").map(|query| query.prefixes), Some(vec!["ben".into(), "ali".into()]));
        assert_eq!(Query::parse("215 TU 4821").map(|query| query.prefixes), Some(vec!["215tu4821".into()]));
        assert_eq!(Query::parse("  - "), None);
    }
}
