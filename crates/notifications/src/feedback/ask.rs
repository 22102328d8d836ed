//! The keys went back: the customer is asked some hours later.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, TimeDelta, Utc};
use contracts::workshop::WorkOrderHandedOver;
use kernel::site_settings::of;
use kernel::{Clock, Problem, Tx, vault};
use uuid::Uuid;

use super::row::Feedback;
use super::rule::State;
use super::settings::FeedbackSettings;
use super::store;
use crate::messages::{Channel, Draft, MessageEvent, Params, queue_for};

/// Asks once for an order, and nobody twice within the days that the site chose.
pub async fn ask(tx: &mut Tx, told: WorkOrderHandedOver, at: DateTime<Utc>, channel: Channel, clock: &dyn Clock) -> Result<(), Problem> {
    let settings: FeedbackSettings = of(&**tx, told.site_id).await?;
    if !settings.enabled || told.is_comeback {
        return Ok(());
    }
    let asked_at = at + TimeDelta::hours(settings.after_hours.into());
    let since = asked_at - TimeDelta::days(settings.every_days.into());
    if store::was_asked(tx, told.site_id, told.customer_id, since).await? {
        return Ok(());
    }
    let code = URL_SAFE_NO_PAD.encode(vault::random::<16>()?);
    let row = asked(Uuid::now_v7(), code, told, asked_at);
    if store::insert(tx, row.clone()).await? { queue_for(tx, Draft::feedback(row), channel, clock, asked_at).await } else { Ok(()) }
}

/// What nobody answered yet.
pub fn asked(id: Uuid, code: String, told: WorkOrderHandedOver, asked_at: DateTime<Utc>) -> Feedback {
    Feedback {
        id,
        code,
        site_id: told.site_id,
        work_order_id: told.id,
        number: told.number,
        customer_id: told.customer_id,
        customer: told.customer_name,
        plate: told.vehicle_plate,
        vehicle: told.vehicle_label,
        state: State::Asked,
        asked_at,
        score: None,
        words: String::new(),
        answered_at: None,
        month: None,
        handled_at: None,
        handled_by: None,
        note: None,
    }
}

impl Draft {
    /// An order is asked about once.
    fn feedback(row: Feedback) -> Self {
        Self {
            key: format!("feedback:{}", row.work_order_id),
            event: MessageEvent::Feedback,
            site_id: row.site_id,
            customer_id: Some(row.customer_id),
            user_id: None,
            work_order_id: Some(row.work_order_id),
            invoice_id: None,
            params: Params::Feedback { number: row.number, plate: row.plate, vehicle: row.vehicle, code: row.code },
        }
    }
}
