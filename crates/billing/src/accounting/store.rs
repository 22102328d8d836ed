//! The only place with queries of exports and their entries. Both are written once.

use contracts::customers::CustomerId;
use kernel::{SiteId, Tx};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use super::entry::Entry;
use crate::entities::{journal_entries, journal_exports};
use crate::invoices::invoice::CustomerRef;
use crate::invoices::store::AT_ONCE;

/// The last export of a site.
pub async fn last<C: ConnectionTrait>(conn: &C, site: SiteId) -> Result<Option<journal_exports::Model>, DbErr> {
    let of_site = journal_exports::Entity::find().filter(journal_exports::Column::SiteId.eq(site));
    of_site.order_by_desc(journal_exports::Column::Sequence).one(conn).await
}

pub async fn find<C: ConnectionTrait>(conn: &C, id: Uuid) -> Result<Option<journal_exports::Model>, DbErr> {
    journal_exports::Entity::find_by_id(id).one(conn).await
}

/// The export with its entries, numbered from its first number on.
pub async fn insert(tx: &Tx, export: &journal_exports::Model, entries: &[Entry]) -> Result<(), DbErr> {
    journal_exports::Entity::insert(export.clone().into_active_model()).exec_without_returning(&**tx).await?;
    let mut number = export.first_number;
    for chunk in entries.chunks(AT_ONCE) {
        let mut rows = Vec::with_capacity(chunk.len());
        for entry in chunk {
            rows.push(row(export.id, number, entry)?.into_active_model());
            number += 1;
        }
        journal_entries::Entity::insert_many(rows).exec_without_returning(&**tx).await?;
    }
    Ok(())
}

fn row(export_id: Uuid, number: i64, entry: &Entry) -> Result<journal_entries::Model, DbErr> {
    let customer = entry.customer.as_ref();
    Ok(journal_entries::Model {
        id: entry.id,
        export_id,
        number,
        journal: entry.journal,
        on_day: entry.on,
        piece: entry.piece.clone(),
        piece_on: entry.piece_on,
        label: entry.label.clone(),
        customer_id: customer.map(|customer| customer.id),
        customer_name: customer.map(|customer| customer.name.clone()),
        lines: serde_json::to_string(&entry.lines).map_err(|error| DbErr::Custom(error.to_string()))?,
    })
}

/// An entry with its number.
pub struct Numbered {
    pub number: i64,
    pub entry: Entry,
}

/// Entries of an export after a number, in their order.
pub async fn entries<C: ConnectionTrait>(conn: &C, export: Uuid, after: i64, limit: u64) -> Result<Vec<Numbered>, DbErr> {
    let of_export = journal_entries::Entity::find().filter(journal_entries::Column::ExportId.eq(export));
    let after = of_export.filter(journal_entries::Column::Number.gt(after));
    let rows = after.order_by_asc(journal_entries::Column::Number).limit(limit).all(conn).await?;
    rows.into_iter().map(numbered).collect()
}

fn numbered(row: journal_entries::Model) -> Result<Numbered, DbErr> {
    let customer = |(id, name): (CustomerId, String)| CustomerRef { id, name };
    let entry = Entry {
        id: row.id,
        journal: row.journal,
        on: row.on_day,
        piece: row.piece,
        piece_on: row.piece_on,
        label: row.label,
        customer: row.customer_id.zip(row.customer_name).map(customer),
        lines: serde_json::from_str(&row.lines).map_err(|error| DbErr::Custom(error.to_string()))?,
    };
    Ok(Numbered { number: row.number, entry })
}
