//! How a command on a document begins: once for each key.

use kernel::http::IdempotencyKey;
use kernel::idempotency::Claim;
use kernel::{Actor, Context, Permission, Problem, SiteId, Tx};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::MODULE;

/// Answered before, or to be done.
pub enum Begun<V> {
    Answered(V),
    New { tx: Tx, claim: Option<Claim> },
}

/// Refused for who may not at the document's site. `what` names the operation with the document.
pub async fn begin<V: DeserializeOwned>(
    context: &Context,
    actor: &Actor,
    what: &str,
    (permission, site): (Permission, SiteId),
    (key, body): (IdempotencyKey, &impl Serialize),
) -> Result<Begun<V>, Problem> {
    actor.permit(permission, site)?;
    let claim = Claim::new(actor, what, key.required()?.0.as_deref(), body)?;
    if let Some(view) = Claim::replay(claim.as_ref(), &context.db, MODULE).await? {
        return Ok(Begun::Answered(view));
    }
    let tx = context.db.begin().await?;
    Claim::take(claim.as_ref(), &tx, MODULE, context.clock.as_ref()).await?;
    Ok(Begun::New { tx, claim })
}
