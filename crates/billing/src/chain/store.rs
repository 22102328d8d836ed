//! The only place with queries of the chain. Links are written once.

use std::collections::HashMap;

use contracts::billing::{CreditNoteId, DepositId, InvoiceId};
use kernel::{Problem, SiteId, Tx, db};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, FromQueryResult, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect};

use sea_orm::prelude::Uuid;

use super::link::{Document, Place};
use crate::entities::{chain, credit_lines, credit_notes, deposits, invoices, lines};
use crate::invoices::store::AT_ONCE;

/// Links a document that is issued in this transaction, whose series is locked.
pub async fn add(tx: &Tx, document: Document<'_>) -> Result<(), Problem> {
    add_all(tx, &[document]).await
}

/// Links documents, each series in the order of its numbers.
pub async fn add_all(tx: &Tx, documents: &[Document<'_>]) -> Result<(), Problem> {
    let mut placed: Vec<_> = documents.iter().filter_map(|document| Some((document.place()?, document))).collect();
    placed.sort_by(|(one, _), (other, _)| (&one.series, one.sequence).cmp(&(&other.series, other.sequence)));
    let mut last = HashMap::<String, String>::new();
    let mut rows = vec![];
    for (place, document) in placed {
        let before = match last.get(&place.series) {
            Some(hash) => hash.clone(),
            None => before(tx, &place).await?,
        };
        let hash = document.hash(&before);
        last.insert(place.series.clone(), hash.clone());
        let Place { id, site_id, series, sequence, kind } = place;
        rows.push(chain::Model { id, site_id, series, sequence, kind: kind.to_owned(), hash });
    }
    for chunk in rows.chunks(AT_ONCE) {
        let rows = chunk.iter().cloned().map(IntoActiveModel::into_active_model);
        chain::Entity::insert_many(rows).exec_without_returning(&**tx).await?;
    }
    Ok(())
}

#[derive(FromQueryResult)]
struct Hash {
    hash: String,
}

/// The hash of the number before; the name of the series before its first link.
async fn before(tx: &Tx, place: &Place) -> Result<String, DbErr> {
    let sql = "select hash from billing_chain where series = $1 and sequence = $2";
    let before: Option<Hash> = db::one(&**tx, sql, [place.series.clone().into(), (place.sequence - 1).into()]).await?;
    Ok(before.map_or_else(|| place.series.clone(), |before| before.hash))
}

/// A series with its last link.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Series {
    pub name: String,
    pub site_id: SiteId,
    pub kind: String,
    pub first: i64,
    pub last: i64,
    /// Of the last.
    pub hash: String,
}

/// Every series of some sites that has a link, by name.
pub async fn series<C: ConnectionTrait>(conn: &C, sites: Option<&[SiteId]>) -> Result<Vec<Series>, DbErr> {
    let mut binds = kernel::Binds::default();
    let sites = binds.and_among("site_id", sites);
    let sql = format!(
        "select s.series as name, s.site_id, s.kind, s.first, s.last, c.hash from (select series, site_id, kind, min(sequence) as first, \
         max(sequence) as last from billing_chain where 1 = 1{sites} group by series, site_id, kind) s \
         join billing_chain c on c.series = s.series and c.sequence = s.last order by s.series"
    );
    db::all(conn, sql, binds.0).await
}

/// Links of a series after a number, in order.
pub async fn links<C: ConnectionTrait>(conn: &C, series: &str, after: i64, limit: u64) -> Result<Vec<chain::Model>, DbErr> {
    let of_series = chain::Entity::find().filter(chain::Column::Series.eq(series)).filter(chain::Column::Sequence.gt(after));
    of_series.order_by_asc(chain::Column::Sequence).limit(limit).all(conn).await
}

/// Documents of one kind as they are now, each with its lines.
pub enum Found {
    Invoices(Vec<(invoices::Model, Vec<lines::Model>)>),
    CreditNotes(Vec<(credit_notes::Model, Vec<credit_lines::Model>)>),
    Deposits(Vec<deposits::Model>),
}

