//! Hand out what is kept of a person.

use axum::extract::State;
use axum::http::header::CONTENT_DISPOSITION;
use axum::response::{IntoResponse, Response};
use chrono::{DateTime, Utc};
use contracts::customers::{CUSTOMER_EXPORT_SUBJECT, CustomerId};
use contracts::subjects::SubjectPart;
use kernel::audit::{self, Change};
use kernel::http::{Caller, Json, Path};
use kernel::{Actor, Problem};
use serde::Serialize;
use utoipa::ToSchema;

use super::{Erasures, person, store};
use crate::{MODULE, customers};

/// All that the garage keeps of a person.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = SubjectData)]
pub struct Subject {
    pub customer_id: CustomerId,
    /// When it was gathered.
    pub at: DateTime<Utc>,
    /// `profile`, `contacts`, `consents`, `vehicles`, `appointments`, `work_orders`, `invoices`, `messages` and their like; of each all rows,
    /// also where there are none.
    pub parts: Vec<SubjectPart>,
}

#[derive(Serialize)]
struct Handed {
    parts: usize,
}

/// All that the garage keeps of a customer, in every module and at every site, as one JSON file; documents by the addresses at which they are
/// fetched. It is in the audit trail. Permission: `customer.export_subject` at every site, in a session of one's own.
#[utoipa::path(get, path = "/customers/{customer_id}/subject-data", tag = "customers", operation_id = "export_subject",
    params(("customer_id" = CustomerId, Path)),
    responses((status = 200, body = Subject)), security(("bearer" = [])))]
pub async fn export_subject(
    State(erasures): State<Erasures>,
    Caller(actor): Caller,
    Path(id): Path<CustomerId>,
) -> Result<Response, Problem> {
    erasures.permit(&actor, CUSTOMER_EXPORT_SUBJECT).await?;
    let customer = customers::store::find(erasures.context.db.reader(), id).await?;
    Ok(file(gather(&erasures, customer.id, &actor).await?))
}

pub fn file(subject: Subject) -> Response {
    let name = format!("attachment; filename=\"personal-data-{}.json\"", subject.at.date_naive());
    ([(CONTENT_DISPOSITION, name)], Json(subject)).into_response()
}

/// Who was handed what is on record, without the words.
pub async fn gather(erasures: &Erasures, id: CustomerId, actor: &Actor) -> Result<Subject, Problem> {
    let (reader, clock) = (erasures.context.db.reader(), erasures.context.clock.as_ref());
    let customer = customers::store::find(reader, id).await?;
    let ids = store::person(reader, id).await?;
    let mut parts = person::gather(reader, &ids).await?;
    parts.extend(erasures.gathered(&ids).await?);
    let tx = erasures.context.db.begin().await?;
    let change = Change { action: "customer.export_subject", entity: "customer", id: id.0, label: &customer.name, site: None };
    audit::record(&tx, MODULE, change, (None, Some(&Handed { parts: parts.len() })), actor, clock).await?;
    tx.commit().await?;
    Ok(Subject { customer_id: id, at: clock.now(), parts })
}
