//! What the API shows of inspections, with the actions allowed to who asks.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use contracts::scheduling::Translated;
use contracts::workshop::{
    INSPECTION_CONFIGURE, INSPECTION_FILL, INSPECTION_SEND, InspectionId, ItemId, JobId, TemplateId, WORK_ORDER_READ, WORK_ORDER_UPDATE,
    WorkOrderId,
};
use kernel::{Actor, Problem, SiteId};
use sea_orm::{ConnectionTrait, DbErr};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::inspection::{InspectionState, Verdict};
use super::marks::{self, Mark};
use super::store::{self, CountRow, EarlierRow, OrderHead, PhotoRow};
use super::tables::{inspection, item, template};
use super::template::{Measured, TemplateSection, Unit};
use crate::links::store as links;
use crate::links::view::LinkView;
use crate::work_orders::view::VehicleLabel;

/// A template whole.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[schema(as = InspectionTemplate)]
pub struct TemplateView {
    pub id: TemplateId,
    pub names: Translated,
    pub sections: Vec<TemplateSection>,
    pub archived: bool,
    pub version: i64,
    /// update, archive, restore
    pub actions: Vec<String>,
}

/// An inspection whole, in one answer.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[schema(as = Inspection)]
pub struct InspectionView {
    pub id: InspectionId,
    pub site_id: SiteId,
    pub work_order: OrderLabel,
    pub vehicle: VehicleLabel,
    pub names: Translated,
    pub template_id: TemplateId,
    /// Of the template, when it began.
    pub template_version: i64,
    pub state: InspectionState,
    pub begun_at: DateTime<Utc>,
    pub begun_by: String,
    pub done_at: Option<DateTime<Utc>>,
    /// Who signed it.
    pub done_by: Option<String>,
    /// Why it was taken up again, the last time.
    pub reopen_reason: Option<String>,
    pub counts: InspectionCounts,
    pub items: Vec<ItemView>,
    /// What the customer was given, newest first.
    pub links: Vec<LinkView>,
    pub version: i64,
    /// answer, complete, reopen, propose, link
    pub actions: Vec<String>,
}

#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[schema(as = InspectedOrder)]
pub struct OrderLabel {
    pub id: WorkOrderId,
    pub number: String,
}

/// How many items are what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct InspectionCounts {
    pub ok: i64,
    pub soon: i64,
    pub urgent: i64,
    pub not_inspected: i64,
    /// Nothing was said of these.
    pub open: i64,
}

/// One thing that is looked at.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[schema(as = InspectionItem)]
pub struct ItemView {
    pub id: ItemId,
    pub section: Translated,
    pub names: Translated,
    pub measured: Option<Measured>,
    pub required: bool,
    pub photo_if_urgent: bool,
    pub answer: AnswerView,
    /// The job that it became, while that is on the order.
    pub job_id: Option<JobId>,
    pub photos: Vec<PhotoView>,
    /// What was said of it at this vehicle's earlier inspections, newest first.
    pub earlier: Vec<EarlierView>,
}

/// What is said of an item.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[schema(as = InspectionAnswer)]
pub struct AnswerView {
    pub item_id: ItemId,
    pub verdict: Option<Verdict>,
    /// Tenths of the unit.
    pub measure: Option<i64>,
    pub note: Option<String>,
    /// The verdict is not what the measure says.
    pub overruled: bool,
    pub answered_by: Option<String>,
    pub answered_at: Option<DateTime<Utc>>,
    /// Of the item: what `If-Match` names.
    pub version: i64,
}

/// A photo of an item; its bytes are at `/inspections/{inspection_id}/photos/{id}`.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[schema(as = InspectionPhoto)]
pub struct PhotoView {
    pub id: Uuid,
    pub item_id: ItemId,
    pub name: String,
    pub by_name: String,
    pub at: DateTime<Utc>,
    pub marks: Vec<Mark>,
    pub version: i64,
}

#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[schema(as = EarlierFinding)]
pub struct EarlierView {
    pub inspection_id: InspectionId,
    pub at: DateTime<Utc>,
    pub verdict: Verdict,
    /// Tenths of the unit.
    pub measure: Option<i64>,
    pub note: Option<String>,
}

/// An inspection in a list.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct InspectionRow {
    pub id: InspectionId,
    pub work_order_id: WorkOrderId,
    pub names: Translated,
    pub state: InspectionState,
    pub begun_at: DateTime<Utc>,
    pub begun_by: String,
    pub done_at: Option<DateTime<Utc>>,
    pub done_by: Option<String>,
    pub counts: InspectionCounts,
}

