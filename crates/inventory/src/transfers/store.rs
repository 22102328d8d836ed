//! The only place with queries on transfers.

use chrono::{DateTime, Datelike, Utc};
use contracts::identity::SiteCard;
use contracts::inventory::{TransferEntryId, TransferId};
use kernel::{Amount, Backend, Binds, Problem, SiteId, Tx, counters, db};
use sea_orm::entity::prelude::*;
use sea_orm::{FromQueryResult, IntoActiveModel, QueryOrder, QuerySelect};

use super::rows::{assemble, line_rows, transfer_row};
use super::state::TransferState;
use super::transfer::{Happened, Transfer};
use crate::MODULE;
use crate::entities::{transfer_entries as entries, transfer_lines as lines, transfers};
use crate::purchases::store::{put, today};
use crate::stock::Note;

pub async fn find<C: ConnectionTrait>(conn: &C, id: TransferId) -> Result<Option<Transfer>, DbErr> {
    match transfers::Entity::find_by_id(id).one(conn).await? {
        Some(row) => whole(conn, row).await.map(Some),
        None => Ok(None),
    }
}

pub async fn lock(tx: &Tx, id: TransferId) -> Result<Option<Transfer>, DbErr> {
    let query = transfers::Entity::find_by_id(id);
    let query = if tx.backend() == Backend::Postgres { query.lock_exclusive() } else { query };
    match query.one(&**tx).await? {
        Some(row) => whole(&**tx, row).await.map(Some),
        None => Ok(None),
    }
}

async fn whole<C: ConnectionTrait>(conn: &C, row: transfers::Model) -> Result<Transfer, DbErr> {
    let of = lines::Entity::find().filter(lines::Column::TransferId.eq(row.id)).order_by_asc(lines::Column::Position);
    Ok(assemble(row, of.all(conn).await?))
}

/// Writes a new transfer and gives it its number, of the site that sends: late, because its counter stays locked until the commit.
pub async fn insert(tx: &Tx, transfer: &mut Transfer, from: &SiteCard) -> Result<(), DbErr> {
    let year = today(from, transfer.created_at).year();
    let sequence = counters::next(tx, MODULE, &format!("transfer:{}:{year}", from.id)).await?;
    transfer.number = format!("TR-{}-{year}-{sequence:05}", from.code);
    put::<transfers::Entity>(tx, vec![transfer_row(transfer)]).await?;
    put::<lines::Entity>(tx, line_rows(transfer)).await
}

pub async fn save(tx: &Tx, before: &Transfer, transfer: &mut Transfer) -> Result<(), Problem> {
    transfer.version = before.version + 1;
    let row = transfer_row(transfer).into_active_model().reset_all();
    let update = transfers::Entity::update_many().set(row).filter(transfers::Column::Id.eq(transfer.id));
    if update.filter(transfers::Column::Version.eq(before.version)).exec(&**tx).await?.rows_affected == 0 {
        return Err(Problem::stale());
    }
    Ok(put::<lines::Entity>(tx, line_rows(transfer)).await?)
}

/// What happened stays written.
pub async fn write(tx: &Tx, transfer: TransferId, happened: &[Happened], note: &Note) -> Result<(), DbErr> {
    let row = |happened: &Happened| entries::Model {
        id: TransferEntryId::new(),
        transfer_id: transfer,
        line_id: happened.line,
        step: happened.step,
        quantity: happened.quantity,
        unit_cost: happened.unit_cost,
        reason: note.reason.clone(),
        by_name: note.by.clone(),
        at: note.at,
    };
    put::<entries::Entity>(tx, happened.iter().map(row).collect()).await
}

/// In order of what happened.
pub async fn entries<C: ConnectionTrait>(conn: &C, transfer: TransferId) -> Result<Vec<entries::Model>, DbErr> {
    let of = entries::Entity::find().filter(entries::Column::TransferId.eq(transfer));
    of.order_by_asc(entries::Column::Id).all(conn).await
}

/// A transfer as lists show it.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Row {
    pub id: TransferId,
    pub number: String,
    pub from_site: SiteId,
    pub from_name: String,
    pub to_site: SiteId,
    pub to_name: String,
    pub state: TransferState,
    pub currency: String,
    pub open_cost: Amount,
    pub created_at: DateTime<Utc>,
    pub shipped_at: Option<DateTime<Utc>>,
}

#[derive(Clone, Debug, Default)]
pub struct Filter {
    pub sites: Option<Vec<SiteId>>,
    pub states: Vec<TransferState>,
    pub after: Option<TransferId>,
    pub limit: u64,
}

/// Newest first: the newest that leave the sites and the newest that go to them, each from its own index.
pub async fn list<C: ConnectionTrait>(conn: &C, filter: &Filter) -> Result<Vec<Row>, DbErr> {
    let mut binds = Binds::default();
    let mut walk = |column: &str| {
        let mut sql = "select id, number, from_site, from_name, to_site, to_name, state, currency, open_cost, created_at, shipped_at \
                       from inventory_transfers where true"
            .to_owned();
        sql += &binds.and_among(column, filter.sites.as_deref());
        let states: Vec<_> = filter.states.iter().map(ToString::to_string).collect();
        sql += &binds.and_among("state", (!states.is_empty()).then_some(states.as_slice()));
        if let Some(id) = filter.after {
            sql += &format!(" and id < {}", binds.add(id));
        }
        format!("select * from ({sql} order by id desc limit {}) {column}_walk", filter.limit)
    };
    let walks = [walk("from_site"), walk("to_site")].join(" union ");
    db::all(conn, format!("select * from ({walks}) t order by id desc limit {}", filter.limit), binds.0).await
}
