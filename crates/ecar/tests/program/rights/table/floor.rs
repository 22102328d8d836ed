//! How a site's workshop runs is the site's.

use contracts::customers::CUSTOMER_HOLD;
use contracts::workshop::COUNTER_SELL;
use contracts::workshop::{WORK_ORDER_CANCEL, WORK_ORDER_OPEN, WORK_ORDER_READ, WORK_ORDER_UPDATE, WORK_ORDER_WORK, WORKSHOP_CONFIGURE};
use kernel::Permission;
use serde_json::{Value, json};

use super::super::scene::{CANARY, Scene, text};
use super::{Needs, Operation, Reach, operation, to, with};

pub fn operations() -> Vec<Operation> {
    [running(), warranties(), reshaping(), notes(), counter(), quotes()].into_iter().flatten().collect()
}

fn running() -> Vec<Operation> {
    vec![
        of_site("show_gate", &[WORK_ORDER_READ], |scene| Box::pin(async { to(format!("{}/gate", scene.shown)) })),
        of_site("get_gate_rules", &[WORK_ORDER_READ], |scene| Box::pin(async { to(scene.workshop("gate")) })),
        of_site("set_gate_rules", &[WORKSHOP_CONFIGURE], |scene| {
            Box::pin(async { with(scene.workshop("gate"), json!({ "levels": { "parts": "block" } })) })
        }),
        of_site("allow_credit", &[CUSTOMER_HOLD], |scene| {
            Box::pin(async { with(scene.estimate().await.path + "/allow-credit", json!({ "reason": "Pays on Friday" })) })
        }),
        of_site("get_board_columns", &[WORK_ORDER_READ], |scene| Box::pin(async { to(scene.workshop("columns")) })),
        of_site("set_board_columns", &[WORKSHOP_CONFIGURE], |scene| {
            Box::pin(async { with(scene.workshop("columns"), json!({ "columns": columns() })) })
        }),
        of_site("place_work_order", &[WORK_ORDER_WORK], |scene| {
            Box::pin(async {
                let column = scene.column().await;
                with(scene.estimate().await.path + "/column", json!({ "column_id": column }))
            })
        }),
        of_site("submit_work_order", &[WORK_ORDER_WORK], |scene| {
            Box::pin(async { with(scene.started().await.path + "/submit", json!({})) })
        }),
        of_site("check_work_order", &[WORK_ORDER_WORK], |scene| {
            Box::pin(async {
                let order = scene.started().await;
                scene.owner.done(&format!("{}/submit", order.path), json!({})).await;
                with(order.path + "/check", json!({ "passed": false, "reason": "Pulls to the left" }))
            })
        }),
    ]
}

fn counter() -> Vec<Operation> {
    vec![
        of_site("sell_at_counter", &[COUNTER_SELL], |scene| Box::pin(async { with("/counter-sales", sale(scene)) })),
        of_site("price_counter_sale", &[COUNTER_SELL], |scene| Box::pin(async { with("/counter-sales/price", sale(scene)) })),
        of_site("get_counter", &[WORK_ORDER_READ], |scene| Box::pin(async { to(scene.workshop("counter")) })),
        of_site("set_counter", &[WORKSHOP_CONFIGURE], |scene| {
            Box::pin(async { with(scene.workshop("counter"), json!({ "customer_id": scene.customer })) })
        }),
    ]
}

fn quotes() -> Vec<Operation> {
    vec![
        operation("list_quotes", Needs::One(&[WORK_ORDER_READ]), Reach::Rows, |_| Box::pin(async { to("/quotes") })),
        of_site("make_quote", &[WORK_ORDER_OPEN], |scene| Box::pin(async { with("/quotes", quote(scene)) })),
        of_site("change_quote", &[WORK_ORDER_UPDATE], |scene| Box::pin(async { with(made(scene).await, json!({ "car": "Clio 4" })) })),
        of_site("convert_quote", &[WORK_ORDER_OPEN], |scene| {
            Box::pin(async {
                let body = json!({ "customer_id": scene.customer, "vehicle_id": scene.vehicle });
                with(made(scene).await + "/convert", body)
            })
        }),
        of_site("name_article", &[WORK_ORDER_UPDATE], |scene| {
            Box::pin(async {
                let order = scene.estimate().await;
                let job = text(&order.json["jobs"][0]["id"]).to_owned();
                let line = json!({ "kind": "part", "description": CANARY, "quantity": 1000, "unit_price": 60_000 });
                let json = scene.owner.done(&format!("{}/jobs/{job}/lines", order.path), line).await;
                let lines = json["jobs"][0]["lines"].as_array().unwrap();
                // Its fees stand behind it.
                let line = lines.iter().find(|line| line["kind"] == "part" && line["product_id"].is_null()).unwrap();
                with(format!("{}/lines/{}/article", order.path, text(&line["id"])), json!({ "product_id": scene.product }))
            })
        }),
    ]
}