/// The inspections of a work order, and what was found.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct OrderInspections {
    /// In the order they were begun.
    pub items: Vec<InspectionRow>,
    /// Urgent ones first; also what became a job and was found better since.
    pub findings: Vec<Finding>,
    /// begin, propose
    #[schema(value_type = Vec<String>)]
    pub actions: Vec<&'static str>,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Finding {
    pub inspection_id: InspectionId,
    pub item_id: ItemId,
    pub names: Translated,
    pub verdict: Option<Verdict>,
    pub unit: Option<Unit>,
    /// Tenths of the unit.
    pub measure: Option<i64>,
    pub note: Option<String>,
    /// The job that it became, while that is on the order.
    pub job_id: Option<JobId>,
    /// Files of the inspection.
    pub photos: Vec<Uuid>,
}

/// What a vehicle's inspections say over time.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct VehicleInspections {
    /// Newest first, at most twenty.
    pub items: Vec<InspectionRow>,
    /// What was measured, in the order of the newest inspection.
    pub trends: Vec<Trend>,
}

/// The measures of an item from visit to visit.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = InspectionTrend)]
pub struct Trend {
    pub names: Translated,
    /// As the newest inspection had it.
    pub measured: Measured,
    /// Newest first.
    pub values: Vec<EarlierView>,
}

/// The inspection whole, as somebody who works at `sites` sees it.
pub async fn load<C: ConnectionTrait>(conn: &C, id: InspectionId, actor: &Actor) -> Result<InspectionView, Problem> {
    let inspection = store::find(conn, id).await?;
    actor.permit(WORK_ORDER_READ, inspection.site_id)?;
    whole(conn, &inspection, actor).await
}

pub async fn whole<C: ConnectionTrait>(conn: &C, inspection: &inspection::Model, actor: &Actor) -> Result<InspectionView, Problem> {
    let order = store::head(conn, inspection.order_id).await?;
    let items = store::items(conn, inspection.id).await?;
    let photos = store::photos(conn, inspection.id).await?;
    let sites = actor.visible_sites(None, WORK_ORDER_READ).unwrap_or_else(|_| Some(vec![inspection.site_id]));
    let earlier = store::earlier(conn, inspection, sites.as_deref()).await?;
    let links = links::of_record(conn, inspection.id.0).await?;
    let jobs = store::jobs_on(conn, inspection.order_id).await?;
    let mut photos = by(photos, |photo| photo.item_id);
    let mut earlier = by(earlier, |row| row.code.clone());
    let counts = counts_of(items.iter().map(|item| (item.verdict, 1)));
    let items = items.into_iter().map(|item| {
        let (photos, earlier) = (photos.remove(&item.id).unwrap_or_default(), earlier.remove(&item.code).unwrap_or_default());
        let job_id = item.job_id.filter(|job| jobs.contains(job));
        item_view(&item, job_id, photos, earlier)
    });
    Ok(InspectionView {
        id: inspection.id,
        site_id: inspection.site_id,
        names: inspection.names(),
        template_id: inspection.template_id,
        template_version: inspection.template_version,
        state: inspection.state,
        begun_at: inspection.begun_at,
        begun_by: inspection.begun_by.clone(),
        done_at: inspection.done_at,
        done_by: inspection.done_by.clone(),
        reopen_reason: inspection.reopen_reason.clone(),
        counts,
        items: items.collect(),
        links: links.into_iter().map(LinkView::from).collect(),
        version: inspection.version,
        actions: actions(inspection, &order, actor).into_iter().map(str::to_owned).collect(),
        work_order: OrderLabel { id: order.id, number: order.number },
        vehicle: VehicleLabel { id: order.vehicle_id, plate: order.vehicle_plate, label: order.vehicle_label },
    })
}

fn actions(inspection: &inspection::Model, order: &OrderHead, actor: &Actor) -> Vec<&'static str> {
    let (fill, propose) = (INSPECTION_FILL, WORK_ORDER_UPDATE);
    let is_over = !order.state.is_open();
    let possible: &[(&'static str, kernel::Permission)] = match inspection.state {
        InspectionState::Open if is_over => &[],
        InspectionState::Open => &[("answer", fill), ("complete", fill), ("propose", propose)],
        InspectionState::Done if is_over => &[("link", INSPECTION_SEND)],
        InspectionState::Done => &[("reopen", fill), ("propose", propose), ("link", INSPECTION_SEND)],
    };
    let possible: Vec<_> = possible.iter().copied().filter(|(name, _)| *name != "propose" || order.state.is_work()).collect();
    actor.allowed(inspection.site_id, &possible)
}

