//! POST /dunning-letters/{id}/skip, and back: POST /dunning-letters/{id}/restore

use axum::Json as Answer;
use axum::extract::State;
use contracts::billing::{DunningChanged, LetterId, PAYMENT_TAKE};
use contracts::identity::site;
use garde::Validate;
use kernel::http::{Caller, Json, Path};
use kernel::site_settings::of;
use kernel::{Actor, Problem, outbox};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::letter::LetterState;
use super::propose::{Place, alone, tell};
use super::settings::Model as Settings;
use super::store;
use super::tables::letters;
use super::view::{LetterView, shown};
use crate::error::Error;
use crate::{Billing, MODULE};

/// It takes no choices.
#[derive(Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DecideLetter {}

/// Lets a step go for what the letter names: the next comes in its time. Refused with `letter-state` unless it is proposed.
/// Permission: `payment.take`.
#[utoipa::path(post, path = "/dunning-letters/{letter_id}/skip", operation_id = "skip_dunning_letter", tag = "billing",
    params(("letter_id" = LetterId, Path)), request_body = DecideLetter, responses((status = 200, body = LetterView)), security(("bearer" = [])))]
pub async fn skip_dunning_letter(
    State(billing): State<Billing>,
    Caller(actor): Caller,
    Path(id): Path<LetterId>,
    Json(DecideLetter {}): Json<DecideLetter>,
) -> Result<Answer<LetterView>, Problem> {
    turn(&billing, &actor, id, LetterState::Skipped).await.map(Answer)
}

/// Proposes a letter again that was skipped. Refused with `letter-state` unless it was, or where a later step was taken since.
/// Permission: `payment.take`.
#[utoipa::path(post, path = "/dunning-letters/{letter_id}/restore", operation_id = "restore_dunning_letter", tag = "billing",
    params(("letter_id" = LetterId, Path)), request_body = DecideLetter, responses((status = 200, body = LetterView)), security(("bearer" = [])))]
pub async fn restore_dunning_letter(
    State(billing): State<Billing>,
    Caller(actor): Caller,
    Path(id): Path<LetterId>,
    Json(DecideLetter {}): Json<DecideLetter>,
) -> Result<Answer<LetterView>, Problem> {
    turn(&billing, &actor, id, LetterState::Proposed).await.map(Answer)
}

async fn turn(billing: &Billing, actor: &Actor, id: LetterId, next: LetterState) -> Result<LetterView, Problem> {
    let known = store::find(billing.context.db.reader(), id).await?.ok_or_else(Problem::not_found)?;
    actor.permit(PAYMENT_TAKE, known.site_id)?;
    let card = site(billing.sites.as_ref(), known.site_id).await?;
    let mut tx = billing.context.db.begin().await?;
    let settings: Settings = of(&*tx, card.id).await?;
    let place = Place { site: &card, settings: &settings, actor, clock: billing.context.clock.as_ref() };
    alone(&tx, &card, 0).await?;
    let before = store::lock(&tx, id).await?.ok_or_else(Problem::not_found)?;
    let (from, action, by_name, done_on) = match next {
        LetterState::Skipped => (LetterState::Proposed, "dunning.skip", Some(actor.name.clone()), Some(place.today()?)),
        _ => (LetterState::Skipped, "dunning.restore", None, None),
    };
    if before.state != from || (next == LetterState::Proposed && store::is_overtaken(&tx, id).await?) {
        return Err(Error::LetterState.into());
    }
    let letter = letters::Model { state: next, by_name, ..before.clone() };
    store::save(&tx, &letter).await?;
    store::mark_lines(&tx, id, done_on).await?;
    tell(&tx, action, (&before, &letter), place).await?;
    let news = DunningChanged { id: id.0, site_id: card.id };
    outbox::append(&mut tx, MODULE, &news, actor, place.clock).await?;
    let view = shown(&*tx, std::slice::from_ref(&letter), actor).await?.pop().ok_or_else(Problem::not_found)?;
    tx.commit().await?;
    Ok(view)
}
