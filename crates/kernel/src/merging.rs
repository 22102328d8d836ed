//! Rows that name a record which was merged into another. They are re-pointed and noted under the merge's id, so that an undo
//! puts back what was moved and leaves what was made since. A redirect stays for facts that were under way.

use chrono::{DateTime, Utc};
use sea_orm::{ConnectionTrait, DbErr, FromQueryResult};
use sea_orm_migration::prelude::*;
use uuid::Uuid;

use crate::{Tx, db};

/// Redirects of redirects that are followed: a merge of merges of merges is rare, and a circle is not possible.
const LONGEST_CHAIN: usize = 32;

/// One record that became part of another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Merge {
    pub id: Uuid,
    pub from: Uuid,
    pub into: Uuid,
}

/// Where a module names the record: `column` of `table`, whose rows go by the uuid `key`.
#[derive(Clone, Copy, Debug)]
pub struct Named {
    pub table: &'static str,
    pub key: &'static str,
    pub column: &'static str,
}

/// The step that creates `<module>_redirects` and `<module>_moved`.
pub struct CreateMerging(pub &'static str);

impl MigrationName for CreateMerging {
    fn name(&self) -> &'static str {
        "create_merging"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for CreateMerging {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let module = self.0;
        let (uuid, _) = crate::schema::types(manager);
        let statements = [
            format!(
                "create table {module}_redirects (from_id {uuid} not null primary key, into_id {uuid} not null, merge_id {uuid} not null)"
            ),
            format!("create unique index {module}_redirects_merge on {module}_redirects (merge_id)"),
            format!(
                "create table {module}_moved (merge_id {uuid} not null, named varchar not null, record_id {uuid} not null, \
                 primary key (merge_id, named, record_id))"
            ),
        ];
        for statement in statements {
            manager.get_connection().execute_unprepared(&statement).await?;
        }
        Ok(())
    }
}

/// By what the rows of a place are noted: their table, and with a second column of the same table that column too, for one row may
/// name both who became one and who stayed.
fn noted(places: &[Named], at: usize) -> String {
    let Named { table, column, .. } = places[at];
    let is_second = places[..at].iter().any(|place| place.table == table);
    if is_second { format!("{table}.{column}") } else { table.to_owned() }
}

/// Re-points every row; done twice it is done once.
pub async fn merge(tx: &Tx, module: &str, merge: Merge, places: &[Named]) -> Result<(), DbErr> {
    let redirect = format!(
        "insert into {module}_redirects (from_id, into_id, merge_id) values ($1, $2, $3) \
         on conflict (from_id) do update set into_id = excluded.into_id, merge_id = excluded.merge_id"
    );
    db::execute(&**tx, redirect, [merge.from.into(), merge.into.into(), merge.id.into()]).await?;
    for (at, Named { table, key, column }) in places.iter().enumerate() {
        let note = format!(
            "insert into {module}_moved (merge_id, named, record_id) select $1, '{}', {key} from {table} where {column} = $2 \
             on conflict do nothing",
            noted(places, at)
        );
        db::execute(&**tx, note, [merge.id.into(), merge.from.into()]).await?;
        let point = format!("update {table} set {column} = $1 where {column} = $2");
        db::execute(&**tx, point, [merge.into.into(), merge.from.into()]).await?;
    }
    Ok(())
}

/// Puts back what the merge moved and is still where it moved it to.
pub async fn unmerge(tx: &Tx, module: &str, merge: Merge, places: &[Named]) -> Result<(), DbErr> {
    for (at, Named { table, key, column }) in places.iter().enumerate() {
        let point = format!(
            "update {table} set {column} = $1 where {column} = $2 and {key} in \
             (select m.record_id from {module}_moved m where m.merge_id = $3 and m.named = '{}')",
            noted(places, at)
        );
        db::execute(&**tx, point, [merge.from.into(), merge.into.into(), merge.id.into()]).await?;
    }
    for table in ["moved", "redirects"] {
        db::execute(&**tx, format!("delete from {module}_{table} where merge_id = $1"), [merge.id.into()]).await?;
    }
    Ok(())
}

/// The record that an id means now, for a row that is being added: it is noted as if the merge had moved it.
pub async fn arrive(tx: &Tx, module: &str, table: &str, record: Uuid, id: Uuid) -> Result<Uuid, DbErr> {
    #[derive(FromQueryResult)]
    struct Redirect {
        into_id: Uuid,
        merge_id: Uuid,
    }
    let sql = format!("select into_id, merge_id from {module}_redirects where from_id = $1");
    let note = format!("insert into {module}_moved (merge_id, named, record_id) values ($1, $2, $3) on conflict do nothing");
    let mut found = id;
    for _ in 0..LONGEST_CHAIN {
        let Some(redirect) = db::one::<Redirect, _>(&**tx, sql.as_str(), [found.into()]).await? else { break };
        db::execute(&**tx, note.as_str(), [redirect.merge_id.into(), table.into(), record.into()]).await?;
        found = redirect.into_id;
    }
    Ok(found)
}

/// Has rows stay where a merge moved them: they became what they are since. `which` selects their ids by `$2`, the time of the merge.
pub async fn keep(tx: &Tx, module: &str, merge: Uuid, table: &str, which: &str, since: DateTime<Utc>) -> Result<(), DbErr> {
    let sql = format!("delete from {module}_moved where merge_id = $1 and named = '{table}' and record_id in ({which})");
    db::execute(&**tx, sql, [merge.into(), since.into()]).await.map(|_| ())
}
