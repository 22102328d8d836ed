//! Writes down what the customer decided on each job: who, when, how, and on what amount.

use std::sync::Arc;

use axum::extract::State as Shared;
use contracts::workshop::{JobId, WORK_ORDER_AUTHORISE, WorkOrderId};
use garde::Validate;
use kernel::Problem;
use kernel::files::{LONGEST_DRAWING, drawn};
use kernel::http::{Json, Path};
use kernel::text::{filled, filled_line, line, prose};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::command::{Answer, Asked};
use super::estimate::{Decision, Word};
use super::job::AuthorisationMethod;
use super::view::WorkOrderView;
use crate::estimates::approvers::Approvers;
use crate::estimates::evidence::{self, Proof};
use crate::{MODULE, Workshop};

/// The customer's word, given once on one or more jobs.
#[derive(Clone, Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Authorise {
    #[garde(length(min = 1, max = 30), dive)]
    #[schema(min_items = 1, max_items = 30)]
    pub decisions: Vec<DecisionInput>,
    #[garde(skip)]
    pub method: AuthorisationMethod,
    /// Who decided.
    #[garde(custom(filled_line(200)))]
    #[schema(max_length = 200, format = "filled-line")]
    pub by_name: String,
    /// Who of the customer said it: needed to approve where their approvers have limits. Their name is kept for `by_name`.
    #[serde(default)]
    #[garde(skip)]
    pub contact_id: Option<Uuid>,
    /// The number that was called, or that wrote.
    #[serde(default)]
    #[garde(custom(line(40)))]
    #[schema(max_length = 40, format = "line")]
    pub phone: Option<String>,
    /// What the customer drew on the screen: a PNG in base64.
    #[serde(default)]
    #[garde(length(max = LONGEST_DRAWING))]
    #[schema(max_length = 200_000)]
    pub signature: Option<String>,
}

#[derive(Clone, Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DecisionInput {
    #[garde(skip)]
    pub job_id: JobId,
    #[garde(skip)]
    pub decision: Verdict,
    #[garde(custom(prose(1000)))]
    #[schema(max_length = 1000, format = "prose")]
    pub reason: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    Approve,
    Decline,
}

/// Records the customer's decisions, with what proves them. By a link only the customer decides. Where their approvers have limits,
/// `contact_id` says who approved (422 `approver-missing`), within their limit (409 `approval-limit`).
///
/// Permission: `work_order.authorise`.
#[utoipa::path(
    post, path = "/work-orders/{work_order_id}/authorise", tag = MODULE, operation_id = "authorise_work_order", security(("bearer" = [])),
    params(("work_order_id" = WorkOrderId, Path), ("Idempotency-Key" = Option<String>, Header)),
    request_body = Authorise, responses((status = 200, body = WorkOrderView))
)]
pub async fn authorise_work_order(
    Shared(workshop): Shared<Arc<Workshop>>,
    asked: Asked,
    Path(id): Path<WorkOrderId>,
    Json(body): Json<Authorise>,
) -> Result<Answer, Problem> {
    let command = asked.to("authorise_work_order", id, WORK_ORDER_AUTHORISE, &body)?;
    if body.method == AuthorisationMethod::Link {
        return Err(Problem::field("/method", "not-allowed", "only the customer decides by the link"));
    }
    if let Some(answer) = command.given_before(&workshop).await? {
        return Ok(answer);
    }
    let approvers = Approvers::of(&workshop, &command.peek(&workshop).await?).await?;
    let by_name = body.speaker(&approvers)?;
    let signature = drawn(body.signature.as_deref()).await?;
    let word = Word {
        method: body.method,
        by_name,
        at: workshop.now(),
        recorded_by: command.actor.name.clone(),
        decisions: body.decisions.iter().map(decision).collect(),
    };
    let mut open = command.open(&workshop).await?;
    let seen = evidence::seen(&open.tx, &open.order, &word).await?;
    let mut facts = open.order.authorise_offer(&word, seen.as_ref().map(|(_, offer)| offer))?;
    word.within(&approvers, body.contact_id, &open.order)?;
    facts.extend(open.order.end_wait(approvers.is_bound()));
    let proof = Proof { phone: filled(body.phone), signature, ..Proof::default() };
    evidence::keep(&open.tx, &open.order, &word, seen.as_ref().map(|(version, _)| version), proof).await?;
    command.close(&workshop, open, &facts).await
}

impl Authorise {
    /// The name of who said it.
    fn speaker(&self, approvers: &Approvers) -> Result<String, Problem> {
        let says_yes = self.decisions.iter().any(|decision| decision.decision == Verdict::Approve);
        match self.contact_id {
            Some(id) => {
                let known = approvers.find(id).map(|one| one.name.clone());
                known.ok_or_else(|| Problem::field("/contact_id", "unknown", "decides nothing for this customer"))
            }
            None if says_yes && approvers.is_bound() => {
                Err(Problem::field("/contact_id", "approver-missing", "say who of the customer approved it"))
            }
            None => Ok(self.by_name.trim().to_owned()),
        }
    }
}

pub fn decision(input: &DecisionInput) -> Decision {
    Decision { job_id: input.job_id, approve: input.decision == Verdict::Approve, reason: filled(input.reason.clone()) }
}
