//! The garage back office, row by row.

use reqwest::Method;
use serde_json::{Value, json};

use super::table::Shape::{self, Detail, Empty, Field, File, Keys, Page, Rows};
use super::table::{Kept, Row, get, row, walk};
use crate::server::{Person, Server};

const USER: &[&str] = &["id", "username", "email", "first_name", "last_name"];
const CUSTOMER: &[&str] = &["id", "user", "phone", "address"];
const CAR: &[&str] = &["id", "customer", "make", "model", "year", "license_plate", "vin", "fuel_type", "mileage", "next_service_date"];
const SERVICE: &[&str] = &["id", "car", "car_details", "title", "status", "scheduled_date", "completed_date"];
const ITEM: &[&str] = &["id", "service", "item_type", "name", "description", "quantity", "unit_price", "total_price"];
const INVOICE: &[&str] = &["id", "invoice_number", "service", "status", "due_date", "total", "final_amount"];

pub fn rows() -> Vec<Row> {
    [accounts(), customers(), cars(), services(), invoices(), told(), goodbyes()].concat()
}

fn post(path: &'static str, body: Value, shape: Shape) -> Row {
    row(Method::POST, path, body, 201, shape)
}

fn done(path: &'static str, body: Value, shape: Shape) -> Row {
    row(Method::POST, path, body, 200, shape)
}

fn patch(path: &'static str, body: Value, shape: Shape) -> Row {
    row(Method::PATCH, path, body, 200, shape)
}

fn put(path: &'static str, body: Value, shape: Shape) -> Row {
    row(Method::PUT, path, body, 200, shape)
}

fn delete(path: &'static str) -> Row {
    row(Method::DELETE, path, Value::Null, 204, Empty)
}

fn accounts() -> Vec<Row> {
    let registration = json!({
        "username": "leila", "password": "une longue phrase", "password_confirm": "une longue phrase", "email": "leila.r@example.com",
        "first_name": "Leïla", "last_name": "R",
    });
    let passwords = json!({ "current_password": "wrong wrong", "new_password": "une autre longue phrase", "confirm_password": "une autre longue phrase" });
    let person = json!({ "email": "fares@garage.example", "first_name": "Farès", "last_name": "Mansour" });
    let mut rows = vec![];
    for (signs_in, renews, tells, ends, registers, changes) in [
        (
            "/api/auth/token/",
            "/api/auth/token/refresh/",
            "/api/auth/token/test/",
            "/api/auth/token/blacklist/",
            "/api/auth/register/",
            "/api/auth/change-password/",
        ),
        ("/api/token/", "/api/token/refresh/", "/api/token/test/", "/api/token/blacklist/", "/api/register/", "/api/change-password/"),
    ] {
        rows.extend([
            row(Method::POST, signs_in, json!({ "password": "x" }), 400, Field("username")),
            done(signs_in, json!({ "username": "hela@garage.example", "password": "{password}" }), Keys(&["refresh", "access"]))
                .keep("refresh", "/refresh"),
            done(renews, json!({ "refresh": "{refresh}" }), Keys(&["refresh", "access"])),
            row(Method::POST, renews, json!({ "refresh": "{refresh}" }), 401, Detail),
            get(tells, Keys(USER)),
            done(signs_in, json!({ "username": "hela@garage.example", "password": "{password}" }), Keys(&["refresh", "access"]))
                .keep("refresh", "/refresh"),
            done(ends, json!({ "refresh": "{refresh}" }), Keys(&[])),
            post(registers, registration.clone(), Keys(&["message", "user_id", "username"])),
            row(Method::PUT, changes, passwords.clone(), 400, Field("current_password")),
            row(Method::PATCH, changes, passwords.clone(), 400, Field("current_password")),
        ]);
    }
    rows.extend([
        done("/api/admin-login/", json!({ "username": "hela@garage.example", "password": "{password}" }), Keys(&["refresh", "access"])),
        row(Method::POST, "/api/auth/change-password/", passwords, 400, Field("current_password")),
        get("/api/users/?search=hela", Page(USER)).keep("self", "/results/0/id"),
        get("/api/users/?has_customer=true", Page(USER)),
        post("/api/users/", person, Keys(USER)).keep("user", "/id"),
        row(Method::POST, "/api/users/", json!({ "first_name": "Nour", "last_name": "K" }), 400, Field("email")),
        post("/api/users/", json!({ "username": "nour.k", "first_name": "Nour", "last_name": "K" }), Keys(USER)).keep("unreached", "/id"),
        row(Method::PATCH, "/api/users/{unreached}/", json!({ "email": "HELA@garage.example" }), 400, Field("email")),
        get("/api/users/me/", Keys(USER)),
        patch("/api/users/me/", json!({ "last_name": "Trabelsi" }), Keys(USER)),
        patch("/api/users/me/", json!({ "username": "hela.t" }), Keys(USER)),
        row(Method::PATCH, "/api/users/me/", json!({ "username": "h t" }), 400, Field("username")),
        done("/api/auth/token/", json!({ "username": "Hela.T", "password": "{password}" }), Keys(&["refresh", "access"])),
        done("/auth/login/", json!({ "email": "hela.t", "password": "{password}" }), Keys(&["refresh", "access"])),
        put("/api/users/me/", json!({ "first_name": "Hela", "last_name": "Trabelsi" }), Keys(USER)),
        get("/api/users/{user}/", Keys(USER)),
        patch("/api/users/{user}/", json!({ "last_name": "M" }), Keys(USER)),
        patch("/api/users/{user}/", json!({ "username": "fares_m" }), Keys(USER)),
        row(Method::PATCH, "/api/users/{user}/", json!({ "username": "HELA.T" }), 400, Field("username")),
        get("/api/users/?search=fares_m", Page(USER)),
        put("/api/users/{user}/", json!({ "first_name": "Farès", "last_name": "Mansour", "email": "fares@garage.example" }), Keys(USER)),
        get("/api/get-user-data/?search=hela", Page(USER)),
    ]);
    rows
}

