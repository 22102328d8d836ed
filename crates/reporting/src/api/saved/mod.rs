//! Saved reports. docs/decisions/0119-saved-reports.md.

pub mod content;
mod create;
mod file;
mod get;
mod input;
mod list;
mod remove;
mod send;
mod update;
mod view;

use std::sync::Arc;

use contracts::identity::Staff;
use contracts::reporting::{REPORT_READ, SavedReportChanged};
use kernel::audit::{self, Change};
use kernel::{Actor, Context, Problem, Tx, outbox};
use sea_orm::ConnectionTrait;
use serde::Serialize;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use uuid::Uuid;

use crate::MODULE;
use crate::saved::{Person, SavedReport};
use crate::store::saved as store;

/// What the operations on saved reports need.
pub struct Saved {
    pub context: Context,
    pub staff: Arc<dyn Staff>,
}

pub fn router(context: Context, staff: Arc<dyn Staff>) -> OpenApiRouter {
    OpenApiRouter::new()
        .routes(routes!(list::list_saved_reports, create::create_saved_report))
        .routes(routes!(get::get_saved_report, update::update_saved_report, remove::remove_saved_report))
        .routes(routes!(remove::restore_saved_report))
        .routes(routes!(file::download_saved_report))
        .routes(routes!(send::send_saved_report))
        .with_state(Arc::new(Saved { context, staff }))
}

impl Saved {
    /// One that the actor finds, and that is not removed.
    async fn shown<C: ConnectionTrait>(&self, conn: &C, actor: &Actor, id: Uuid) -> Result<SavedReport, Problem> {
        actor.permit_anywhere(REPORT_READ)?;
        let report = store::find(conn, id).await?.filter(|report| report.removed_at.is_none() && report.is_seen(actor));
        report.ok_or_else(Problem::hidden)
    }

    /// One to be changed, a removed one too.
    async fn locked(&self, tx: &Tx, actor: &Actor, id: Uuid) -> Result<SavedReport, Problem> {
        actor.permit_anywhere(REPORT_READ)?;
        let report = store::lock(tx, id).await?.filter(|report| report.is_seen(actor)).ok_or_else(Problem::hidden)?;
        report.permit_changing(actor)?;
        Ok(report)
    }

    /// Keeps what it is to be, and tells of it.
    async fn keep(
        &self,
        tx: &mut Tx,
        actor: &Actor,
        action: &str,
        (before, after): (Option<&SavedReport>, Option<&SavedReport>),
    ) -> Result<(), Problem> {
        let Some(report) = after.or(before) else { return Ok(()) };
        let clock = self.context.clock.as_ref();
        let change = of(report, action);
        let what = |report: Option<&'_ SavedReport>| report.map(|report| report.what.clone());
        audit::record(tx, MODULE, change, (what(before).as_ref(), what(after).as_ref()), actor, clock).await?;
        let changed = SavedReportChanged { id: report.id, site_id: report.what.site_id };
        outbox::append(tx, MODULE, &changed, actor, clock).await?;
        Ok(())
    }

    /// Writes into the trail that somebody sent it, and to whom.
    async fn sent(&self, tx: &Tx, actor: &Actor, report: &SavedReport, to: &[Person]) -> Result<(), Problem> {
        let told = Sent { to: to.iter().map(|person| person.name.as_str()).collect() };
        let change = of(report, "saved_report.send");
        Ok(audit::record(tx, MODULE, change, (None, Some(&told)), actor, self.context.clock.as_ref()).await?)
    }
}

#[derive(Serialize)]
struct Sent<'a> {
    to: Vec<&'a str>,
}

fn of<'a>(report: &'a SavedReport, action: &'a str) -> Change<'a> {
    Change { action, entity: "saved_report", id: report.id, label: &report.what.name, site: report.what.site_id }
}
