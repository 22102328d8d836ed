//! Money that leaks. docs/decisions/0115-leaks.md.

mod explain;
mod list;
pub mod totals;
pub mod view;

use chrono::NaiveDate;
use contracts::reporting::REPORT_READ;
use kernel::{Actor, Context, Problem, SiteId};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::sites::Sites;

pub fn router() -> OpenApiRouter<Context> {
    OpenApiRouter::new()
        .routes(routes!(list::list_leaks))
        .routes(routes!(totals::list_leak_totals))
        .routes(routes!(explain::explain_leak, explain::reopen_leak))
}

/// The sites that are looked at, each with its day of today.
pub fn days(context: &Context, actor: &Actor, asked: Option<SiteId>, sites: &Sites) -> Result<Vec<(SiteId, NaiveDate)>, Problem> {
    let (visible, now) = (actor.visible_sites(asked, REPORT_READ)?, context.clock.now());
    let seen = sites.0.values().filter(|site| visible.as_ref().is_none_or(|visible| visible.contains(&site.id)));
    Ok(seen.map(|site| (site.id, site.today(now))).collect())
}