fn customers() -> Vec<Row> {
    let customer =
        json!({ "first_name": "Omar", "last_name": "Gharbi", "phone": "+21698333444", "address": "Sfax", "email": "omar@example.com" });
    let nested = json!({ "user": { "first_name": "Ali", "last_name": "B", "email": "ali@example.com" }, "phone": "+21698333445" });
    vec![
        post("/api/customers/", customer.clone(), Keys(CUSTOMER)).keep("customer", "/id"),
        post("/api/customers/", nested, Keys(CUSTOMER)),
        post("/api/customers/", json!({ "user_id": "{self}", "phone": "+21698333447" }), Keys(CUSTOMER)),
        row(Method::POST, "/api/customers/", json!({ "user_id": "1", "phone": "+21698333447" }), 400, Field("user_id")),
        row(Method::POST, "/api/customers/", json!({ "first_name": "X" }), 400, Field("phone")),
        get("/api/customers/?limit=2&offset=1", Page(CUSTOMER)),
        get("/api/customers/me/", Keys(CUSTOMER)),
        get("/api/customers/{customer}/", Keys(&["vehicle_count"])),
        patch("/api/customers/{customer}/", json!({ "phone": "+21698333446" }), Keys(CUSTOMER)),
        put("/api/customers/{customer}/", customer, Keys(CUSTOMER)),
        patch("/api/customers/{customer}/update_address/", json!({ "address": "Sousse" }), Keys(CUSTOMER)),
        done("/api/customers/bulk_create/", Value::Null, Keys(&["created_customers", "errors"])).file(
            "file",
            "customers.csv",
            "email,first_name,last_name,phone,address\na@example.com,Nour,K,+21698555666,Tunis\n,,,,\n",
        ),
        get("/api/customers/export/", File("text/csv")),
    ]
}