fn quote(scene: &Scene) -> Value {
    json!({ "site_id": scene.home, "caller": CANARY, "concern": CANARY })
}

/// The path of a new quote.
async fn made(scene: &Scene) -> String {
    let json = scene.owner.done("/quotes", quote(scene)).await;
    format!("/quotes/{}", text(&json["id"]))
}

fn sale(scene: &Scene) -> Value {
    let line = json!({ "product_id": scene.product, "quantity": 1000 });
    json!({ "site_id": scene.home, "customer_id": scene.customer, "lines": [line], "notes": CANARY })
}

fn warranties() -> Vec<Operation> {
    vec![
        operation("list_warranties", Needs::One(&[WORK_ORDER_READ]), Reach::Rows, |scene| {
            Box::pin(async { to(format!("/warranties?vehicle={}", scene.vehicle)) })
        }),
        of_site("list_order_warranties", &[WORK_ORDER_READ], |scene| Box::pin(async { to(format!("{}/warranties", scene.shown)) })),
        of_site("get_warranty_terms", &[WORK_ORDER_READ], |scene| Box::pin(async { to(scene.workshop("warranty")) })),
        of_site("set_warranty_terms", &[WORKSHOP_CONFIGURE], |scene| {
            Box::pin(async { with(scene.workshop("warranty"), json!({ "usual": { "part": { "months": 12, "km": null } } })) })
        }),
        of_site("get_tax_rates", &[WORK_ORDER_READ], |scene| Box::pin(async { to(scene.workshop("tax-rates")) })),
        of_site("set_tax_rates", &[WORKSHOP_CONFIGURE], |scene| {
            Box::pin(async { with(scene.workshop("tax-rates"), json!({ "labour": 0 })) })
        }),
        of_site("set_line_warranty", &[WORK_ORDER_UPDATE], |scene| {
            Box::pin(async {
                let order = scene.estimate().await;
                let line = text(&order.json["jobs"][0]["lines"][0]["id"]).to_owned();
                with(format!("{}/lines/{line}/warranty", order.path), json!({ "months": 6, "km": null }))
            })
        }),
        of_site("list_signed_documents", &[WORK_ORDER_READ], |scene| Box::pin(async { to(format!("{}/signed-documents", scene.shown)) })),
        of_site("get_comeback", &[WORK_ORDER_READ], |scene| Box::pin(async { to(format!("{}/comeback", scene.shown)) })),
        of_site("set_comeback", &[WORK_ORDER_UPDATE], |scene| {
            Box::pin(async {
                let (path, body) = scene.comeback().await;
                with(path, body)
            })
        })
        .also(&[WORK_ORDER_READ]),
        of_site("remove_comeback", &[WORK_ORDER_UPDATE], |scene| {
            Box::pin(async {
                let (path, body) = scene.comeback().await;
                let linked = scene.owner.request(reqwest::Method::PUT, &path).json(&body).send().await.unwrap();
                assert_eq!(linked.status().as_u16(), 200);
                to(path)
            })
        }),
        operation("report_comebacks", Needs::One(&[WORKSHOP_CONFIGURE]), Reach::Rows, |_| Box::pin(async { to("/comeback-report") })),
    ]
}

