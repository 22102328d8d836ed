//! What happened in the garage, for programs of others: one ordered feed that is read again from any point, and webhooks that are told of it.
//!
//! Hears the events of the other modules and calls nobody of them. What is public of an event is decided by [`events`], purely; it carries ids,
//! numbers and amounts, and neither secrets nor what people are called or how they are reached, so it may stay for ever. A webhook has a place in
//! the feed and is told in its order, one event after the other, by Standard Webhooks; its place moves when it answered.
//! docs/decisions/0113-webhooks.md.

pub mod demo;
mod endpoints;
mod events;
mod listeners;
mod migrations;
mod sending;

use std::sync::Arc;

use kernel::calls::Calls;
use kernel::vault::{self, Vault};
use kernel::{Context, Module};
use sea_orm::DbErr;

pub use migrations::Migrator;

/// The module's name, and the prefix of its tables.
pub const MODULE: &str = "webhooks";

/// How programs of others are reached.
#[derive(Clone, Debug)]
pub struct Settings {
    pub vault: Vault,
    /// Machines of the house that a webhook may be.
    pub hosts: Vec<String>,
}

/// What operations and workers share.
pub struct Webhooks {
    context: Context,
    vault: Vault,
    /// To addresses that people typed.
    calls: Calls,
}

pub fn module(context: Context, settings: Settings) -> Module {
    let webhooks = Arc::new(Webhooks { context: context.clone(), vault: settings.vault, calls: Calls::outside(settings.hosts) });
    let router = events::router(context.clone()).merge(endpoints::router(webhooks.clone()));
    let mut module = Module::new(MODULE, router);
    module.listeners = listeners::all();
    module.workers = vec![Arc::new(events::Placer(context.db)), Arc::new(sending::Sender(webhooks))];
    module
}

/// Seals what an earlier secret key sealed with the present one.
pub async fn start(context: &Context, vault: &Vault) -> Result<(), vault::Error> {
    endpoints::seal_all(context, vault).await
}

/// Whether the database holds secrets that some key sealed.
pub async fn is_sealed(context: &Context) -> Result<bool, DbErr> {
    endpoints::are_sealed(context).await
}
