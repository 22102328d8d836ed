//! Whether an order passes the gate: what blocks refuses it, what warns is passed with a reason that its history keeps.

use contracts::customers::CreditStanding;
use contracts::inventory::ProductId;
use kernel::Problem;
use sea_orm::ConnectionTrait;

use super::rule::{GateFault, GateLevel, GateLevels, GateRule, faults, faults_at_start};
use super::store;
use crate::error::Error;
use crate::work_orders::fact::Fact;
use crate::work_orders::work_order::WorkOrder;

/// What who completes an order says at the gate.
#[derive(Clone, Debug, Default)]
pub struct Passing {
    pub odometer_out: Option<i64>,
    /// Why warnings are passed.
    pub reason: Option<String>,
    /// Articles of which there is less than the order needs.
    pub short: Vec<ProductId>,
}

/// Refuses what the rules block, and warnings without a reason; otherwise what the history is told of passed warnings.
pub async fn pass<C: ConnectionTrait>(conn: &C, order: &WorkOrder, levels: &GateLevels, passing: Passing) -> Result<Option<Fact>, Problem> {
    let mut around = store::around(conn, order, levels).await?;
    around.odometer_out = passing.odometer_out;
    let is_short = |product: Option<ProductId>| product.is_some_and(|product| passing.short.contains(&product));
    around.short = order.approved_lines().filter(|(_, line)| is_short(line.product_id)).map(|(_, line)| line.id).collect();
    Ok(weigh(faults(order, levels, &around), passing.reason)?)
}

/// The same before the work begins: refuses without a deposit that was asked for, or what the customer's credit does not allow, where the
/// site blocks; where it warns, without a reason.
pub async fn begin<C: ConnectionTrait>(
    conn: &C,
    order: &WorkOrder,
    credit: CreditStanding,
    reason: Option<String>,
) -> Result<Option<Fact>, Problem> {
    // Nothing stands in the way of most orders: nothing is read for them.
    if order.deposit_missing().is_zero() && credit == CreditStanding::default() {
        return Ok(None);
    }
    let levels = store::levels(conn, order.site_id).await?;
    Ok(weigh(faults_at_start(order, &levels, credit), reason)?)
}

fn weigh(faults: Vec<GateFault>, reason: Option<String>) -> Result<Option<Fact>, Error> {
    let (blocked, mut warned): (Vec<_>, Vec<_>) = faults.into_iter().partition(|fault| fault.level == GateLevel::Block);
    if !blocked.is_empty() {
        return Err(Error::GateClosed(blocked));
    }
    // Parts that warn have a pass of their own: who may let stock fall below zero.
    warned.retain(|fault| fault.rule != GateRule::Parts);
    match (warned.is_empty(), reason) {
        (true, _) => Ok(None),
        (false, None) => Err(Error::GateWarns(warned)),
        (false, Some(reason)) => {
            let mut rules: Vec<_> = warned.iter().map(|fault| fault.rule).collect();
            rules.dedup();
            Ok(Some(Fact::GatePassed { rules, reason }))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fault(rule: GateRule, level: GateLevel) -> GateFault {
        GateFault { rule, level, job_id: None, line_id: None, inspection_id: None, subject: None }
    }

    #[test]
    fn what_blocks_is_passed_by_no_reason() {
        let found = vec![fault(GateRule::Clock, GateLevel::Warn), fault(GateRule::Technician, GateLevel::Block)];
        let refusal = weigh(found, Some("he is in a hurry".into()));
        assert_eq!(refusal, Err(Error::GateClosed(vec![fault(GateRule::Technician, GateLevel::Block)])));
    }

    #[test]
    fn a_warning_is_passed_with_a_reason_that_names_each_rule_once() {
        let found = vec![fault(GateRule::Findings, GateLevel::Warn), fault(GateRule::Findings, GateLevel::Warn)];
        assert_eq!(weigh(found.clone(), None), Err(Error::GateWarns(found.clone())));
        let passed = Fact::GatePassed { rules: vec![GateRule::Findings], reason: "told by phone".into() };
        assert_eq!(weigh(found, Some("told by phone".into())), Ok(Some(passed)));
    }

    #[test]
    fn parts_that_warn_are_the_stocks_matter() {
        assert_eq!(weigh(vec![fault(GateRule::Parts, GateLevel::Warn)], None), Ok(None));
    }
}
