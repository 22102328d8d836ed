//! What lists are shown with, as it was a moment ago: how many rows a long one has, and the garage's sites. Old clients are told with every page,
//! and asking each time costs as much as the page or more.

use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

use axum::http::{HeaderValue, Method, header};
use moka::sync::Cache;
use serde_json::Value;
use sha2::{Digest, Sha256};

use super::{Ask, Call, Reply};

/// A list so short is counted each time.
const LONG: u64 = 1_000;
/// So long others' changes may not be in what is known.
const KEPT: Duration = Duration::from_secs(5);
const MOST: u64 = 10_000;

/// Answers of a moment ago, of each caller their own; none is kept over a change that comes this way.
#[derive(Clone)]
pub struct Recent(Cache<[u8; 32], Arc<Value>>);

impl Default for Recent {
    fn default() -> Self {
        Self(Cache::builder().max_capacity(MOST).time_to_live(KEPT).build())
    }
}

impl Recent {
    /// Forgets all of them unless the client only read.
    pub fn changed(&self, method: &Method) {
        if !matches!(*method, Method::GET | Method::HEAD) {
            self.0.invalidate_all();
        }
    }
}

impl Ask {
    /// What an operation `…/count` answers.
    pub async fn total(&self, counting: String) -> Result<usize, Reply> {
        let count = |counted: &Value| counted["count"].as_u64().unwrap_or_default();
        let counted = self.recent(&counting, self.call(Call::get(counting.clone())), |counted| count(counted) >= LONG).await?;
        Ok(usize::try_from(count(&counted)).unwrap_or_default())
    }

    /// What is known of `place`, or what is `asked` now; that `is_kept` for the next who ask.
    pub async fn recent(
        &self,
        place: &str,
        asked: impl Future<Output = Result<Value, Reply>>,
        is_kept: impl Fn(&Value) -> bool,
    ) -> Result<Arc<Value>, Reply> {
        let who = self.caller.headers.get(header::AUTHORIZATION).map(HeaderValue::as_bytes).unwrap_or_default();
        let key: [u8; 32] = Sha256::new().chain_update(who).chain_update([0]).chain_update(place).finalize().into();
        if let Some(known) = self.recent.0.get(&key) {
            return Ok(known);
        }
        let answer = Arc::new(asked.await?);
        if is_kept(&answer) {
            self.recent.0.insert(key, answer.clone());
        }
        Ok(answer)
    }
}