fn reshaping() -> Vec<Operation> {
    vec![
        of_site("list_sublets", &[WORK_ORDER_UPDATE], |scene| Box::pin(async { to(format!("{}/sublets", scene.shown)) })),
        of_site("set_sublet", &[WORK_ORDER_UPDATE], |scene| {
            Box::pin(async {
                let order = scene.estimate().await;
                let job = text(&order.json["jobs"][0]["id"]).to_owned();
                let line = json!({ "kind": "sublet", "description": "Turning", "quantity": 1000, "unit_price": 60_000 });
                let json = scene.owner.done(&format!("{}/jobs/{job}/lines", order.path), line).await;
                let lines = json["jobs"][0]["lines"].as_array().unwrap();
                let line = text(&lines[lines.len() - 1]["id"]).to_owned();
                with(format!("{}/lines/{line}/sublet", order.path), json!({ "vendor": CANARY, "cost": 40_000 }))
            })
        }),
        of_site("split_work_order", &[WORK_ORDER_UPDATE], |scene| {
            Box::pin(async {
                let order = scene.estimate().await;
                let jobs = [order.json["jobs"][0]["id"].clone()];
                scene.owner.done(&format!("{}/jobs", order.path), json!({ "title": CANARY })).await;
                with(order.path + "/split", json!({ "job_ids": jobs }))
            })
        })
        .also(&[WORK_ORDER_OPEN]),
        of_site("merge_work_order", &[WORK_ORDER_UPDATE], |scene| {
            Box::pin(async {
                let (order, other) = (scene.estimate().await, scene.estimate().await);
                with(order.path + "/merge", json!({ "other_id": other.json["id"] }))
            })
        })
        .also(&[WORK_ORDER_CANCEL]),
        of_site("copy_work_order", &[WORK_ORDER_OPEN], |scene| Box::pin(async { with(scene.estimate().await.path + "/copy", json!({})) }))
            .also(&[WORK_ORDER_READ]),
        of_site("change_vehicle", &[WORK_ORDER_UPDATE], |scene| {
            Box::pin(async { with(scene.estimate().await.path + "/vehicle", json!({ "vehicle_id": scene.vehicle, "fits": true })) })
        }),
    ]
}

fn notes() -> Vec<Operation> {
    vec![
        of_site("list_notes", &[WORK_ORDER_READ], |scene| Box::pin(async { to(format!("{}/notes", scene.shown)) })),
        of_site("add_note", &[WORK_ORDER_WORK], |scene| {
            Box::pin(async { with(scene.estimate().await.path + "/notes", json!({ "kind": "technician", "text": CANARY })) })
        })
        .also(&[WORK_ORDER_READ]),
        of_site("correct_note", &[WORK_ORDER_UPDATE], |scene| {
            Box::pin(async { with(scene.order_note().await + "/correct", json!({ "text": CANARY })) })
        })
        .also(&[WORK_ORDER_READ]),
        of_site("withdraw_note", &[WORK_ORDER_UPDATE], |scene| Box::pin(async { with(scene.order_note().await + "/withdraw", json!({})) }))
            .also(&[WORK_ORDER_READ]),
    ]
}

/// One for each open state.
fn columns() -> Vec<Value> {
    let states = ["estimate", "approved", "in_progress", "on_hold", "quality_check", "ready", "invoiced"];
    states.iter().map(|state| json!({ "name": CANARY, "colour": "teal", "state": state })).collect()
}

impl Scene {
    fn workshop(&self, part: &str) -> String {
        format!("/workshops/{}/{part}", text(&self.home))
    }

    /// The column for estimates.
    async fn column(&self) -> Value {
        let board = self.owner.read(&self.workshop("columns")).await;
        if board["columns"][0]["id"].is_string() {
            return board["columns"][0]["id"].clone();
        }
        let request = self.owner.request(reqwest::Method::PUT, &self.workshop("columns"));
        let answer = request.json(&json!({ "columns": columns() })).send().await.unwrap();
        answer.json::<Value>().await.unwrap()["columns"][0]["id"].clone()
    }

    /// Where a new order of the home site says what it makes good, and an original of the same vehicle.
    async fn comeback(&self) -> (String, Value) {
        let (original, order) = (self.completed().await, self.estimate().await);
        let jobs = [&original.json["jobs"][0]["id"]];
        (order.path + "/comeback", json!({ "original_id": original.json["id"], "job_ids": jobs, "payer": "garage", "note": CANARY }))
    }

    /// The path of a note of the owner's.
    async fn order_note(&self) -> String {
        let body = json!({ "kind": "customer", "text": CANARY });
        let note = self.owner.done(&format!("{}/notes", self.estimate().await.path), body).await;
        format!("/work-order-notes/{}", text(&note["id"]))
    }
}

fn of_site(id: &'static str, permissions: &'static [Permission], ask: super::Ask) -> Operation {
    operation(id, Needs::One(permissions), Reach::Record, ask)
}
