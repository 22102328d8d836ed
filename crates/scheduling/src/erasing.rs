//! Customers who are handed what is kept of them, and who are forgotten.

use async_trait::async_trait;
use contracts::customers::CustomerId;
use contracts::identity::OpenRecord;
use contracts::subjects::{CustomerErased, RecordKind, SubjectData, SubjectPart};
use kernel::outbox::{self, Envelope};
use kernel::personal::{each, forget_events, forget_particulars, found, ids as placed, rows};
use kernel::{Actor, Clock, Problem, Tx, db};
use sea_orm::FromQueryResult;

use crate::appointments::store;
use crate::{MODULE, Ports};

const APPOINTMENTS: &[&str] = &[
    "number",
    "state",
    "name=customer_name",
    "phone",
    "email",
    "plate",
    "concern",
    "notes",
    "source",
    "starts",
    "ends",
    "consent_at",
    "created_at",
];
const SERIES: &[&str] = &["unit", "every", "starts", "active"];
/// What is still to come of an appointment.
const TO_COME: &str = "('requested', 'confirmed', 'arrived')";

#[derive(FromQueryResult)]
struct Number {
    number: String,
}

#[async_trait]
impl SubjectData for Ports {
    async fn gather(&self, ids: &[CustomerId]) -> Result<Vec<SubjectPart>, Problem> {
        let (places, values) = placed(ids);
        let kinds: [(&str, &[&str], &str); 2] =
            [("appointments", APPOINTMENTS, "scheduling_appointments"), ("recurring_bookings", SERIES, "scheduling_series")];
        let mut parts = vec![];
        for (name, columns, table) in kinds {
            let from = format!("{table} where customer_id in ({places}) order by id");
            parts.push(SubjectPart { name: name.to_owned(), rows: rows(self.reader(), columns, &from, values.clone()).await? });
        }
        Ok(parts)
    }

    async fn unsettled(&self, ids: &[CustomerId]) -> Result<Vec<OpenRecord>, Problem> {
        let (places, values) = placed(ids);
        let sql = format!("select number from scheduling_appointments where customer_id in ({places}) and state in {TO_COME} order by id");
        let found: Vec<Number> = db::all(self.reader(), sql, values).await?;
        Ok(found.into_iter().map(|row| OpenRecord { kind: "appointment".into(), label: row.number }).collect())
    }
}

/// Their name was replaced by the word already, as that of any customer who is called otherwise.
pub async fn hear(tx: &mut Tx, event: &Envelope, clock: &dyn Clock) -> Result<(), Problem> {
    let Some(told) = event.open::<CustomerErased>()? else { return Ok(()) };
    let (places, values) = placed(&told.ids);
    let theirs = format!("select id from scheduling_appointments where customer_id in ({places})");
    let statements = [
        format!("delete from scheduling_links where appointment_id in ({theirs})"),
        format!("update scheduling_history set detail = null where appointment_id in ({theirs})"),
        format!("update scheduling_series set active = false where customer_id in ({places})"),
    ];
    each(tx, &statements, &values).await?;
    forget_particulars(tx, MODULE, &theirs, &values).await?;
    let unnamed = told.unnamed(RecordKind::Appointment, found(tx, &theirs, &values).await?);
    store::forget_customer(tx, &told.ids).await?;
    forget_events(tx, MODULE, &told.people(), &["name", "phone", "email", "customer_name"], &told.word).await?;
    Ok(outbox::append(tx, MODULE, &unnamed, &Actor::system(), clock).await?)
}
