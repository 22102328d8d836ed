//! A disk without room: nothing is half written, what is there is read, and writing goes on as soon as there is room.

use kernel::Backend;
use testkit::Kit;

use super::{create, kit, leila, names};

/// The database says what it says on a full disk: SQLite once no page may be added, PostgreSQL by its own code.
async fn fill(kit: &Kit) {
    match kit.db().backend() {
        Backend::Sqlite => sql(kit, "pragma max_page_count = 1").await,
        Backend::Postgres => {
            sql(
                kit,
                "create function no_room() returns trigger language plpgsql as \
                 $$begin raise exception 'could not extend file' using errcode = 'disk_full'; end$$",
            )
            .await;
            sql(kit, "create trigger no_room before insert on customers_customers for each row execute function no_room()").await;
        }
    }
}

async fn free(kit: &Kit) {
    match kit.db().backend() {
        Backend::Sqlite => sql(kit, "pragma max_page_count = 1073741823").await,
        Backend::Postgres => sql(kit, "drop trigger no_room on customers_customers").await,
    }
}

async fn sql(kit: &Kit, statement: &str) {
    let tx = kit.db().begin().await.unwrap();
    kernel::db::execute(&*tx, statement, []).await.unwrap();
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn a_full_disk_is_said_keeps_nothing_by_half_and_wants_no_restart() {
    let kit = kit().await;
    create(&kit.advisor(), leila()).await;
    fill(&kit).await;
    // SQLite has some room left in the pages it has: the text goes beyond it.
    let long = serde_json::json!({ "kind": "person", "name": "Sami", "phone": "22 111 222", "address": "a".repeat(200) });
    let mut refused = kit.advisor().post("/customers", long.clone()).await;
    for place in 0..400 {
        if refused.status == 507 {
            break;
        }
        let other = serde_json::json!({ "kind": "person", "name": format!("Sami {place}"), "address": "a".repeat(200) });
        refused = kit.advisor().post("/customers", other).await;
    }
    assert_eq!((refused.status, refused.code().as_str()), (507, "disk-full"));
    assert!(names(&kit.advisor(), "/customers?q=leila").await.contains(&"Leïla Ben Ali".to_owned()));
    free(&kit).await;
    // Something that is given up as usual: what comes after it is kept all the same.
    drop(kit.db().begin().await.unwrap());
    create(&kit.advisor(), serde_json::json!({ "kind": "person", "name": "Rim", "phone": "22 333 444" })).await;
    assert_eq!(names(&kit.advisor(), "/customers?q=rim").await, ["Rim"]);
}
