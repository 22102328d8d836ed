//! Jobs that are kept ready: labour, parts and fees under one name, added to an order at today's prices by one request.
//!
//! Owns the group's canned jobs. Why they are as they are: docs/decisions/0031-canned-jobs.md.

mod add;
mod archive;
mod content;
mod create;
pub mod demo;
mod list;
mod migration;
pub mod ready;
mod repeat;
mod spread;
mod store;
mod tables;
mod update;
mod used;
mod view;

use std::collections::BTreeMap;
use std::sync::Arc;

use contracts::scheduling::Translated;
use contracts::workshop::{CannedJobChanged, CannedJobId};
use kernel::audit::{self, Change};
use kernel::{Actor, Problem, Tx, outbox};
use sea_orm::{ConnectionTrait, DbErr};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::{MODULE, Workshop};

pub use migration::CreateCannedJobs;
pub use repeat::follow;

use tables::Model;
use view::Told;

pub fn router(workshop: Arc<Workshop>) -> OpenApiRouter {
    OpenApiRouter::new()
        .routes(routes!(list::list_canned_jobs, create::create_canned_job))
        .routes(routes!(list::get_canned_job, update::update_canned_job))
        .routes(routes!(archive::archive_canned_job))
        .routes(routes!(archive::restore_canned_job))
        .routes(routes!(add::add_canned_job))
        .with_state(workshop)
}

/// What these are called, in use or not.
pub async fn names_of<C: ConnectionTrait>(conn: &C, ids: &[CannedJobId]) -> Result<BTreeMap<CannedJobId, Translated>, DbErr> {
    Ok(store::with_archived(conn, ids).await?.iter().map(|row| (row.id, view::names(row))).collect())
}

/// Writes into the trail what became of a canned job, and tells screens.
async fn tell(
    workshop: &Workshop,
    tx: &mut Tx,
    action: &str,
    (before, after): (Option<&Model>, &Model),
    actor: &Actor,
) -> Result<(), Problem> {
    let clock = workshop.context.clock.as_ref();
    let (was, is) = (before.map(Told::of).transpose()?, Told::of(after)?);
    let change = Change { action, entity: "canned_job", id: after.id.0, label: &after.name_fr, site: None };
    audit::record(tx, MODULE, change, (was.as_ref(), Some(&is)), actor, clock).await?;
    Ok(outbox::append(tx, MODULE, &CannedJobChanged { id: after.id }, actor, clock).await?)
}
