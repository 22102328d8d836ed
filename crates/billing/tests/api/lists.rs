use chrono::TimeDelta;
use contracts::customers::CustomerId;
use contracts::search::Searchable;
use kernel::search::Query;
use serde_json::{Value, json};

use crate::support::{Garage, part};

#[tokio::test]
async fn invoices_are_listed_newest_first_with_what_a_row_shows() {
    let garage = Garage::open().await;
    let old = garage.draft_over(60_000).await;
    let new = garage.draft_over(10_000).await;
    garage.issue(&old).await;
    let page = garage.kit.advisor().get("/invoices").await.expect(200).json();
    assert_eq!(page["next"], Value::Null);
    let rows = page["items"].as_array().unwrap();
    assert_eq!((&rows[0]["id"], &rows[1]["id"]), (&json!(new), &json!(old)));
    let invoice = garage.get(&old).await;
    assert_eq!(
        rows[1],
        json!({
            "id": old, "number": "F-LAC-2026-00001", "opening": null, "state": "issued", "overdue": false, "site_id": garage.kit.site,
            "customer": { "id": garage.leila, "name": "Leïla Ben Ali" }, "work_order": invoice["work_order"], "plate": "215 TU 4821",
            "issued_on": "2026-11-20", "due_on": "2026-11-20", "total": 72_400, "due": 72_400, "currency": "TND",
            "created_at": invoice["created_at"], "po_number": null, "is_together": false, "held": false
        })
    );
}

#[tokio::test]
async fn filters_narrow_the_list() {
    let garage = Garage::open().await;
    let draft = garage.draft_over(1_000).await;
    let issued = garage.draft_over(2_000).await;
    let part_paid = garage.draft_over(3_000).await;
    let paid = garage.draft_over(4_000).await;
    for id in [&issued, &part_paid, &paid] {
        garage.issue(id).await;
    }
    for (id, amount) in [(&part_paid, 1), (&paid, 5_760)] {
        let body = json!({ "tender": "cash", "amount": amount });
        garage.till(id).post(&format!("/invoices/{id}/payments"), body).await.expect(200);
    }
    assert_eq!(garage.list("state=draft").await, [draft.as_str()]);
    assert_eq!(garage.list("state=issued,part_paid").await, [part_paid.clone(), issued.clone()]);
    assert_eq!(garage.list("state=paid").await, [paid.as_str()]);
    assert_eq!(garage.list(&format!("site={}", garage.kit.site)).await.len(), 4);
    assert_eq!(garage.list(&format!("customer={}", garage.leila)).await.len(), 4);
    assert_eq!(garage.list(&format!("customer={}&state=draft,paid", garage.leila)).await, [paid.clone(), draft.clone()]);
    assert!(garage.list(&format!("customer={}", CustomerId::new())).await.is_empty());

    assert!(garage.list("overdue=true").await.is_empty());
    garage.kit.clock.advance(TimeDelta::days(1));
    assert_eq!(garage.list("overdue=true").await, [part_paid.clone(), issued.clone()]);
    assert_eq!(garage.list("overdue=true&state=issued").await, [issued]);
    assert_eq!(garage.list("overdue=false").await, [paid, draft]);
    assert_eq!(garage.get(&part_paid).await["overdue"], true);
}

#[tokio::test]
async fn pages_follow_each_other_without_overlap() {
    let garage = Garage::open().await;
    let mut made = vec![];
    for _ in 0..5 {
        made.insert(0, garage.draft_over(1_000).await);
    }
    let (mut seen, mut after) = (vec![], String::new());
    for size in [2, 2, 1] {
        let page = garage.kit.advisor().get(&format!("/invoices?limit=2&after={after}")).await.expect(200).json();
        assert_eq!(page["items"].as_array().unwrap().len(), size);
        seen.extend(page["items"].as_array().unwrap().iter().map(|row| row["id"].as_str().unwrap().to_owned()));
        after = page["next"].as_str().unwrap_or_default().to_owned();
    }
    assert_eq!((seen, after), (made, String::new()));
}

