//! Links for the customer, made to be handed over.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use contracts::workshop::{WORK_ORDER_AUTHORISE, WorkOrderId};
use kernel::http::{Caller, Created, Json, Path};
use kernel::{Actor, Problem, Tx, audit};
use uuid::Uuid;

use super::error::Error;
use super::list::whole;
use super::store;
use super::view::EstimatesView;
use crate::links::view::{LinkView, NewLinkView};
use crate::links::{self, Kind, NewLink};
use crate::work_orders::input::Nothing;
use crate::work_orders::store as orders;
use crate::work_orders::work_order::WorkOrder;
use crate::{MODULE, Workshop};

/// Makes a link to the newest version of the estimate, to be handed over: it is in this answer and nowhere else. It can be read for a
/// year; when the time to decide is over stands in the estimate. It is for whom of the customer is asked, where somebody is. Permission: `work_order.authorise`.
#[utoipa::path(post, path = "/work-orders/{work_order_id}/estimate-links", tag = MODULE, operation_id = "link_estimate",
    security(("bearer" = [])), params(("work_order_id" = WorkOrderId, Path)), request_body = Nothing,
    responses((status = 201, body = NewLinkView)))]
pub async fn link_estimate(
    State(workshop): State<Arc<Workshop>>,
    Caller(actor): Caller,
    Path(id): Path<WorkOrderId>,
    _body: Json<Nothing>,
) -> Result<(StatusCode, Created<Json<NewLinkView>>), Problem> {
    let mut tx = workshop.context.db.begin().await?;
    let order = locked(&tx, id, &actor).await?;
    let version = store::newest(&*tx, id).await?.ok_or(Error::NotSent)?;
    let link = NewLink::make(Kind::Estimate, id.0, id, false, &actor.name, workshop.now())?;
    let link = link.made_for(version.asked_id, version.asked_name);
    links::store::insert(&tx, link.row.clone()).await?;
    let view = LinkView::from(link.row);
    record(&workshop, &mut tx, &order, "estimate.linked", (None, Some(&view)), &actor).await?;
    tx.commit().await?;
    let location = format!("/api/v1/work-orders/{id}/estimates");
    Ok((StatusCode::CREATED, Created { location, body: Json(NewLinkView { path: format!("/e/{}", link.token), link: view }) }))
}

/// Withdraws a link before its time. Permission: `work_order.authorise`.
#[utoipa::path(post, path = "/work-orders/{work_order_id}/estimate-links/{link_id}/revoke", tag = MODULE,
    operation_id = "revoke_estimate_link", security(("bearer" = [])),
    params(("work_order_id" = WorkOrderId, Path), ("link_id" = Uuid, Path)), request_body = Nothing,
    responses((status = 200, body = EstimatesView)))]
pub async fn revoke_estimate_link(
    State(workshop): State<Arc<Workshop>>,
    Caller(actor): Caller,
    Path((id, link)): Path<(WorkOrderId, Uuid)>,
    _body: Json<Nothing>,
) -> Result<Json<EstimatesView>, Problem> {
    let mut tx = workshop.context.db.begin().await?;
    let order = locked(&tx, id, &actor).await?;
    let found = |rows: Vec<links::store::Model>| rows.into_iter().find(|row| row.id == link).map(LinkView::from);
    let before = found(links::store::of_record(&*tx, id.0).await?);
    links::store::revoke(&tx, id.0, link, workshop.now()).await?;
    let after = found(links::store::of_record(&*tx, id.0).await?);
    record(&workshop, &mut tx, &order, "estimate.link_revoked", (before.as_ref(), after.as_ref()), &actor).await?;
    let view = whole(&workshop, &*tx, &order, &actor).await?;
    tx.commit().await?;
    Ok(Json(view))
}

async fn locked(tx: &Tx, id: WorkOrderId, actor: &Actor) -> Result<WorkOrder, Problem> {
    let order = orders::lock(tx, id).await?.ok_or_else(Problem::not_found)?;
    actor.permit(WORK_ORDER_AUTHORISE, order.site_id)?;
    Ok(order)
}

async fn record(
    workshop: &Workshop,
    tx: &mut Tx,
    order: &WorkOrder,
    action: &str,
    change: (Option<&LinkView>, Option<&LinkView>),
    actor: &Actor,
) -> Result<(), Problem> {
    let clock = workshop.context.clock.as_ref();
    audit::record(tx, MODULE, order.audited(action), change, actor, clock).await?;
    Ok(workshop.estimates_changed(tx, order, "estimate_linked", actor).await?)
}
