//! Answers what the customer asked on a job.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use contracts::workshop::{EstimateAnswered, EstimateId, JobId, WORK_ORDER_AUTHORISE, WorkOrderId};
use garde::Validate;
use kernel::http::{Json, Path};
use kernel::idempotency::{Claim, Repeatable};
use kernel::{Problem, outbox};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::error::Error;
use super::store::{self, MOST_WORDS};
use super::tables::word;
use super::view::WordView;
use crate::work_orders::command::Asked;
use crate::work_orders::fact::Fact;
use crate::work_orders::input::filled_prose;
use crate::work_orders::store as orders;
use crate::work_orders::work_order::WorkOrder;
use crate::{MODULE, Workshop};

#[derive(Clone, Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AnswerQuestion {
    #[garde(skip)]
    pub job_id: JobId,
    #[garde(custom(filled_prose(1000)))]
    #[schema(max_length = 1000, format = "filled-prose")]
    pub text: String,
}

/// Answers on a job of the estimate: the customer gets a mail, and reads it on the page of their link. Permission: `work_order.authorise`.
#[utoipa::path(post, path = "/work-orders/{work_order_id}/estimate-answers", tag = MODULE, operation_id = "answer_question",
    security(("bearer" = [])), params(("work_order_id" = WorkOrderId, Path), ("Idempotency-Key" = Option<String>, Header)),
    request_body = AnswerQuestion, responses((status = 201, body = WordView)))]
pub async fn answer_question(
    State(workshop): State<Arc<Workshop>>,
    asked: Asked,
    Path(id): Path<WorkOrderId>,
    Json(body): Json<AnswerQuestion>,
) -> Result<Repeatable<Json<WordView>>, Problem> {
    let (actor, db, clock) = (asked.actor.clone(), &workshop.context.db, workshop.context.clock.as_ref());
    let claim = asked.claim(&format!("answer_question:{id}"), &body)?;
    if let Some(view) = Claim::replay(claim.as_ref(), db, MODULE).await? {
        return Ok(Repeatable { status: StatusCode::CREATED, replayed: true, body: Json(view) });
    }
    let mut tx = db.begin().await?;
    Claim::take(claim.as_ref(), &tx, MODULE, clock).await?;
    let order = orders::lock(&tx, id).await?.ok_or_else(Problem::not_found)?;
    actor.permit(WORK_ORDER_AUTHORISE, order.site_id)?;
    let version = store::newest(&*tx, id).await?.ok_or(Error::NotSent)?;
    let unknown = || Problem::field("/job_id", "unknown", "the order has no such job");
    let job = order.jobs.iter().find(|job| job.id == body.job_id).ok_or_else(unknown)?;
    let words = store::words(&*tx, id).await?;
    if words.len() as u64 >= MOST_WORDS {
        return Err(Error::TooManyWords(MOST_WORDS).into());
    }
    let row = word::Model {
        id: Uuid::now_v7(),
        order_id: id,
        job_id: job.id,
        job_title: job.title.clone(),
        by_customer: false,
        by_name: actor.name.clone(),
        text: body.text.trim().to_owned(),
        at: workshop.now(),
    };
    let fact = Fact::EstimateAnswered { job: job.title.clone(), note: row.text.clone() };
    store::insert_word(&tx, row.clone()).await?;
    workshop.note(&mut tx, &order, &fact, &actor).await?;
    if order.customer.known().is_some() {
        outbox::append(&mut tx, MODULE, &told(&order, version.id, &row, &words), &actor, clock).await?;
    }
    let view = WordView::from(row);
    Claim::keep(claim.as_ref(), &tx, MODULE, &view).await?;
    tx.commit().await?;
    Ok(Repeatable { status: StatusCode::CREATED, replayed: false, body: Json(view) })
}

fn told(order: &WorkOrder, estimate_id: EstimateId, answer: &word::Model, words: &[word::Model]) -> EstimateAnswered {
    let question = words.iter().rfind(|word| word.job_id == answer.job_id && word.by_customer);
    EstimateAnswered {
        id: answer.id,
        estimate_id,
        site_id: order.site_id,
        work_order_id: order.id,
        number: order.number.clone(),
        customer_id: order.customer.id,
        vehicle_plate: order.vehicle.plate.clone(),
        vehicle_label: order.vehicle.label.clone(),
        job: answer.job_title.clone(),
        question: question.map(|word| word.text.clone()),
        answer: answer.text.clone(),
    }
}
