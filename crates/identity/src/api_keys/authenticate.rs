use std::collections::HashSet;
use std::sync::Arc;

use chrono::TimeDelta;
use kernel::{Actor, Context};
use parking_lot::Mutex;
use sea_orm::DbErr;
use uuid::Uuid;

use super::key::{ApiKey, Secret};
use super::store;
use crate::Error;

/// How old a noted use may be.
const NOTED_EVERY: TimeDelta = TimeDelta::minutes(1);

/// Knows programs by their keys.
pub struct ApiKeys {
    context: Context,
    /// Keys whose use is being noted at this moment.
    noting: Arc<Mutex<HashSet<Uuid>>>,
}

impl ApiKeys {
    pub fn new(context: Context) -> Self {
        Self { context, noting: Arc::default() }
    }

    /// The program behind the key. Its use is noted beside the request, at most once a minute.
    pub async fn verify(&self, bearer: &str) -> Result<Arc<Actor>, Error> {
        let key = store::find_by_secret(self.context.db.reader(), &Secret::from_client(bearer)).await?;
        let key = key.filter(|key| key.is_good(self.context.clock.now())).ok_or(Error::TokenRefused)?;
        self.note_use(&key);
        Ok(Arc::new(key.actor()))
    }

    fn note_use(&self, key: &ApiKey) {
        let (id, now) = (key.id, self.context.clock.now());
        if key.last_used_at.is_some_and(|at| now - at < NOTED_EVERY) || !self.noting.lock().insert(id) {
            return;
        }
        let (context, noting) = (self.context.clone(), self.noting.clone());
        tokio::spawn(async move {
            if let Err(error) = note(&context, id).await {
                tracing::warn!(%error, api_key.id = %id, "the use of an API key was not noted");
            }
            noting.lock().remove(&id);
        });
    }
}

async fn note(context: &Context, id: Uuid) -> Result<(), DbErr> {
    let now = context.clock.now();
    let tx = context.db.begin().await?;
    store::touch(&tx, id, now, now - NOTED_EVERY).await?;
    tx.commit().await
}