fn cars() -> Vec<Row> {
    let car = json!({
        "customer_id": "{customer}", "make": "Renault", "model": "Clio", "year": 2018, "license_plate": "198 TU 5544", "fuel_type": "gasoline",
        "initial_mileage": 40_000,
    });
    vec![
        post("/api/cars/", car.clone(), Keys(CAR)).keep("car", "/id"),
        row(Method::POST, "/api/cars/", json!({ "make": "X" }), 400, Field("customer_id")),
        row(Method::POST, "/api/cars/bulk_create/", Value::Null, 400, Field("file")),
        done("/api/cars/bulk_create/", Value::Null, Keys(&["created_cars", "errors"])).file(
            "file",
            "cars.csv",
            "customer_id,make,model,year,license_plate,fuel_type\n{customer},Kia,Rio,2019,197 TU 2211,gasoline\n{customer},,,,,\n",
        ),
        get("/api/cars/export/", File("text/csv")),
        get("/api/cars/?limit=2", Page(CAR)),
        get("/api/cars/{car}/", Keys(&["average_daily_mileage", "next_service_mileage", "last_service_date", "last_service_mileage"])),
        patch("/api/cars/{car}/", json!({ "model": "Clio 4" }), Keys(CAR)),
        put("/api/cars/{car}/", car, Keys(CAR)),
        get("/api/customers/{customer}/cars/", Rows(CAR)),
        done("/api/cars/{car}/report_mileage/", json!({ "mileage": 41_000 }), Keys(CAR)),
        row(Method::POST, "/api/cars/{car}/report_mileage/", json!({ "mileage": 10 }), 400, Field("mileage")),
        post("/api/mileage-updates/", json!({ "car": "{car}", "mileage": 42_000 }), Keys(&["id", "car", "mileage"])),
        get("/api/mileage-updates/?car={car}", Page(&["id", "mileage"])),
        row(Method::GET, "/api/mileage-updates/", Value::Null, 400, Field("car")),
        get("/api/cars/{car}/mileage_history/", Rows(&["id", "mileage"])),
        get("/api/cars/{car}/next_service_prediction/", Keys(&["has_prediction", "average_daily_mileage"])),
        get("/api/cars/{car}/statistics/", Keys(&["total_services", "total_amount_spent"])),
        get("/api/service-intervals/for_vehicle/?make=Renault&model=Clio", Rows(&["interval_mileage", "interval_months"])),
        get("/api/service-intervals/?car={car}", Page(&["interval_mileage", "interval_months"])),
        get("/api/service-history/?car={car}", Page(&["id", "service_date"])),
        get("/api/cars/{car}/service_history/", Rows(&["id", "service_date"])),
    ]
}

fn services() -> Vec<Row> {
    let service =
        json!({ "car_id": "{car}", "title": "Vidange", "description": "Vidange et filtre", "scheduled_date": "2026-12-02T09:00:00Z" });
    let item = json!({ "service_id": "{service}", "item_type": "labor", "name": "Main d'œuvre", "quantity": 1, "unit_price": "60.000" });
    vec![
        post("/api/services/", service.clone(), Keys(SERVICE)).keep("service", "/id"),
        row(Method::POST, "/api/services/", json!({ "car_id": "{car}" }), 400, Field("title")),
        get("/api/services/?order_by=junk&status=scheduled", Page(SERVICE)),
        get("/api/services/upcoming/", Page(SERVICE)),
        get("/api/services/in_progress/", Page(SERVICE)),
        get("/api/services/completed/", Page(SERVICE)),
        get("/api/services/statistics/", Keys(&["by_status", "by_date_range"])),
        get("/api/services/{service}/", Keys(&["description", "technician_notes", "service_type", "service_items"])),
        patch("/api/services/{service}/", json!({ "technician_notes": "Joint à voir" }), Keys(SERVICE)),
        put("/api/services/{service}/", service.clone(), Keys(SERVICE)),
        done("/api/services/{service}/reschedule/", json!({ "scheduled_date": "2026-12-03T10:00:00+01:00" }), Keys(SERVICE)),
        post("/api/service-items/", item.clone(), Keys(ITEM)).keep("item", "/id"),
        row(
            Method::POST,
            "/api/service-items/",
            json!({ "service_id": "{service}", "item_type": "x", "name": "y", "quantity": 1, "unit_price": "1" }),
            400,
            Field("item_type"),
        ),
        get("/api/service-items/?service={service}", Page(ITEM)),
        get("/api/service-items/{item}/", Keys(ITEM)),
        patch("/api/service-items/{item}/", json!({ "unit_price": "65.000" }), Keys(ITEM)),
        put("/api/service-items/{item}/", item.clone(), Keys(ITEM)),
        row(Method::DELETE, "/api/service-items/{item}/", Value::Null, 204, Empty),
        post("/api/service-items/", item, Keys(ITEM)),
        get("/api/services/{service}/items/", Rows(ITEM)),
        row(Method::GET, "/api/services/{service}/invoice/", Value::Null, 404, Detail),
        done("/api/services/{service}/complete/", json!({ "technician_notes": "Fait" }), Keys(SERVICE)),
        row(Method::POST, "/api/services/{service}/complete/", json!({}), 400, Detail),
        row(Method::POST, "/api/services/{service}/cancel/", json!({}), 400, Detail),
        row(Method::POST, "/api/services/{service}/reschedule/", json!({ "scheduled_date": "2026-12-04" }), 400, Detail),
        get("/api/services/{service}/invoice/", Keys(INVOICE)).keep("invoice", "/id").keep("number", "/invoice_number"),
        post("/api/services/", service.clone(), Keys(SERVICE)).keep("other", "/id"),
        done("/api/services/bulk_update/", Value::Null, Keys(&["updated_services", "errors"])).file(
            "file",
            "services.csv",
            "id,status,technician_notes\n{other},in_progress,Commencé\n{other},nonsense,\n",
        ),
        done("/api/services/{other}/cancel/", json!({ "reason": "Le client ne vient pas" }), Keys(SERVICE)),
        post("/api/services/", service, Keys(SERVICE)).keep("third", "/id"),
        delete("/api/services/{third}/"),
        get("/api/cars/{car}/services/", Rows(SERVICE)),
        get("/api/customers/{customer}/service_history/", Rows(SERVICE)),
        get(
            "/api/customers/{customer}/statistics/",
            Keys(&[
                "total_cars",
                "total_services",
                "completed_services",
                "total_amount_spent",
                "paid_invoices",
                "pending_invoices",
                "last_service_date",
            ]),
        ),
    ]
}

