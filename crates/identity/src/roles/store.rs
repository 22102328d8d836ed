//! The only place with queries on roles.

use kernel::{Tx, db};
use sea_orm::{ConnectionTrait, DbErr, FromQueryResult};

use super::role::Role;
use crate::access;

#[derive(FromQueryResult)]
struct Row {
    id: String,
    name: Option<String>,
    permissions: String,
    max_discount: Option<i32>,
    max_refund: Option<i64>,
    built_in: bool,
    version: i64,
}

const COLUMNS: &str = "id, name, permissions, max_discount, max_refund, built_in, version";

/// All roles, the built-in ones first.
pub async fn all<C: ConnectionTrait>(conn: &C) -> Result<Vec<Role>, DbErr> {
    let sql = format!("select {COLUMNS} from identity_roles order by built_in desc, name, id");
    let rows: Vec<Row> = db::all(conn, sql, []).await?;
    Ok(rows.into_iter().map(Role::from).collect())
}

pub async fn find<C: ConnectionTrait>(conn: &C, id: &str) -> Result<Option<Role>, DbErr> {
    let row: Option<Row> = db::one(conn, format!("select {COLUMNS} from identity_roles where id = $1"), [id.into()]).await?;
    Ok(row.map(Role::from))
}

/// As [`find`], locked until the transaction ends.
pub async fn find_locked(tx: &Tx, id: &str) -> Result<Option<Role>, DbErr> {
    let sql = format!("select {COLUMNS} from identity_roles where id = $1{}", tx.lock_clause());
    let row: Option<Row> = db::one(&**tx, sql, [id.into()]).await?;
    Ok(row.map(Role::from))
}

pub async fn insert(tx: &Tx, role: &Role) -> Result<(), DbErr> {
    let sql = "insert into identity_roles (id, name, permissions, max_discount, max_refund, built_in, version) \
               values ($1, $2, $3, $4, $5, $6, $7)";
    let values = [
        role.id.clone().into(),
        role.name.clone().into(),
        json(role)?.into(),
        role.limits.discount.map(|most| most.0).into(),
        role.limits.refund.map(|most| most.0).into(),
        role.built_in.into(),
        role.version.into(),
    ];
    db::execute(&**tx, sql, values).await.map(drop)
}

/// Saves name and bundle of a role that is locked.
pub async fn save(tx: &Tx, role: &Role) -> Result<(), DbErr> {
    let sql = "update identity_roles set name = $1, permissions = $2, max_discount = $3, max_refund = $4, version = version + 1 \
               where id = $5";
    let (discount, refund) = (role.limits.discount.map(|most| most.0), role.limits.refund.map(|most| most.0));
    let values = [role.name.clone().into(), json(role)?.into(), discount.into(), refund.into(), role.id.clone().into()];
    db::execute(&**tx, sql, values).await.map(drop)
}

pub async fn delete(tx: &Tx, id: &str) -> Result<(), DbErr> {
    db::execute(&**tx, "delete from identity_roles where id = $1", [id.into()]).await.map(drop)
}

#[derive(FromQueryResult)]
struct Count {
    id: String,
    count: i64,
}

/// How many people hold each role that is held.
pub async fn holders<C: ConnectionTrait>(conn: &C) -> Result<Vec<(String, i64)>, DbErr> {
    let sql = "select role as id, count(distinct user_id) as count from \
               (select role, user_id from identity_user_sites union all \
               select everywhere_role as role, id as user_id from identity_users where everywhere_role is not null) held group by role";
    let rows: Vec<Count> = db::all(conn, sql, []).await?;
    Ok(rows.into_iter().map(|row| (row.id, row.count)).collect())
}

/// How many people hold this role.
pub async fn holders_of<C: ConnectionTrait>(conn: &C, id: &str) -> Result<i64, DbErr> {
    #[derive(FromQueryResult)]
    struct Holders {
        count: i64,
    }
    let sql = "select count(*) as count from (select user_id from identity_user_sites where role = $1 \
               union select id as user_id from identity_users where everywhere_role = $2) held";
    let row: Option<Holders> = db::one(conn, sql, [id.into(), id.into()]).await?;
    Ok(row.map_or(0, |row| row.count))
}

fn json(role: &Role) -> Result<String, DbErr> {
    serde_json::to_string(&role.permissions).map_err(|error| DbErr::Custom(error.to_string()))
}

impl From<Row> for Role {
    fn from(row: Row) -> Self {
        let permissions = serde_json::from_str(&row.permissions).unwrap_or_default();
        let limits = access::limits(row.max_discount, row.max_refund);
        Self { id: row.id, name: row.name, permissions, limits, built_in: row.built_in, version: row.version }
    }
}
