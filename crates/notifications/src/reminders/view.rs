//! Settings and reminders as the API shows them.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use contracts::customers::CustomerId;
use contracts::identity::SITE_UPDATE;
use contracts::scheduling::{AppointmentId, Translated};
use contracts::vehicles::{DueKind, VehicleId};
use contracts::workshop::WorkOrderId;
use kernel::http::Versioned;
use kernel::{Actor, SiteId};
use sea_orm::{ConnectionTrait, DbErr};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::reminder::{Reminder, Stop};
use super::settings::ReminderSettings;
use super::store;
use crate::messages::MessageState;
use crate::worth::{self, Invoiced};

/// Whether and when a site reminds people of what is due.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = ReminderSettings)]
pub struct SettingsView {
    pub site_id: SiteId,
    pub enabled: bool,
    /// Of the daily run, where the site is.
    pub hour: i16,
    /// How many days before something is due people hear of it, the furthest first.
    pub days: Vec<i32>,
    pub kinds: Vec<DueKind>,
    /// When the next daily run begins.
    pub next_at: Option<DateTime<Utc>>,
    /// `set`; `run` while people are reminded.
    pub actions: Vec<&'static str>,
    /// For `If-Match`; 0 while nothing was chosen.
    pub version: i64,
}

impl SettingsView {
    pub fn of(row: &ReminderSettings, actor: &Actor) -> Versioned<Self> {
        let all = [("set", SITE_UPDATE), ("run", SITE_UPDATE)];
        let possible = if row.enabled { &all[..] } else { &all[..1] };
        let view = Self {
            site_id: row.site_id,
            enabled: row.enabled,
            hour: row.hour,
            days: row.ladder().steps().to_vec(),
            kinds: row.kinds(),
            next_at: row.next_at,
            actions: actor.allowed(row.site_id, possible),
            version: row.version,
        };
        Versioned(row.version, view)
    }
}

/// Something that is due for a vehicle, as the last run found it.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = Reminder)]
pub struct ReminderView {
    pub id: Uuid,
    pub site_id: SiteId,
    pub vehicle_id: VehicleId,
    pub plate: String,
    pub vehicle: String,
    pub customer_id: Option<CustomerId>,
    pub customer: String,
    pub kind: DueKind,
    /// What a service consists of.
    pub titles: Vec<Translated>,
    pub due_on: NaiveDate,
    /// How many days ahead was told last, and when.
    pub told_step: Option<i32>,
    pub told_on: Option<NaiveDate>,
    pub message_id: Option<Uuid>,
    pub message_state: Option<MessageState>,
    /// Why the message did not go out.
    pub message_error: Option<String>,
    /// What was booked by the link of the message.
    pub appointment_id: Option<AppointmentId>,
    /// What became of that visit.
    pub work_order_id: Option<WorkOrderId>,
    /// And what was invoiced for it, by currency, less credit notes.
    pub invoiced: Vec<Invoiced>,
    /// Why nothing is told at present.
    pub stopped: Option<Stop>,
    /// When the next step is told.
    pub next_on: Option<NaiveDate>,
    /// It is looked at each day.
    pub open: bool,
}

/// The rows with how their messages stand.
pub async fn with_messages<C: ConnectionTrait>(conn: &C, rows: Vec<Reminder>) -> Result<Vec<ReminderView>, DbErr> {
    let messages = store::messages_of(conn, &rows).await?;
    let messages: HashMap<_, _> = messages.into_iter().map(|message| (message.id, message)).collect();
    let orders: Vec<_> = rows.iter().filter_map(|row| row.work_order_id).collect();
    let worth = worth::of_orders(conn, &orders).await?;
    let view = |row: Reminder| {
        let message = row.message_id.and_then(|id| messages.get(&id).cloned());
        let (state, error) = message.map(|message| (message.message_state, message.message_error)).unwrap_or_default();
        ReminderView {
            id: row.id,
            site_id: row.site_id,
            vehicle_id: row.vehicle_id,
            plate: row.plate,
            vehicle: row.vehicle,
            customer_id: row.customer_id,
            customer: row.customer,
            kind: row.kind,
            titles: serde_json::from_str(&row.titles).unwrap_or_default(),
            due_on: row.due_on,
            told_step: row.told_step,
            told_on: row.told_on,
            message_id: row.message_id,
            message_state: state,
            message_error: error,
            appointment_id: row.appointment_id,
            work_order_id: row.work_order_id,
            invoiced: row.work_order_id.and_then(|order| worth.get(&order).cloned()).unwrap_or_default(),
            stopped: row.stopped,
            next_on: row.next_on,
            open: row.is_open,
        }
    };
    Ok(rows.into_iter().map(view).collect())
}
