//! The six services, row by row.

use reqwest::Method;
use serde_json::{Value, json};

use super::table::Shape::{Detail, Empty, Field, Keys, Rows};
use super::table::{Kept, Row, asked, get, request, row, walk};
use crate::server::Server;

const REGISTERED: &[&str] = &["CIN", "first_name", "last_name", "address", "phone", "email"];
const CUSTOMER: &[&str] = &["id", "name", "email", "phoneNumber", "address"];
const VEHICLE: &[&str] =
    &["id", "registrationNumber", "brand", "model", "year", "color", "mileage", "fuelType", "purchaseDate", "ownerId", "status"];
const SCHEDULE: &[&str] = &["id", "vehicleId", "startTime", "endTime", "description", "status"];

pub fn rows() -> Vec<Row> {
    let card = json!({ "CIN": "09876543", "first_name": "Rim", "last_name": "Jaziri", "phone": "+21698777888", "address": "Nabeul" });
    let customer =
        json!({ "id": "01234567", "name": "Karim Ayari", "email": "k@example.com", "phoneNumber": "+21698777889", "address": "Béja" });
    let vehicle = json!({
        "id": "VF3ABCDEF12345678", "registrationNumber": "177 TU 1212", "brand": "Peugeot", "model": "208", "year": 2017, "color": "gris",
        "mileage": 90_000, "fuelType": "diesel", "ownerId": "01234567",
    });
    let at = |weeks, hour: &str| format!("{}T{hour}:00:00Z", super::tuesday(weeks));
    let schedule = json!({ "vehicleId": "{vehicle}", "startTime": at(6, "09"), "endTime": at(6, "10"), "description": "Freins" });
    vec![
        row(Method::POST, "/register", card.clone(), 201, Keys(REGISTERED)),
        row(Method::POST, "/register", card, 400, Field("CIN")),
        get("/getall?limit=3", Rows(REGISTERED)),
        get("/customer/{card}", Keys(REGISTERED)),
        row(Method::GET, "/customer/00000000", Value::Null, 404, Detail),
        row(Method::PUT, "/update?CIN=09876543", json!({ "address": "Hammamet" }), 200, Keys(REGISTERED)),
        row(Method::POST, "/customers", customer, 201, Keys(CUSTOMER)).keep("customer", "/id"),
        get("/customers?limit=3", Rows(CUSTOMER)),
        get("/customers/{customer}", Keys(CUSTOMER)),
        row(Method::PUT, "/customers/{customer}", json!({ "address": "Beja Nord" }), 200, Keys(CUSTOMER)),
        row(Method::PATCH, "/customers/{customer}", json!({ "name": "Karim Ayari" }), 200, Keys(CUSTOMER)),
        row(Method::POST, "/vehicles", vehicle, 201, Keys(VEHICLE)).keep("vehicle", "/id"),
        get("/vehicles?limit=3", Rows(VEHICLE)),
        get("/vehicles/{vehicle}", Keys(VEHICLE)),
        get("/vehicles/VF3ABCDEF12345678", Keys(VEHICLE)),
        row(Method::PUT, "/vehicles/{vehicle}", json!({ "color": "noir" }), 200, Keys(VEHICLE)),
        row(Method::PATCH, "/vehicles/{vehicle}", json!({ "mileage": 91_000 }), 200, Keys(VEHICLE)),
        row(Method::POST, "/schedules", schedule.clone(), 201, Keys(SCHEDULE)).keep("schedule", "/id"),
        row(Method::POST, "/schedules", json!({ "vehicleId": "{vehicle}" }), 400, Field("startTime")),
        get("/schedules?limit=3", Rows(SCHEDULE)),
        get("/schedules/{schedule}", Keys(SCHEDULE)),
        row(Method::PUT, "/schedules/{schedule}", json!({ "startTime": at(7, "09") }), 200, Keys(SCHEDULE)),
        row(Method::PATCH, "/schedules/{schedule}", json!({ "description": "Freins avant" }), 200, Keys(SCHEDULE)),
        row(Method::PATCH, "/schedules/{schedule}/notify", json!({ "status": "nonsense" }), 400, Field("status")),
        row(Method::PATCH, "/schedules/{schedule}/notify", json!({ "status": "completed" }), 400, Field("status")),
        row(Method::PATCH, "/schedules/{schedule}/notify", json!({ "status": "confirmed" }), 200, Keys(SCHEDULE)),
        row(Method::POST, "/billing/notify", json!({ "scheduleId": "{schedule}" }), 400, Field("scheduleId")),
        row(Method::DELETE, "/schedules/{schedule}", Value::Null, 204, Empty),
        row(Method::DELETE, "/vehicles/{vehicle}", Value::Null, 204, Empty),
        row(Method::DELETE, "/customers/{customer}", Value::Null, 204, Empty),
    ]
}

#[tokio::test(flavor = "multi_thread")]
async fn the_six_services_clients_are_answered_as_they_were() {
    let server = Server::start().await;
    let owner = server.owner().await;
    walk(&owner, &rows(), &mut Kept::from([("card", "09876543".to_owned())])).await;
}

/// They had no sign-in: anybody read every customer.
#[tokio::test(flavor = "multi_thread")]
async fn nobody_is_answered_without_a_token_and_a_browser_gets_the_app() {
    let server = Server::start().await;
    let anonymous = server.anonymous();
    for path in ["/customers", "/vehicles", "/schedules", "/getall"] {
        assert_eq!(asked(&anonymous, Method::GET, path, Value::Null).await.0, 401, "{path}");
    }
    let page = request(&anonymous, Method::GET, "/customers").header("accept", "text/html").send().await.unwrap();
    assert!(page.headers()["content-type"].to_str().unwrap().starts_with("text/html"));
}

#[tokio::test(flavor = "multi_thread")]
async fn who_wants_none_of_them_leaves_them_out() {
    let server = Server::start_with(&[("ECAR_COMPAT", "off")]).await;
    let owner = server.owner().await;
    assert_eq!(asked(&owner, Method::GET, "/api/cars/", Value::Null).await.0, 404);
    assert_eq!(owner.get("/vehicles?limit=1").await.0, 200);
}
