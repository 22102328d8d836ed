//! Customers who are handed what was written to them, and who are forgotten.

use std::sync::Arc;

use async_trait::async_trait;
use contracts::customers::CustomerId;
use contracts::subjects::{CustomerErased, SubjectData, SubjectPart};
use kernel::outbox::Envelope;
use kernel::personal::{and, each, forget_events, ids as placed, rows};
use kernel::{Context, Problem, Tx};

use crate::MODULE;

const MESSAGES: &[&str] = &["event", "channel", "state", "recipient", "language", "subject", "body", "created_at", "sent_at"];
const REMINDERS: &[&str] = &["kind", "customer", "plate", "vehicle", "titles", "due_on", "told_on"];
const FEEDBACK: &[&str] = &["number", "asked_at", "score", "words", "answered_at"];
const CAMPAIGNS: &[&str] = &["campaign=c.name", "customer=r.customer", "at=r.at"];
const DEVICES: &[&str] = &["endpoint", "created_at"];
const THREADS: &[&str] = &["kind", "channel", "by_name", "to_name", "text", "created_at"];

struct Subjects(Context);

/// What it keeps of customers.
pub fn subjects(context: &Context) -> Arc<dyn SubjectData> {
    Arc::new(Subjects(context.clone()))
}

/// Orders that somebody was written to about, or asked about, by the places of their ids.
fn orders(places: &str) -> String {
    ["notifications_messages", "notifications_feedback", "notifications_worth"]
        .map(|table| format!("select work_order_id from {table} where customer_id in ({places}) and work_order_id is not null"))
        .join(" union ")
}

#[async_trait]
impl SubjectData for Subjects {
    async fn gather(&self, ids: &[CustomerId]) -> Result<Vec<SubjectPart>, Problem> {
        let (places, values) = placed(ids);
        let of_them = |table: &str| format!("{table} where customer_id in ({places}) order by id");
        let kinds: [(&str, &[&str], String); 6] = [
            ("messages", MESSAGES, of_them("notifications_messages")),
            ("reminders", REMINDERS, of_them("notifications_reminders")),
            ("feedback", FEEDBACK, of_them("notifications_feedback")),
            (
                "campaigns",
                CAMPAIGNS,
                format!(
                    "notifications_recipients r join notifications_campaigns c on c.id = r.campaign_id where r.customer_id in ({places}) order by r.id"
                ),
            ),
            ("devices", DEVICES, of_them("notifications_push_devices")),
            ("conversations", THREADS, format!("notifications_entries where work_order_id in ({}) order by id", orders(&places))),
        ];
        let mut parts = vec![];
        for (name, columns, from) in kinds {
            parts.push(SubjectPart { name: name.to_owned(), rows: rows(self.0.db.reader(), columns, &from, values.clone()).await? });
        }
        Ok(parts)
    }
}

/// What waits to be sent is not sent; of what was, neither address nor words are left.
pub async fn hear(tx: &Tx, event: &Envelope) -> Result<(), Problem> {
    let Some(told) = event.open::<CustomerErased>()? else { return Ok(()) };
    let (places, values) = placed(&told.ids);
    let (orders, messages) = (orders(&places), format!("select id from notifications_messages where customer_id in ({places})"));
    let statements = [
        format!(
            "update notifications_messages set state = 'skipped', error = 'The customer was erased' where customer_id in ({places}) and state = 'queued'"
        ),
        format!(
            "delete from notifications_answers where phone in (select recipient from notifications_messages where customer_id in ({places}) and recipient <> '')"
        ),
        format!("update notifications_tries set text = null, said = null where message_id in ({messages})"),
        format!("update notifications_messages set recipient = '', subject = '', body = '' where customer_id in ({places})"),
        format!("update notifications_entries set text = '' where work_order_id in ({orders})"),
        format!("delete from notifications_pictures where work_order_id in ({orders})"),
        format!("delete from notifications_reminders where customer_id in ({places})"),
        format!("update notifications_feedback set words = '', note = null where customer_id in ({places})"),
        format!("delete from notifications_push_devices where customer_id in ({places})"),
        format!("delete from notifications_promoted where customer_id in ({places})"),
    ];
    each(tx, &statements, &values).await?;
    let (word, naming) = and(values, told.word.as_str());
    let statements = [
        format!("update notifications_entries set by_name = {word} where kind in ('written', 'asked') and work_order_id in ({orders})"),
        format!("update notifications_entries set to_name = {word} where to_name is not null and work_order_id in ({orders})"),
        format!("update notifications_feedback set customer = {word} where customer_id in ({places})"),
        format!("update notifications_recipients set customer = {word} where customer_id in ({places})"),
        format!("update notifications_news set customer = {word} where customer is not null and work_order_id in ({orders})"),
    ];
    each(tx, &statements, &naming).await?;
    Ok(forget_events(tx, MODULE, &told.people(), &["customer", "subject", "phone", "word"], &told.word).await?)
}
