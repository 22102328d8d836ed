//! How many rows long lists have. Old clients are told with every page, and counting costs more than the page.

use std::time::Duration;

use axum::http::{HeaderValue, Method, header};
use moka::sync::Cache;
use sha2::{Digest, Sha256};

use super::{Ask, Call, Reply};

/// A list so short is counted each time.
const LONG: usize = 1_000;
/// So long others' changes may not be in the number.
const KEPT: Duration = Duration::from_secs(5);
const MOST: u64 = 10_000;

/// Numbers of a moment ago, of each caller their own; none is kept over a change that comes this way.
#[derive(Clone)]
pub struct Totals(Cache<[u8; 32], usize>);

impl Default for Totals {
    fn default() -> Self {
        Self(Cache::builder().max_capacity(MOST).time_to_live(KEPT).build())
    }
}

impl Totals {
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
        let who = self.caller.headers.get(header::AUTHORIZATION).map(HeaderValue::as_bytes).unwrap_or_default();
        let place: [u8; 32] = Sha256::new().chain_update(who).chain_update([0]).chain_update(&counting).finalize().into();
        if let Some(total) = self.totals.0.get(&place) {
            return Ok(total);
        }
        let counted = self.call(Call::get(counting)).await?;
        let total = counted["count"].as_u64().and_then(|count| usize::try_from(count).ok()).unwrap_or_default();
        if total >= LONG {
            self.totals.0.insert(place, total);
        }
        Ok(total)
    }
}
