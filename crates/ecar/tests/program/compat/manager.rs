//! The workshop manager, row by row.

use reqwest::Method;
use serde_json::{Value, json};

use super::table::Shape::{Detail, Empty, Field, File, Keys, List, Page, Rows};
use super::table::{Kept, Row, get, row, walk};
use crate::server::Server;

const CUSTOMER: &[&str] = &["id", "first_name", "last_name", "phone_number", "email"];
const VEHICLE: &[&str] = &["id", "customer", "make", "model", "year", "license_plate", "site"];
const MECHANIC: &[&str] = &["id", "name", "phone_number", "site"];
const SITE: &[&str] = &["id", "name", "location", "contact_number", "manager"];
const PRODUCT: &[&str] =
    &["id", "name", "sku", "category", "brand", "part_number", "unit_price", "cost_price", "unit_of_measure", "is_active"];
const STOCK: &[&str] = &[
    "id",
    "product",
    "product_name",
    "product_sku",
    "site",
    "site_name",
    "quantity_on_hand",
    "quantity_reserved",
    "reorder_level",
    "bin_location",
];
const REQUEST: &[&str] = &[
    "id",
    "service_type_display",
    "transaction_type",
    "display_number",
    "description",
    "status",
    "labor_cost",
    "created_at",
    "customer",
    "vehicle",
    "site",
    "service_type",
    "assigned_mechanic",
    "product_used",
];
const USAGE: &[&str] = &["id", "quantity_used", "product", "service_request"];
const INVOICE: &[&str] = &[
    "id",
    "display_number",
    "subtotal",
    "discount_amount",
    "total_cost",
    "paid",
    "payment_method",
    "created_at",
    "updated_at",
    "service_request",
    "promotion",
];
const SITE_FIGURES: &[&str] = &[
    "revenue_today",
    "revenue_week",
    "revenue_prev_week",
    "sales_count_today",
    "paid_today",
    "unpaid_today",
    "top_products",
    "by_service_category",
    "by_payment_method",
    "revenue_mix",
];
const SALES: &[&str] = &["report_metadata", "summary", "by_site", "by_date", "by_payment_method", "transactions"];
const PROMOTION: &[&str] = &["id", "title", "description", "start_date", "end_date", "discount_percent", "discount_amount"];

pub fn rows() -> Vec<Row> {
    [session(), people(), catalogue(), work(), money(), booking(), offers(), reading(), goodbyes()].concat()
}

fn post(path: &'static str, body: Value, shape: super::table::Shape) -> Row {
    row(Method::POST, path, body, 201, shape)
}

fn patch(path: &'static str, body: Value, shape: super::table::Shape) -> Row {
    row(Method::PATCH, path, body, 200, shape)
}

fn put(path: &'static str, body: Value, shape: super::table::Shape) -> Row {
    row(Method::PUT, path, body, 200, shape)
}

fn delete(path: &'static str) -> Row {
    row(Method::DELETE, path, Value::Null, 204, Empty)
}

fn session() -> Vec<Row> {
    let login = |body: Value, status, shape| row(Method::POST, "/auth/login/", body, status, shape);
    let refresh = |body: Value, status, shape| row(Method::POST, "/auth/refresh/", body, status, shape);
    vec![
        get("/health/", Keys(&["status"])),
        login(json!({}), 400, Field("email")),
        login(json!({ "email": "hela@garage.example", "password": "wrong wrong" }), 401, Detail),
        login(json!({ "email": "hela@garage.example", "password": "{password}" }), 200, Keys(&["refresh", "access"]))
            .keep("refresh", "/refresh"),
        refresh(json!({ "refresh": "{refresh}" }), 200, Keys(&["refresh", "access"])).keep("renewed", "/refresh"),
        refresh(json!({ "refresh": "{refresh}" }), 401, Detail),
        login(json!({ "email": "hela@garage.example", "password": "{password}" }), 200, Keys(&["refresh", "access"]))
            .keep("refresh", "/refresh"),
        row(Method::POST, "/auth/logout/", json!({ "refresh": "{refresh}" }), 200, Keys(&[])),
        refresh(json!({ "refresh": "{refresh}" }), 401, Detail),
        get("/api/v1/me/", Keys(&["email", "can_write", "can_see_all_sites", "site_id", "is_superuser"])),
    ]
}

