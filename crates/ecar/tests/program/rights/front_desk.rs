//! What the home site books, and with what.

use chrono::{Days, NaiveDate};
use serde_json::{Value, json};
use uuid::Uuid;

use super::scene::{CANARY, Scene, text};

impl Scene {
    /// A path below the home site's schedule.
    pub fn schedule(&self, rest: &str) -> String {
        format!("/schedules/{}{rest}", text(&self.home))
    }

    /// The path of a new bay. It can all there is to be able to, so that no booking that needs less takes it.
    pub async fn bay(&self) -> String {
        let codes = ["lift", "alignment_rack", "diagnostic_tool", "spray_booth"];
        let bay = json!({ "site_id": self.home, "kind": "bay", "name": CANARY, "codes": codes });
        let made = self.owner.done("/resources", bay).await;
        format!("/resources/{}", text(&made["id"]))
    }

    /// Somewhere in the years to come, so that nothing else of the walk is touched.
    pub fn absence() -> Value {
        json!({ "from": "2040-01-02T08:00:00Z", "until": "2040-01-02T12:00:00Z", "reason": CANARY })
    }

    /// Another day each time, far ahead.
    pub fn new_day() -> NaiveDate {
        let ahead = Uuid::now_v7().as_u128() % 20_000;
        NaiveDate::from_ymd_opt(2035, 1, 1).unwrap() + Days::new(u64::try_from(ahead).unwrap())
    }

    /// The id of a new service that anybody can do.
    pub async fn service(&self) -> String {
        let made = self.owner.done("/services", json!({ "site_id": self.home, "names": { "fr": CANARY }, "minutes": 15 })).await;
        text(&made["id"]).to_owned()
    }

    /// What somebody without an account sends.
    pub async fn online_booking(&self) -> Value {
        json!({
            "service_ids": [self.service().await], "start": "2030-01-07T09:00:00Z", "name": CANARY, "phone": "98123456", "plate": "1 TU 1",
            "language": "fr", "may_contact": true,
        })
    }

    /// A start that fits in the third week from now: the demonstration's own bookings end before.
    pub async fn free_start(&self) -> Value {
        let shown = self.owner.read(&self.schedule("")).await;
        let today: NaiveDate = text(&shown["days"][0]["date"]).parse().unwrap();
        let (from, until) = (today + Days::new(14), today + Days::new(34));
        let path = format!("{}?services={}&from={from}&until={until}", self.schedule("/slots"), self.service().await);
        self.owner.read(&path).await["slots"][0]["start"].clone()
    }

    pub async fn booking(&self, requested: bool) -> Value {
        json!({
            "site_id": self.home, "customer_id": self.customer, "vehicle_id": self.vehicle, "service_ids": [self.service().await],
            "start": self.free_start().await, "concern": CANARY, "notes": CANARY, "requested": requested,
        })
    }

    /// Twice in two weeks.
    pub async fn series(&self) -> Value {
        json!({
            "site_id": self.home, "customer_id": self.customer, "vehicle_id": self.vehicle, "service_ids": [self.service().await],
            "start": self.free_start().await, "unit": "weeks", "every": 1, "times": 2, "concern": CANARY,
        })
    }

    /// The path of a new appointment.
    pub async fn appointment(&self, requested: bool) -> String {
        let made = self.owner.done("/appointments", self.booking(requested).await).await;
        format!("/appointments/{}", text(&made["id"]))
    }

    /// When an appointment's bay is taken, and the id of that slice.
    pub async fn slice(&self, appointment: &str) -> (Value, Value, String) {
        let appointment = self.owner.read(appointment).await;
        let slice = appointment["allocations"].as_array().unwrap().iter().find(|slice| slice["kind"] == "bay").unwrap().clone();
        (slice["from"].clone(), slice["until"].clone(), text(&slice["id"]).to_owned())
    }
}
