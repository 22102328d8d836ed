//! The only place with queries on returns to suppliers.

use chrono::{DateTime, Datelike, Utc};
use contracts::identity::SiteCard;
use contracts::inventory::{SupplierId, SupplierReturnId};
use kernel::problem::is_unique_violation;
use kernel::{Amount, Backend, Problem, SiteId, Tx, counters};
use sea_orm::entity::prelude::*;
use sea_orm::{FromQueryResult, IntoActiveModel, QueryOrder, QuerySelect};

use super::rows::{assemble, credit_rows, line_rows, return_row};
use super::state::ReturnState;
use super::supplier_return::SupplierReturn;
use crate::MODULE;
use crate::entities::{supplier_credits as credits, supplier_return_lines as lines, supplier_returns as returns};
use crate::error::Error;
use crate::newest::{Newest, newest};
use crate::purchases::store::{put, today};

pub async fn find<C: ConnectionTrait>(conn: &C, id: SupplierReturnId) -> Result<Option<SupplierReturn>, DbErr> {
    match returns::Entity::find_by_id(id).one(conn).await? {
        Some(row) => whole(conn, row).await.map(Some),
        None => Ok(None),
    }
}

pub async fn lock(tx: &Tx, id: SupplierReturnId) -> Result<Option<SupplierReturn>, DbErr> {
    locked(tx, returns::Entity::find_by_id(id)).await
}

/// The newest draft for a supplier at a site, locked.
pub async fn draft_of(tx: &Tx, site: SiteId, supplier: SupplierId) -> Result<Option<SupplierReturn>, DbErr> {
    let of = returns::Entity::find()
        .filter(returns::Column::SiteId.eq(site))
        .filter(returns::Column::State.eq(ReturnState::Draft))
        .filter(returns::Column::SupplierId.eq(supplier))
        .order_by_desc(returns::Column::Id);
    locked(tx, of).await
}

async fn locked(tx: &Tx, query: Select<returns::Entity>) -> Result<Option<SupplierReturn>, DbErr> {
    let query = if tx.backend() == Backend::Postgres { query.lock_exclusive() } else { query };
    match query.one(&**tx).await? {
        Some(row) => whole(&**tx, row).await.map(Some),
        None => Ok(None),
    }
}

async fn whole<C: ConnectionTrait>(conn: &C, row: returns::Model) -> Result<SupplierReturn, DbErr> {
    let of = lines::Entity::find().filter(lines::Column::ReturnId.eq(row.id)).order_by_asc(lines::Column::Position);
    let lines = of.all(conn).await?;
    let of = credits::Entity::find().filter(credits::Column::ReturnId.eq(row.id)).order_by_asc(credits::Column::Id);
    Ok(assemble(row, lines, of.all(conn).await?))
}

/// Writes a new return and gives it its number: late, because its counter stays locked until the commit.
pub async fn insert(tx: &Tx, back: &mut SupplierReturn, site: &SiteCard) -> Result<(), DbErr> {
    let year = today(site, back.created_at).year();
    let sequence = counters::next(tx, MODULE, &format!("supplier_return:{}:{year}", site.id)).await?;
    back.number = format!("RF-{}-{year}-{sequence:05}", site.code);
    put::<returns::Entity>(tx, vec![return_row(back)]).await?;
    put::<lines::Entity>(tx, line_rows(back)).await
}

pub async fn save(tx: &Tx, before: &SupplierReturn, back: &mut SupplierReturn) -> Result<(), Problem> {
    back.version = before.version + 1;
    let row = return_row(back).into_active_model().reset_all();
    let update = returns::Entity::update_many().set(row).filter(returns::Column::Id.eq(back.id));
    if update.filter(returns::Column::Version.eq(before.version)).exec(&**tx).await?.rows_affected == 0 {
        return Err(Problem::stale());
    }
    let gone = before.lines.iter().map(|line| line.id).filter(|id| back.lines.iter().all(|line| line.id != *id));
    let gone: Vec<_> = gone.collect();
    if !gone.is_empty() {
        lines::Entity::delete_many().filter(lines::Column::Id.is_in(gone)).exec(&**tx).await?;
    }
    put::<lines::Entity>(tx, line_rows(back)).await?;
    add_credits(tx, before, back).await
}

/// A number that the supplier used for a credit before is refused.
async fn add_credits(tx: &Tx, before: &SupplierReturn, back: &SupplierReturn) -> Result<(), Problem> {
    for row in credit_rows(back).into_iter().skip(before.credits.len()) {
        match credits::Entity::insert(row.into_active_model()).exec_without_returning(&**tx).await {
            Ok(_) => {}
            Err(error) if is_unique_violation(&error) => return Err(Error::CreditNumberTaken.into()),
            Err(error) => return Err(error.into()),
        }
    }
    Ok(())
}

/// A return as lists show it.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Row {
    pub id: SupplierReturnId,
    pub number: String,
    pub site_id: SiteId,
    pub supplier_id: SupplierId,
    pub supplier_name: String,
    pub state: ReturnState,
    pub currency: String,
    pub expected_cost: Amount,
    pub credited_cost: Amount,
    pub created_at: DateTime<Utc>,
    pub shipped_at: Option<DateTime<Utc>>,
}

/// Which, from where on.
pub type Filter = Newest<ReturnState, SupplierReturnId>;

/// Newest first.
pub async fn list<C: ConnectionTrait>(conn: &C, filter: &Filter) -> Result<Vec<Row>, DbErr> {
    let columns = "r.id, r.number, r.site_id, r.supplier_id, r.supplier_name, r.state, r.currency, r.expected_cost, r.credited_cost, \
                   r.created_at, r.shipped_at";
    newest(conn, ("inventory_supplier_returns", columns), filter).await
}