fn people() -> Vec<Row> {
    let customer =
        json!({ "first_name": "Sami", "last_name": "Ben Ali", "phone_number": "+21698111222", "receive_service_reminders": true });
    let vehicle = json!({ "customer": "{customer}", "make": "Kia", "model": "Rio", "year": 2019, "license_plate": "201 TU 7788" });
    vec![
        get("/api/v1/sites/", Page(SITE)).keep("site", "/results/0/id"),
        get("/api/v1/sites/{site}/", Keys(SITE)),
        post(
            "/api/v1/sites/",
            json!({ "name": "Bizerte", "location": "Avenue de la République", "contact_number": "+21672111222" }),
            Keys(SITE),
        )
        .keep("bizerte", "/id"),
        patch("/api/v1/sites/{site}/", json!({ "location": "Route de Tunis" }), Keys(SITE)),
        put(
            "/api/v1/sites/{site}/",
            json!({ "name": "Garage du Lac", "location": "Route de Tunis", "contact_number": "+21672111222" }),
            Keys(SITE),
        ),
        post("/api/v1/customers/", customer.clone(), Keys(CUSTOMER)).keep("customer", "/id"),
        row(Method::POST, "/api/v1/customers/", json!({ "first_name": "Sami" }), 400, Field("phone_number")),
        get("/api/v1/customers/?page_size=2", Page(CUSTOMER)),
        row(Method::GET, "/api/v1/customers/?page=9999", Value::Null, 404, Detail),
        get("/api/v1/customers/walkin/", Keys(CUSTOMER)),
        get("/api/v1/customers/{customer}/", Keys(&["first_name", "receive_service_reminders"])),
        patch("/api/v1/customers/{customer}/", json!({ "last_name": "Ben Salah" }), Keys(CUSTOMER)),
        put("/api/v1/customers/{customer}/", customer, Keys(CUSTOMER)),
        post("/api/v1/vehicle/", vehicle.clone(), Keys(VEHICLE)).keep("vehicle", "/id"),
        get("/api/v1/vehicle/?page_size=3&page=2", Page(VEHICLE)),
        get("/api/v1/vehicle/{vehicle}/", Keys(&["last_serviced", "last_reminder_sent"])),
        patch("/api/v1/vehicle/{vehicle}/", json!({ "year": 2020 }), Keys(VEHICLE)),
        put("/api/v1/vehicle/{vehicle}/", vehicle, Keys(VEHICLE)),
        post("/api/v1/mechanic/", json!({ "name": "Walid", "email": "walid@garage.example", "site": "{site}" }), Keys(MECHANIC))
            .keep("new", "/id"),
        row(Method::POST, "/api/v1/mechanic/", json!({ "name": "Walid", "site": "{site}", "email": "no address" }), 400, Field("email")),
        get("/api/v1/mechanic/", Page(MECHANIC)).keep("mechanic", "/results/0/id"),
        get("/api/v1/mechanic/{mechanic}/", Keys(MECHANIC)),
        patch("/api/v1/mechanic/{new}/", json!({ "name": "Walid K." }), Keys(MECHANIC)),
        put("/api/v1/mechanic/{new}/", json!({ "name": "Walid Karoui" }), Keys(MECHANIC)),
    ]
}

