//! Customers who are handed what is kept of them, and who are forgotten. What they signed and decided is what invoices rest on: it stays as
//! long as those do.

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use contracts::customers::CustomerId;
use contracts::identity::OpenRecord;
use contracts::subjects::{CustomerErased, RecordKind, SubjectData, SubjectPart};
use kernel::outbox::{self, Envelope};
use kernel::personal::{and, each, forget_events, forget_particulars, found, ids as placed, rows};
use kernel::{Actor, Clock, Problem, Tx, db};
use sea_orm::{FromQueryResult, Value};
use uuid::Uuid;

use crate::estimates::document::Document;
use crate::{MODULE, Ports};

const ORDERS: &[&str] = &[
    "number",
    "state",
    "name=customer_name",
    "phone=customer_phone",
    "plate=vehicle_plate",
    "vehicle=vehicle_label",
    "concern",
    "title",
    "notes",
    "odometer_in",
    "odometer_out",
    "total",
    "currency",
    "opened_at",
    "completed_at",
    "closed_at",
    "quote_state",
    "lead_source",
];
const ESTIMATES: &[&str] = &["number", "sent_at", "total", "currency", "decided_at"];
const DECISIONS: &[&str] = &[
    "job=job_title",
    "approved",
    "reason",
    "method",
    "by_name",
    "phone",
    "address",
    "user_agent",
    "signed=signature_id is not null",
    "at",
];
const DEFERRED: &[&str] = &["title", "concern", "reason", "gross", "currency", "deferred_at", "due_on", "state"];
const NOTES: &[&str] = &["kind", "text", "by_name", "at"];
const WORDS: &[&str] = &["job=job_title", "by_customer", "by_name", "text", "at"];
const INTAKES: &[&str] = &["number", "begun_at", "signed_at", "signed_by"];
const FILES: &[&str] = &["name", "media", "size", "at"];

#[derive(FromQueryResult)]
struct Number {
    number: String,
}

#[derive(FromQueryResult)]
struct Proposed {
    id: Uuid,
    content: String,
}

/// The orders of a person, by the places of their ids.
fn orders(places: &str) -> String {
    format!("select id from workshop_orders where customer_id in ({places})")
}

#[async_trait]
impl SubjectData for Ports {
    async fn gather(&self, ids: &[CustomerId]) -> Result<Vec<SubjectPart>, Problem> {
        let (places, values) = placed(ids);
        let theirs = orders(&places);
        let of_orders = |table: &str| format!("{table} where order_id in ({theirs}) order by id");
        let kinds: [(&str, &[&str], String); 8] = [
            ("work_orders", ORDERS, format!("workshop_orders where customer_id in ({places}) order by id")),
            ("estimates", ESTIMATES, of_orders("workshop_estimates")),
            ("decisions", DECISIONS, of_orders("workshop_decisions")),
            ("deferred_jobs", DEFERRED, format!("workshop_deferred_jobs where customer_id in ({places}) order by id")),
            ("notes", NOTES, of_orders("workshop_notes")),
            ("words_on_estimates", WORDS, of_orders("workshop_estimate_words")),
            ("intakes", INTAKES, of_orders("workshop_intakes")),
            ("photos_and_papers", FILES, format!("workshop_files where record in ({theirs}) order by id")),
        ];
        let mut parts = vec![];
        for (name, columns, from) in kinds {
            parts.push(SubjectPart { name: name.to_owned(), rows: rows(self.reader(), columns, &from, values.clone()).await? });
        }
        Ok(parts)
    }

    async fn unsettled(&self, ids: &[CustomerId]) -> Result<Vec<OpenRecord>, Problem> {
        let (places, values) = placed(ids);
        let sql = format!("select number from workshop_orders where customer_id in ({places}) and is_open order by id");
        let found: Vec<Number> = db::all(self.reader(), sql, values).await?;
        Ok(found.into_iter().map(|row| OpenRecord { kind: "work_order".into(), label: row.number }).collect())
    }
}

