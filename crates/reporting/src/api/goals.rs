//! What figures are to be: `GET` and `PUT /reports/goals`

use axum::extract::State;
use chrono::NaiveDate;
use contracts::reporting::{REPORT_MANAGE, REPORT_READ};
use garde::Validate;
use kernel::audit::{self, Change};
use kernel::http::{Caller, Json, Query};
use kernel::{Actor, Context, Problem, SiteId, text};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::MODULE;
use crate::goals::{Goal, month_of};
use crate::kpis::{Kpi, find};
use crate::store::{self, goals};

/// What a figure is to be at a site in a month.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = Goal)]
pub struct GoalView {
    pub site_id: SiteId,
    /// Its first day.
    pub month: NaiveDate,
    #[schema(example = "net_sales")]
    pub kpi: String,
    /// In the figure's unit; null of what is no goal any more.
    pub value: Option<i64>,
}

/// All goals of some sites and a month.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct Goals {
    pub items: Vec<GoalView>,
}

/// Which.
#[derive(Clone, Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct GoalsQuery {
    /// All where the caller may see figures when left out.
    pub site: Option<SiteId>,
    /// Any day of the month.
    pub month: NaiveDate,
}

/// The goals of a month. Permission: `report.read`; what tells costs or wages as for the figures.
#[utoipa::path(get, path = "/reports/goals", tag = "reporting", operation_id = "list_goals", params(GoalsQuery),
    responses((status = 200, body = Goals)), security(("bearer" = [])))]
pub async fn list_goals(
    State(context): State<Context>,
    Caller(actor): Caller,
    Query(query): Query<GoalsQuery>,
) -> Result<Json<Goals>, Problem> {
    let (visible, reader) = (actor.visible_sites(query.site, REPORT_READ)?, context.db.reader());
    let sites = store::sites::all(reader).await?;
    let among: Vec<_> = sites.0.keys().copied().filter(|site| visible.as_ref().is_none_or(|visible| visible.contains(site))).collect();
    let month = month_of(query.month);
    let is_seen = |goal: &Goal| find(&goal.kpi).is_some_and(|kpi| kpi.about.shown_to(&actor, &[goal.site_id]));
    let items = goals::of(reader, &among, (month, month)).await?.into_iter().filter(is_seen).map(view);
    Ok(Json(Goals { items: items.collect() }))
}

fn view(Goal { site_id, month, kpi, value }: Goal) -> GoalView {
    GoalView { site_id, month, kpi, value: Some(value) }
}

/// What a figure is to be.
#[derive(Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SetGoal {
    #[garde(skip)]
    pub site_id: SiteId,
    /// Any day of the month.
    #[garde(skip)]
    pub month: NaiveDate,
    #[garde(custom(text::filled_line(60)))]
    #[schema(max_length = 60, format = "filled-line", example = "net_sales")]
    pub kpi: String,
    /// In the figure's unit; null takes the goal away.
    #[garde(range(min = 0, max = 1_000_000_000_000))]
    #[schema(minimum = 0, maximum = 1_000_000_000_000_i64)]
    pub value: Option<i64>,
}

/// Sets what a figure is to be at a site in a month, in place of what was set. Refused with `unknown` beside a name that is no figure's.
///
/// Permission: `report.manage`; what tells costs takes `stock.see_cost` too, what tells wages `pay.read`.
#[utoipa::path(put, path = "/reports/goals", tag = "reporting", operation_id = "set_goal", request_body = SetGoal,
    responses((status = 200, body = GoalView)), security(("bearer" = [])))]
pub async fn set_goal(State(context): State<Context>, Caller(actor): Caller, Json(body): Json<SetGoal>) -> Result<Json<GoalView>, Problem> {
    actor.permit(REPORT_MANAGE, body.site_id)?;
    let kpi = find(body.kpi.trim()).ok_or_else(|| Problem::field("/kpi", "unknown", "there is no such figure"))?;
    for permission in kpi.about.needs() {
        actor.permit(*permission, body.site_id)?;
    }
    let (tx, month) = (context.db.begin().await?, month_of(body.month));
    let was = goals::of(&*tx, &[body.site_id], (month, month)).await?.into_iter().find(|goal| goal.kpi == kpi.id);
    let now = GoalView { site_id: body.site_id, month, kpi: kpi.id.to_owned(), value: body.value };
    match body.value {
        Some(value) => goals::put(&tx, &Goal { site_id: body.site_id, month, kpi: kpi.id.to_owned(), value }).await?,
        None => goals::remove(&tx, body.site_id, month, kpi.id).await?,
    }
    tell(&tx, (was.map(view), &now), kpi, (&context, &actor)).await?;
    tx.commit().await?;
    Ok(Json(now))
}

/// What stays as it was is no news.
async fn tell(
    tx: &kernel::Tx,
    (was, now): (Option<GoalView>, &GoalView),
    kpi: &Kpi,
    (context, actor): (&Context, &Actor),
) -> Result<(), Problem> {
    let was = was.unwrap_or_else(|| GoalView { value: None, ..now.clone() });
    if was == *now {
        return Ok(());
    }
    let label = format!("{} {}", kpi.id, now.month.format("%Y-%m"));
    let change = Change { action: "goal.set", entity: "goal", id: now.site_id.0, label: &label, site: Some(now.site_id) };
    Ok(audit::record(tx, MODULE, change, (Some(&was), Some(now)), actor, context.clock.as_ref()).await?)
}
