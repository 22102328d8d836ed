//! How a module is wired into the program.

use std::sync::Arc;

use async_trait::async_trait;
use sea_orm_migration::prelude::*;
use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;
use utoipa_axum::router::OpenApiRouter;

use crate::import::Importer;
use crate::relay::Listener;
use crate::{Db, SharedClock};

const REST: std::time::Duration = std::time::Duration::from_millis(500);

/// What every module is given.
#[derive(Clone)]
pub struct Context {
    pub db: Db,
    pub clock: SharedClock,
}

/// Work that goes on beside requests, such as sending messages.
#[async_trait]
pub trait Worker: Send + Sync {
    /// Does what is due; true when there may be more at once.
    async fn turn(&self) -> Result<bool, DbErr>;
}

/// What a module brings.
pub struct Module {
    /// Also the prefix of its tables.
    pub name: &'static str,
    /// Its part of `/api/v1`.
    pub router: OpenApiRouter,
    /// The part of it that takes files: larger bodies than other operations.
    pub uploads: OpenApiRouter,
    pub listeners: Vec<Arc<dyn Listener>>,
    pub workers: Vec<Arc<dyn Worker>>,
    pub importers: Vec<Arc<dyn Importer>>,
}

impl Module {
    pub fn new(name: &'static str, router: OpenApiRouter) -> Self {
        Self { name, router, uploads: OpenApiRouter::new(), listeners: vec![], workers: vec![], importers: vec![] }
    }
}

/// Runs a worker until cancelled. It looks for work twice a second, and at once when `wake` is notified.
pub async fn run_worker(worker: Arc<dyn Worker>, wake: Arc<Notify>, stop: CancellationToken) {
    while !stop.is_cancelled() {
        match worker.turn().await {
            Ok(true) => continue,
            Ok(false) => {}
            Err(error) => tracing::warn!(%error, "a worker could not work"),
        }
        tokio::select! {
            () = stop.cancelled() => {}
            () = wake.notified() => {}
            () = tokio::time::sleep(REST) => {}
        }
    }
}
