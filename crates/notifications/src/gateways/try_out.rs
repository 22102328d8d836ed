//! `POST /sms-gateways/{site}/try`

use std::sync::Arc;

use axum::extract::State;
use contracts::identity::{SITE_UPDATE, site};
use garde::Validate;
use kernel::http::{Caller, Json, Path};
use kernel::limits::{Rate, key};
use kernel::site_settings::of;
use kernel::{Problem, SiteId, text};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::Gateways;
use super::gateway::SmsGateway;
use crate::Error;
use crate::sending::{Answer, Short};

/// A message to try a gateway with.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TrySmsGateway {
    /// With `+` and the country's code.
    #[garde(custom(text::filled_line(20)))]
    #[schema(max_length = 20, format = "filled-line", example = "+21698123456")]
    pub to: String,
}

/// What came of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum SmsTrialOutcome {
    Taken,
    Refused,
    /// Not this time: too many, no credit, nobody there.
    Busy,
    /// The call went out, and nothing came back.
    Lost,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct SmsTrial {
    pub outcome: SmsTrialOutcome,
    /// In the gateway's words.
    pub said: Option<String>,
}

/// Trials cost money.
const TRIALS: Rate = Rate { burst: 5, every: chrono::TimeDelta::minutes(1) };

/// Sends one message through a site's gateway, with the site's name in it, whether it is switched on or not; it is in no log. Refused with
/// `invalid-phone` beside a number that is none, and with `gateway-incomplete` where something is missing. Permission: `site.update`.
#[utoipa::path(post, path = "/sms-gateways/{site_id}/try", tag = "notifications", operation_id = "try_sms_gateway",
    params(("site_id" = SiteId, Path)), request_body = TrySmsGateway,
    responses((status = 200, body = SmsTrial), (status = 429, description = "Too many")), security(("bearer" = [])))]
pub async fn try_sms_gateway(
    State(it): State<Arc<Gateways>>,
    Caller(actor): Caller,
    Path(id): Path<SiteId>,
    Json(body): Json<TrySmsGateway>,
) -> Result<Json<SmsTrial>, Problem> {
    actor.permit(SITE_UPDATE, id)?;
    let to: String = body.to.chars().filter(|letter| !letter.is_whitespace()).collect();
    if !is_e164(&to) {
        return Err(Problem::field("/to", "invalid-phone", "it begins with + and the country's code"));
    }
    let card = site(it.sites.as_ref(), id).await?;
    let row: SmsGateway = of(it.context.db.reader(), id).await?;
    let gateway = it.open(&row)?.ok_or(Error::GatewayIncomplete)?;
    it.counter.take(key("sms-trial", &[id.0.as_bytes()]), TRIALS, it.context.clock.now()).await.map_err(Problem::too_many)?;
    let text = format!("ECAR, {}: OK", card.name);
    let answer = gateway.send(Short { message: Uuid::now_v7(), to: &to, text: &text }).await;
    Ok(Json(told(answer)))
}

fn told(answer: Answer) -> SmsTrial {
    let (outcome, said) = match answer {
        Answer::Taken(reference) => (SmsTrialOutcome::Taken, reference),
        Answer::Refused(said) => (SmsTrialOutcome::Refused, Some(said)),
        Answer::Busy(said) => (SmsTrialOutcome::Busy, Some(said)),
        Answer::Lost(said) => (SmsTrialOutcome::Lost, Some(said)),
    };
    SmsTrial { outcome, said }
}

/// At most fifteen digits behind the plus (ITU-T E.164).
pub fn is_e164(text: &str) -> bool {
    let digits = text.strip_prefix('+').unwrap_or_default();
    (7..=15).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit())
}
