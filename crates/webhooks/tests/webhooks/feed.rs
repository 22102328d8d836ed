//! The feed as programs read it.

use chrono::TimeDelta;
use serde_json::json;

use crate::garage::{Garage, kinds, read};

#[tokio::test]
async fn what_happened_is_read_in_order_from_any_point_and_carries_nobodys_name() {
    let garage = Garage::open().await;
    let (owner, site) = (garage.kit.owner(), garage.kit.site);
    let customer = garage.customer("Leïla Canari").await;
    garage.kit.settle().await;
    let invoice = garage.invoice(site, "FA-LAC-2026-00001").await;
    garage.paid(site, "FA-LAC-2026-00001").await;
    garage.kit.settle().await;
    let (all, end) = read(&owner, None, "").await;
    assert_eq!(kinds(&all), ["customer.saved", "invoice.issued", "payment.recorded"]);
    assert_eq!((&all[0]["data"], &all[0]["site_id"]), (&json!({"id": customer}), &json!(null)));
    assert_eq!((&all[1]["data"]["id"], &all[1]["data"]["total"], &all[1]["version"]), (&json!(invoice), &json!(659_189), &json!(1)));
    assert_eq!(all[1]["link"], format!("/api/v1/invoices/{invoice}"));
    let text = serde_json::to_string(&all).unwrap();
    assert!(!text.contains("Canari") && !text.contains("98111222"), "{text}");

    let (nothing, same) = read(&owner, Some(end.clone()), "").await;
    assert_eq!((nothing.len(), &same), (0, &end), "a cursor at the end is kept");
    garage.kit.clock.advance(TimeDelta::days(400));
    garage.moved(site).await;
    garage.kit.settle().await;
    let (since, _) = read(&owner, Some(end), "").await;
    assert_eq!(kinds(&since), ["stock.moved"], "an old cursor reads what followed");
    let later = (garage.kit.context.clock.now() - TimeDelta::days(1)).format("%Y-%m-%dT%H:%M:%SZ");
    let (lately, _) = read(&owner, None, &format!("&since={later}")).await;
    assert_eq!(kinds(&lately), ["stock.moved"]);
    let (again, _) = read(&owner, None, "").await;
    assert_eq!(again[..3], all[..], "it is the same for ever");
}

#[tokio::test]
async fn it_is_picked_by_site_and_type_and_another_sites_events_do_not_exist() {
    let garage = Garage::open().await;
    let (owner, outsider) = (garage.kit.owner(), garage.kit.outsider());
    let (site, other) = (garage.kit.site, garage.kit.other_site);
    garage.customer("Leïla").await;
    for number in ["1", "2", "3"] {
        garage.invoice(other, number).await;
        garage.invoice(site, number).await;
        garage.paid(site, number).await;
    }
    garage.kit.settle().await;
    let (mine, _) = read(&owner, None, "").await;
    let foreign = mine.iter().filter(|event| event["site_id"] == json!(other)).count();
    assert_eq!((mine.len(), foreign), (7, 0));
    let (theirs, _) = read(&outsider, None, "").await;
    assert_eq!((theirs.len(), theirs.iter().filter(|event| event["site_id"] == json!(site)).count()), (4, 0));
    let (paid, _) = read(&owner, None, "&type=payment.recorded").await;
    assert_eq!(kinds(&paid), ["payment.recorded"; 3]);
    let (of_site, _) = read(&owner, None, &format!("&site={site}")).await;
    assert_eq!(of_site.len(), 6, "without what the group shares");
    owner.get(&format!("/events?site={other}")).await.expect(404);
    garage.kit.technician().get("/events").await.expect(403);
    garage.kit.anonymous().get("/events").await.expect(401);
    owner.get("/events?type=invoice.eaten").await.expect(422);
    owner.get("/events?after=xyz").await.expect(422);
}

#[tokio::test]
async fn what_is_heard_by_many_at_once_has_places_without_holes() {
    let garage = Garage::open().await;
    for number in 0..30 {
        garage.invoice(garage.kit.site, &number.to_string()).await;
        garage.customer("Leïla").await;
        garage.moved(garage.kit.site).await;
    }
    futures::join!(garage.kit.settle(), garage.kit.settle(), garage.kit.settle());
    let (all, _) = read(&garage.kit.owner(), None, "").await;
    let mut ids: Vec<_> = all.iter().map(|event| event["id"].as_str().unwrap()).collect();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!((all.len(), ids.len()), (90, 90));
    let numbers: Vec<_> = all.iter().filter_map(|event| event["data"]["number"].as_str()?.parse::<i32>().ok()).collect();
    assert_eq!(numbers, (0..30).collect::<Vec<_>>(), "what one module tells stays in its order");
}
