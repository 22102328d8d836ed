//! `POST /threads/{id}`

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use contracts::workshop::{WORK_ORDER_AUTHORISE, WorkOrderCard, WorkOrderId};
use garde::Validate;
use kernel::http::{Caller, Created, IdempotencyKey, Json, Path};
use kernel::idempotency::{Claim, Repeatable};
use kernel::text::filled_prose;
use kernel::{Actor, Problem};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::view::ThreadEntry;
use super::{Threads, store};
use crate::MODULE;
use crate::messages::{Draft, MessageEvent, NotePaper, Params, queue_one};

/// Mail servers take little more. Bytes.
const HEAVIEST: i64 = 10 << 20;

#[derive(Clone, Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ThreadNote {
    /// In the desk's own words.
    #[garde(custom(filled_prose(1000)))]
    #[schema(max_length = 1000, format = "filled-prose")]
    pub text: String,
    /// Papers of the order that go with it: by mail enclosed, else as links. Of 10 MiB together at most.
    #[serde(default)]
    #[garde(length(max = 3))]
    #[schema(max_items = 3)]
    pub attachment_ids: Vec<Uuid>,
}

pub type Answer = Repeatable<Created<Json<ThreadEntry>>>;

/// Writes to the customer of a work order: by WhatsApp where they wrote there within a day, else as a text message, else by mail. At night it waits
/// until the morning. What became of it, the thread tells.
///
/// Permission: `work_order.authorise`.
#[utoipa::path(post, path = "/threads/{work_order_id}", tag = "notifications", operation_id = "write_note",
    params(("work_order_id" = WorkOrderId, Path), ("Idempotency-Key" = String, Header)), request_body = ThreadNote,
    responses((status = 201, body = ThreadEntry)), security(("bearer" = [])))]
pub async fn write_note(
    State(it): State<Arc<Threads>>,
    Caller(actor): Caller,
    Path(id): Path<WorkOrderId>,
    key: IdempotencyKey,
    Json(body): Json<ThreadNote>,
) -> Result<Answer, Problem> {
    let order = it.order(&actor, id, WORK_ORDER_AUTHORISE).await?;
    let claim = Claim::new(&actor, &format!("write_note {id}"), key.required()?.0.as_deref(), &body)?;
    let (db, clock) = (&it.context.db, it.context.clock.as_ref());
    if let Some(entry) = Claim::replay(claim.as_ref(), db, MODULE).await? {
        return Ok(answer(id, entry, true));
    }
    let papers = it.enclosed(id, &body.attachment_ids).await?;
    let mut tx = db.begin().await?;
    Claim::take(claim.as_ref(), &tx, MODULE, clock).await?;
    let draft = Draft::note(order, &actor, &body.text, papers);
    let message = queue_one(&mut tx, draft, it.channel, clock, clock.now()).await?.ok_or_else(Problem::not_found)?;
    let sent = store::sent_one(&*tx, message).await?.ok_or_else(Problem::not_found)?;
    let entry = ThreadEntry::sent(sent, clock.now());
    Claim::keep(claim.as_ref(), &tx, MODULE, &entry).await?;
    tx.commit().await?;
    Ok(answer(id, entry, false))
}

/// What was added to a thread.
pub fn answer(order: WorkOrderId, entry: ThreadEntry, replayed: bool) -> Answer {
    let location = format!("/api/v1/threads/{order}");
    Repeatable { status: StatusCode::CREATED, replayed, body: Created { location, body: Json(entry) } }
}

impl Threads {
    /// The papers of an order as a note names them.
    async fn enclosed(&self, order: WorkOrderId, ids: &[Uuid]) -> Result<Vec<NotePaper>, Problem> {
        let cards = if ids.is_empty() { vec![] } else { self.papers.cards(order, ids).await? };
        let of = |(place, id): (usize, &Uuid)| {
            let card = cards.iter().find(|card| card.id == *id);
            let card = card.ok_or_else(|| Problem::field(format!("/attachment_ids/{place}"), "unknown", "the order has no such paper"))?;
            Ok(NotePaper { id: card.id, name: card.name.clone(), media: card.media.clone() })
        };
        let papers = ids.iter().enumerate().map(of).collect::<Result<_, Problem>>()?;
        if cards.iter().map(|card| card.size).sum::<i64>() > HEAVIEST {
            return Err(Problem::field("/attachment_ids", "too-large", "they are of 10 MiB together at most"));
        }
        Ok(papers)
    }
}

impl Draft {
    /// Each note is an occasion of its own; its request's key makes it one.
    pub(super) fn note(order: WorkOrderCard, actor: &Actor, text: &str, papers: Vec<NotePaper>) -> Self {
        Self {
            key: format!("note:{}", Uuid::now_v7()),
            event: MessageEvent::Note,
            site_id: order.site_id,
            customer_id: Some(order.customer_id),
            user_id: None,
            work_order_id: Some(order.id),
            invoice_id: None,
            params: Params::Note {
                number: order.number,
                plate: order.vehicle_plate,
                vehicle: order.vehicle_label,
                text: text.trim().to_owned(),
                by: actor.name.clone(),
                order: order.id,
                papers,
            },
        }
    }
}
