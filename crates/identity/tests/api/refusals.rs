//! What callers were refused is kept beside their sign-ins, and never without end.

use chrono::TimeDelta;
use kernel::{Clock, db};
use uuid::Uuid;

use crate::garage::{Garage, garage, items};

#[derive(sea_orm::FromQueryResult)]
struct Kept {
    operation: String,
    code: String,
}

/// The oldest first.
async fn kept(garage: &Garage) -> Vec<Kept> {
    let sql = "select operation, code from identity_sign_ins where outcome = 'refused' order by id";
    db::all(garage.kit.db().reader(), sql, []).await.unwrap()
}

#[tokio::test]
async fn a_refusal_is_kept_once_an_hour_for_each_operation() {
    let garage = garage().await;
    let amine = garage.signed_in("amine@garage.example").await;
    for _ in 0..3 {
        let _ = amine.get("/users?q=secret").await.expect(403);
        let _ = amine.get(&format!("/sites/{}", garage.sfax)).await.expect(404);
        let _ = amine.get(&format!("/sites/{}", Uuid::now_v7())).await.expect(404);
    }
    let first: Vec<_> = kept(&garage).await.into_iter().map(|kept| (kept.operation, kept.code)).collect();
    let expected = [("GET /api/v1/users", "forbidden"), ("GET /api/v1/sites/{site_id}", "not-found")];
    assert_eq!(first, expected.map(|(operation, code)| (operation.to_owned(), code.to_owned())));
    garage.kit.clock.advance(TimeDelta::minutes(14));
    let _ = amine.get("/users").await.expect(403);
    assert_eq!(kept(&garage).await.len(), 2, "the same hour");
    garage.kit.clock.advance(TimeDelta::hours(1));
    let amine = garage.signed_in("amine@garage.example").await;
    let _ = amine.get("/users").await.expect(403);
    assert_eq!(kept(&garage).await.len(), 3);
    let shown = items(&garage.signed_in("hela@garage.example").await.get("/sign-ins").await.expect(200));
    assert!(shown.iter().any(|entry| entry["outcome"] == "refused" && entry["user_name"] == "Amine"));
}

#[tokio::test]
async fn of_each_caller_the_last_thousand_are_kept() {
    let garage = garage().await;
    let amine = garage.id("amine@garage.example").await;
    let hela = garage.id("hela@garage.example").await;
    let tx = garage.kit.db().begin().await.unwrap();
    for number in 0..1_005 {
        let sql = "insert into identity_sign_ins (id, at, user_id, outcome, address, operation) values ($1, $2, $3, 'refused', '', $4)";
        let user = if number < 1_000 { amine } else { hela };
        let values = [Uuid::now_v7().into(), garage.kit.clock.now().into(), user.into(), number.to_string().into()];
        db::execute(&*tx, sql, values).await.unwrap();
    }
    tx.commit().await.unwrap();
    let _ = garage.signed_in("amine@garage.example").await.get("/users").await.expect(403);
    let kept = kept(&garage).await;
    assert_eq!(kept.len(), 1_005, "one came, one went");
    assert_eq!((kept[0].operation.as_str(), kept[1_004].operation.as_str()), ("1", "GET /api/v1/users"));
}
