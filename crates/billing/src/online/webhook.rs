//! `POST /public/payments/{provider}/webhook/{site}`: what providers tell. It only has us ask.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::{HeaderMap, StatusCode};
use kernel::http::{Path, Query};
use kernel::{Problem, SiteId};
use serde::Deserialize;
use utoipa::IntoParams;

use super::provider::{Kind, Message, Unheard};
use super::settle::settle;
use super::store::Heard;
use super::{Online, store};

/// Larger is no message.
const LARGEST: usize = 1 << 16;

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Named {
    /// Konnect's name for the payment.
    #[param(max_length = 200)]
    payment_ref: Option<String>,
    /// Flouci's.
    #[param(max_length = 200)]
    payment_id: Option<String>,
}

/// Hears that something happened to a payment. Stripe's messages are signed, and refused with `webhook-refused` where the signature is not
/// right or older than 300 seconds; those of others name a payment. None is believed: the provider is asked. Heard again, it does nothing.
///
/// 503 when the provider does not answer, so that the message comes again. Permission: none, the provider proves it.
#[utoipa::path(post, path = "/public/payments/{provider}/webhook/{site_id}", tag = "billing", operation_id = "hear_payment", security(()),
    params(("provider" = Kind, Path), ("site_id" = SiteId, Path), Named),
    responses((status = 204), (status = 400, description = "Refused"), (status = 429, description = "Too many")))]
pub async fn hear_payment(
    State(online): State<Arc<Online>>,
    Path((kind, site)): Path<(Kind, SiteId)>,
    Query(named): Query<Named>,
    request: Request,
) -> Result<StatusCode, Problem> {
    let (parts, body) = request.into_parts();
    let body = axum::body::to_bytes(body, LARGEST).await.map_err(|_| refused(Unheard::Unreadable))?;
    hear(&online, (kind, site), named, &parts.headers, &body).await
}

/// The same by GET, as Konnect tells. Permission: none, the provider proves it.
#[utoipa::path(get, path = "/public/payments/{provider}/webhook/{site_id}", tag = "billing", operation_id = "hear_payment_by_address",
    security(()), params(("provider" = Kind, Path), ("site_id" = SiteId, Path), Named),
    responses((status = 204), (status = 400, description = "Refused"), (status = 429, description = "Too many")))]
pub async fn hear_payment_by_address(
    State(online): State<Arc<Online>>,
    Path((kind, site)): Path<(Kind, SiteId)>,
    Query(named): Query<Named>,
    headers: HeaderMap,
) -> Result<StatusCode, Problem> {
    hear(&online, (kind, site), named, &headers, &[]).await
}

async fn hear(
    online: &Online,
    (kind, site): (Kind, SiteId),
    named: Named,
    headers: &HeaderMap,
    body: &[u8],
) -> Result<StatusCode, Problem> {
    let (reader, now) = (online.context().db.reader(), online.context().clock.now());
    online.budgets.stranger(now).await?;
    let provider = online.provider_of(site, kind).await?.ok_or_else(Problem::not_found)?;
    let named = named.payment_ref.or(named.payment_id);
    let event = provider.parse_webhook(&Message { headers, named: named.as_deref(), body, at: now }).map_err(refused)?;
    let heard = event.id.as_deref().map(|event| Heard { provider: kind, event, site });
    if let Some(heard) = &heard {
        // It is signed, so no stranger tells it.
        online.budgets.was_right().await;
        if store::was_heard(reader, heard).await? {
            return Ok(StatusCode::NO_CONTENT);
        }
    }
    let Some(reference) = event.reference else { return Ok(StatusCode::NO_CONTENT) };
    // Who tells without a signature of what we never began learns nothing of it, and counts as a stranger.
    let checkout = store::by_reference(reader, kind, &reference).await?.filter(|checkout| checkout.site_id == site);
    if let Some(checkout) = checkout {
        settle(online, &checkout, heard.as_ref()).await?;
        if heard.is_none() {
            online.budgets.was_right().await;
        }
    }
    Ok(StatusCode::NO_CONTENT)
}

fn refused(why: Unheard) -> Problem {
    Problem::new(StatusCode::BAD_REQUEST, "webhook-refused", why.to_string())
}
