//! `POST /public/estimates/{token}/questions`

use std::sync::Arc;

use axum::extract::State;
use contracts::identity::site;
use contracts::workshop::{JobId, StaffAlert};
use garde::Validate;
use kernel::http::{Json, Path};
use kernel::{Actor, Problem};
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::page::{EstimatePage, Shown, page};
use super::visited;
use crate::alerts;
use crate::estimates::approvers::Approvers;
use crate::estimates::error::Error;
use crate::estimates::store::{self, MOST_WORDS};
use crate::estimates::tables::word;
use crate::work_orders::fact::Fact;
use crate::work_orders::input::filled_prose;
use crate::work_orders::store as orders;
use crate::{MODULE, Workshop};

#[derive(Clone, Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AskAboutEstimate {
    #[garde(skip)]
    pub job_id: JobId,
    #[garde(custom(filled_prose(1000)))]
    #[schema(max_length = 1000, format = "filled-prose")]
    pub text: String,
}

/// Asks the garage something about a job of the estimate; the answer stands on the same page. Permission: none, the link proves it; 404 for
/// one that opens nothing.
#[utoipa::path(post, path = "/public/estimates/{token}/questions", tag = MODULE, operation_id = "ask_about_estimate", security(()),
    params(("token" = String, Path, max_length = 64)), request_body = AskAboutEstimate,
    responses((status = 200, body = EstimatePage), (status = 429, description = "Too many")))]
pub async fn ask_about_estimate(
    State(workshop): State<Arc<Workshop>>,
    Path(token): Path<String>,
    Json(body): Json<AskAboutEstimate>,
) -> Result<Json<EstimatePage>, Problem> {
    let visit = visited(&workshop, &token).await?;
    let mut tx = workshop.context.db.begin().await?;
    let order = orders::lock(&tx, visit.order).await?.ok_or_else(Problem::not_found)?;
    let shown = Shown::of(&*tx, order).await?;
    let unknown = || Problem::field("/job_id", "unknown", "the estimate has no such job");
    let job = shown.document.job(body.job_id).ok_or_else(unknown)?;
    if shown.order.state.name().is_over() {
        return Err(Error::OrderOver.into());
    }
    if store::words(&*tx, visit.order).await?.len() as u64 >= MOST_WORDS {
        return Err(Error::TooManyWords(MOST_WORDS).into());
    }
    let row = word::Model {
        id: Uuid::now_v7(),
        order_id: visit.order,
        job_id: job.id,
        job_title: job.title.clone(),
        by_customer: true,
        by_name: shown.document.customer.clone(),
        text: body.text.trim().to_owned(),
        at: workshop.now(),
    };
    let fact = Fact::EstimateAsked { job: job.title.clone(), note: row.text.clone() };
    let alert = StaffAlert::QuestionAsked { job: job.title.clone(), text: row.text.clone() };
    let actor = Actor { name: row.by_name.clone(), ..Actor::system() };
    store::insert_word(&tx, row).await?;
    workshop.note(&mut tx, &shown.order, &fact, &actor).await?;
    alerts::tell(&mut tx, &shown.order, alert, &actor, workshop.context.clock.as_ref()).await?;
    tx.commit().await?;

    let reader = workshop.context.db.reader();
    let shown = Shown::read(reader, visit.order).await?;
    let card = site(workshop.sites.as_ref(), shown.order.site_id).await?;
    // What they may approve is looked at again when they decide: the page does without where customers does not answer.
    let approvers = Approvers::of(&workshop, &shown.order).await.unwrap_or_default();
    Ok(Json(page(reader, &shown, &card, workshop.now()).await?.seen_by(visit.contact, &shown, &approvers)))
}
