//! What billing keeps of a person, what is open, and what a law has it keep.

use async_trait::async_trait;
use chrono::{DateTime, NaiveDate, Utc};
use contracts::customers::CustomerId;
use contracts::identity::OpenRecord;
use contracts::subjects::{LegalHold, SubjectData, SubjectPart};
use kernel::personal::{ids as placed, rows};
use kernel::{Problem, SiteId, db};
use sea_orm::FromQueryResult;

use super::retention::hold;
use crate::Ports;

const INVOICES: &[&str] = &[
    "number",
    "document",
    "state",
    "name=customer_name",
    "parties",
    "plate=vehicle_plate",
    "vehicle=vehicle_label",
    "currency",
    "net",
    "vat",
    "total",
    "paid",
    "due",
    "issued_on",
    "due_on",
    "notes",
    "pdf='/api/v1/invoices/' || #id || '/pdf'",
];
const CREDIT_NOTES: &[&str] = &[
    "number",
    "invoice=invoice_number",
    "name=customer_name",
    "parties",
    "reason",
    "currency",
    "total",
    "issued_on",
    "pdf='/api/v1/credit-notes/' || #id || '/pdf'",
];
const PAYMENTS: &[&str] =
    &["invoice=i.number", "kind=p.kind", "tender=p.tender", "amount=p.amount", "currency=i.currency", "reference=p.reference", "at=p.at"];
const DEPOSITS: &[&str] = &["number", "name=customer_name", "currency", "amount", "open", "tender", "reference", "at"];
const CHEQUES: &[&str] = &["number", "bank", "drawer", "rib", "amount", "currency", "due_on", "state"];
const LETTERS: &[&str] = &["name=customer_name", "step", "due", "fee", "currency", "sent_at"];
const POINTS: &[&str] = &["kind", "points", "reason", "at"];
const SIGNATURES: &[&str] = &["invoice=i.number", "by_name=s.by_name", "at=s.at"];

#[async_trait]
impl SubjectData for Ports {
    async fn gather(&self, ids: &[CustomerId]) -> Result<Vec<SubjectPart>, Problem> {
        let (places, values) = placed(ids);
        let of_them = |table: &str| format!("{table} where customer_id in ({places}) order by id");
        let of_invoices = |table: &str, short: &str| {
            format!(
                "{table} {short} join billing_invoices i on i.id = {short}.invoice_id where i.customer_id in ({places}) order by {short}.id"
            )
        };
        let kinds: [(&str, &[&str], String); 8] = [
            ("invoices", INVOICES, of_them("billing_invoices")),
            ("credit_notes", CREDIT_NOTES, of_them("billing_credit_notes")),
            ("payments", PAYMENTS, of_invoices("billing_payments", "p")),
            ("deposits", DEPOSITS, of_them("billing_deposits")),
            ("cheques", CHEQUES, of_them("billing_cheques")),
            ("letters", LETTERS, of_them("billing_dunning_letters")),
            ("points", POINTS, of_them("billing_loyalty_entries")),
            ("signatures", SIGNATURES, of_invoices("billing_signatures", "s")),
        ];
        let mut parts = vec![];
        for (name, columns, from) in kinds {
            parts
                .push(SubjectPart { name: name.to_owned(), rows: rows(self.0.context.db.reader(), columns, &from, values.clone()).await? });
        }
        Ok(parts)
    }

    async fn unsettled(&self, ids: &[CustomerId]) -> Result<Vec<OpenRecord>, Problem> {
        #[derive(FromQueryResult)]
        struct Open {
            kind: String,
            label: String,
        }
        let (places, values) = placed(ids);
        let sql = format!(
            "select 'invoice' as kind, coalesce(number, document, work_order_number) as label from billing_invoices \
             where customer_id in ({places}) and (state = 'draft' or due <> 0) \
             union all select 'deposit', number from billing_deposits where customer_id in ({places}) and open <> 0"
        );
        let open: Vec<Open> = db::all(self.0.context.db.reader(), sql, values).await?;
        Ok(open.into_iter().map(|Open { kind, label }| OpenRecord { kind, label }).collect())
    }

    async fn legal_hold(&self, ids: &[CustomerId]) -> Result<Option<LegalHold>, Problem> {
        let issued = self.issued(ids).await?;
        let sites: Vec<SiteId> = issued.iter().map(|row| row.site_id).collect();
        if sites.is_empty() {
            return Ok(None);
        }
        let cards = self.0.sites.cards(&sites).await?;
        let country = |site| cards.iter().find(|card| card.id == site).map_or("", |card| card.country.as_str());
        let documents = issued.iter().map(|row| row.documents).sum();
        let holds = issued.iter().filter_map(|row| Some(hold(country(row.site_id), row.last_on()?, documents)));
        Ok(holds.max_by_key(|hold| hold.until))
    }
}

/// What a site issued to somebody and still names them.
#[derive(FromQueryResult)]
struct Issued {
    site_id: SiteId,
    documents: i64,
    last_on: Option<NaiveDate>,
    last_at: Option<DateTime<Utc>>,
}

impl Issued {
    fn last_on(&self) -> Option<NaiveDate> {
        self.last_on.max(self.last_at.map(|at| at.date_naive()))
    }
}

impl Ports {
    /// By site and kind of document.
    async fn issued(&self, ids: &[CustomerId]) -> Result<Vec<Issued>, Problem> {
        let (places, values) = placed(ids);
        let mut issued = vec![];
        for (table, day, moment) in [
            ("billing_invoices", "max(d.issued_on)", "max(d.issued_at)"),
            ("billing_credit_notes", "max(d.issued_on)", "max(d.issued_at)"),
            ("billing_deposits", "null", "max(d.at)"),
        ] {
            let day = if day == "null" { "cast(null as date)" } else { day };
            let sql = format!(
                "select d.site_id, count(*) as documents, {day} as last_on, {moment} as last_at from {table} d where d.customer_id in ({places}) \
                 and d.number is not null and not exists (select 1 from billing_forgotten f where f.id = d.id) group by d.site_id"
            );
            issued.extend(db::all::<Issued, _>(self.0.context.db.reader(), sql, values.clone()).await?);
        }
        Ok(issued)
    }
}
