//! The vehicle's history as a file to hand over.

use axum::extract::State;
use axum::http::header;
use axum::response::IntoResponse;
use contracts::documents::{HistoryDocument, Language, Style};
use contracts::vehicles::{VEHICLE_READ, VehicleId};
use kernel::http::{Caller, Path, Query};
use kernel::pdf::printed;
use kernel::{Actor, Problem, SiteId};
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};

use super::pack::{self, Asked};
use super::store;
use crate::{App, past};

/// More are not printed.
const MOST_VISITS: usize = 500;

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct PrintQuery {
    /// `fr`, `ar` or `en`; French when left out.
    #[param(inline)]
    lang: Option<Language>,
    /// With what each job came to, of the present owner's own visits.
    prices: Option<bool>,
    /// Whose colour, logo and foot it has; the site of the newest visit when left out.
    site: Option<SiteId>,
}

/// The bytes of a PDF file.
#[derive(ToSchema)]
#[schema(value_type = String, format = Binary)]
#[expect(dead_code, reason = "only describes the response")]
pub struct HistoryFile(Vec<u8>);

/// The history as PDF, for the present owner: what was done at the caller's sites since the vehicle is theirs, and before as far as
/// it was handed over; visits of an earlier system are marked. No owner's name, and no price of another owner's visit or of an earlier
/// system's, is ever in it. Permission: `vehicle.read`.
#[utoipa::path(get, path = "/vehicles/{vehicle_id}/history.pdf", tag = "vehicles", operation_id = "print_vehicle_history",
    params(("vehicle_id" = VehicleId, Path), PrintQuery),
    responses((status = 200, body = HistoryFile, content_type = "application/pdf")), security(("bearer" = [])))]
pub async fn print_vehicle_history(
    State(app): State<App>,
    Caller(actor): Caller,
    Path(id): Path<VehicleId>,
    Query(query): Query<PrintQuery>,
) -> Result<impl IntoResponse, Problem> {
    let document = compose(&app, &actor, id, &query).await?;
    let name = format!("inline; filename=\"history-{}.pdf\"", id.0.simple());
    let bytes = printed(move || app.press.renderer.history(&document)).await?;
    let headers = [(header::CONTENT_TYPE, "application/pdf"), (header::CACHE_CONTROL, "no-store")];
    Ok((headers, [(header::CONTENT_DISPOSITION, name)], bytes))
}

async fn compose(app: &App, actor: &Actor, id: VehicleId, query: &PrintQuery) -> Result<HistoryDocument, Problem> {
    let seen = actor.visible_sites(None, VEHICLE_READ)?;
    let reader = app.context.db.reader();
    let vehicle = store::find(reader, id).await?;
    let links = store::ownerships(reader, id).await?;
    let ours = store::visits_before(reader, id, seen.as_deref(), None, MOST_VISITS as u64).await?;
    let earlier = past::store::before(reader, id, seen.as_deref(), None, MOST_VISITS as u64).await?;
    let mut ids: Vec<_> = ours.iter().map(|visit| visit.site_id).chain(earlier.iter().map(|visit| visit.site_id)).collect();
    ids.sort_unstable();
    ids.dedup();
    // An empty question would be answered with every site.
    let sites = if ids.is_empty() { vec![] } else { app.sites.cards(&ids).await? };
    let asked = Asked {
        language: query.lang.unwrap_or(Language::Fr),
        prices: query.prices == Some(true),
        today: app.context.clock.now().date_naive(),
    };
    let last = ours.first().map(|visit| visit.site_id).or(earlier.first().map(|visit| visit.site_id));
    let style = style(app, actor, query.site, last, asked.language).await?;
    let mut document = pack::compose(&vehicle, &links, ours, earlier, &sites, &asked);
    document.visits.truncate(MOST_VISITS);
    document.style = style;
    Ok(document)
}

/// By the site that hands it over, or where it was last; with neither as usual.
async fn style(app: &App, actor: &Actor, asked: Option<SiteId>, last: Option<SiteId>, language: Language) -> Result<Style, Problem> {
    if let Some(site) = asked {
        actor.permit(VEHICLE_READ, site)?;
    }
    let Some(site) = asked.or(last) else { return Ok(Style::default()) };
    app.press.styles.style(site, None, language).await
}
