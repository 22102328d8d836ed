//! What a module keeps of a person: read as it is kept, and forgotten where a history may only be added to.

use sea_orm::{ConnectionTrait, DbBackend, DbErr, FromQueryResult, Value};
use serde_json::Value as Json;
use uuid::Uuid;

use crate::{Binds, Tx, db};

const ROWS_AT_ONCE: usize = 500;

/// `$1, $2, …` for a list of ids, and their values.
pub fn ids<I: Into<Value> + Copy>(ids: &[I]) -> (String, Vec<Value>) {
    let mut binds = Binds::default();
    let places = binds.list(ids.iter().copied());
    (places, binds.0)
}

/// The place of one more value, and all of them.
pub fn and(mut values: Vec<Value>, more: impl Into<Value>) -> (String, Vec<Value>) {
    values.push(more.into());
    (format!("${}", values.len()), values)
}

/// The ids that a query selects.
pub async fn found(tx: &Tx, which: &str, values: &[Value]) -> Result<Vec<Uuid>, DbErr> {
    #[derive(FromQueryResult)]
    struct Row {
        id: Uuid,
    }
    let rows = db::all::<Row, _>(&**tx, which, values.to_vec()).await?;
    Ok(rows.into_iter().map(|row| row.id).collect())
}

/// Runs each statement with the same values.
pub async fn each(tx: &Tx, statements: &[String], values: &[Value]) -> Result<(), DbErr> {
    for sql in statements {
        db::execute(&**tx, sql.as_str(), values.to_vec()).await?;
    }
    Ok(())
}

/// Rows as objects of these columns (`number`, or `day=issued_on` for another name), each as the database writes it. Ids stand in
/// expressions alone, as `#id`: one of the two databases cannot write them. `from` is what follows `from`, whose placeholders are those of [`ids`].
pub async fn rows<C: ConnectionTrait>(conn: &C, columns: &[&str], from: &str, values: Vec<Value>) -> Result<Vec<Json>, DbErr> {
    #[derive(FromQueryResult)]
    struct Row {
        row: String,
    }
    let (object, cast, id) = match conn.get_database_backend() {
        DbBackend::Postgres => ("json_build_object", "::text", "replace(id::text, '-', '')"),
        _ => ("json_object", "", "lower(hex(id))"),
    };
    let pairs: Vec<_> = columns.iter().map(|column| column.split_once('=').unwrap_or((column, column))).collect();
    let pairs: Vec<_> = pairs.iter().map(|(name, column)| format!("'{name}', {}", column.replace("#id", id))).collect();
    let sql = format!("select {object}({}){cast} as row from {from}", pairs.join(", "));
    let rows = db::all::<Row, _>(conn, sql, values).await?;
    rows.iter().map(|row| serde_json::from_str(&row.row).map_err(|error| DbErr::Custom(error.to_string()))).collect()
}

/// Takes the particulars of records out of the module's audit trail, and what they were called. The chain holds ([`crate::audit`]).
pub async fn forget_audit(tx: &Tx, module: &str, records: &[Uuid]) -> Result<(), DbErr> {
    for chunk in records.chunks(ROWS_AT_ONCE) {
        let (places, values) = ids(chunk);
        let sql = format!("update {module}_audit set changes = null, label = '' where entity_id in ({places})");
        db::execute(&**tx, sql, values).await?;
    }
    Ok(())
}

/// Takes the particulars of records out of the module's audit trail; what they are called, a number or a plate, stays. `which` selects their ids.
pub async fn forget_particulars(tx: &Tx, module: &str, which: &str, values: &[Value]) -> Result<(), DbErr> {
    let sql = format!("update {module}_audit set changes = null where changes is not null and entity_id in ({which})");
    db::execute(&**tx, sql, values.to_vec()).await.map(|_| ())
}

/// Replaces the person's texts in events of the module's feed that name them: the values of `fields`, in whatever depth. Events stay where they
/// are, and whoever hears them again hears the word. It reads the whole feed once, for a feed has no index of persons.
pub async fn forget_events(tx: &Tx, module: &str, people: &[Uuid], fields: &[&str], word: &str) -> Result<(), DbErr> {
    #[derive(FromQueryResult)]
    struct Event {
        id: Uuid,
        payload: String,
    }
    for person in people {
        let sql = format!("select id, payload from {module}_outbox where payload like $1");
        for event in db::all::<Event, _>(&**tx, sql, [format!("%{person}%").into()]).await? {
            let Ok(mut told) = serde_json::from_str::<Json>(&event.payload) else { continue };
            if replace(&mut told, fields, word) {
                let sql = format!("update {module}_outbox set payload = $1 where id = $2");
                db::execute(&**tx, sql, [told.to_string().into(), event.id.into()]).await?;
            }
        }
    }
    Ok(())
}

/// Whether anything was replaced.
fn replace(told: &mut Json, fields: &[&str], word: &str) -> bool {
    let mut is_replaced = false;
    match told {
        Json::Object(map) => {
            for (name, value) in map {
                match value {
                    Json::String(text) if fields.contains(&name.as_str()) && text != word => {
                        word.clone_into(text);
                        is_replaced = true;
                    }
                    _ => is_replaced |= replace(value, fields, word),
                }
            }
        }
        Json::Array(values) => {
            for value in values {
                is_replaced |= replace(value, fields, word);
            }
        }
        _ => {}
    }
    is_replaced
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_persons_texts_become_the_word_and_all_else_stays() {
        let mut told =
            json!({ "customer_name": "Leïla", "number": "F-1", "into": { "phone": "+216", "name": "Leïla" }, "lines": [{ "name": null }] });
        assert!(replace(&mut told, &["customer_name", "phone", "name"], "x"));
        assert_eq!(
            told,
            json!({ "customer_name": "x", "number": "F-1", "into": { "phone": "x", "name": "x" }, "lines": [{ "name": null }] })
        );
        assert!(!replace(&mut told, &["customer_name", "phone", "name"], "x"));
    }
}