#[tokio::test]
async fn an_invoice_is_found_by_number_plate_customer_and_order() {
    let garage = Garage::open().await;
    let id = garage.draft_over(60_000).await;
    for typed in ["leila", "Ben%20Ali", "215%20TU%204821", "4821", "w-lac-2026-00007"] {
        assert_eq!(garage.list(&format!("q={typed}")).await, [id.as_str()], "{typed}");
    }
    assert!(garage.list("q=F-LAC-2026-00001").await.is_empty());
    garage.issue(&id).await;
    for typed in ["F-LAC-2026-00001", "f-lac-2026-0000", "00001", "1", "lac", "leila%20lac"] {
        assert_eq!(garage.list(&format!("q={typed}")).await, [id.as_str()], "{typed}");
    }
    assert!(garage.list("q=omar").await.is_empty());
    assert!(garage.list("q=---").await.is_empty());
    assert_eq!(garage.list("q=").await, [id]);
}

#[tokio::test]
async fn wrong_filters_are_refused() {
    let garage = Garage::open().await;
    let advisor = garage.kit.advisor();
    assert_eq!(advisor.get("/invoices?state=lost").await.expect(422).pointers(), ["/state"]);
    assert_eq!(advisor.get("/invoices?limit=101").await.expect(422).pointers(), ["/limit"]);
    assert_eq!(advisor.get("/invoices?after=x").await.expect(422).pointers(), ["/after"]);
    advisor.get("/invoices?customer=x").await.expect(422);
    advisor.get("/invoices?q=%00").await.expect(200);
}

#[tokio::test]
async fn other_sites_and_technicians_see_nothing() {
    let garage = Garage::open().await;
    let id = garage.draft_over(60_000).await;
    garage.kit.anonymous().get("/invoices").await.expect(401);
    garage.kit.technician().get("/invoices").await.expect(403);
    garage.kit.technician().get(&format!("/invoices/{id}")).await.expect(403);
    garage.kit.outsider().get(&format!("/invoices/{id}")).await.expect(404);
    garage.kit.outsider().get(&format!("/invoices?site={}", garage.kit.site)).await.expect(404);
    assert_eq!(garage.kit.outsider().get("/invoices").await.expect(200).json()["items"], json!([]));
    garage.kit.advisor().get(&format!("/invoices/{}", uuid::Uuid::now_v7())).await.expect(404);
}

#[tokio::test]
async fn the_search_box_shows_number_customer_and_total() {
    let garage = Garage::open().await;
    let draft = garage.drafted(&garage.order(&[part("Pads", 1000, 60_000)])).await;
    let query = Query::parse("leila").unwrap();
    let people = &garage.kit.people;
    let hits = garage.ports.search(&people.actor("advisor").unwrap(), &query, 5).await.unwrap();
    assert_eq!((hits.len(), hits[0].title.as_str()), (1, "W-LAC-2026-00007"));
    garage.issue(&draft).await;
    let hits = garage.ports.search(&people.actor("advisor").unwrap(), &query, 5).await.unwrap();
    assert_eq!((hits[0].title.as_str(), hits[0].subtitle.as_str()), ("F-LAC-2026-00001", "Leïla Ben Ali"));
    let state = (hits[0].state.as_deref(), hits[0].total, hits[0].currency.as_deref());
    assert_eq!(state, (Some("issued"), Some(kernel::Amount(72_400)), Some("TND")));
    for stranger in ["technician", "outsider"] {
        assert!(garage.ports.search(&people.actor(stranger).unwrap(), &query, 5).await.unwrap().is_empty());
    }
}

#[tokio::test]
async fn what_customers_owe_is_told_to_who_may_see_their_invoices() {
    let garage = Garage::open().await;
    for price in [60_000, 10_000] {
        garage.issue(&garage.draft_over(price).await).await;
    }
    garage.draft_over(5_000).await;
    let (leila, other) = (garage.leila.0, CustomerId::new().0);
    let people = &garage.kit.people;
    let owed = garage.ports.due_of(&people.actor("advisor").unwrap(), &[leila, other]).await.unwrap();
    // 60.000 and 10.000 with VAT of 19 %, each with the stamp; the draft is owed by nobody yet.
    let told: Vec<_> = owed.iter().map(|due| (due.customer_id, due.due, due.currency.as_deref())).collect();
    assert_eq!(told, [(leila, kernel::Amount(72_400 + 12_900), Some("TND")), (other, kernel::Amount(0), None)]);
    assert!(garage.ports.due_of(&people.actor("technician").unwrap(), &[leila]).await.unwrap().is_empty());
    let outsider = garage.ports.due_of(&people.actor("outsider").unwrap(), &[leila]).await.unwrap();
    assert!(outsider.iter().all(|due| due.due.is_zero()), "another site's invoices are not told");
}