impl Found {
    pub fn documents(&self) -> Vec<Document<'_>> {
        match self {
            Self::Invoices(rows) => rows.iter().map(|(row, lines)| Document::Invoice(row, lines)).collect(),
            Self::CreditNotes(rows) => rows.iter().map(|(row, lines)| Document::CreditNote(row, lines)).collect(),
            Self::Deposits(rows) => rows.iter().map(Document::Deposit).collect(),
        }
    }
}

/// The documents behind some links of one series.
pub async fn documents<C: ConnectionTrait>(conn: &C, chained: &[chain::Model]) -> Result<Found, DbErr> {
    let ids = || chained.iter().map(|link| link.id);
    match chained.first().map(|link| link.kind.as_str()) {
        Some("invoice") => {
            let ids: Vec<_> = ids().map(InvoiceId).collect();
            let rows = invoices::Entity::find().filter(invoices::Column::Id.is_in(ids.clone())).all(conn).await?;
            let of_rows = lines::Entity::find().filter(lines::Column::InvoiceId.is_in(ids)).order_by_asc(lines::Column::Position);
            let mut lines = HashMap::<InvoiceId, Vec<_>>::new();
            for line in of_rows.all(conn).await? {
                lines.entry(line.invoice_id).or_default().push(line);
            }
            Ok(Found::Invoices(rows.into_iter().map(|row| (lines.remove(&row.id).unwrap_or_default(), row)).map(swap).collect()))
        }
        Some("credit_note") => {
            let ids: Vec<_> = ids().map(CreditNoteId).collect();
            let rows = credit_notes::Entity::find().filter(credit_notes::Column::Id.is_in(ids.clone())).all(conn).await?;
            let of_rows = credit_lines::Entity::find().filter(credit_lines::Column::CreditNoteId.is_in(ids));
            let mut lines = HashMap::<CreditNoteId, Vec<_>>::new();
            for line in of_rows.order_by_asc(credit_lines::Column::Position).all(conn).await? {
                lines.entry(line.credit_note_id).or_default().push(line);
            }
            Ok(Found::CreditNotes(rows.into_iter().map(|row| (lines.remove(&row.id).unwrap_or_default(), row)).map(swap).collect()))
        }
        _ => {
            let ids: Vec<_> = ids().map(DepositId).collect();
            Ok(Found::Deposits(deposits::Entity::find().filter(deposits::Column::Id.is_in(ids)).all(conn).await?))
        }
    }
}

#[derive(FromQueryResult)]
struct Forgotten {
    id: Uuid,
    hash: String,
}

/// Those of some links' documents that name nobody any more, with what they were left as.
pub async fn forgotten<C: ConnectionTrait>(conn: &C, chained: &[chain::Model]) -> Result<HashMap<Uuid, String>, DbErr> {
    let ids: Vec<_> = chained.iter().map(|link| link.id).collect();
    let (places, values) = kernel::personal::ids(&ids);
    let rows: Vec<Forgotten> = db::all(conn, format!("select id, hash from billing_forgotten where id in ({places})"), values).await?;
    Ok(rows.into_iter().map(|row| (row.id, row.hash)).collect())
}

fn swap<A, B>((one, other): (A, B)) -> (B, A) {
    (other, one)
}

#[derive(FromQueryResult)]
struct Unlinked {
    count: i64,
}

/// How many documents of a series have no link: those before `first`, and those from it on, which were slipped in.
pub async fn unlinked<C: ConnectionTrait>(conn: &C, of: &Series) -> Result<(i64, i64), DbErr> {
    let table = match of.kind.as_str() {
        "invoice" => "billing_invoices",
        "credit_note" => "billing_credit_notes",
        _ => "billing_deposits",
    };
    let count = |side: &str| {
        format!(
            "select count(*) as count from {table} d where d.series = $1 and d.sequence {side} $2 \
             and not exists (select 1 from billing_chain c where c.id = d.id)"
        )
    };
    let ask = async |side: &str| {
        let row: Option<Unlinked> = db::one(conn, count(side), [of.name.clone().into(), of.first.into()]).await?;
        Ok::<_, DbErr>(row.map_or(0, |row| row.count))
    };
    Ok((ask("<").await?, ask(">=").await?))
}