fn item_view(item: &item::Model, job_id: Option<JobId>, photos: Vec<PhotoRow>, earlier: Vec<EarlierRow>) -> ItemView {
    ItemView {
        id: item.id,
        section: item.section(),
        names: item.names(),
        measured: item.measured(),
        required: item.required,
        photo_if_urgent: item.photo_if_urgent,
        answer: AnswerView::from(item),
        job_id,
        photos: photos.into_iter().map(PhotoView::from).collect(),
        earlier: earlier.into_iter().map(EarlierView::from).collect(),
    }
}

impl From<&item::Model> for AnswerView {
    fn from(item: &item::Model) -> Self {
        Self {
            item_id: item.id,
            verdict: item.verdict,
            measure: item.measure,
            note: item.note.clone(),
            overruled: item.overruled,
            answered_by: item.answered_by.clone(),
            answered_at: item.answered_at,
            version: item.version,
        }
    }
}

impl From<PhotoRow> for PhotoView {
    fn from(row: PhotoRow) -> Self {
        Self {
            id: row.id,
            item_id: row.item_id,
            name: row.name,
            by_name: row.by_name,
            at: row.at,
            marks: marks::read(&row.marks),
            version: row.version,
        }
    }
}

impl From<EarlierRow> for EarlierView {
    fn from(row: EarlierRow) -> Self {
        Self { inspection_id: row.inspection_id, at: row.answered_at, verdict: row.verdict, measure: row.measure, note: row.note }
    }
}

impl TemplateView {
    /// Templates are the group's: who may edit them anywhere may edit them here.
    pub fn new(row: template::Model, actor: &Actor) -> Result<Self, Problem> {
        let sections = serde_json::from_str(&row.content).map_err(|error| Problem::internal(&error))?;
        let turn = if row.archived { "restore" } else { "archive" };
        let actions = if actor.may_anywhere(INSPECTION_CONFIGURE) { vec!["update".to_owned(), turn.to_owned()] } else { vec![] };
        let names = Translated { fr: row.name_fr, ar: row.name_ar, en: row.name_en };
        Ok(Self { id: row.id, names, sections, archived: row.archived, version: row.version, actions })
    }
}

/// The rows of some inspections, counted in one question.
pub async fn rows<C: ConnectionTrait>(conn: &C, inspections: Vec<inspection::Model>) -> Result<Vec<InspectionRow>, DbErr> {
    let mut counts = by(store::counts(conn, &inspections).await?, |row: &CountRow| row.inspection_id);
    let rows = inspections.into_iter().map(|inspection| InspectionRow {
        id: inspection.id,
        work_order_id: inspection.order_id,
        names: inspection.names(),
        state: inspection.state,
        begun_at: inspection.begun_at,
        begun_by: inspection.begun_by,
        done_at: inspection.done_at,
        done_by: inspection.done_by,
        counts: counts_of(counts.remove(&inspection.id).unwrap_or_default().into_iter().map(|row| (row.verdict, row.number))),
    });
    Ok(rows.collect())
}

pub fn counts_of(verdicts: impl Iterator<Item = (Option<Verdict>, i64)>) -> InspectionCounts {
    let mut counts = InspectionCounts::default();
    for (verdict, number) in verdicts {
        *match verdict {
            Some(Verdict::Ok) => &mut counts.ok,
            Some(Verdict::Soon) => &mut counts.soon,
            Some(Verdict::Urgent) => &mut counts.urgent,
            Some(Verdict::NotInspected) => &mut counts.not_inspected,
            None => &mut counts.open,
        } += number;
    }
    counts
}

/// What was measured, by item in the order of the newest inspection.
pub fn trends(rows: Vec<EarlierRow>) -> Vec<Trend> {
    let mut trends: Vec<(String, Trend)> = vec![];
    for row in rows {
        let (Some(unit), Some(_)) = (row.unit, row.measure) else { continue };
        if let Some((_, trend)) = trends.iter_mut().find(|(code, trend)| *code == row.code && trend.measured.unit == unit) {
            trend.values.push(row.into());
            continue;
        }
        let names = Translated { fr: row.name_fr.clone(), ar: row.name_ar.clone(), en: row.name_en.clone() };
        let measured = Measured { unit, soon_below: row.soon_below, urgent_below: row.urgent_below };
        trends.push((row.code.clone(), Trend { names, measured, values: vec![row.into()] }));
    }
    trends.into_iter().map(|(_, trend)| trend).collect()
}

/// Rows sorted by what they belong to, in the order they came.
pub fn by<T, K: std::hash::Hash + Eq>(rows: Vec<T>, key: impl Fn(&T) -> K) -> HashMap<K, Vec<T>> {
    let mut sorted = HashMap::new();
    for row in rows {
        sorted.entry(key(&row)).or_insert_with(Vec::new).push(row);
    }
    sorted
}
