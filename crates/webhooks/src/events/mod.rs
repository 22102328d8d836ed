//! The feed: what happened, in one order for the whole garage, kept for ever.
//!
//! A listener adds what is public of an event in the transaction in which it hears it; its place is given after the commit
//! ([`kernel::outbox::place`]), so that whoever read up to a place has missed nothing before it. What happened to one record stays in its order;
//! what different modules tell may come a moment apart.

mod fact;
mod kind;
mod list;
mod public;
pub mod store;

use async_trait::async_trait;
use kernel::module::Worker;
use kernel::{Context, Db, outbox};
use sea_orm::DbErr;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::MODULE;

pub use fact::{EventData, FeedEvent};
pub use kind::EventType;
pub use public::public;

/// The name of the list whose places are given.
pub const LIST: &str = "events";

/// Gives places.
pub struct Placer(pub Db);

#[async_trait]
impl Worker for Placer {
    async fn turn(&self) -> Result<bool, DbErr> {
        Ok(outbox::place(&self.0, MODULE, LIST).await? > 0)
    }
}

pub fn router(context: Context) -> OpenApiRouter {
    OpenApiRouter::new().routes(routes!(list::list_events)).with_state(context)
}
