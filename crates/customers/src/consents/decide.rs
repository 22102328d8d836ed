//! Note what a customer agreed to or refused.

use axum::extract::State;
use contracts::customers::{CUSTOMER_WRITE, Channel, CustomerId, Purpose};
use garde::Validate;
use kernel::audit::{self, Change};
use kernel::http::{Caller, Json, Path};
use kernel::text::{filled, prose};
use kernel::{Context, Problem};
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::consent::{Decision, Source};
use super::read::Consents;
use super::store;
use crate::{Error, MODULE, customers};

#[derive(Clone, Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ConsentInput {
    #[garde(skip)]
    pub channel: Channel,
    #[garde(skip)]
    pub purpose: Purpose,
    #[garde(skip)]
    pub granted: bool,
    /// How the customer said so.
    #[garde(skip)]
    pub source: Source,
    #[garde(custom(prose(500)))]
    #[schema(max_length = 500, format = "prose")]
    pub note: Option<String>,
}

/// Adds a decision to the log of a customer's consents: it counts for its channel and purpose alone. Permission: `customer.write`.
#[utoipa::path(post, path = "/customers/{customer_id}/consents", tag = "customers", operation_id = "decide_consent",
    params(("customer_id" = CustomerId, Path)), request_body = ConsentInput,
    responses((status = 200, body = Consents)), security(("bearer" = [])))]
pub async fn decide_consent(
    State(context): State<Context>,
    Caller(actor): Caller,
    Path(id): Path<CustomerId>,
    Json(input): Json<ConsentInput>,
) -> Result<Json<Consents>, Problem> {
    actor.permit_anywhere(CUSTOMER_WRITE)?;
    let tx = context.db.begin().await?;
    let customer = customers::store::lock_present(&tx, id).await?;
    if customer.archived {
        return Err(Error::CustomerArchived.into());
    }
    let decision = Decision {
        id: Uuid::now_v7(),
        customer_id: customer.id,
        channel: input.channel,
        purpose: input.purpose,
        granted: input.granted,
        source: input.source,
        note: filled(input.note),
        by_name: actor.name.clone(),
        at: context.clock.now(),
    };
    let change = Change { action: "customer.decide_consent", entity: "customer", id: customer.id.0, label: &customer.name, site: None };
    audit::record(&tx, MODULE, change, (None, Some(&decision)), &actor, context.clock.as_ref()).await?;
    store::insert(&tx, vec![decision]).await?;
    let log = store::log(&*tx, customer.id).await?;
    tx.commit().await?;
    Ok(Json(Consents::of(log)))
}
