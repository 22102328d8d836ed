//! POST /dunning/{site}/send, and what a day proposes: POST /dunning/{site}/look

use axum::extract::State;
use axum::http::StatusCode;
use contracts::billing::{LetterId, PAYMENT_TAKE};
use contracts::identity::site;
use garde::Validate;
use kernel::http::{Caller, IdempotencyKey, Json, Path};
use kernel::idempotency::{Claim, Repeatable};
use kernel::site_settings::of;
use kernel::{Actor, Amount, Problem, SiteId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::letter::LetterState;
use super::propose::{Place, alone, propose, send};
use super::settings::{Mode, Model as Settings};
use super::store;
use super::tables::letters;
use crate::error::Error;
use crate::once::{Begun, begin};
use crate::{Billing, MODULE};

const MOST: usize = 500;

/// Letters that somebody looked at.
#[derive(Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SendLetters {
    /// Proposed at the site.
    #[garde(length(min = 1, max = MOST))]
    #[schema(min_items = 1, max_items = 500)]
    pub letter_ids: Vec<LetterId>,
}

/// What is under way.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct LettersSent {
    /// Letters on their way.
    pub letters: i64,
    /// Letters of which nothing was left: paid or paused meanwhile, or sent by somebody else.
    pub left: i64,
    /// What they ask for, in minor units.
    pub due: Amount,
    pub currency: String,
}

/// Sends letters as what they ask for stands now: a message each, with the PDF. What is paid or paused meanwhile has left them.
///
/// `Idempotency-Key` is required. Permission: `payment.take`.
#[utoipa::path(
    post, path = "/dunning/{site_id}/send", operation_id = "send_dunning_letters", tag = "billing", security(("bearer" = [])),
    params(("site_id" = SiteId, Path), ("Idempotency-Key" = String, Header)), request_body = SendLetters,
    responses((status = 200, body = LettersSent))
)]
pub async fn send_dunning_letters(
    State(billing): State<Billing>,
    Caller(actor): Caller,
    Path(id): Path<SiteId>,
    key: IdempotencyKey,
    Json(body): Json<SendLetters>,
) -> Result<Repeatable<axum::Json<LettersSent>>, Problem> {
    let (replayed, sent) = send_them(&billing, &actor, id, key, body).await?;
    Ok(Repeatable { status: StatusCode::OK, replayed, body: axum::Json(sent) })
}

async fn send_them(
    billing: &Billing,
    actor: &Actor,
    id: SiteId,
    key: IdempotencyKey,
    body: SendLetters,
) -> Result<(bool, LettersSent), Problem> {
    actor.permit(PAYMENT_TAKE, id)?;
    let card = site(billing.sites.as_ref(), id).await?;
    let what = format!("send_dunning_letters {id}");
    let (mut tx, claim) = match begin(&billing.context, actor, &what, (PAYMENT_TAKE, id), (key, &body)).await? {
        Begun::Answered(sent) => return Ok((true, sent)),
        Begun::New { tx, claim } => (tx, claim),
    };
    let settings: Settings = of(&*tx, id).await?;
    let place = Place { site: &card, settings: &settings, actor, clock: billing.context.clock.as_ref() };
    alone(&tx, &card, 0).await?;
    let is_open = |letter: &letters::Model| letter.site_id == id && letter.state == LetterState::Proposed;
    let proposed: Vec<_> = store::lock_many(&tx, &body.letter_ids).await?.into_iter().filter(is_open).collect();
    let sent = send(&mut tx, place, proposed).await?;
    let count = |many: usize| i64::try_from(many).unwrap_or(i64::MAX);
    let answer = LettersSent {
        letters: count(sent.len()),
        left: count(body.letter_ids.len().saturating_sub(sent.len())),
        due: sent.iter().map(|letter| letter.due).sum(),
        currency: card.currency.clone(),
    };
    Claim::keep(claim.as_ref(), &tx, MODULE, &answer).await?;
    tx.commit().await?;
    Ok((false, answer))
}

/// Looking takes no choices.
#[derive(Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LookWhoIsLate {}

/// What is proposed now.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct LettersProposed {
    pub letters: i64,
    /// Minor units.
    pub due: Amount,
    pub currency: String,
}

/// Looks now who is due for a step, without waiting for the site's hour. Letters are proposed anew, and none is sent.
///
/// Refused with `dunning-off` where the site writes to nobody. Permission: `payment.take`.
#[utoipa::path(
    post, path = "/dunning/{site_id}/look", operation_id = "look_who_is_late", tag = "billing", security(("bearer" = [])),
    params(("site_id" = SiteId, Path)), request_body = LookWhoIsLate, responses((status = 200, body = LettersProposed))
)]
pub async fn look_who_is_late(
    State(billing): State<Billing>,
    Caller(actor): Caller,
    Path(id): Path<SiteId>,
    Json(LookWhoIsLate {}): Json<LookWhoIsLate>,
) -> Result<axum::Json<LettersProposed>, Problem> {
    actor.permit(PAYMENT_TAKE, id)?;
    let card = site(billing.sites.as_ref(), id).await?;
    let mut tx = billing.context.db.begin().await?;
    let settings: Settings = of(&*tx, id).await?;
    if settings.mode == Mode::Off {
        return Err(Error::DunningOff.into());
    }
    alone(&tx, &card, 0).await?;
    let place = Place { site: &card, settings: &settings, actor: &actor, clock: billing.context.clock.as_ref() };
    let proposed = propose(&mut tx, place).await?;
    tx.commit().await?;
    Ok(axum::Json(LettersProposed {
        letters: i64::try_from(proposed.len()).unwrap_or(i64::MAX),
        due: proposed.iter().map(|letter| letter.due).sum(),
        currency: card.currency,
    }))
}
