//! What modules told of each thing.

use std::collections::{BTreeMap, BTreeSet};

use kernel::{Backend, Binds, Problem, Tx, db};
use sea_orm::{ConnectionTrait, DbErr, FromQueryResult, Value};
use uuid::Uuid;

use super::{at_once, insert_many};
use crate::sources::{Key, Source, Thing};

const COLUMNS: [&str; 3] = ["kind", "id", "body"];

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    body: String,
}

/// Those of these that are known, kept from others until the transaction ends; so are those that are not.
pub async fn lock(tx: &Tx, keys: &BTreeSet<Key>) -> Result<BTreeMap<Key, Source>, Problem> {
    if tx.backend() == Backend::Postgres {
        let empty = keys.iter().map(|key| (*key, String::new())).collect::<Vec<_>>();
        insert(tx, &empty, " on conflict (kind, id) do nothing").await?;
    }
    load(tx, keys, tx.lock_clause()).await
}

/// Those of these that are known.
pub async fn load(tx: &Tx, keys: &BTreeSet<Key>, lock: &str) -> Result<BTreeMap<Key, Source>, Problem> {
    let mut by_thing = BTreeMap::<Thing, Vec<Uuid>>::new();
    for (thing, id) in keys {
        by_thing.entry(*thing).or_default().push(*id);
    }
    let mut found = BTreeMap::new();
    for (thing, ids) in by_thing {
        for ids in ids.chunks(at_once(1)) {
            let mut binds = Binds::default();
            let kind = binds.add(thing.name());
            let among = binds.list(ids.iter().copied());
            let sql = format!("select id, body from reporting_sources where kind = {kind} and id in ({among}) order by id{lock}");
            for row in db::all::<Row, _>(&**tx, sql, binds.0).await? {
                found.insert((thing, row.id), Source::read(thing, &row.body)?);
            }
        }
    }
    Ok(found)
}

pub async fn save(tx: &Tx, sources: impl Iterator<Item = (Key, &Source)>) -> Result<(), Problem> {
    let rows = sources.map(|(key, source)| Ok((key, source.body()?))).collect::<Result<Vec<_>, Problem>>()?;
    Ok(insert(tx, &rows, " on conflict (kind, id) do update set body = excluded.body").await?)
}

async fn insert(tx: &Tx, rows: &[(Key, String)], conflict: &str) -> Result<(), DbErr> {
    for chunk in rows.chunks(at_once(COLUMNS.len())) {
        let sql = insert_many("reporting_sources", &COLUMNS, chunk.len(), conflict);
        let values =
            chunk.iter().flat_map(|((thing, id), body)| -> [Value; 3] { [thing.name().into(), (*id).into(), body.clone().into()] });
        db::execute(&**tx, sql, values.collect::<Vec<_>>()).await?;
    }
    Ok(())
}

/// So many of a kind after one, by their id.
pub async fn page<C: ConnectionTrait>(conn: &C, thing: Thing, after: Uuid, limit: u64) -> Result<Vec<(Uuid, Source)>, Problem> {
    let sql = format!("select id, body from reporting_sources where kind = $1 and id > $2 order by id limit {limit}");
    let rows: Vec<Row> = db::all(conn, sql, [thing.name().into(), after.into()]).await?;
    rows.into_iter().map(|row| Ok((row.id, Source::read(thing, &row.body)?))).collect()
}
