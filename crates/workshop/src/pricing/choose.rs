//! The rate of a work order: what labour costs on it, by which rule, and choosing another.

use std::sync::Arc;

use axum::extract::State as Shared;
use contracts::workshop::{LabourRateId, LineKind, WORK_ORDER_READ, WORK_ORDER_UPDATE, WorkOrderId};
use garde::Validate;
use kernel::http::{Caller, Json, Path};
use kernel::{Amount, Problem, Quantity};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::rates::view::RateView;
use super::rule::{PriceRule, PriceRuleView};
use super::rules::{Asking, Rules};
use super::{rule::Origin, rules::Priced};
use crate::error::Error;
use crate::work_orders::command::{Answer, Asked};
use crate::work_orders::fact::Fact;
use crate::work_orders::job::Authorisation;
use crate::work_orders::store as orders;
use crate::work_orders::view::WorkOrderView;
use crate::work_orders::work_order::WorkOrder;
use crate::{MODULE, Workshop};

/// As histories name what was changed.
const LABOUR_RATE: &str = "labour_rate";

/// What an hour of labour costs on an order, before anything is typed.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct LabourPrice {
    pub unit_price: Amount,
    pub price_rule: PriceRuleView,
    /// What was chosen for the order.
    pub labour_rate_id: Option<LabourRateId>,
    /// Those of the site, in use.
    pub rates: Vec<RateView>,
    /// choose
    pub actions: Vec<String>,
}

/// What an hour of labour costs on the order, and by which rule: the rate agreed for the vehicle, with the customer, chosen for the
/// order, or the site's, the first that is set. Permission: `work_order.read`.
#[utoipa::path(get, path = "/work-orders/{work_order_id}/labour-price", tag = MODULE, operation_id = "show_labour_price",
    security(("bearer" = [])), params(("work_order_id" = WorkOrderId, Path)), responses((status = 200, body = LabourPrice)))]
pub async fn show_labour_price(
    Shared(workshop): Shared<Arc<Workshop>>,
    Caller(actor): Caller,
    Path(id): Path<WorkOrderId>,
) -> Result<Json<LabourPrice>, Problem> {
    let order = orders::find(workshop.context.db.reader(), id).await?.ok_or_else(Problem::not_found)?;
    actor.permit(WORK_ORDER_READ, order.site_id)?;
    let rules = Rules::of(&workshop, Asking::of_order(&workshop, id, &actor).await?, &[]).await?;
    let Priced { amount, origin } = rules.labour(&order.terms, None, Quantity::ZERO);
    let Origin { rule, name, .. } = origin;
    let choose = if order.state.name().is_work() { actor.allowed(order.site_id, &[("choose", WORK_ORDER_UPDATE)]) } else { vec![] };
    Ok(Json(LabourPrice {
        unit_price: amount,
        price_rule: PriceRuleView { rule: rule.unwrap_or(PriceRule::SiteRate), name, factor: None },
        labour_rate_id: order.labour_rate_id,
        rates: rules.rates.iter().map(|rate| RateView::new(rate, &actor)).collect(),
        actions: choose.into_iter().map(str::to_owned).collect(),
    }))
}

#[derive(Clone, Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ChooseLabourRate {
    /// One of the site's, in use; null for none of its own.
    #[serde(deserialize_with = "Option::deserialize")]
    #[garde(skip)]
    #[schema(required = true)]
    pub labour_rate_id: Option<LabourRateId>,
}

/// Chooses a rate for the order. Labour of jobs that the customer has not decided on is priced anew, unless its price was typed by
/// hand; what is approved keeps its price. Permission: `work_order.update`.
#[utoipa::path(put, path = "/work-orders/{work_order_id}/labour-price", tag = MODULE, operation_id = "choose_labour_rate",
    security(("bearer" = [])), params(("work_order_id" = WorkOrderId, Path), ("If-Match" = Option<String>, Header)),
    request_body = ChooseLabourRate, responses((status = 200, body = WorkOrderView)))]
pub async fn choose_labour_rate(
    Shared(workshop): Shared<Arc<Workshop>>,
    asked: Asked,
    Path(id): Path<WorkOrderId>,
    Json(body): Json<ChooseLabourRate>,
) -> Result<Answer, Problem> {
    let command = asked.to("choose_labour_rate", id, WORK_ORDER_UPDATE, &body)?;
    let mut asking = Asking::of_order(&workshop, id, &command.actor).await?;
    command.actor.permit(WORK_ORDER_UPDATE, asking.site)?;
    asking.chosen = body.labour_rate_id;
    let rules = Rules::of(&workshop, asking, &[]).await?;
    if body.labour_rate_id.is_some_and(|id| rules.rates.iter().all(|rate| rate.id != id)) {
        return Err(Problem::field("/labour_rate_id", "unknown", "the site has no such rate in use"));
    }
    command.run(&workshop, |order| order.choose_labour_rate(&rules)).await
}

impl WorkOrder {
    /// Takes over the rate that was chosen, and prices what may still change by it.
    fn choose_labour_rate(&mut self, rules: &Rules) -> Result<Vec<Fact>, Error> {
        self.expect_work()?;
        if self.labour_rate_id == rules.chosen {
            return Ok(vec![]);
        }
        self.labour_rate_id = rules.chosen;
        let terms = self.terms;
        let open = self.jobs.iter_mut().filter(|job| job.authorisation == Authorisation::Proposed).flat_map(|job| &mut job.lines);
        for line in open.filter(|line| line.kind == LineKind::Labour && !line.locked && line.origin.by.is_none()) {
            if line.origin.rule.is_some_and(PriceRule::follows_the_order) {
                let Priced { amount, origin } = rules.labour(&terms, None, line.quantity);
                (line.list_price, line.unit_price, line.origin) = (Some(amount), amount, origin);
            }
        }
        Ok(vec![Fact::Updated { fields: vec![LABOUR_RATE] }])
    }
}
