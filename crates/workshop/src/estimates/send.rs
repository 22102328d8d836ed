//! Freezes what is proposed as a version, and sends it to the customer.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use chrono::TimeDelta;
use contracts::customers::Approver;
use contracts::workshop::{EstimateSent, WORK_ORDER_AUTHORISE, WorkOrderId};
use garde::Validate;
use kernel::http::{Created, Json, Path};
use kernel::idempotency::{Claim, Repeatable};
use kernel::{Actor, Problem, outbox};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::approvers::Approvers;
use super::document::{Document, Sending, freeze, row};
use super::error::Error;
use super::settings::EstimateSettings;
use super::store::{self, MOST_VERSIONS};
use super::tables::version;
use super::view::VersionView;
use crate::deposits::{AskForDeposit, DepositAsk, chosen};
use crate::work_orders::command::{Asked, keep};
use crate::work_orders::store as orders;
use crate::work_orders::work_order::WorkOrder;
use crate::{MODULE, Workshop, notes};

/// How an estimate goes out.
#[derive(Clone, Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SendEstimate {
    /// Mails the customer a link; otherwise one is made and handed over.
    #[garde(skip)]
    pub by_message: bool,
    /// For how many days the customer may decide; as long as the site's estimates hold when left out.
    #[serde(default)]
    #[garde(inner(range(min = 1, max = 365)))]
    #[schema(minimum = 1, maximum = 365)]
    pub valid_days: Option<i64>,
    /// What the customer is asked to pay ahead: a share, an amount or neither. Left out, what the order asks for already; of its first
    /// estimate, what the site's ask by themselves.
    #[serde(default)]
    #[garde(dive)]
    pub deposit: Option<AskForDeposit>,
}

type Answer = Repeatable<Created<Json<VersionView>>>;

/// Freezes the jobs that are not declined as the next version of the estimate: prices, taxes, totals, and a hash of them. What waits for the
/// customer's word is sent from then on. Of a customer whose approvers have limits it goes to the one with the smallest limit that covers the net of
/// all that would then be approved (409 `no-approver` where nobody does), and work under way is on hold until they decide. Permission:
/// `work_order.authorise`.
#[utoipa::path(post, path = "/work-orders/{work_order_id}/estimates", tag = MODULE, operation_id = "send_estimate",
    security(("bearer" = [])), params(("work_order_id" = WorkOrderId, Path), ("Idempotency-Key" = Option<String>, Header)),
    request_body = SendEstimate, responses((status = 201, body = VersionView)))]
pub async fn send_estimate(
    State(workshop): State<Arc<Workshop>>,
    asked: Asked,
    Path(id): Path<WorkOrderId>,
    Json(body): Json<SendEstimate>,
) -> Result<Answer, Problem> {
    let (actor, db, clock) = (asked.actor.clone(), &workshop.context.db, workshop.context.clock.as_ref());
    let claim = asked.claim(&format!("send_estimate:{id}"), &body)?;
    if let Some(view) = Claim::replay(claim.as_ref(), db, MODULE).await? {
        return Ok(answer(view, true));
    }
    let approvers = approvers_of(&workshop, id, &actor).await?;
    let mut tx = db.begin().await?;
    Claim::take(claim.as_ref(), &tx, MODULE, clock).await?;
    let before = orders::lock(&tx, id).await?.ok_or_else(Problem::not_found)?;
    actor.permit(WORK_ORDER_AUTHORISE, before.site_id)?;
    let mut order = before.clone();
    let number = store::newest(&*tx, id).await?.map_or(1, |row| row.number + 1);
    if number > MOST_VERSIONS {
        return Err(Error::TooManyVersions.into());
    }
    if body.by_message && order.customer.known().is_none() {
        return Err(Problem::field("/by_message", "not-allowed", "the caller has no record, and no address"));
    }
    let settings = EstimateSettings::from(store::settings(&*tx, before.site_id).await?);
    let mut facts = order.send_estimate(number)?;
    facts.extend(order.ask_for_deposit(deposit_of(&body, &order, &settings, number)?)?);
    let asked = approvers.ask(order.net_in_all())?;
    let expires_at = workshop.now() + TimeDelta::days(body.valid_days.unwrap_or(settings.valid_days));
    order.hold_until(expires_at);
    let sending = Sending { version: number, by: &actor.name, at: workshop.now(), expires_at };
    let (notes, deposit) = (notes::for_customer(&*tx, id).await?, order.deposit.ask);
    let document = Document { notes, deposit, ..freeze(&before, &sending)? };
    let mut version = row(&before, &document, body.by_message)?;
    if let Some(asked) = asked {
        (version.asked_id, version.asked_name) = (Some(asked.id), Some(asked.name.clone()));
        facts.extend(order.wait_for(&asked.name, workshop.now()));
    }
    store::insert(&tx, version.clone()).await?;
    keep(&mut tx, &before, &mut order, &facts, &actor, clock).await?;
    if body.by_message {
        outbox::append(&mut tx, MODULE, &sent(&order, &version, asked), &actor, clock).await?;
    }
    let view = VersionView::of(version, number, workshop.now());
    Claim::keep(claim.as_ref(), &tx, MODULE, &view).await?;
    tx.commit().await?;
    Ok(answer(view, false))
}

/// What was chosen, else what the order asks for; of its first estimate what the site's usually do. A caller has nothing to pay yet.
fn deposit_of(body: &SendEstimate, order: &WorkOrder, settings: &EstimateSettings, version: i64) -> Result<Option<DepositAsk>, Problem> {
    if let Some(AskForDeposit { share, amount }) = body.deposit {
        return chosen(share, amount, "/deposit");
    }
    let usual = settings.deposit.as_ref().filter(|_| version == 1 && !order.is_quote());
    Ok(order.deposit.ask.or(usual.and_then(|usual| usual.of(order.totals().total))))
}

async fn approvers_of(workshop: &Workshop, id: WorkOrderId, actor: &Actor) -> Result<Approvers, Problem> {
    let order = orders::find(workshop.context.db.reader(), id).await?.ok_or_else(Problem::not_found)?;
    actor.permit(WORK_ORDER_AUTHORISE, order.site_id)?;
    Approvers::of(workshop, &order).await
}

pub fn sent(order: &WorkOrder, version: &version::Model, to: Option<&Approver>) -> EstimateSent {
    EstimateSent {
        id: version.id,
        site_id: order.site_id,
        work_order_id: order.id,
        number: order.number.clone(),
        version: version.number,
        customer_id: order.customer.id,
        vehicle_plate: order.vehicle.plate.clone(),
        vehicle_label: order.vehicle.label.clone(),
        expires_at: version.expires_at,
        to: to.cloned(),
    }
}

fn answer(view: VersionView, replayed: bool) -> Answer {
    let location = format!("/api/v1/estimates/{}", view.id);
    Repeatable { status: StatusCode::CREATED, replayed, body: Created { location, body: Json(view) } }
}
