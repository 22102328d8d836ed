//! Rates and agreements are their site's.

use contracts::inventory::STOCK_SEE_COST;
use contracts::workshop::{PRICE_CONFIGURE, WORK_ORDER_READ, WORK_ORDER_UPDATE, WORKSHOP_CONFIGURE};
use kernel::Permission;
use serde_json::{Value, json};
use uuid::Uuid;

use super::super::scene::{CANARY, Scene, text};
use super::{Needs, Operation, Reach, operation, to, with};

pub fn operations() -> Vec<Operation> {
    rates().into_iter().chain(coupons()).chain(by_cost()).collect()
}

fn rates() -> Vec<Operation> {
    vec![
        of_site("list_labour_rates", &[WORK_ORDER_READ], |scene| {
            Box::pin(async {
                scene.rate().await;
                to(format!("/labour-rates?site={}", text(&scene.home)))
            })
        }),
        of_site("create_labour_rate", &[PRICE_CONFIGURE], |scene| Box::pin(async { with("/labour-rates", new_rate(scene)) })),
        of_site("update_labour_rate", &[PRICE_CONFIGURE], |scene| {
            Box::pin(async { with(format!("/labour-rates/{}", scene.rate().await), json!({ "per_hour": 61_000 })) })
        }),
        operation("list_price_agreements", Needs::One(&[WORK_ORDER_READ]), Reach::Rows, |scene| {
            Box::pin(async {
                scene.agreement().await;
                to("/price-agreements")
            })
        }),
        of_site("save_price_agreement", &[PRICE_CONFIGURE], |scene| Box::pin(async { with("/price-agreements", scene.agreed().await) })),
        of_site("remove_price_agreement", &[PRICE_CONFIGURE], |scene| {
            Box::pin(async { to(format!("/price-agreements/{}", scene.agreement().await)) })
        }),
        operation("list_contract_prices", Needs::One(&[WORK_ORDER_READ]), Reach::Rows, |scene| {
            Box::pin(async {
                scene.contract().await;
                to("/contract-prices")
            })
        }),
        of_site("save_contract_price", &[PRICE_CONFIGURE], |scene| Box::pin(async { with("/contract-prices", scene.level().await) })),
        of_site("remove_contract_price", &[PRICE_CONFIGURE], |scene| {
            Box::pin(async { to(format!("/contract-prices/{}", scene.contract().await)) })
        }),
        of_site("list_fees", &[WORK_ORDER_READ], |scene| {
            Box::pin(async {
                scene.fee().await;
                to(format!("/fees?archived=true&site={}", text(&scene.home)))
            })
        }),
        of_site("create_fee", &[PRICE_CONFIGURE], |scene| {
            Box::pin(async { with("/fees", json!({ "site_id": scene.home, "fee": new_fee() })) })
        }),
        of_site("update_fee", &[PRICE_CONFIGURE], |scene| Box::pin(async { with(format!("/fees/{}", scene.fee().await), new_fee()) })),
        of_site("get_labour_matrix", &[WORK_ORDER_READ], |scene| {
            Box::pin(async { to(format!("/workshops/{}/labour-matrix", text(&scene.home))) })
        }),
        of_site("set_labour_matrix", &[PRICE_CONFIGURE], |scene| {
            Box::pin(async { with(format!("/workshops/{}/labour-matrix", text(&scene.home)), json!({ "tiers": [] })) })
        }),
        of_site("show_labour_price", &[WORK_ORDER_READ], |scene| {
            Box::pin(async { to(format!("{}/labour-price", scene.estimate().await.path)) })
        }),
        of_site("choose_labour_rate", &[WORK_ORDER_UPDATE], |scene| {
            Box::pin(async {
                let rate = scene.rate().await;
                with(format!("{}/labour-price", scene.estimate().await.path), json!({ "labour_rate_id": rate }))
            })
        }),
    ]
}