fn catalogue() -> Vec<Row> {
    let product = json!({ "name": "Filtre X", "sku": "FX-1", "unit_price": "20.000", "category": "spare_part", "unit_of_measure": "each" });
    vec![
        post("/api/v1/products/", product.clone(), Keys(PRODUCT)).keep("product", "/id"),
        row(Method::POST, "/api/v1/products/", product.clone(), 400, Field("sku")),
        row(Method::POST, "/api/v1/products/", json!({ "name": "Y", "unit_price": "abc" }), 400, Field("unit_price")),
        row(Method::POST, "/api/v1/products/import-excel/", json!({}), 400, Field("file")),
        row(Method::POST, "/api/v1/products/import-excel/", json!({}), 400, Field("file")).file("file", "prices.csv", "A,B\n1,2\n"),
        row(Method::POST, "/api/v1/products/import-excel/", json!({}), 200, Keys(&["created", "updated", "skipped", "errors"])).file(
            "file",
            "prices.csv",
            "NO,MAKE,PRODUCT,FMSI,APPLICATION,POSITION,PRICE\n1,Kia,Pads,D1210,Rio,Front,45.500\n2,,,,,,\n",
        ),
        get("/api/v1/products/?q=filtre", Page(PRODUCT)),
        get("/api/v1/products/search/?q=filtre&limit=5", Rows(&["id", "name", "unit_price", "sku"])),
        row(Method::GET, "/api/v1/products/search/?limit=abc", Value::Null, 400, Field("limit")),
        get("/api/v1/products/{product}/", Keys(PRODUCT)),
        patch("/api/v1/products/{product}/", json!({ "unit_price": "22.500" }), Keys(PRODUCT)),
        put("/api/v1/products/{product}/", product, Keys(PRODUCT)),
        post(
            "/api/v1/inventory/",
            json!({ "product": "{product}", "site": "{site}", "quantity_on_hand": 10, "reorder_level": 2 }),
            Keys(STOCK),
        )
        .keep("stock", "/id"),
        row(Method::POST, "/api/v1/inventory/", json!({ "product": "{product}", "site": "{site}" }), 400, Field("non_field_errors")),
        get("/inventory/?site_id={site}", Page(STOCK)),
        get("/api/v1/inventory/?site_id={site}&q=filtre", Page(STOCK)),
        get("/api/v1/inventory/?site_id={site}&stock_status=in_stock&ordering=qty_desc", Page(STOCK)),
        get("/api/v1/inventory/?site_id={site}&bin_location=a&brand=bosch&position=front&ordering=-bin", Page(STOCK)),
        get("/api/v1/inventory/{stock}/", Keys(STOCK)),
        patch("/api/v1/inventory/{stock}/", json!({ "quantity_on_hand": 12, "bin_location": "A-1" }), Keys(STOCK)),
        put("/api/v1/inventory/{stock}/", json!({ "quantity_on_hand": 10, "reorder_level": 1 }), Keys(STOCK)),
        get("/api/v1/inventory/filter-options/", Keys(&["categories", "product_types", "positions", "brands"])),
        get("/api/v1/inventory/low-stock/", Keys(&["alerts", "count"])),
    ]
}

fn work() -> Vec<Row> {
    let request =
        json!({ "customer": "{customer}", "vehicle": "{vehicle}", "site": "{site}", "description": "Révision", "labor_cost": "50.000" });
    let usage = json!({ "service_request": "{request}", "product": "{product}", "quantity_used": 2 });
    vec![
        post("/api/v1/service_request/", request.clone(), Keys(REQUEST)).keep("request", "/id"),
        row(Method::POST, "/api/v1/service_request/", json!({ "vehicle": "{vehicle}" }), 400, Field("customer")),
        get("/api/v1/service_request/?status=Pending&page_size=5", Page(REQUEST)),
        get("/api/v1/service_request/?parts_only=true", Page(REQUEST)),
        get("/api/v1/service_request/{request}/", Keys(REQUEST)),
        patch("/api/v1/service_request/{request}/", json!({ "description": "Révision complète" }), Keys(REQUEST)),
        put("/api/v1/service_request/{request}/", request.clone(), Keys(REQUEST)),
        row(Method::POST, "/service-requests/{request}/assign-mechanic/", json!({ "assigned_mechanic": "{mechanic}" }), 200, Keys(REQUEST)),
        post("/api/v1/product-usage/", usage.clone(), Keys(USAGE)).keep("usage", "/id"),
        row(
            Method::POST,
            "/api/v1/product-usage/",
            json!({ "service_request": "{request}", "product": "{product}", "quantity_used": 0 }),
            400,
            Field("quantity_used"),
        ),
        get("/api/v1/product-usage/{request}/", Page(USAGE)),
        get("/product-usage/{request}/", Page(USAGE)),
        get("/api/v1/product-usage-item/{usage}/", Keys(USAGE)),
        patch("/api/v1/product-usage-item/{usage}/", json!({ "quantity_used": 3 }), Keys(USAGE)),
        put("/api/v1/product-usage-item/{usage}/", json!({ "quantity_used": 1 }), Keys(USAGE)),
        row(Method::DELETE, "/api/v1/product-usage-item/{usage}/", Value::Null, 204, Empty),
        post("/product-usage/", usage, Keys(USAGE)).keep("usage", "/id"),
        row(
            Method::POST,
            "/api/v1/service_request/{request}/complete/",
            json!({ "discount_amount": "abc" }),
            400,
            Field("discount_amount"),
        ),
        row(Method::POST, "/api/v1/service_request/{request}/complete/", json!({ "discount_amount": "5.000" }), 200, Keys(REQUEST)),
        row(Method::POST, "/api/v1/service_request/{request}/complete/", json!({}), 400, Detail),
        row(Method::PATCH, "/api/v1/service_request/{request}/", json!({ "description": "Autre" }), 400, List),
        post("/service-requests/", request.clone(), Keys(REQUEST)).keep("other", "/id"),
        get("/service-requests/{other}/", Keys(REQUEST)),
        row(Method::POST, "/service-requests/{other}/complete/", json!({}), 200, Keys(REQUEST)),
        post("/api/v1/service_request/", request, Keys(REQUEST)).keep("third", "/id"),
        row(Method::DELETE, "/api/v1/service_request/{third}/", Value::Null, 204, Empty),
        post("/api/v1/service_request/", json!({ "customer": "{customer}", "site": "{site}", "description": "Vente" }), Keys(REQUEST))
            .keep("sale", "/id"),
        post("/api/v1/product-usage/", json!({ "service_request": "{sale}", "product": "{product}", "quantity_used": 1 }), Keys(USAGE)),
        row(Method::POST, "/api/v1/service_request/{sale}/complete/", json!({}), 200, Keys(REQUEST)),
        row(Method::POST, "/api/v1/service_request/{sale}/complete/", json!({}), 400, Detail),
    ]
}

