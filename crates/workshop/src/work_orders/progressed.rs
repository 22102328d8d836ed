//! Which turns of the work its customer may want to hear of.

use contracts::workshop::{WorkOrderProgressed, WorkStatus};
use kernel::{Actor, Clock, Tx, outbox};
use sea_orm::DbErr;

use super::fact::Fact;
use super::state::{HoldReason, State};
use super::work_order::WorkOrder;
use crate::MODULE;

/// Tells it where it is one. Nobody waits for what is sold at the counter or only quoted.
pub async fn announce_progress(
    tx: &mut Tx,
    (before, order): (&WorkOrder, &WorkOrder),
    fact: &Fact,
    actor: &Actor,
    clock: &dyn Clock,
) -> Result<(), DbErr> {
    let Some(turn) = turn(before, order, fact) else { return Ok(()) };
    let event = WorkOrderProgressed {
        id: order.id,
        number: order.number.clone(),
        site_id: order.site_id,
        customer_id: order.customer.id,
        vehicle_plate: order.vehicle.plate.clone(),
        vehicle_label: order.vehicle.label.clone(),
        status: if let Turn::Tells(status) = turn { Some(status) } else { None },
        promised_at: order.promised_at,
        is_later: is_later(before, order),
    };
    outbox::append(tx, MODULE, &event, actor, clock).await
}

fn is_later(before: &WorkOrder, order: &WorkOrder) -> bool {
    before.promised_at.zip(order.promised_at).is_some_and(|(then, now)| now > then)
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Turn {
    Tells(WorkStatus),
    /// What was to be told before holds no more.
    TakesBack,
}

fn turn(before: &WorkOrder, order: &WorkOrder, fact: &Fact) -> Option<Turn> {
    if order.is_quote() || order.vehicle.id.is_none() {
        return None;
    }
    let waits = matches!(&order.state, State::OnHold(hold) if hold.reason == HoldReason::Parts);
    match fact {
        Fact::Started => Some(Turn::Tells(WorkStatus::Began)),
        Fact::Held { reason: HoldReason::Parts, .. } => Some(Turn::Tells(WorkStatus::WaitingForParts)),
        Fact::Updated { .. } if before.promised_at == order.promised_at => None,
        Fact::Updated { .. } if waits => Some(Turn::Tells(WorkStatus::WaitingForParts)),
        Fact::Updated { .. } if is_later(before, order) => Some(Turn::Tells(WorkStatus::PromiseMoved)),
        Fact::Updated { .. } | Fact::Resumed => Some(Turn::TakesBack),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;

    use super::super::fixture::{in_progress, now};
    use super::super::state::Hold;
    use super::*;

    fn at_work(promised: Option<i64>) -> WorkOrder {
        WorkOrder { state: State::InProgress, promised_at: promised.map(|hours| now() + TimeDelta::hours(hours)), ..in_progress() }
    }

    fn waiting(reason: HoldReason, promised: Option<i64>) -> WorkOrder {
        WorkOrder { state: State::OnHold(Hold { reason, note: None, since: now() }), ..at_work(promised) }
    }

    #[test]
    fn customers_hear_of_the_turns_that_matter_to_them() {
        use WorkStatus::{Began, PromiseMoved, WaitingForParts};
        let updated = || Fact::Updated { fields: vec!["promised_at"] };
        let held = |reason| Fact::Held { reason, note: None };
        let table = [
            (at_work(None), at_work(None), Fact::Started, Some(Turn::Tells(Began))),
            (at_work(None), waiting(HoldReason::Parts, None), held(HoldReason::Parts), Some(Turn::Tells(WaitingForParts))),
            (at_work(None), waiting(HoldReason::Technician, None), held(HoldReason::Technician), None),
            (waiting(HoldReason::Parts, None), at_work(None), Fact::Resumed, Some(Turn::TakesBack)),
            (at_work(Some(2)), at_work(Some(5)), updated(), Some(Turn::Tells(PromiseMoved))),
            (at_work(Some(5)), at_work(Some(2)), updated(), Some(Turn::TakesBack)),
            (at_work(Some(5)), at_work(None), updated(), Some(Turn::TakesBack)),
            (at_work(None), at_work(Some(2)), updated(), Some(Turn::TakesBack)),
            (at_work(Some(2)), at_work(Some(2)), updated(), None),
            (waiting(HoldReason::Parts, Some(2)), waiting(HoldReason::Parts, Some(5)), updated(), Some(Turn::Tells(WaitingForParts))),
            (waiting(HoldReason::Approval, Some(2)), waiting(HoldReason::Approval, Some(5)), updated(), Some(Turn::Tells(PromiseMoved))),
            (at_work(None), at_work(None), Fact::Unassigned, None),
        ];
        for (before, order, fact, expected) in table {
            assert_eq!(turn(&before, &order, &fact), expected, "{fact:?}");
        }
        let mut counter = at_work(None);
        counter.vehicle.id = None;
        assert_eq!(turn(&counter, &counter, &Fact::Started), None, "nobody waits for what they took with them");
    }
}
