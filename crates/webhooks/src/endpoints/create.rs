//! `POST /webhooks`

use std::sync::Arc;

use axum::extract::State;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use contracts::identity::UserId;
use garde::Validate;
use kernel::http::{Caller, Created, Json};
use kernel::text::filled_line;
use kernel::{Actor, Problem, SiteId, Via};
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::endpoint::{Endpoint, WebhookState};
use super::view::{NewWebhookView, view};
use super::{input, secret, store};
use crate::Webhooks;
use crate::events::{self, EventType};

/// A webhook to make.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewWebhook {
    /// `Accountant`; it stands in histories.
    #[garde(custom(filled_line(100)))]
    #[schema(max_length = 100, format = "filled-line")]
    pub name: String,
    /// By https.
    #[garde(custom(filled_line(1000)))]
    #[schema(max_length = 1000, format = "filled-line", example = "https://accounts.example/ecar")]
    pub url: String,
    /// What it is told of; of everything when left out or empty.
    #[serde(default)]
    #[garde(length(max = 100))]
    #[schema(max_items = 100)]
    pub types: Vec<EventType>,
    /// Of what happens at these sites it is told, and of what the group shares.
    #[garde(length(min = 1, max = 1000))]
    #[schema(min_items = 1, max_items = 1000)]
    pub sites: Vec<SiteId>,
}

/// Has a program of others told of what happens from now on: each event once it has answered the one before with 2xx, signed by
/// Standard Webhooks. The secret is in this answer and nowhere else. Refused with `address-refused` beside an address that is not https, or
/// within the house; with `too-many-webhooks` beyond 50.
///
/// Permission: `webhook.manage` at each of its sites.
#[utoipa::path(post, path = "/webhooks", tag = "webhooks", operation_id = "create_webhook", request_body = NewWebhook,
    responses((status = 201, body = NewWebhookView)), security(("bearer" = [])))]
pub async fn create_webhook(
    State(it): State<Arc<Webhooks>>,
    Caller(actor): Caller,
    Json(new): Json<NewWebhook>,
) -> Result<Response, Problem> {
    let made = create(&it, &actor, new).await?;
    let location = format!("/api/v1/webhooks/{}", made.webhook.id);
    let mut response = Created { location, body: Json(made) }.into_response();
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(response)
}

async fn create(it: &Webhooks, actor: &Actor, new: NewWebhook) -> Result<NewWebhookView, Problem> {
    let now = it.context.clock.now();
    let sites = input::sites(actor, new.sites)?;
    let (kinds, url) = (input::kinds(new.types)?, it.address(&new.url)?);
    let (id, made) = (Uuid::now_v7(), secret::new()?);
    let [place, _] = secret::places(id);
    let mut tx = it.context.db.begin().await?;
    if store::all(&*tx).await?.len() >= store::MOST {
        return Err(Problem::conflict("too-many-webhooks", "Remove webhooks that nobody uses first"));
    }
    let one = Endpoint {
        id,
        name: new.name.trim().to_owned(),
        url,
        kinds,
        sites,
        state: WebhookState::Active,
        secret: it.vault.seal(&place, made.as_bytes())?,
        old_secret: None,
        old_until: None,
        place: events::store::head(&*tx).await?,
        attempts: 0,
        due_at: now,
        claim: None,
        said: None,
        told_at: None,
        user_id: (actor.via != Via::ApiKey).then_some(UserId(actor.id)),
        created_by: actor.name.clone(),
        created_at: now,
        version: 1,
    };
    it.keep(&mut tx, actor, "webhook.create", (None, Some(&one))).await?;
    let webhook = view(&*tx, one, now).await?;
    tx.commit().await?;
    Ok(NewWebhookView { secret: made, webhook })
}
