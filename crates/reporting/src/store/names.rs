//! What technicians and services are called.

use contracts::scheduling::Translated;
use kernel::{Binds, Tx, db};
use sea_orm::{ConnectionTrait, DbErr, FromQueryResult, Value};
use uuid::Uuid;

use super::{at_once, insert_many};
use crate::names::Names;
use crate::shares::By;

const COLUMNS: [&str; 5] = ["cut", "id", "fr", "ar", "en"];

/// The last told stand; of those that are called so already nothing is written.
pub async fn save(tx: &Tx, names: &Names) -> Result<(), DbErr> {
    let conflict = " on conflict (cut, id) do update set fr = excluded.fr, ar = excluded.ar, en = excluded.en where \
                    reporting_names.fr <> excluded.fr or reporting_names.ar <> excluded.ar or reporting_names.en <> excluded.en";
    let names: Vec<_> = names.iter().collect();
    for chunk in names.chunks(at_once(COLUMNS.len())) {
        let sql = insert_many("reporting_names", &COLUMNS, chunk.len(), conflict);
        let values = chunk.iter().flat_map(|((by, id), name)| -> [Value; 5] {
            let Translated { fr, ar, en } = (*name).clone();
            [by.name().into(), (*id).into(), fr.into(), ar.into(), en.into()]
        });
        db::execute(&**tx, sql, values.collect::<Vec<_>>()).await?;
    }
    Ok(())
}

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    fr: String,
    ar: String,
    en: String,
}

/// Of those of these that are known.
pub async fn of<C: ConnectionTrait>(conn: &C, by: By, ids: &[Uuid]) -> Result<Names, DbErr> {
    let mut names = Names::new();
    for chunk in ids.chunks(at_once(1)) {
        let mut binds = Binds::default();
        let cut = binds.add(by.name());
        let among = binds.list(chunk.iter().copied());
        let sql = format!("select id, fr, ar, en from reporting_names where cut = {cut} and id in ({among})");
        let rows: Vec<Row> = db::all(conn, sql, binds.0).await?;
        names.extend(rows.into_iter().map(|Row { id, fr, ar, en }| ((by, id), Translated { fr, ar, en })));
    }
    Ok(names)
}
