//! What one process tells the planner of queries, the connections of another know.

use kernel::{Backend, Db, db};
use sea_orm::ConnectionTrait;
use sea_orm::FromQueryResult;
use testkit::TestDatabase;

#[derive(FromQueryResult)]
struct Step {
    detail: String,
}

#[derive(FromQueryResult)]
struct Rows {
    rows: i64,
}

#[tokio::test]
async fn new_statistics_reach_connections_that_were_open_before() {
    let database = TestDatabase::create().await;
    let (one, other) = (database.db().await, database.db().await);
    for sql in ["create table t (a integer, b integer)", "create index t_a on t (a)", "create index t_b on t (b)"] {
        one.writer().execute_unprepared(sql).await.unwrap();
    }
    fill(&one, "n, 1").await;
    assert!(chooses(&other, "t_a").await);

    fill(&one, "1, n").await;
    assert!(chooses(&other, "t_b").await);
}

/// A thousand rows in place of what was there.
async fn fill(db: &Db, columns: &str) {
    let numbers = "with recursive numbers (n) as (select 1 union all select n + 1 from numbers where n < 1000)";
    db.writer().execute_unprepared("delete from t").await.unwrap();
    db.writer().execute_unprepared(&format!("insert into t {numbers} select {columns} from numbers")).await.unwrap();
    db.renew_statistics().await.unwrap();
}

/// PostgreSQL's planner needs no telling which connections know: there the count of rows must be right.
async fn chooses(conn: &Db, index: &str) -> bool {
    if conn.backend() == Backend::Postgres {
        let sql = "select cast(reltuples as bigint) as rows from pg_class where relname = 't'";
        return db::one::<Rows, _>(conn.reader(), sql, []).await.unwrap().unwrap().rows == 1000;
    }
    // What is only explained looks at no file: a question that is asked first makes its connection see what changed there.
    let same = conn.snapshot().await.unwrap();
    db::one::<Rows, _>(&same, "select count(*) as rows from t", []).await.unwrap();
    // Nor is it planned again when a connection keeps it prepared: each question is a text of its own.
    let explained = format!("explain query plan select * from t where a = 1 and b = 1 -- {index}");
    let plan: Vec<Step> = db::all(&same, explained, []).await.unwrap();
    plan.iter().any(|step| step.detail.contains(&format!("USING INDEX {index} ")))
}
