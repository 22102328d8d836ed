//! Keyset paging: a list ends with an opaque `next` cursor that holds the sort key of its last row.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sea_orm::{ConnectionTrait, DbErr, FromQueryResult, Value};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::{Problem, db};

pub const DEFAULT_LIMIT: u64 = 25;
pub const MAX_LIMIT: u64 = 100;

/// One page of a list.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct Page<T> {
    pub items: Vec<T>,
    /// Pass it as `after` to read on; null at the end.
    pub next: Option<String>,
}

/// How many rows a list has with its filters, on all pages together.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, FromQueryResult, ToSchema)]
pub struct Counted {
    pub count: i64,
}

/// Counts what a statement would list: `from` is what stands between its `from` and its order, with its values.
pub async fn counted<C: ConnectionTrait>(conn: &C, from: &str, binds: Vec<Value>) -> Result<Counted, DbErr> {
    let sql = format!("select cast(count(*) as bigint) as count from {from}");
    Ok(db::one::<Counted, _>(conn, sql, binds).await?.unwrap_or(Counted { count: 0 }))
}

/// The paging part of a list's query string. Flatten it into the list's own query struct by repeating the two fields,
/// or take it as a second `Query`.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct PageQuery {
    /// The `next` of the page before.
    pub after: Option<String>,
    /// Rows per page, 1 to 100; 25 when left out.
    #[param(minimum = 1, maximum = 100)]
    pub limit: Option<u64>,
}

impl PageQuery {
    pub fn limit(&self) -> Result<u64, Problem> {
        match self.limit.unwrap_or(DEFAULT_LIMIT) {
            limit @ 1..=MAX_LIMIT => Ok(limit),
            _ => Err(Problem::field("/limit", "out-of-range", "limit is between 1 and 100")),
        }
    }

    /// The sort key to read on from.
    pub fn cursor<K: DeserializeOwned>(&self) -> Result<Option<K>, Problem> {
        let Some(text) = self.after.as_deref().filter(|text| !text.is_empty()) else { return Ok(None) };
        let bytes = URL_SAFE_NO_PAD.decode(text).map_err(|_| not_a_cursor())?;
        // No text of ours holds a NUL, and PostgreSQL takes none.
        if bytes.windows(6).any(|six| six == br"\u0000") {
            return Err(not_a_cursor());
        }
        serde_json::from_slice(&bytes).map(Some).map_err(|_| not_a_cursor())
    }
}

/// The sort key of a row as callers pass it back; none of what is no JSON.
pub fn cursor_of<K: Serialize>(key: &K) -> Option<String> {
    serde_json::to_vec(key).ok().map(|json| URL_SAFE_NO_PAD.encode(json))
}

/// 422: `after` is not what this list gave as `next`.
pub fn not_a_cursor() -> Problem {
    Problem::field("/after", "not-a-cursor", "after is not a cursor of this list")
}

impl<T> Page<T> {
    /// From up to `limit + 1` rows: the extra one only proves that there is more.
    pub fn cut<K: Serialize>(mut rows: Vec<T>, limit: u64, key: impl Fn(&T) -> K) -> Self {
        let limit = usize::try_from(limit).unwrap_or(usize::MAX);
        let more = rows.len() > limit;
        rows.truncate(limit);
        let next = rows.last().filter(|_| more).and_then(|row| cursor_of(&key(row)));
        Self { items: rows, next }
    }

    pub fn map<U>(self, change: impl FnMut(T) -> U) -> Page<U> {
        Page { items: self.items.into_iter().map(change).collect(), next: self.next }
    }
}
