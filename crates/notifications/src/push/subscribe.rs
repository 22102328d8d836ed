//! `POST /push/devices`

use std::sync::Arc;

use axum::extract::State;
use contracts::customers::CustomerId;
use contracts::identity::UserId;
use garde::Validate;
use kernel::Problem;
use kernel::http::{Caller, Json};
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::list::PushDevice;
use super::subscription::{Subscription, auth, public_key};
use super::{Push, store};

/// What `PushManager.subscribe` gave.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewPushDevice {
    #[garde(custom(kernel::text::filled_line(1000)))]
    #[schema(max_length = 1000, format = "filled-line", example = "https://updates.push.services.mozilla.com/wpush/v2/gAAAAA")]
    pub endpoint: String,
    /// The browser's public key: an uncompressed point of P-256, base64 for addresses.
    #[garde(custom(kernel::text::filled_line(100)))]
    #[schema(max_length = 100, format = "filled-line", example = "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4")]
    pub p256dh: String,
    /// Its secret: 16 bytes, base64 for addresses.
    #[garde(custom(kernel::text::filled_line(30)))]
    #[schema(max_length = 30, format = "filled-line", example = "BTBZMqHH6r4Tts7J_aSIgg")]
    pub auth: String,
}

/// From now on this browser is told the caller's news while it sleeps; somebody else who had it told no longer does. Said again, nothing
/// changes. Of more than 20 browsers of a person, the oldest is forgotten. Permission: none but being signed in oneself.
#[utoipa::path(post, path = "/push/devices", tag = "notifications", operation_id = "subscribe_push", request_body = NewPushDevice,
    responses((status = 200, body = PushDevice)), security(("bearer" = [])))]
pub async fn subscribe_push(
    State(push): State<Arc<Push>>,
    Caller(actor): Caller,
    Json(body): Json<NewPushDevice>,
) -> Result<Json<PushDevice>, Problem> {
    actor.session()?;
    let kept = body.keep(&push, Owner::Staff(UserId(actor.id))).await?;
    Ok(Json(kept.into()))
}

/// Who has a browser told.
#[derive(Clone, Copy, Debug)]
pub enum Owner {
    Staff(UserId),
    Customer(CustomerId),
}

impl NewPushDevice {
    /// From now on this browser is theirs.
    pub async fn keep(self, push: &Push, owner: Owner) -> Result<Subscription, Problem> {
        self.check(push)?;
        let (user_id, customer_id) = match owner {
            Owner::Staff(user) => (Some(user), None),
            Owner::Customer(customer) => (None, Some(customer)),
        };
        let (id, created_at) = (Uuid::now_v7(), push.context.clock.now());
        let Self { endpoint, p256dh, auth } = self;
        let one = Subscription { id, user_id, customer_id, endpoint, p256dh, auth, created_at, told_at: None };
        let tx = push.context.db.begin().await?;
        let kept = store::keep(&tx, one).await?;
        tx.commit().await?;
        Ok(kept)
    }

    fn check(&self, push: &Push) -> Result<(), Problem> {
        push.calls.place(&self.endpoint).map_err(|fault| Problem::field("/endpoint", "address-refused", fault.to_string()))?;
        if public_key(&self.p256dh).is_none() {
            return Err(Problem::field("/p256dh", "key-unreadable", "That is no public key of a browser"));
        }
        if auth(&self.auth).is_none() {
            return Err(Problem::field("/auth", "key-unreadable", "That is no secret of a browser"));
        }
        Ok(())
    }
}