fn invoices() -> Vec<Row> {
    vec![
        get("/api/services/?date_from=2026-01-01&order_by=-scheduled_date&limit=3", Page(SERVICE)),
        get("/api/invoices/?limit=3", Page(INVOICE)),
        get("/api/invoices/?date_from=2026-01-01&date_to=2099-12-31&order_by=-total&limit=3", Page(INVOICE)),
        get("/api/invoices/unpaid/", Page(INVOICE)),
        get("/api/invoices/paid/", Page(INVOICE)),
        get("/api/invoices/refunded/", Page(&["id", "invoice_number", "status"])),
        get("/api/invoices/statistics/", Keys(&["total_invoices", "by_status"])),
        post("/api/invoices/", json!({ "service_id": "{service}" }), Keys(INVOICE)),
        get("/api/invoices/{invoice}/", Keys(&["subtotal", "tax_amount", "refund_amount"])),
        row(Method::PATCH, "/api/invoices/{invoice}/", json!({ "final_amount": "1.000" }), 400, Field("final_amount")),
        patch("/api/invoices/{invoice}/", json!({ "notes": "x" }), Keys(INVOICE)),
        put("/api/invoices/{invoice}/", json!({ "status": "pending" }), Keys(INVOICE)),
        get("/api/invoices/{invoice}/download/", File("application/pdf")),
        done("/api/invoices/{invoice}/upload_pdf/", Value::Null, Keys(INVOICE)).file("pdf_file", "ancienne.pdf", PDF),
        done("/api/invoices/bulk_upload/", Value::Null, Keys(&["uploaded_invoices", "errors"]))
            .file("metadata", "metadata.csv", "invoice_number,file_name\n{number},autre.pdf\nINV-00,autre.pdf\n")
            .file("pdf_files", "autre.pdf", PDF),
        row(Method::POST, "/api/invoices/{invoice}/refund/", json!({ "refund_reason": "x" }), 400, Detail),
        done("/api/invoices/{invoice}/mark_as_paid/", json!({ "payment_notes": "Espèces" }), Keys(INVOICE)),
        row(Method::POST, "/api/invoices/{invoice}/mark_as_paid/", json!({}), 400, Detail),
        row(
            Method::POST,
            "/api/invoices/{invoice}/refund/",
            json!({ "refund_reason": "x", "refund_amount": "1.000" }),
            400,
            Field("refund_amount"),
        ),
        done("/api/invoices/{invoice}/refund/", json!({ "refund_reason": "Erreur de véhicule" }), Keys(INVOICE)),
    ]
}