/// Their name and number were replaced already, as those of any customer who is called otherwise.
pub async fn hear(tx: &mut Tx, event: &Envelope, clock: &dyn Clock) -> Result<(), Problem> {
    let Some(told) = event.open::<CustomerErased>()? else { return Ok(()) };
    let (places, values) = placed(&told.ids);
    let theirs = orders(&places);
    give_up(tx, (&places, &theirs), &values, event.at).await?;
    let statements = [
        format!("update workshop_orders set notes = null where customer_id in ({places})"),
        format!("update workshop_notes set text = '' where order_id in ({theirs})"),
        format!("update workshop_estimate_words set text = '' where order_id in ({theirs})"),
        format!("update workshop_links set contact_name = null where order_id in ({theirs})"),
        format!("update workshop_estimates set asked_name = null where order_id in ({theirs})"),
        format!("update workshop_history set detail = null where order_id in ({theirs})"),
        format!("delete from workshop_price_agreements where customer_id in ({places})"),
        format!("delete from workshop_contract_prices where customer_id in ({places})"),
    ];
    each(tx, &statements, &values).await?;
    call_otherwise(tx, "workshop_discount_requests set customer_name", &told).await?;
    forget_particulars(tx, MODULE, &theirs, &values).await?;
    if told.with_documents {
        forget_signed(tx, &told).await?;
    }
    forget_events(tx, MODULE, &told.people(), &["customer_name", "customer_phone", "by_name"], &told.word).await?;
    let unnamed = told.unnamed(RecordKind::WorkOrder, found(tx, &theirs, &values).await?);
    Ok(outbox::append(tx, MODULE, &unnamed, &Actor::system(), clock).await?)
}

/// What was offered and not done: nobody is there any more to want it.
async fn give_up(tx: &Tx, (places, theirs): (&str, &str), values: &[Value], at: DateTime<Utc>) -> Result<(), Problem> {
    let last = values.len() + 1;
    let with = |moment: Value| values.iter().cloned().chain([moment]).collect::<Vec<_>>();
    let links = format!("update workshop_links set revoked_at = ${last} where order_id in ({theirs}) and revoked_at is null");
    each(tx, &[links], &with(at.into())).await?;
    let deferred = format!(
        "update workshop_deferred_jobs set state = 'obsolete', closed_at = ${last}, version = version + 1 where customer_id in ({places}) and state = 'open'"
    );
    each(tx, &[deferred], &with(at.timestamp().into())).await?;
    let quotes = format!(
        "update workshop_orders set state = 'cancelled', state_before = 'quote', quote_state = 'given_up', version = version + 1 \
         where customer_id in ({places}) and state = 'quote'"
    );
    Ok(each(tx, &[quotes], values).await?)
}

/// Who decided and signed, and their signatures.
async fn forget_signed(tx: &Tx, told: &CustomerErased) -> Result<(), Problem> {
    let (places, values) = placed(&told.ids);
    let theirs = orders(&places);
    let signature = |table: &str| format!("select signature_id from {table} where order_id in ({theirs}) and signature_id is not null");
    let statements = [
        format!("delete from workshop_files where id in ({})", signature("workshop_decisions")),
        format!("delete from workshop_files where id in ({})", signature("workshop_intakes")),
        format!(
            "update workshop_decisions set signature_id = null, phone = null, address = null, user_agent = null where order_id in ({theirs})"
        ),
        format!("update workshop_intakes set signature_id = null where order_id in ({theirs})"),
    ];
    each(tx, &statements, &values).await?;
    forget_proposed(tx, told, (&theirs, &values)).await?;
    for column in ["workshop_decisions set by_name", "workshop_intakes set signed_by", "workshop_jobs set by_name"] {
        call_otherwise(tx, column, told).await?;
    }
    Ok(())
}

/// Whom estimates were written for; what was proposed stays as it was decided on, and so does the hash of what was signed.
async fn forget_proposed(tx: &Tx, told: &CustomerErased, (theirs, values): (&str, &[Value])) -> Result<(), Problem> {
    let sql = format!("select id, content from workshop_estimates where order_id in ({theirs})");
    for Proposed { id, content } in db::all(&**tx, sql, values.to_vec()).await? {
        let mut document: Document = serde_json::from_str(&content).map_err(|error| Problem::internal(&error))?;
        told.word.clone_into(&mut document.customer);
        (document.notes, document.exemption) = (vec![], None);
        let text = serde_json::to_string(&document).map_err(|error| Problem::internal(&error))?;
        db::execute(&**tx, "update workshop_estimates set content = $1 where id = $2", [text.into(), id.into()]).await?;
    }
    Ok(())
}

/// The word in the place of a name, of rows that belong to orders and have one.
async fn call_otherwise(tx: &Tx, column: &str, told: &CustomerErased) -> Result<(), Problem> {
    let (places, values) = placed(&told.ids);
    let (word, values) = and(values, told.word.as_str());
    let name = column.rsplit(' ').next().unwrap_or_default();
    let sql = format!("update {column} = {word} where {name} is not null and order_id in ({})", orders(&places));
    Ok(each(tx, &[sql], &values).await?)
}
