//! `GET /public/inspections/{token}`

use std::sync::Arc;

use axum::extract::State;
use chrono::{DateTime, Utc};
use contracts::documents::Language;
use contracts::identity::{SiteCard, site};
use contracts::scheduling::Translated;
use kernel::http::{Json, Path};
use kernel::{Actor, Problem};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::{Visited, visited};
use crate::inspections::inspection::{InspectionState, Verdict};
use crate::inspections::marks::{self, Mark};
use crate::inspections::store::{self, PhotoRow};
use crate::inspections::tables::item;
use crate::inspections::template::Unit;
use crate::inspections::view::{InspectionCounts, by, counts_of};
use crate::{MODULE, Workshop, links};

/// A report as the customer reads it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct InspectionReportPage {
    pub site: ReportSite,
    pub names: Translated,
    pub state: InspectionState,
    #[schema(example = "LAC-2026-00042")]
    pub number: String,
    pub plate: String,
    pub vehicle: String,
    pub done_at: Option<DateTime<Utc>>,
    /// Who signed it.
    pub done_by: Option<String>,
    pub counts: InspectionCounts,
    /// Urgent ones first, then what is soon, then the others as they were looked at; none while the inspection is open again.
    pub items: Vec<ReportItem>,
}

/// The site as strangers see it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ReportSite {
    pub code: String,
    pub name: String,
    pub address: String,
    /// E.164.
    pub phone: String,
    /// IANA name.
    pub time_zone: String,
    pub languages: Vec<Language>,
    pub default_language: Language,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ReportItem {
    pub section: Translated,
    pub names: Translated,
    pub verdict: Verdict,
    pub unit: Option<Unit>,
    /// Tenths of the unit.
    pub measure: Option<i64>,
    pub note: Option<String>,
    pub photos: Vec<ReportPhoto>,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ReportPhoto {
    pub id: Uuid,
    pub marks: Vec<Mark>,
}

/// The report of a link; that it was opened is noted. Permission: none, the link proves it; 404 for one that opens nothing.
#[utoipa::path(get, path = "/public/inspections/{token}", tag = MODULE, operation_id = "read_inspection_report", security(()),
    params(("token" = String, Path, max_length = 64)),
    responses((status = 200, body = InspectionReportPage), (status = 429, description = "Too many")))]
pub async fn read_inspection_report(
    State(workshop): State<Arc<Workshop>>,
    Path(token): Path<String>,
) -> Result<Json<InspectionReportPage>, Problem> {
    let visited = visited(&workshop, &token).await?;
    let card = site(workshop.sites.as_ref(), visited.inspection.site_id).await?;
    let page = page(&workshop, &visited, &card).await?;
    if visited.is_done() {
        let mut tx = workshop.context.db.begin().await?;
        links::store::note_opened(&tx, visited.link, workshop.now()).await?;
        workshop.inspection_changed(&mut tx, &visited.inspection, "opened", &Actor::system()).await?;
        tx.commit().await?;
    }
    Ok(Json(page))
}

async fn page(workshop: &Workshop, visited: &Visited, card: &SiteCard) -> Result<InspectionReportPage, Problem> {
    let (reader, inspection) = (workshop.context.db.reader(), &visited.inspection);
    let order = store::head(reader, inspection.order_id).await?;
    let (items, photos) = if visited.is_done() {
        (store::items(reader, inspection.id).await?, store::photos(reader, inspection.id).await?)
    } else {
        (vec![], vec![])
    };
    let counts = counts_of(items.iter().map(|item| (item.verdict, 1)));
    Ok(InspectionReportPage {
        site: ReportSite::from(card),
        names: inspection.names(),
        state: inspection.state,
        number: order.number,
        plate: order.vehicle_plate,
        vehicle: order.vehicle_label,
        done_at: inspection.done_at,
        done_by: inspection.done_by.clone(),
        counts,
        items: sorted(items, photos),
    })
}

/// What was looked at, worst first.
fn sorted(items: Vec<item::Model>, photos: Vec<PhotoRow>) -> Vec<ReportItem> {
    let mut photos = by(photos, |photo| photo.item_id);
    let shown = items.into_iter().filter_map(|item| {
        let verdict = item.verdict?;
        let photos = photos.remove(&item.id).unwrap_or_default().into_iter();
        Some(ReportItem {
            section: item.section(),
            names: item.names(),
            verdict,
            unit: item.unit,
            measure: item.measure,
            note: item.note,
            photos: photos.map(|row| ReportPhoto { id: row.id, marks: marks::read(&row.marks) }).collect(),
        })
    });
    let mut shown: Vec<_> = shown.collect();
    shown.sort_by_key(|item| match item.verdict {
        Verdict::Urgent => 0,
        Verdict::Soon => 1,
        Verdict::Ok => 2,
        Verdict::NotInspected => 3,
    });
    shown
}

impl From<&SiteCard> for ReportSite {
    fn from(card: &SiteCard) -> Self {
        Self {
            code: card.code.clone(),
            name: card.name.clone(),
            address: card.address.clone(),
            phone: card.phone.clone(),
            time_zone: card.time_zone.clone(),
            languages: card.languages.offered.clone(),
            default_language: card.languages.default,
        }
    }
}
