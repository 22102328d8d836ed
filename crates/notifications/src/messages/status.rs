//! News of the work. Only the latest of an order waits: what was to be said before it and has not gone is withdrawn.

use chrono::{DateTime, TimeDelta, Utc};
use contracts::workshop::{WorkOrderId, WorkOrderProgressed, WorkStatus};
use kernel::site_settings::of;
use kernel::{Actor, Clock, Problem, SiteId, Tx, outbox};

use super::message::{Channel, Draft, MessageChanged, MessageEvent, Params};
use super::queue::queue_for;
use super::store;
use crate::MODULE;
use crate::settings::MessageSettings;

/// So long news wait: what was a slip of the hand is taken back by then.
const SETTLES: TimeDelta = TimeDelta::minutes(2);

/// Queues what a turn of the work has its customer hear, in place of what waits of the same order.
pub async fn tell_status(tx: &mut Tx, told: WorkOrderProgressed, channel: Channel, clock: &dyn Clock) -> Result<(), Problem> {
    let withdrawn = withdraw(tx, told.id, told.site_id, "Something newer was to be told before it went out", clock).await?;
    let Some(draft) = Draft::status_changed(told, &withdrawn, clock.now()) else { return Ok(()) };
    // What most sites do not tell would fill the log with what was not sent.
    let settings: MessageSettings = of(&**tx, draft.site_id).await?;
    let is_told = matches!(&draft.params, Params::Status { status, .. } if settings.statuses().contains(status));
    if is_told { queue_for(tx, draft, channel, clock, clock.now() + SETTLES).await } else { Ok(()) }
}

/// Takes news of an order back that have not gone.
pub async fn withdraw(tx: &mut Tx, order: WorkOrderId, site_id: SiteId, why: &str, clock: &dyn Clock) -> Result<Vec<Params>, Problem> {
    let withdrawn = store::withdraw(tx, order, MessageEvent::StatusChanged, why, clock.now()).await?;
    for (id, _) in &withdrawn {
        outbox::append(tx, MODULE, &MessageChanged { id: *id, site_id }, &Actor::system(), clock).await?;
    }
    Ok(withdrawn.into_iter().filter_map(|(_, params)| serde_json::from_str(&params).ok()).collect())
}

impl Draft {
    /// A customer hears of a turn once for each time that was promised with it, however often it comes back. That the time was put off is told
    /// all the same where what was to say it is withdrawn.
    fn status_changed(told: WorkOrderProgressed, withdrawn: &[Params], now: DateTime<Utc>) -> Option<Self> {
        let promised_at = told.promised_at.filter(|at| *at > now);
        let said_so = |params: &Params| matches!(params, Params::Status { promised_at: then, is_later: true, .. } if then.is_some() && *then == promised_at);
        let is_later = told.is_later || withdrawn.iter().any(said_so);
        let status = told.status.or(is_later.then_some(WorkStatus::PromiseMoved))?;
        let promise = promised_at.filter(|_| status != WorkStatus::Began).map(|at| format!(":{}", at.timestamp()));
        Some(Self {
            key: format!("status:{}:{}{}", told.id, status.name(), promise.unwrap_or_default()),
            event: MessageEvent::StatusChanged,
            site_id: told.site_id,
            customer_id: Some(told.customer_id),
            user_id: None,
            work_order_id: Some(told.id),
            invoice_id: None,
            params: Params::Status {
                number: told.number,
                plate: told.vehicle_plate,
                vehicle: told.vehicle_label,
                status,
                promised_at,
                is_later,
            },
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use contracts::customers::CustomerId;
    use uuid::Uuid;

    fn now() -> DateTime<Utc> {
        "2026-11-24T09:00:00Z".parse().unwrap()
    }

    fn told(status: Option<WorkStatus>, promised: Option<i64>, is_later: bool) -> WorkOrderProgressed {
        WorkOrderProgressed {
            id: WorkOrderId(Uuid::nil()),
            number: "LAC-2026-00042".into(),
            site_id: SiteId(Uuid::nil()),
            customer_id: CustomerId(Uuid::nil()),
            vehicle_plate: "215 TU 4821".into(),
            vehicle_label: "Peugeot 208".into(),
            status,
            promised_at: promised.map(|hours| now() + TimeDelta::hours(hours)),
            is_later,
        }
    }

    fn key(told: WorkOrderProgressed, withdrawn: &[Params]) -> Option<String> {
        let draft = Draft::status_changed(told, withdrawn, now())?;
        Some(draft.key.trim_start_matches("status:00000000-0000-0000-0000-000000000000:").to_owned())
    }

    #[test]
    fn a_turn_is_told_once_for_each_promise() {
        use WorkStatus::{Began, PromiseMoved, WaitingForParts};
        let table = [
            (told(Some(Began), None, false), Some("began")),
            (told(Some(Began), Some(3), false), Some("began")),
            (told(Some(WaitingForParts), None, false), Some("waiting_for_parts")),
            (told(Some(WaitingForParts), Some(3), false), Some("waiting_for_parts:1795521600")),
            (told(Some(WaitingForParts), Some(4), false), Some("waiting_for_parts:1795525200")),
            // A time that is over says nothing.
            (told(Some(WaitingForParts), Some(-1), false), Some("waiting_for_parts")),
            (told(Some(PromiseMoved), Some(4), true), Some("promise_moved:1795525200")),
            (told(None, Some(3), false), None),
        ];
        for (told, expected) in table {
            assert_eq!(key(told.clone(), &[]).as_deref(), expected, "{told:?}");
        }
    }

    #[test]
    fn that_the_time_was_put_off_is_not_lost_with_what_was_to_say_it() {
        let waits = Draft::status_changed(told(Some(WorkStatus::WaitingForParts), Some(4), true), &[], now()).unwrap().params;
        let resumed = key(told(None, Some(4), false), std::slice::from_ref(&waits));
        assert_eq!(resumed.as_deref(), Some("promise_moved:1795525200"));
        assert_eq!(key(told(None, Some(3), false), &[waits]), None, "it was put back to what it had been");
        let only_waits = Draft::status_changed(told(Some(WorkStatus::WaitingForParts), Some(4), false), &[], now()).unwrap().params;
        assert_eq!(key(told(None, Some(4), false), &[only_waits]), None);
    }
}