fn money() -> Vec<Row> {
    vec![
        get(
            "/api/v1/invoices/?paid=false&page_size=5",
            Page(&["id", "display_number", "total_cost", "paid", "customer_name", "vehicle_display"]),
        ),
        get("/api/v1/invoices/?date_from=2026-01-01&ordering=-total_cost&page_size=5", Page(&["id", "total_cost", "site_name"])),
        post("/api/v1/invoices/", json!({ "service_request": "{request}" }), Keys(INVOICE)).keep("invoice", "/id"),
        row(Method::POST, "/api/v1/invoices/", json!({ "service_request": "{third}" }), 400, Field("service_request")),
        get("/api/v1/invoices/{invoice}/", Keys(INVOICE)),
        get("/invoices/{invoice}/", Keys(INVOICE)),
        get("/api/v1/invoices/{invoice}/pdf/", File("application/pdf")),
        row(Method::DELETE, "/api/v1/invoices/{invoice}/", Value::Null, 405, Detail),
        row(Method::PATCH, "/api/v1/invoices/{invoice}/", json!({ "total_cost": "1.000" }), 400, Field("total_cost")),
        patch("/invoices/{invoice}/", json!({ "paid": true, "payment_method": "pos" }), Keys(INVOICE)),
        patch("/api/v1/invoices/{invoice}/", json!({ "paid": true }), Keys(INVOICE)),
        put("/api/v1/invoices/{invoice}/", json!({ "paid": true, "payment_method": "cash" }), Keys(INVOICE)),
        get("/api/v1/invoices/{invoice}/receipt/", File("application/pdf")),
    ]
}

fn booking() -> Vec<Row> {
    let day = |weeks| super::tuesday(weeks).to_string();
    let appointment = json!({ "customer": "{customer}", "vehicle": "{vehicle}", "site": "{site}", "scheduled_date": day(8), "scheduled_time": "10:00", "notes": "Freins" });
    let shape = &[
        "id",
        "customer",
        "vehicle",
        "site",
        "mechanic",
        "scheduled_date",
        "scheduled_time",
        "duration_minutes",
        "status",
        "service_request",
    ];
    vec![
        post("/api/v1/appointments/", appointment.clone(), Keys(shape)).keep("appointment", "/id"),
        row(Method::POST, "/api/v1/appointments/", json!({ "customer": "{customer}" }), 400, Field("vehicle")),
        get("/api/v1/appointments/?page_size=2", Page(shape)),
        get("/api/v1/appointments/availability/?mechanic_id={mechanic}&date=2026-12-01", Keys(&["busy_slots"])),
        get("/api/v1/appointments/{appointment}/", Keys(shape)),
        patch("/api/v1/appointments/{appointment}/", json!({ "scheduled_date": day(9), "scheduled_time": "10:00:00" }), Keys(shape)),
        put("/api/v1/appointments/{appointment}/", json!({ "notes": "Freins avant", "status": "confirmed" }), Keys(shape)),
        delete("/api/v1/appointments/{appointment}/"),
        get("/api/v1/service-categories/", Rows(&["id", "name", "service_types"])),
        get("/api/v1/appointments/", Rows(shape)),
        get("/api/schema/", Keys(&["openapi", "paths"])),
        get("/api/schema/docs/", File("text/html")),
    ]
}

