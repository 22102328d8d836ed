//! A message as the API shows it.

use chrono::{DateTime, Utc};
use contracts::billing::InvoiceId;
use contracts::documents::Language;
use contracts::identity::MESSAGE_RESEND;
use contracts::workshop::WorkOrderId;
use kernel::{Actor, SiteId};
use sea_orm::FromQueryResult;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::message::{Channel, MessageEvent, MessageState};

/// A message as stored.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Row {
    pub id: Uuid,
    pub event: MessageEvent,
    pub channel: Channel,
    pub recipient: String,
    pub language: String,
    pub subject: String,
    pub body: String,
    /// A JSON list of file names.
    pub attachments: String,
    pub state: MessageState,
    pub attempts: i32,
    pub error: Option<String>,
    pub site_id: SiteId,
    pub work_order_id: Option<WorkOrderId>,
    pub invoice_id: Option<InvoiceId>,
    pub created_at: DateTime<Utc>,
    pub sent_at: Option<DateTime<Utc>>,
    pub delivered_at: Option<DateTime<Utc>>,
}

/// A message to a customer or to staff. While it waits for its first try, recipient, subject and body are empty.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = Message)]
pub struct MessageView {
    pub id: Uuid,
    pub event: MessageEvent,
    pub channel: Channel,
    pub recipient: String,
    #[schema(value_type = Language)]
    pub language: String,
    pub subject: String,
    pub body: String,
    /// File names.
    pub attachments: Vec<String>,
    pub state: MessageState,
    pub attempts: i32,
    /// Why the last try came to nothing.
    pub error: Option<String>,
    pub site_id: SiteId,
    pub work_order_id: Option<WorkOrderId>,
    pub invoice_id: Option<InvoiceId>,
    pub created_at: DateTime<Utc>,
    pub sent_at: Option<DateTime<Utc>>,
    /// When the provider said that it arrived; not all say so.
    pub delivered_at: Option<DateTime<Utc>>,
    /// `resend`.
    pub actions: Vec<&'static str>,
}

impl MessageView {
    pub fn new(row: Row, actor: &Actor) -> Self {
        let actions = if row.state.may_resend() { actor.allowed(row.site_id, &[("resend", MESSAGE_RESEND)]) } else { vec![] };
        Self {
            id: row.id,
            event: row.event,
            channel: row.channel,
            recipient: row.recipient,
            language: row.language,
            subject: row.subject,
            body: row.body,
            attachments: serde_json::from_str(&row.attachments).unwrap_or_default(),
            state: row.state,
            attempts: row.attempts,
            error: row.error,
            site_id: row.site_id,
            work_order_id: row.work_order_id,
            invoice_id: row.invoice_id,
            created_at: row.created_at,
            sent_at: row.sent_at,
            delivered_at: row.delivered_at,
            actions,
        }
    }
}