const PDF: &str =
    "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Count 0/Kids[]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF";

fn told() -> Vec<Row> {
    vec![
        get("/api/swagger.json", Keys(&["openapi", "paths"])),
        get("/api/docs/", File("text/html")),
        get("/api/redoc/", File("text/html")),
        get("/api/notifications/?is_read=false&notification_type=general", Page(&["id", "is_read", "notification_type"])),
        get("/api/notifications/", Page(&["id", "title", "message", "is_read", "notification_type"])).keep("notice", "/results/0/id"),
        get("/api/notifications/{notice}/", Keys(&["id", "is_read"])),
        patch("/api/notifications/{notice}/mark_read/", Value::Null, Keys(&["id", "is_read"])),
        done("/api/notifications/{notice}/mark_read/", Value::Null, Keys(&["id", "is_read"])),
        patch("/api/notifications/mark_all_read/", Value::Null, Keys(&["status"])),
        done("/api/notifications/mark_all_read/", Value::Null, Keys(&["status"])),
        done("/api/services/{service}/send_sms_notification/", Value::Null, Keys(&["status"])),
        done("/api/invoices/{invoice}/send_sms_notification/", Value::Null, Keys(&["status"])),
    ]
}

fn goodbyes() -> Vec<Row> {
    vec![
        row(Method::DELETE, "/api/invoices/{invoice}/", Value::Null, 405, Detail),
        delete("/api/cars/{car}/"),
        delete("/api/customers/{customer}/"),
        delete("/api/users/{user}/"),
    ]
}

#[tokio::test(flavor = "multi_thread")]
async fn the_back_offices_clients_are_answered_as_they_were() {
    let server = Server::start_with(&[("ECAR_CUSTOMER_REGISTRATION", "true")]).await;
    let owner = server.owner().await;
    let mut kept = Kept::from([("password", server.password.clone())]);
    walk(&owner, &rows(), &mut kept).await;
}

/// Somebody without an address is nobody's customer, though customers without one are many.
#[tokio::test(flavor = "multi_thread")]
async fn who_has_no_address_is_answered_without_one() {
    let server = Server::start().await;
    let owner = server.owner().await;
    owner.done("/customers", json!({ "kind": "person", "name": "Sans Adresse", "phone": "+21698333449" })).await;
    let asked = async |by: &Person, method, path: &str, body| super::table::asked(by, method, path, body).await;
    let body = json!({ "username": "Nour.K", "first_name": "Nour", "last_name": "K" });
    let (status, made) = asked(&owner, Method::POST, "/api/users/", body).await;
    assert_eq!((status, &made["username"], &made["email"]), (201, &json!("nour.k"), &json!("")), "{made}");
    let path = format!("/users/{}", made["id"].as_str().unwrap());
    let link = owner.done(&format!("{path}/invite"), json!({})).await["link"].as_str().unwrap().to_owned();
    let token = link.split_once('#').unwrap().1;
    owner.done("/auth/invitation/accept", json!({ "token": token, "password": server.password })).await;
    let nour = server.sign_in("nour.k").await;
    assert_eq!(asked(&nour, Method::GET, "/api/users/me/", Value::Null).await.1["username"], "nour.k");
    assert_eq!(asked(&nour, Method::GET, "/api/v1/me/", Value::Null).await.1["email"], "");
    assert_eq!(asked(&nour, Method::GET, "/api/customers/me/", Value::Null).await.0, 404);
    let (_, given) = asked(&owner, Method::PATCH, &format!("/api{path}/"), json!({ "email": "nour@garage.example" })).await;
    assert_eq!(given["email"], "nour@garage.example");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_path_without_its_slash_leads_to_the_one_with_it() {
    let server = Server::start().await;
    let owner = server.owner().await;
    let answer = super::table::request(&owner, Method::GET, "/api/cars?limit=1").send().await.unwrap();
    assert_eq!((answer.status().as_u16(), answer.url().path()), (200, "/api/cars/"));
}
