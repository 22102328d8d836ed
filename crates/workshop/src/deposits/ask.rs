//! Says what of a deposit an order asks for.

use std::sync::Arc;

use axum::extract::State as Shared;
use contracts::workshop::{WORK_ORDER_UPDATE, WorkOrderId};
use garde::Validate;
use kernel::http::{Json, Path};
use kernel::money::MAX_AMOUNT;
use kernel::{Amount, BasisPoints, Problem};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::rule::DepositAsk;
use crate::work_orders::command::{Answer, Asked};
use crate::work_orders::view::WorkOrderView;
use crate::{MODULE, Workshop};

/// A share or an amount, or neither: then no deposit is asked for any more.
#[derive(Clone, Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AskForDeposit {
    /// Of what the customer approves, with its taxes.
    #[serde(default)]
    #[garde(inner(custom(shares())))]
    #[schema(value_type = Option<i32>, minimum = 1, maximum = 10_000)]
    pub share: Option<BasisPoints>,
    /// In minor units of the order's currency; at most what the customer approves is asked.
    #[serde(default)]
    #[garde(inner(custom(amounts())))]
    #[schema(value_type = Option<i64>, minimum = 1, maximum = 1_000_000_000_000_i64)]
    pub amount: Option<Amount>,
}

pub fn shares() -> impl Fn(&BasisPoints, &()) -> garde::Result {
    |rate, ()| if (1..=10_000).contains(&rate.0) { Ok(()) } else { Err(garde::Error::new("must be between 1 and 10000")) }
}

pub fn amounts() -> impl Fn(&Amount, &()) -> garde::Result {
    |amount, ()| if (1..=MAX_AMOUNT).contains(&amount.0) { Ok(()) } else { Err(garde::Error::new("must be between 1 and 1000000000000")) }
}

/// One of both, or nothing; `pointer` is where it stands in the body.
pub fn chosen(share: Option<BasisPoints>, amount: Option<Amount>, pointer: &str) -> Result<Option<DepositAsk>, Problem> {
    match (share, amount) {
        (Some(_), Some(_)) => Err(Problem::field(format!("{pointer}/amount"), "exclusive", "it is a share or an amount")),
        (share, amount) => Ok(share.map(DepositAsk::Share).or(amount.map(DepositAsk::Amount))),
    }
}

/// Says what of a deposit the order asks for: a share of what the customer approves, or an amount. Estimates that are sent from now on say
/// it to the customer; whether the work may begin without it is the site's to say. Permission: `work_order.update`.
#[utoipa::path(put, path = "/work-orders/{work_order_id}/deposit-request", tag = MODULE, operation_id = "ask_for_deposit",
    security(("bearer" = [])), params(("work_order_id" = WorkOrderId, Path), ("If-Match" = Option<String>, Header)),
    request_body = AskForDeposit, responses((status = 200, body = WorkOrderView)))]
pub async fn ask_for_deposit(
    Shared(workshop): Shared<Arc<Workshop>>,
    asked: Asked,
    Path(id): Path<WorkOrderId>,
    Json(body): Json<AskForDeposit>,
) -> Result<Answer, Problem> {
    let command = asked.to("ask_for_deposit", id, WORK_ORDER_UPDATE, &body)?;
    let ask = chosen(body.share, body.amount, "")?;
    command.run(&workshop, |order| order.ask_for_deposit(ask)).await
}
