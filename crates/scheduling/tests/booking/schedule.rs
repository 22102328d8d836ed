//! The schedule, its free starts and what it can take.

use contracts::scheduling::CapacityStood;
use serde_json::json;

use crate::support::{MONDAY, Shop};

#[tokio::test]
async fn a_day_shows_who_is_there_and_what_they_have() {
    let shop = Shop::open().await;
    let it = shop.furnished().await;
    let booked = shop.book(shop.booking(&[&it.brakes], "08:00")).await.expect(201).json();
    let at = format!("/schedules/{}", shop.kit.site);
    let day = shop.kit.technician().get(&format!("{at}?from={MONDAY}")).await.expect(200).json();
    assert_eq!(day["days"][0]["open"][0], json!({ "from": format!("{MONDAY}T07:00:00Z"), "until": format!("{MONDAY}T11:00:00Z") }));
    assert_eq!((&day["appointments"][0]["id"], &day["actions"]), (&booked["id"], &json!([])));
    let names: Vec<_> = day["resources"].as_array().unwrap().iter().map(|one| one["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["Amine", "Baie 1", "Baie 2", "Baie 3", "Sami"]);
    assert_eq!(day["resources"][0]["allocations"][0]["appointment_id"], booked["id"]);
    let week = shop.kit.owner().get(&format!("{at}?from={MONDAY}&until=2026-11-30")).await.expect(200).json();
    assert_eq!((week["days"].as_array().unwrap().len(), &week["days"][6]["open"]), (8, &json!([])));
    shop.kit.owner().get(&format!("{at}?from={MONDAY}&until=2026-12-01")).await.expect(422);
    shop.kit.outsider().get(&at).await.expect(404);
}

#[tokio::test]
async fn free_starts_name_who_and_where_and_leave_out_what_does_not_fit() {
    let shop = Shop::open().await;
    let it = shop.furnished().await;
    let at = format!("/schedules/{}/slots?services={},{}&from={MONDAY}&until={MONDAY}", shop.kit.site, it.oil, it.brakes);
    let free = shop.kit.advisor().get(&at).await.expect(200).json();
    let slots = free["slots"].as_array().unwrap();
    assert_eq!((&free["minutes"], &slots[0]["start"]), (&json!(120), &json!(format!("{MONDAY}T07:00:00Z"))));
    assert_eq!((&slots[0]["technician"]["name"], &slots[0]["bay"]["name"]), (&json!("Amine"), &json!("Baie 1")));
    // Over the break too, and not past the evening.
    assert_eq!(slots.last().unwrap()["start"], json!(format!("{MONDAY}T15:00:00Z")));
    let preferred = shop.kit.advisor().get(&format!("{at}&prefer={}", it.rack)).await.expect(200).json();
    assert_eq!(preferred["slots"][0]["bay"]["name"], json!("Baie 3"));
    shop.book(shop.booking(&[&it.brakes], "08:00")).await.expect(201);
    let free = shop.kit.advisor().get(&at).await.expect(200).json();
    let starts: Vec<_> = free["slots"].as_array().unwrap().iter().map(|slot| slot["start"].as_str().unwrap()).collect();
    assert_eq!(starts[0], format!("{MONDAY}T09:00:00Z"), "Amine alone knows brakes");
    let none = shop.kit.advisor().get(&format!("/schedules/{}/slots", shop.kit.site)).await.expect(200).json();
    assert_eq!(none["slots"], json!([]));
    let sunday = at.replace(MONDAY, "2026-11-22");
    assert_eq!(shop.kit.advisor().get(&sunday).await.expect(200).json()["slots"], json!([]));
    shop.kit.advisor().get(&at.replace(&format!("until={MONDAY}"), "until=2027-01-30")).await.expect(422);
}

#[tokio::test]
async fn capacity_is_attended_hours_by_efficiency_less_what_is_allocated() {
    let shop = Shop::open().await;
    let it = shop.furnished().await;
    shop.kit.owner().patch(&format!("/resources/{}", it.sami), json!({ "efficiency": 12_500 })).await.expect(200);
    shop.book(shop.booking(&[&it.brakes], "08:00")).await.expect(201);
    let away = json!({ "from": format!("{MONDAY}T13:00:00Z"), "until": format!("{MONDAY}T17:00:00Z"), "reason": "Rendez-vous" });
    shop.kit.owner().post(&format!("/resources/{}/absences", it.amine), away).await.expect(201);
    let at = format!("/schedules/{}/capacity?from={MONDAY}&until={MONDAY}", shop.kit.site);
    let day = shop.kit.advisor().get(&at).await.expect(200).json()["days"][0].clone();
    let row = |skill: &str| day["skills"].as_array().unwrap().iter().find(|row| row["skill"] == skill).unwrap().clone();
    assert_eq!(row("brakes"), json!({ "skill": "brakes", "able": 240, "allocated": 60, "carried_over": 0, "free": 180 }));
    assert_eq!(row("service"), json!({ "skill": "service", "able": 840, "allocated": 60, "carried_over": 0, "free": 780 }));
    assert_eq!(day["all"]["able"], 840);
}

#[tokio::test]
async fn days_tell_what_they_can_take_when_that_changed() {
    let shop = Shop::open().await;
    let it = shop.furnished().await;
    let told = async || {
        shop.kit.clock.advance(chrono::TimeDelta::minutes(3));
        shop.kit.settle().await;
        // What a worker told has its place now.
        shop.kit.settle().await;
        let feed = kernel::outbox::read(shop.kit.db(), scheduling::MODULE, 0, 10_000).await.unwrap();
        let days = feed.iter().filter_map(|event| event.open::<CapacityStood>().unwrap());
        days.filter(|day| day.site_id == shop.kit.site && day.on.to_string() == MONDAY).collect::<Vec<_>>()
    };
    let before = told().await.len();
    shop.book(shop.booking(&[&it.brakes], "08:00")).await.expect(201);
    let days = told().await;
    assert_eq!(days.len(), before + 1, "it changed once");
    assert_eq!(told().await.len(), before + 1, "and is as it was told");
    let day = days.last().unwrap();
    // Three bays and two technicians for eight hours, and an hour of each is booked.
    assert_eq!((day.bays_open, day.bays_blocked, day.bays_taken), (24 * 3600, 0, 3600));
    assert_eq!((day.able, day.booked), (16 * 3600, 3600));
    let away = json!({ "from": format!("{MONDAY}T13:00:00Z"), "until": format!("{MONDAY}T17:00:00Z"), "reason": "Rendez-vous" });
    shop.kit.owner().post(&format!("/resources/{}/absences", it.amine), away).await.expect(201);
    assert_eq!(told().await.last().unwrap().able, 12 * 3600);
}