/// What tells a cost takes the right to see it.
fn by_cost() -> Vec<Operation> {
    vec![
        of_site("list_markup_matrices", &[STOCK_SEE_COST], |scene| {
            Box::pin(async {
                scene.matrix().await;
                to(format!("/markup-matrices?archived=true&site={}", text(&scene.home)))
            })
        }),
        of_site("create_markup_matrix", &[PRICE_CONFIGURE], |scene| {
            Box::pin(async { with("/markup-matrices", json!({ "site_id": scene.home, "matrix": new_matrix() })) })
        })
        .also(&[STOCK_SEE_COST]),
        of_site("update_markup_matrix", &[PRICE_CONFIGURE], |scene| {
            Box::pin(async { with(format!("/markup-matrices/{}", scene.matrix().await), new_matrix()) })
        })
        .also(&[STOCK_SEE_COST]),
        operation("preview_markup", Needs::One(&[STOCK_SEE_COST]), Reach::Group, |_| {
            Box::pin(async {
                with("/markup-matrices/preview", json!({ "kind": "markup", "rounding": 1, "tiers": tiers(), "cost": 81_300 }))
            })
        }),
        of_site("show_margin", &[STOCK_SEE_COST], |scene| Box::pin(async { to(format!("{}/margin", scene.shown)) }))
            .also(&[WORK_ORDER_READ]),
        of_site("get_margin_guard", &[STOCK_SEE_COST], |scene| Box::pin(async { to(format!("/workshops/{}/margin", text(&scene.home))) })),
        of_site("set_margin_guard", &[WORKSHOP_CONFIGURE], |scene| {
            Box::pin(async { with(format!("/workshops/{}/margin", text(&scene.home)), json!({ "levels": { "target": 3000 } })) })
        })
        .also(&[STOCK_SEE_COST]),
    ]
}

fn new_rate(scene: &Scene) -> Value {
    json!({ "site_id": scene.home, "name": format!("{CANARY} {}", Uuid::now_v7()), "per_hour": 55_000 })
}

/// Out of use, so that no order of the walk pays it.
fn coupons() -> Vec<Operation> {
    vec![
        of_site("list_coupons", &[WORK_ORDER_READ], |scene| Box::pin(async { to(format!("/coupons?site={}", text(&scene.home))) })),
        of_site("create_coupon", &[PRICE_CONFIGURE], |scene| {
            Box::pin(async { with("/coupons", json!({ "site_id": scene.home, "coupon": new_coupon() })) })
        }),
        of_site("update_coupon", &[PRICE_CONFIGURE], |scene| {
            Box::pin(async {
                let made = scene.owner.done("/coupons", json!({ "site_id": scene.home, "coupon": new_coupon() })).await;
                with(format!("/coupons/{}", text(&made["id"])), new_coupon())
            })
        }),
    ]
}

fn new_coupon() -> Value {
    json!({ "code": &Uuid::now_v7().simple().to_string()[..30], "name": CANARY, "share": 500 })
}

fn new_fee() -> Value {
    let name = format!("{CANARY} {}", Uuid::now_v7());
    json!({ "name": name, "of_labour": 300, "of_parts": 0, "fixed": 0, "most": 1_000, "archived": true })
}

/// Out of use, so that no order of the walk is priced by it.
fn new_matrix() -> Value {
    let name = format!("{CANARY} {}", Uuid::now_v7());
    json!({ "name": name, "basis": "average", "kind": "markup", "rounding": 1, "tiers": tiers(), "archived": true })
}

fn tiers() -> Value {
    json!([{ "from_cost": 0, "to_cost": null, "rate": 3500 }])
}

impl Scene {
    /// The id of a fee of the home site.
    async fn fee(&self) -> String {
        text(&self.owner.done("/fees", json!({ "site_id": self.home, "fee": new_fee() })).await["id"]).to_owned()
    }

    /// The id of a matrix of the home site.
    async fn matrix(&self) -> String {
        text(&self.owner.done("/markup-matrices", json!({ "site_id": self.home, "matrix": new_matrix() })).await["id"]).to_owned()
    }

    /// The id of a rate of the home site.
    async fn rate(&self) -> String {
        text(&self.owner.done("/labour-rates", new_rate(self)).await["id"]).to_owned()
    }

    /// What is to be agreed with a new customer.
    async fn agreed(&self) -> Value {
        json!({ "site_id": self.home, "customer_id": self.new_customer().await, "labour_rate_id": self.rate().await })
    }

    /// The id of an agreement of the home site.
    async fn agreement(&self) -> String {
        self.put("/price-agreements", self.agreed().await).await
    }

    /// What parts are to cost a new customer.
    async fn level(&self) -> Value {
        json!({ "site_id": self.home, "customer_id": self.new_customer().await, "change": -500 })
    }

    /// The id of a contract price of the home site.
    async fn contract(&self) -> String {
        self.put("/contract-prices", self.level().await).await
    }

    /// The id of what a PUT saved.
    async fn put(&self, path: &str, body: Value) -> String {
        let response = self.owner.request(reqwest::Method::PUT, path).json(&body).send().await.unwrap();
        assert_eq!(response.status().as_u16(), 200);
        let saved: Value = response.json().await.unwrap();
        text(&saved["id"]).to_owned()
    }
}

fn of_site(id: &'static str, permissions: &'static [Permission], ask: super::Ask) -> Operation {
    operation(id, Needs::One(permissions), Reach::Record, ask)
}