fn offers() -> Vec<Row> {
    let promotion =
        json!({ "title": "Été", "start_date": "2026-01-01", "end_date": "2099-12-31", "discount_percent": "10", "site": "{site}" });
    vec![
        post("/api/v1/promotions/", promotion, Keys(PROMOTION)).keep("promotion", "/id"),
        get("/api/v1/promotions/", Page(PROMOTION)),
        get("/api/v1/promotions/active/", Rows(PROMOTION)),
        get("/api/v1/promotions/{promotion}/", Keys(PROMOTION)),
        patch("/api/v1/promotions/{promotion}/", json!({ "title": "Été 2" }), Keys(PROMOTION)),
        put(
            "/api/v1/promotions/{promotion}/",
            json!({ "title": "Été 3", "start_date": "2026-01-01", "end_date": "2099-12-31", "discount_amount": "5" }),
            Keys(PROMOTION),
        ),
        get("/api/v1/promotions/{promotion}/sms-blast-preview/?audience=site", Keys(&["total_count"])),
        post(
            "/api/v1/promotions/{promotion}/sms-blast/",
            json!({ "message": "Bonjour {first_name}, -10 %" }),
            Keys(&["id", "total_count", "sent_count", "message"]),
        ),
        get("/api/v1/promotions/sms-history/", Page(&["id", "promotion_title", "message", "audience", "total_count", "sent_count"])),
        row(Method::POST, "/notifications/promotions/trigger/", json!({}), 200, Keys(&["status", "campaigns", "queued"])),
    ]
}

fn reading() -> Vec<Row> {
    vec![
        get("/api/v1/search/?q=sami", Keys(&["service_requests", "customers", "vehicles"])),
        get("/api/v1/search/?q=s", Keys(&["service_requests", "customers", "vehicles"])),
        get("/api/v1/audit/", Keys(&["results"])),
        get("/api/v1/dashboard/export/?resource=invoices", File("text/csv")),
        get("/api/v1/dashboard/export/?resource=service_requests", File("text/csv")),
        get("/api/v1/dashboard/export/?resource=inventory", File("text/csv")),
        get(
            "/api/v1/dashboard/?period=90",
            Keys(&["summary", "by_site", "sites", "requests_trend", "revenue_trend", "low_stock_items", "period_days"]),
        ),
        row(Method::GET, "/api/v1/dashboard/?period=abc", Value::Null, 400, Detail),
        get("/api/v1/dashboard/site/", Keys(SITE_FIGURES)),
        get("/api/v1/dashboard/activities/?limit=5", Keys(&["activities"])),
        get("/api/v1/dashboard/reports/", Keys(&["by_site", "top_products", "period_days"])),
        get("/api/v1/dashboard/sales-report/?group_by=month&period=365", Keys(SALES)),
        row(Method::GET, "/api/v1/dashboard/sales-report/?date_from=junk", Value::Null, 400, Field("date_from")),
        row(Method::GET, "/api/v1/dashboard/export/?resource=secrets", Value::Null, 400, Detail),
    ]
}

fn goodbyes() -> Vec<Row> {
    vec![
        row(Method::DELETE, "/api/v1/inventory/{stock}/", Value::Null, 405, Detail),
        delete("/api/v1/promotions/{promotion}/"),
        delete("/api/v1/products/{product}/"),
        row(Method::DELETE, "/api/v1/products/{product}/", Value::Null, 404, Detail),
        delete("/api/v1/vehicle/{vehicle}/"),
        delete("/api/v1/customers/{customer}/"),
        delete("/api/v1/mechanic/{new}/"),
        row(Method::DELETE, "/api/v1/sites/{site}/", Value::Null, 400, Detail),
    ]
}

