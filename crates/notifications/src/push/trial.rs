//! `POST /push/trial`

use std::sync::Arc;

use axum::extract::State;
use contracts::documents::Language;
use contracts::identity::UserId;
use kernel::Problem;
use kernel::http::{Caller, Json};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::notice::Notice;
use super::post::Posted;
use super::{Push, store};

/// What came of a trial.
#[derive(Clone, Debug, Default, Serialize, ToSchema)]
pub struct PushTrial {
    /// Browsers whose push service took it.
    pub told: usize,
    /// Browsers that are no more: they are forgotten.
    pub gone: usize,
    /// What else push services said.
    pub said: Vec<String>,
}

/// Tells all browsers of the caller something, at once. Permission: none but being signed in oneself.
#[utoipa::path(post, path = "/push/trial", tag = "notifications", operation_id = "try_push",
    responses((status = 200, body = PushTrial)), security(("bearer" = [])))]
pub async fn try_push(State(push): State<Arc<Push>>, Caller(actor): Caller) -> Result<Json<PushTrial>, Problem> {
    actor.session()?;
    let user = UserId(actor.id);
    let card = push.staff.cards(&[user]).await?.into_iter().next();
    let notice = Notice::trial(Uuid::now_v7(), Language::from_code(card.as_ref().map_or("fr", |card| &card.language)));
    let mut trial = PushTrial::default();
    for device in store::of_users(push.context.db.reader(), &[user]).await? {
        let posted = push.post(&device, &notice).await?;
        let tx = push.context.db.begin().await?;
        match posted {
            Posted::Taken => {
                store::told(&tx, device.id, push.context.clock.now()).await?;
                trial.told += 1;
            }
            Posted::Gone => {
                store::forget(&tx, device.id, None).await?;
                trial.gone += 1;
            }
            Posted::Busy(said) | Posted::Refused(said) => trial.said.push(said),
        }
        tx.commit().await?;
    }
    Ok(Json(trial))
}
