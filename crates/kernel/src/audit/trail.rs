//! A module's entries, wherever they are kept.

use async_trait::async_trait;

use super::{Entry, Filter, list};
use crate::{Db, Problem};

#[async_trait]
pub trait Trail: Send + Sync {
    /// Entries of the module, newest first.
    async fn list(&self, filter: &Filter) -> Result<Vec<Entry>, Problem>;
}

/// The trail of a module that runs in this process.
pub struct OwnTrail {
    pub db: Db,
    pub module: &'static str,
}

#[async_trait]
impl Trail for OwnTrail {
    async fn list(&self, filter: &Filter) -> Result<Vec<Entry>, Problem> {
        Ok(list(self.db.reader(), self.module, filter).await?)
    }
}