/// What was sold and paid in this hour stands in the dashboards.
#[tokio::test(flavor = "multi_thread")]
async fn dashboards_tell_what_sold_best_and_how_it_was_paid() {
    let server = Server::start().await;
    let owner = server.owner().await;
    let mut kept = Kept::from([("password", server.password.clone())]);
    walk(&owner, &[people(), catalogue(), work(), money()].concat(), &mut kept).await;
    let path = format!("/api/v1/dashboard/site/?site_id={}", kept["site"]);
    let (_, figures) = super::table::asked(&owner, Method::GET, &path, Value::Null).await;
    let sold = figures["top_products"].as_array().unwrap();
    assert!(sold.iter().any(|product| product["product_sku"] == "FX-1"), "{figures}");
    assert!(figures["by_payment_method"].as_array().unwrap().iter().any(|paid| paid["payment_method"] == "pos"), "{figures}");
    let (_, report) = super::table::asked(&owner, Method::GET, "/api/v1/dashboard/sales-report/?period=7", Value::Null).await;
    assert!(report["transactions"].as_array().unwrap().iter().any(|invoice| invoice["id"] == kept["invoice"].as_str()), "{report}");
}

/// As the old client sent it: a workbook, not CSV.
#[tokio::test(flavor = "multi_thread")]
async fn a_workbook_of_products_is_taken_once() {
    let server = Server::start().await;
    let owner = server.owner().await;
    let titles = vec!["NO", "MAKE", "PRODUCT", "FMSI", "APPLICATION", "POSITION", "PRICE"];
    let workbook = |price: &str| {
        let row = ["1", "Kia", "Pads", "D1210", "Rio", "Front", price].map(|cell| kernel::export::Cell::Text(cell.to_owned())).to_vec();
        kernel::export::Table { name: "prices".to_owned(), titles: titles.clone(), rows: vec![row] }.xlsx().unwrap()
    };
    let (first, dearer) = (workbook("40.000"), workbook("45.500"));
    for (workbook, created, updated) in [(&first, 1, 0), (&first, 0, 0), (&dearer, 0, 1)] {
        let part = reqwest::multipart::Part::bytes(workbook.clone()).file_name("prices.xlsx");
        let form = reqwest::multipart::Form::new().part("file", part);
        let answer = super::table::request(&owner, Method::POST, "/api/v1/products/import-excel/").multipart(form).send().await.unwrap();
        let answer: Value = answer.json().await.unwrap();
        assert_eq!((&answer["created"], &answer["updated"]), (&json!(created), &json!(updated)), "{answer}");
        assert_eq!(answer["errors"], json!([]), "{answer}");
    }
    let (_, found) = super::table::asked(&owner, Method::GET, "/api/v1/products/?q=D1210", Value::Null).await;
    assert_eq!((&found["count"], &found["results"][0]["unit_price"]), (&json!(1), &json!("45.500")), "{found}");
}

/// The old mechanics never signed in: they are named and assigned, and the owner hands the link over.
#[tokio::test(flavor = "multi_thread")]
async fn a_mechanic_without_an_address_is_invited_under_a_name_of_their_own() {
    let server = Server::start().await;
    let owner = server.owner().await;
    let site = owner.read("/me").await["sites"][0]["id"].clone();
    let mut ids = vec![];
    for name in ["Ali Ben-Ali", "Ali Ben Ali", "سامي"] {
        let body = json!({ "name": name, "phone_number": "0245550101", "site": site });
        let (status, mechanic) = super::table::asked(&owner, Method::POST, "/api/v1/mechanic/", body).await;
        assert_eq!((status, &mechanic["email"], &mechanic["site"]), (201, &json!(""), &site), "{mechanic}");
        ids.push(mechanic["id"].as_str().unwrap().to_owned());
    }
    let mut names = vec![];
    for id in &ids {
        names.push(owner.read(&format!("/users/{id}")).await["user_name"].clone());
    }
    assert_eq!(names, ["ali.ben.ali", "ali.ben.ali.2", "mechanic"]);
    let listed = async |id: &str| {
        let (_, page) = super::table::asked(&owner, Method::GET, "/api/v1/mechanic/?page_size=100", Value::Null).await;
        page["results"].as_array().unwrap().iter().any(|one| one["id"] == id)
    };
    assert!(listed(&ids[0]).await);
    let link = owner.done(&format!("/users/{}/invite", ids[0]), json!({})).await["link"].clone();
    assert!(link.as_str().unwrap().contains("/join#"), "{link}");
    assert_eq!(super::table::asked(&owner, Method::DELETE, &format!("/api/v1/mechanic/{}/", ids[0]), Value::Null).await.0, 204);
    assert!(!listed(&ids[0]).await);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_workshop_managers_clients_are_answered_as_they_were() {
    let server = Server::start().await;
    let owner = server.owner().await;
    let mut kept = Kept::from([("password", server.password.clone())]);
    walk(&owner, &rows(), &mut kept).await;
}
