//! Calendar feeds of staff.

use serde_json::json;

use crate::support::Shop;

#[tokio::test]
async fn a_technician_reads_their_own_work_in_a_calendar_until_the_feed_is_revoked() {
    let shop = Shop::open().await;
    let it = shop.furnished().await;
    let brakes = shop.book(shop.booking(&[&it.brakes], "08:00")).await.expect(201).json();
    let alignment = shop.book(shop.booking(&[&it.oil], "08:00")).await.expect(201).json();
    let amine = shop.kit.technician();
    let made = async |whole: bool| {
        let reply = amine.post("/calendar-feeds", json!({ "site_id": shop.kit.site, "whole_site": whole })).await.expect(201).json();
        (reply["path"].as_str().unwrap().strip_prefix("/api/v1").unwrap().to_owned(), reply["feed"]["id"].as_str().unwrap().to_owned())
    };
    let ((own, _), (all, id)) = (made(false).await, made(true).await);
    let nobody = shop.kit.anonymous();
    let events = async |path: &str| nobody.get(path).await.expect(200).text().matches("BEGIN:VEVENT").count();
    assert_eq!((events(&own).await, events(&all).await), (1, 2));
    let text = nobody.get(&own).await.expect(200).text();
    assert!(text.contains(brakes["id"].as_str().unwrap()) && !text.contains(alignment["id"].as_str().unwrap()), "{text}");

    let first = nobody.get(&all).await.expect(200);
    let tag = first.headers["etag"].clone();
    assert_eq!(first.headers["content-type"].to_str().unwrap(), "text/calendar; charset=utf-8");
    assert_eq!(nobody.get(&all).await.expect(200).headers["etag"], tag, "nothing changed");
    let _ = shop.book(shop.booking(&[&it.oil], "10:00")).await.expect(201);
    assert_ne!(nobody.get(&all).await.expect(200).headers["etag"], tag);

    let _ = shop.kit.advisor().delete(&format!("/calendar-feeds/{id}")).await.expect(404);
    let _ = amine.delete(&format!("/calendar-feeds/{id}")).await.expect(204);
    let gone = nobody.get(&all).await.expect(404).json();
    assert_eq!(gone, nobody.get("/calendar/x.ics").await.expect(404).json());
    let _ = nobody.get("/calendar/x").await.expect(404);
    let _ = shop.kit.outsider().post("/calendar-feeds", json!({ "site_id": shop.kit.site })).await.expect(404);
    let _ = nobody.get("/calendar-feeds").await.expect(401);
}

#[tokio::test]
async fn who_does_not_work_there_any_more_reads_nothing() {
    let shop = Shop::open().await;
    // The tests' staff knows two technicians; for it the owner is nobody who works here.
    let body = json!({ "site_id": shop.kit.site, "whole_site": true });
    let made = shop.kit.owner().post("/calendar-feeds", body).await.expect(201).json();
    let path = made["path"].as_str().unwrap().strip_prefix("/api/v1").unwrap();
    let _ = shop.kit.anonymous().get(path).await.expect(404);
}
