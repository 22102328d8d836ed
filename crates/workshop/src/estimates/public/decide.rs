//! `POST /public/estimates/{token}/decide`

use std::sync::Arc;

use axum::extract::State;
use axum::http::{HeaderMap, header};
use chrono::{DateTime, Utc};
use contracts::identity::site;
use contracts::workshop::{JobId, StaffAlert};
use garde::Validate;
use kernel::files::Prepared;
use kernel::files::{LONGEST_DRAWING, drawn};
use kernel::http::{Json, Path};
use kernel::origin::origin;
use kernel::text::{filled, filled_line};
use kernel::{Actor, FieldError, Problem};
use serde::Deserialize;
use utoipa::ToSchema;

use super::page::{EstimatePage, Shown, page};
use super::visited;
use crate::alerts;
use crate::estimates::approvers::Approvers;
use crate::estimates::ask::ask_next;
use crate::estimates::error::Error;
use crate::estimates::evidence::{self, Proof};
use crate::estimates::store::MOST_VERSIONS;
use crate::estimates::view::EstimateState;
use crate::work_orders::authorise::{DecisionInput, Verdict, decision};
use crate::work_orders::command::keep;
use crate::work_orders::estimate::Word;
use crate::work_orders::job::AuthorisationMethod;
use crate::work_orders::store as orders;
use crate::{MODULE, Workshop};

/// Of what a browser says it is.
const LONGEST_AGENT: usize = 300;

/// The customer's word, given on the page of a link.
#[derive(Clone, Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DecideEstimate {
    /// The version that was before their eyes.
    #[garde(range(min = 1, max = MOST_VERSIONS))]
    #[schema(minimum = 1, maximum = 100)]
    pub version: i64,
    #[garde(length(min = 1, max = 30), dive)]
    #[schema(min_items = 1, max_items = 30)]
    pub decisions: Vec<DecisionInput>,
    #[garde(custom(filled_line(200)))]
    #[schema(max_length = 200, format = "filled-line")]
    pub by_name: String,
    /// What was drawn: a PNG in base64.
    #[serde(default)]
    #[garde(length(max = LONGEST_DRAWING))]
    #[schema(max_length = 200_000)]
    pub signature: Option<String>,
}

/// Approves or declines jobs of the version that is named, at its prices. Each is decided once; a version that is not the newest is refused,
/// and so is one whose time is over. Where the customer's approvers have limits, what is approved of the order in all stays within the limit of
/// who the link is for: beyond it 409 `approval-limit`, and who may approve it is asked. Permission: none, the link proves it; 404 for one that opens nothing.
#[utoipa::path(post, path = "/public/estimates/{token}/decide", tag = MODULE, operation_id = "decide_estimate", security(()),
    params(("token" = String, Path, max_length = 64)), request_body = DecideEstimate,
    responses((status = 200, body = EstimatePage), (status = 429, description = "Too many")))]
pub async fn decide_estimate(
    State(workshop): State<Arc<Workshop>>,
    Path(token): Path<String>,
    headers: HeaderMap,
    Json(body): Json<DecideEstimate>,
) -> Result<Json<EstimatePage>, Problem> {
    let visit = visited(&workshop, &token).await?;
    let signature = drawn(body.signature.as_deref()).await?;
    let seen = orders::find(workshop.context.db.reader(), visit.order).await?.ok_or_else(Problem::not_found)?;
    let approvers = Approvers::of(&workshop, &seen).await?;
    let (mut tx, clock) = (workshop.context.db.begin().await?, workshop.context.clock.as_ref());
    let before = orders::lock(&tx, visit.order).await?.ok_or_else(Problem::not_found)?;
    let shown = Shown::of(&*tx, before.clone()).await?;
    allowed(&shown, &body, workshop.now())?;
    let word = word(&body, workshop.now());
    let mut order = before.clone();
    let mut facts = order.authorise_offer(&word, Some(&shown.document.offer()))?;
    if let Err(refused) = word.within(&approvers, visit.contact, &order) {
        drop(tx);
        ask_next(&workshop, visit.order, &approvers, order.approved_net(), &word.by_name).await?;
        return Err(refused.into());
    }
    facts.extend(order.end_wait(approvers.is_bound()));
    let actor = Actor { name: word.by_name.clone(), ..Actor::system() };
    evidence::keep(&tx, &order, &word, Some(&shown.version), proof(&headers, signature)).await?;
    keep(&mut tx, &before, &mut order, &facts, &actor, clock).await?;
    alerts::tell(&mut tx, &order, decided(&shown, &body), &actor, clock).await?;
    tx.commit().await?;

    let reader = workshop.context.db.reader();
    let shown = Shown::read(reader, visit.order).await?;
    let card = site(workshop.sites.as_ref(), shown.order.site_id).await?;
    Ok(Json(page(reader, &shown, &card, workshop.now()).await?.seen_by(visit.contact, &shown, &approvers)))
}

fn decided(shown: &Shown, body: &DecideEstimate) -> StaffAlert {
    let of = |verdict| {
        let those = body.decisions.iter().filter(|decision| decision.decision == verdict);
        those.filter_map(|decision| shown.document.job(decision.job_id)).map(|job| job.title.clone()).collect()
    };
    StaffAlert::EstimateDecided { by: body.by_name.trim().to_owned(), approved: of(Verdict::Approve), declined: of(Verdict::Decline) }
}

/// Whether the customer may say this now.
fn allowed(shown: &Shown, body: &DecideEstimate, now: DateTime<Utc>) -> Result<(), Problem> {
    if body.version != shown.version.number {
        return Err(Error::Superseded(shown.version.number).into());
    }
    let unknown = |(place, _): (usize, &DecisionInput)| {
        FieldError::new(format!("/decisions/{place}/job_id"), "unknown", "the estimate has no such job")
    };
    let named = body.decisions.iter().enumerate();
    let unknown: Vec<_> = named.filter(|(_, decision)| shown.document.job(decision.job_id).is_none()).map(unknown).collect();
    if !unknown.is_empty() {
        return Err(Problem::fields(unknown));
    }
    match shown.state(now) {
        EstimateState::Expired => return Err(Error::Expired.into()),
        EstimateState::Open if !shown.order.state.name().is_work() => return Err(Error::OrderOver.into()),
        _ => {}
    }
    let says_yes = body.decisions.iter().any(|decision| decision.decision == Verdict::Approve);
    if shown.settings.signature_required && says_yes && body.signature.is_none() {
        return Err(Error::SignatureMissing.into());
    }
    let title = |id: JobId| shown.document.job(id).map(|job| job.title.clone());
    let over = body.decisions.iter().filter(|decision| !shown.can_decide(decision.job_id, now));
    let over: Vec<_> = over.filter_map(|decision| title(decision.job_id)).collect();
    if over.is_empty() { Ok(()) } else { Err(Error::AlreadyDecided(over).into()) }
}

fn word(body: &DecideEstimate, at: DateTime<Utc>) -> Word {
    let by_name = body.by_name.trim().to_owned();
    Word {
        method: AuthorisationMethod::Link,
        recorded_by: by_name.clone(),
        by_name,
        at,
        decisions: body.decisions.iter().map(decision).collect(),
    }
}

fn proof(headers: &HeaderMap, signature: Option<Prepared>) -> Proof {
    let agent = headers.get(header::USER_AGENT).and_then(|value| value.to_str().ok());
    let agent = agent.map(|text| text.chars().take(LONGEST_AGENT).collect());
    Proof { phone: None, address: origin().map(|address| address.to_string()), user_agent: filled(agent), signature }
}
