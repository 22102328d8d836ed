//! `POST /reminder-runs/{site}`

use std::sync::Arc;

use axum::extract::State;
use contracts::identity::{SITE_UPDATE, site};
use kernel::audit::{self, Change};
use kernel::http::{Caller, Json, Path};
use kernel::site_settings::of;
use kernel::{Problem, SiteId};

use super::begin::new_run;
use super::runs::RunView;
use super::settings::ReminderSettings;
use super::{Reminders, store};
use crate::sending::zone;
use crate::{Error, MODULE, walks};

/// Reminds now whoever the day's run would, and says what came of it; who heard today hears nothing more. Refused with `reminders-off` where
/// the site reminds nobody. Permission: `site.update`.
#[utoipa::path(post, path = "/reminder-runs/{site_id}", tag = "notifications", operation_id = "start_reminder_run",
    params(("site_id" = SiteId, Path)), responses((status = 200, body = RunView)), security(("bearer" = [])))]
pub async fn start_reminder_run(
    State(it): State<Arc<Reminders>>,
    Caller(actor): Caller,
    Path(id): Path<SiteId>,
) -> Result<Json<RunView>, Problem> {
    actor.permit(SITE_UPDATE, id)?;
    let card = site(it.sites.as_ref(), id).await?;
    let settings: ReminderSettings = of(it.context.db.reader(), id).await?;
    if !settings.enabled {
        return Err(Error::RemindersOff.into());
    }
    let (clock, now) = (it.context.clock.as_ref(), it.context.clock.now());
    let run = new_run(id, now.with_timezone(&zone(&card)).date_naive(), Some(actor.name.clone()), now)?;
    let tx = it.context.db.begin().await?;
    store::insert_run(&tx, &run).await?;
    let held = walks::take(&tx, store::RUNS, run.id, now).await?;
    let change = Change { action: "reminder_run.start", entity: "reminder_run", id: run.id, label: &card.name, site: Some(id) };
    audit::record::<()>(&tx, MODULE, change, (None, None), &actor, clock).await?;
    tx.commit().await?;
    if let Some(held) = held {
        it.work(held).await?;
    }
    Ok(Json(RunView::from(&store::find_run(it.context.db.reader(), run.id).await?)))
}
