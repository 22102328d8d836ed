//! Read what a customer agreed to.

use axum::extract::State;
use chrono::{DateTime, Utc};
use contracts::customers::{CUSTOMER_READ, Channel, CustomerId, Purpose};
use kernel::http::{Caller, Json, Path};
use kernel::{Context, Problem};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::consent::{Decision, Source, is_granted, last, pairs};
use super::store;
use crate::customers;

/// What may be sent to a customer, and how that came about.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Consents {
    /// One for each channel and purpose.
    pub items: Vec<Consent>,
    /// Every decision, newest first.
    pub log: Vec<ConsentDecision>,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Consent {
    pub channel: Channel,
    pub purpose: Purpose,
    pub granted: bool,
    /// When it was decided; null while what holds by default counts.
    pub since: Option<DateTime<Utc>>,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ConsentDecision {
    pub id: Uuid,
    pub channel: Channel,
    pub purpose: Purpose,
    pub granted: bool,
    pub source: Source,
    pub note: Option<String>,
    pub by: String,
    pub at: DateTime<Utc>,
}

impl Consents {
    pub fn of(log: Vec<Decision>) -> Self {
        let state = |(channel, purpose)| Consent {
            channel,
            purpose,
            granted: is_granted(&log, channel, purpose),
            since: last(&log, channel, purpose).map(|one| one.at),
        };
        let items = pairs().map(state).collect();
        Self { items, log: log.into_iter().rev().map(ConsentDecision::from).collect() }
    }
}

impl From<Decision> for ConsentDecision {
    fn from(one: Decision) -> Self {
        Self {
            id: one.id,
            channel: one.channel,
            purpose: one.purpose,
            granted: one.granted,
            source: one.source,
            note: one.note,
            by: one.by_name,
            at: one.at,
        }
    }
}

/// What may be sent to a customer by which channel, and every decision with its source. Permission: `customer.read`.
#[utoipa::path(get, path = "/customers/{customer_id}/consents", tag = "customers", operation_id = "read_consents",
    params(("customer_id" = CustomerId, Path)),
    responses((status = 200, body = Consents)), security(("bearer" = [])))]
pub async fn read_consents(
    State(context): State<Context>,
    Caller(actor): Caller,
    Path(id): Path<CustomerId>,
) -> Result<Json<Consents>, Problem> {
    actor.permit_anywhere(CUSTOMER_READ)?;
    let customer = customers::store::find(context.db.reader(), id).await?;
    Ok(Json(Consents::of(store::log(context.db.reader(), customer.id).await?)))
}
