//! Links for the customer, made to be handed over.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use contracts::workshop::{INSPECTION_SEND, InspectionId};
use kernel::http::{Caller, Created, Json, Path};
use kernel::{Actor, Problem, Tx, audit};
use uuid::Uuid;

use super::command::audited;
use super::inspection::InspectionState;
use super::store;
use super::tables::inspection;
use super::view::{self, InspectionView};
use crate::links::view::{LinkView, NewLinkView};
use crate::links::{self, Kind, NewLink};
use crate::work_orders::input::Nothing;
use crate::{MODULE, Workshop};

/// Makes a link to the report of a signed inspection, to be handed over: it is in this answer and nowhere else, and good for 30 days.
/// Permission: `inspection.send`.
#[utoipa::path(post, path = "/inspections/{inspection_id}/links", tag = MODULE, operation_id = "link_inspection", security(("bearer" = [])),
    params(("inspection_id" = InspectionId, Path)), request_body = Nothing, responses((status = 201, body = NewLinkView)))]
pub async fn link_inspection(
    State(workshop): State<Arc<Workshop>>,
    Caller(actor): Caller,
    Path(id): Path<InspectionId>,
    _body: Json<Nothing>,
) -> Result<(StatusCode, Created<Json<NewLinkView>>), Problem> {
    let mut tx = workshop.context.db.begin().await?;
    let inspection = sendable(&tx, id, &actor).await?;
    let link = NewLink::make(Kind::Inspection, id.0, inspection.order_id, false, &actor.name, workshop.now())?;
    links::store::insert(&tx, link.row.clone()).await?;
    let view = LinkView::from(link.row);
    record(&workshop, &mut tx, &inspection, "inspection.linked", (None, Some(&view)), &actor).await?;
    tx.commit().await?;
    let location = format!("/api/v1/inspections/{id}");
    Ok((StatusCode::CREATED, Created { location, body: Json(NewLinkView { path: format!("/i/{}", link.token), link: view }) }))
}

/// Ends a link before its time. Permission: `inspection.send`.
#[utoipa::path(post, path = "/inspections/{inspection_id}/links/{link_id}/revoke", tag = MODULE, operation_id = "revoke_inspection_link",
    security(("bearer" = [])), params(("inspection_id" = InspectionId, Path), ("link_id" = Uuid, Path)),
    request_body = Nothing, responses((status = 200, body = InspectionView)))]
pub async fn revoke_inspection_link(
    State(workshop): State<Arc<Workshop>>,
    Caller(actor): Caller,
    Path((id, link)): Path<(InspectionId, Uuid)>,
    _body: Json<Nothing>,
) -> Result<Json<InspectionView>, Problem> {
    let mut tx = workshop.context.db.begin().await?;
    let inspection = store::lock(&tx, id).await?;
    actor.permit(INSPECTION_SEND, inspection.site_id)?;
    let found = |rows: Vec<links::store::Model>| rows.into_iter().find(|row| row.id == link).map(LinkView::from);
    let before = found(links::store::of_record(&*tx, id.0).await?);
    links::store::revoke(&tx, id.0, link, workshop.now()).await?;
    let after = found(links::store::of_record(&*tx, id.0).await?);
    record(&workshop, &mut tx, &inspection, "inspection.link_revoked", (before.as_ref(), after.as_ref()), &actor).await?;
    let view = view::whole(&*tx, &inspection, &actor).await?;
    tx.commit().await?;
    Ok(Json(view))
}

/// A signed inspection whose report the caller may give to the customer.
pub async fn sendable(tx: &Tx, id: InspectionId, actor: &Actor) -> Result<inspection::Model, Problem> {
    let inspection = store::lock(tx, id).await?;
    actor.permit(INSPECTION_SEND, inspection.site_id)?;
    inspection.expect(InspectionState::Done)?;
    Ok(inspection)
}

async fn record(
    workshop: &Workshop,
    tx: &mut Tx,
    inspection: &inspection::Model,
    action: &str,
    change: (Option<&LinkView>, Option<&LinkView>),
    actor: &Actor,
) -> Result<(), Problem> {
    let order = store::head(&**tx, inspection.order_id).await?;
    audit::record(tx, MODULE, audited(inspection, action, &order.number), change, actor, workshop.context.clock.as_ref()).await?;
    Ok(workshop.inspection_changed(tx, inspection, "linked", actor).await?)
}
