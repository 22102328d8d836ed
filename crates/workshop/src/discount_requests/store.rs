//! The only place with queries about requests.

use contracts::workshop::WorkOrderId;
use kernel::{Backend, Binds, Problem, SiteId, Tx, db};
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QuerySelect};
use uuid::Uuid;

use super::request::{Column, Entity, Request, State};
use crate::work_orders::store::put;

pub async fn find<C: ConnectionTrait>(conn: &C, id: Uuid) -> Result<Request, Problem> {
    Entity::find_by_id(id).one(conn).await?.ok_or_else(Problem::not_found)
}

pub async fn lock(tx: &Tx, id: Uuid) -> Result<Request, Problem> {
    let mut find = Entity::find_by_id(id);
    if tx.backend() == Backend::Postgres {
        find = find.lock_exclusive();
    }
    find.one(&**tx).await?.ok_or_else(Problem::not_found)
}

pub async fn save(tx: &Tx, request: &Request) -> Result<(), DbErr> {
    put::<Entity>(tx, vec![request.clone()]).await
}

/// What is asked for next takes the place of what was asked for before.
pub async fn replace(tx: &Tx, open_key: &str, at: i64) -> Result<(), DbErr> {
    end(Column::OpenKey.eq(open_key), State::Withdrawn, at).exec(&**tx).await.map(drop)
}

/// An order that is worked on no more has no open requests.
pub async fn lapse(tx: &Tx, order: WorkOrderId, at: i64) -> Result<(), DbErr> {
    let open = Column::OrderId.eq(order).and(Column::State.eq(State::Open));
    end(open, State::Lapsed, at).exec(&**tx).await.map(drop)
}

fn end(which: sea_orm::sea_query::SimpleExpr, state: State, at: i64) -> sea_orm::UpdateMany<Entity> {
    Entity::update_many()
        .col_expr(Column::State, Expr::value(state))
        .col_expr(Column::DecidedAt, Expr::value(at))
        .col_expr(Column::OpenKey, Expr::value(None::<String>))
        .filter(which)
}

/// What to list. The sites are those that may be seen.
pub struct Filter {
    pub sites: Option<Vec<SiteId>>,
    pub order: Option<WorkOrderId>,
    pub state: Option<State>,
    pub after: Option<Uuid>,
    pub limit: u64,
}

/// The newest first.
pub async fn list<C: ConnectionTrait>(conn: &C, filter: &Filter) -> Result<Vec<Request>, DbErr> {
    let mut binds = Binds::default();
    let mut sql =
        format!("select r.* from workshop_discount_requests r where true{}", binds.and_among("r.site_id", filter.sites.as_deref()));
    if let Some(order) = filter.order {
        sql += &format!(" and r.order_id = {}", binds.add(order));
    }
    if let Some(state) = filter.state {
        sql += &format!(" and r.state = {}", binds.add(state));
    }
    if let Some(after) = filter.after {
        sql += &format!(" and r.id < {}", binds.add(after));
    }
    sql += &format!(" order by r.id desc limit {}", filter.limit);
    db::all(conn, sql, binds.0).await
}
