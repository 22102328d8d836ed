//! Invoices and payments are their site's.

use contracts::billing::{
    ACCOUNTING_EXPORT, ACCOUNTING_READ, DAY_CLOSE, INVOICE_CREDIT, INVOICE_ISSUE, INVOICE_READ, LOYALTY_MANAGE, PAYMENT_REFUND,
    PAYMENT_TAKE,
};
use contracts::identity::SITE_UPDATE;
use contracts::inventory::STOCK_SEE_COST;
use serde_json::{Value, json};

use super::{Needs, Operation, Reach, operation, to, with};
use crate::rights::scene::{CANARY, Scene, text};

/// One white pixel, as a signature.
const DRAWN: &str = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVQI12P4//8/AAX+Av7czFnnAAAAAElFTkSuQmCC";

pub fn operations() -> Vec<Operation> {
    let mut all = invoices();
    all.extend(together());
    all.extend(credit_notes());
    all.extend(deposits());
    all.extend(receipts());
    all.extend(cheques());
    all.extend(dunning());
    all.extend(drawer());
    all.extend(loyalty());
    all.extend(online());
    all.extend(accounting());
    all.extend(archives());
    all.extend(papers());
    all.extend(sending());
    all
}

/// Electronic documents on their way.
fn sending() -> Vec<Operation> {
    let (read, issue) = (Needs::One(&[INVOICE_READ]), Needs::One(&[INVOICE_ISSUE]));
    vec![
        operation("list_e_invoices", read, Reach::Rows, |scene| {
            Box::pin(async {
                queued(scene).await;
                to("/e-invoices")
            })
        }),
        operation("count_e_invoices", read, Reach::Rows, |_| Box::pin(async { to("/e-invoice-counts") })),
        operation("get_sent_e_invoice", read, Reach::Record, |scene| Box::pin(async { to(queued(scene).await) })),
        operation("get_e_invoice_file", read, Reach::Record, |scene| Box::pin(async { to(queued(scene).await + "/file") })),
        operation("record_e_invoice", issue, Reach::Record, |scene| {
            Box::pin(async { with(queued(scene).await + "/record", json!({ "reference": CANARY })) })
        }),
        // It waits for a hand: there is nothing to send again.
        operation("resend_e_invoice", issue, Reach::Record, |scene| Box::pin(async { with(queued(scene).await + "/resend", json!({})) }))
            .gives(&[409]),
        operation("get_e_invoicing", read, Reach::Record, |scene| Box::pin(async { to(format!("/e-invoicing/{}", text(&scene.home))) })),
        operation("set_e_invoicing", Needs::One(&[SITE_UPDATE]), Reach::Record, |scene| {
            Box::pin(async { with(format!("/e-invoicing/{}", text(&scene.home)), by_hand(None)) })
        }),
    ]
}

fn by_hand(format: Option<&str>) -> Value {
    let since = format.map(|_| "2020-01-01");
    json!({ "format": format, "since": since, "platform": "hand", "login": CANARY, "test_mode": true, "overdue_hours": 24 })
}

async fn put(scene: &Scene, method: &str, path: &str, body: Value) {
    let response = scene.owner.request(method.parse().unwrap(), path).json(&body).send().await.unwrap();
    assert_eq!(response.status().as_u16(), 200, "{path}: {}", response.text().await.unwrap());
}

/// A document that somebody is to bring to the platform: while it is issued the site's documents leave, and its customer has a number.
async fn queued(scene: &Scene) -> String {
    let settings = format!("/e-invoicing/{}", text(&scene.home));
    let draft = scene.draft().await;
    let invoice = scene.owner.read(&draft).await;
    let customer = format!("/customers/{}", text(&invoice["customer"]["id"]));
    put(scene, "PATCH", &customer, json!({ "tax_id": "1234567RAM000" })).await;
    put(scene, "PUT", &settings, by_hand(Some("teif"))).await;
    scene.owner.done(&format!("{draft}/issue"), json!({})).await;
    put(scene, "PUT", &settings, by_hand(None)).await;
    let listed = scene.owner.read(&format!("/e-invoices?invoice={}", text(&invoice["id"]))).await;
    format!("/e-invoices/{}", text(&listed["items"][0]["id"]))
}

fn online() -> Vec<Operation> {
    vec![
        operation("list_checkouts", Needs::One(&[INVOICE_READ]), Reach::Rows, |_| Box::pin(async { to("/checkouts") })),
        operation("get_online_payments", Needs::One(&[INVOICE_READ]), Reach::Record, |scene| {
            Box::pin(async { to(format!("/online-payments/{}", text(&scene.home))) })
        }),
        operation("set_payment_account", Needs::One(&[SITE_UPDATE]), Reach::Record, |scene| {
            Box::pin(async {
                let account = json!({ "enabled": false, "test_mode": true, "account": CANARY, "key": CANARY });
                with(format!("/online-payments/{}/konnect", text(&scene.home)), account)
            })
        }),
        operation("link_invoice", Needs::One(&[PAYMENT_TAKE]), Reach::Record, |scene| {
            Box::pin(async { with(scene.issued().await + "/pay-link", json!({})) })
        }),
        operation("revoke_pay_links", Needs::One(&[PAYMENT_TAKE]), Reach::Record, |scene| {
            Box::pin(async { with(scene.issued().await + "/pay-link/revoke", json!({})) })
        }),
    ]
}

fn cheques() -> Vec<Operation> {
    let take = Needs::One(&[PAYMENT_TAKE]);
    vec![
        operation("list_cheques", Needs::One(&[INVOICE_READ]), Reach::Rows, |scene| {
            Box::pin(async {
                cheque(scene, false).await;
                to("/cheques")
            })
        }),
        operation("summarise_cheques", Needs::One(&[INVOICE_READ]), Reach::Rows, |_| Box::pin(async { to("/cheques/summary") })),
        operation("bank_cheques", take, Reach::Record, |scene| {
            Box::pin(async { with("/cheque-slips", json!({ "site_id": scene.home, "cheque_ids": [cheque(scene, false).await] })) })
        }),
        operation("clear_cheque", take, Reach::Record, |scene| {
            Box::pin(async { with(format!("/cheques/{}/clear", cheque(scene, true).await), json!({})) })
        }),
        operation("bounce_cheque", Needs::One(&[PAYMENT_REFUND]), Reach::Record, |scene| {
            Box::pin(async { with(format!("/cheques/{}/bounce", cheque(scene, true).await), json!({ "reason": CANARY })) })
        }),
    ]
}

/// A cheque in hand, or at the bank.
async fn cheque(scene: &Scene, is_banked: bool) -> String {
    let money = json!({
        "site_id": scene.home, "customer_id": scene.customer, "tender": "cheque", "amount": 1000, "allocations": [],
        "cheque": { "number": CANARY, "bank": CANARY, "due_on": "2030-01-31" },
    });
    let receipt = scene.owner.done("/receipts", money).await;
    let cheques = scene.owner.read(&format!("/cheques?site={}&state=in_hand&limit=100", text(&scene.home))).await;
    let is_it = |cheque: &&Value| cheque["deposit_id"] == receipt["id"];
    let id = text(&cheques["items"].as_array().unwrap().iter().find(is_it).unwrap()["id"]).to_owned();
    if is_banked {
        scene.owner.done("/cheque-slips", json!({ "site_id": scene.home, "cheque_ids": [id] })).await;
    }
    id
}

fn dunning() -> Vec<Operation> {
    let (read, take) = (Needs::One(&[INVOICE_READ]), Needs::One(&[PAYMENT_TAKE]));
    vec![
        operation("get_dunning", read, Reach::Record, |scene| Box::pin(async { to(format!("/dunning/{}", text(&scene.home))) })),
        operation("set_dunning", Needs::One(&[SITE_UPDATE]), Reach::Record, |scene| {
            Box::pin(async { with(format!("/dunning/{}", text(&scene.home)), steps()) })
        }),
        operation("list_dunning_letters", read, Reach::Rows, |scene| {
            Box::pin(async {
                letter(scene).await;
                to("/dunning-letters")
            })
        }),
        operation("print_dunning_letter", read, Reach::Record, |scene| {
            Box::pin(async { to(format!("/dunning-letters/{}/pdf", letter(scene).await)) })
        }),
        operation("get_billing_alerts", read, Reach::Rows, |_| Box::pin(async { to("/billing-alerts") })),
        operation("get_dunning_figures", read, Reach::Rows, |_| Box::pin(async { to("/dunning-figures") })),
        operation("look_who_is_late", take, Reach::Record, |scene| {
            Box::pin(async {
                put(scene, "PUT", &format!("/dunning/{}", text(&scene.home)), steps()).await;
                with(format!("/dunning/{}/look", text(&scene.home)), json!({}))
            })
        }),
        operation("send_dunning_letters", take, Reach::Record, |scene| {
            Box::pin(async { with(format!("/dunning/{}/send", text(&scene.home)), json!({ "letter_ids": [letter(scene).await] })) })
        }),
        operation("skip_dunning_letter", take, Reach::Record, |scene| {
            Box::pin(async { with(format!("/dunning-letters/{}/skip", letter(scene).await), json!({})) })
        }),
        operation("restore_dunning_letter", take, Reach::Record, |scene| {
            Box::pin(async {
                let letter = letter(scene).await;
                scene.owner.done(&format!("/dunning-letters/{letter}/skip"), json!({})).await;
                with(format!("/dunning-letters/{letter}/restore"), json!({}))
            })
        }),
        operation("list_dunning_pauses", read, Reach::Rows, |scene| {
            Box::pin(async {
                pause(scene).await;
                to("/dunning-pauses")
            })
        }),
        operation("pause_dunning", take, Reach::Record, |scene| {
            Box::pin(async { with("/dunning-pauses", json!({ "site_id": scene.home, "customer_id": scene.customer, "reason": CANARY })) })
        }),
        operation("end_dunning_pause", take, Reach::Record, |scene| {
            Box::pin(async { with(format!("/dunning-pauses/{}/end", pause(scene).await), json!({})) })
        }),
    ]
}

fn steps() -> Value {
    json!({ "mode": "propose", "hour": 0, "least": 0, "steps": [{ "days": 1, "tone": "friendly", "words": { "fr": CANARY } }] })
}

/// Of a customer of its own: another pause of the same one takes its place.
async fn pause(scene: &Scene) -> String {
    let customer = scene.owner.done("/customers", json!({ "kind": "person", "name": CANARY })).await;
    let body = json!({ "site_id": scene.home, "customer_id": customer["id"], "reason": CANARY });
    text(&scene.owner.done("/dunning-pauses", body).await["id"]).to_owned()
}

/// A letter that is proposed to a new customer, who owes since before this system.
async fn letter(scene: &Scene) -> String {
    let reference = uuid::Uuid::now_v7().to_string();
    let customer = json!({ "kind": "person", "name": CANARY, "external_ref": reference });
    let customer = scene.owner.done("/customers", customer).await;
    let rows = format!("Code client;Facture;Date;Solde\n{reference};{CANARY} {reference};4/3/2024;120,500\n");
    let file = reqwest::multipart::Part::bytes(rows.into_bytes()).file_name("balances.csv");
    let form = reqwest::multipart::Form::new().part("file", file).text("site_id", text(&scene.home).to_owned());
    let started = scene.owner.request(reqwest::Method::POST, "/imports/balances").multipart(form).send().await.unwrap();
    assert_eq!(started.status().as_u16(), 202);
    let started: Value = started.json().await.unwrap();
    let path = format!("/imports/balances/{}", text(&started["id"]));
    scene.owner.eventually(&path, |import| import["state"] != "running").await;
    let settings = format!("/dunning/{}", text(&scene.home));
    put(scene, "PUT", &settings, steps()).await;
    scene.owner.done(&format!("{settings}/look"), json!({})).await;
    let letters = format!("/dunning-letters?state=proposed&customer={}", text(&customer["id"]));
    text(&scene.owner.read(&letters).await["items"][0]["id"]).to_owned()
}

fn drawer() -> Vec<Operation> {
    vec![
        operation("get_drawer", Needs::One(&[PAYMENT_TAKE]), Reach::Record, |scene| {
            Box::pin(async { to(format!("/drawers/{}", text(&scene.home))) })
        }),
        operation("list_day_closes", Needs::One(&[PAYMENT_TAKE]), Reach::Rows, |_| Box::pin(async { to("/day-closes") })),
        operation("close_day", Needs::One(&[DAY_CLOSE]), Reach::Record, |scene| {
            Box::pin(async {
                let drawer = scene.owner.read(&format!("/drawers/{}", text(&scene.home))).await;
                let cash = &drawer["tenders"][0]["expected"];
                with("/day-closes", json!({ "site_id": scene.home, "expected_cash": cash, "cash": 1, "kept": 0, "reason": CANARY }))
            })
        }),
    ]
}

/// What a site's points are.
fn promise() -> Value {
    let levels = [json!({ "name": CANARY, "from": 100, "bonus": 10 })];
    json!({ "is_on": true, "per_visit": 1, "amount_per_point": 0, "worth": 1, "least": 0, "months": 0, "referral": 0, "levels": levels })
}

/// Points of customers.
fn loyalty() -> Vec<Operation> {
    let (read, accounts) = (Needs::One(&[INVOICE_READ]), Needs::One(&[ACCOUNTING_READ]));
    vec![
        operation("get_loyalty_settings", read, Reach::Record, |scene| {
            Box::pin(async { to(format!("/loyalty-settings/{}", text(&scene.home))) })
        }),
        operation("set_loyalty_settings", Needs::One(&[SITE_UPDATE]), Reach::Record, |scene| {
            Box::pin(async {
                let path = format!("/loyalty-settings/{}", text(&scene.home));
                with(path, promise())
            })
        }),
        operation("get_customer_loyalty", read, Reach::Record, |scene| {
            Box::pin(async { to(format!("/loyalty/{}?site={}", scene.customer, text(&scene.home))) })
        }),
        operation("list_loyalty_entries", read, Reach::Record, |scene| {
            Box::pin(async { to(format!("/loyalty/{}/entries?site={}", scene.customer, text(&scene.home))) })
        }),
        operation("grant_points", Needs::One(&[LOYALTY_MANAGE]), Reach::Record, |scene| {
            Box::pin(async {
                with(format!("/loyalty/{}/entries", scene.customer), json!({ "site_id": scene.home, "points": 1, "reason": CANARY }))
            })
        }),
        operation("set_referrer", Needs::One(&[LOYALTY_MANAGE]), Reach::Record, |scene| {
            Box::pin(async { with(format!("/loyalty/{}/referrer", scene.customer), json!({ "site_id": scene.home, "by_customer": null })) })
        }),
        operation("get_loyalty_liability", accounts, Reach::Record, |scene| {
            Box::pin(async { to(format!("/loyalty-liabilities/{}", text(&scene.home))) })
        }),
        operation("export_loyalty_liability", accounts, Reach::Record, |scene| {
            Box::pin(async { to(format!("/loyalty-liabilities/{}/export", text(&scene.home))) })
        }),
    ]
}

fn accounting() -> Vec<Operation> {
    let read = Needs::One(&[ACCOUNTING_READ]);
    vec![
        operation("get_journal", read, Reach::Record, |scene| Box::pin(async { to(format!("/journals/{}", text(&scene.home))) })),
        operation("get_vat_report", read, Reach::Record, |scene| Box::pin(async { to(format!("/vat-reports/{}", text(&scene.home))) })),
        operation("export_vat_report", read, Reach::Record, |scene| {
            Box::pin(async { to(format!("/vat-reports/{}/export", text(&scene.home))) })
        }),
        operation("get_work_in_progress", read, Reach::Record, |scene| {
            Box::pin(async { to(format!("/work-in-progress/{}", text(&scene.home))) })
        })
        .also(&[STOCK_SEE_COST]),
        operation("list_work_in_progress", read, Reach::Record, |scene| {
            Box::pin(async { to(format!("/work-in-progress/{}/orders", text(&scene.home))) })
        })
        .also(&[STOCK_SEE_COST]),
        operation("list_work_month_ends", read, Reach::Record, |scene| {
            Box::pin(async { to(format!("/work-in-progress/{}/month-ends", text(&scene.home))) })
        })
        .also(&[STOCK_SEE_COST]),
        operation("export_work_in_progress", read, Reach::Record, |scene| {
            Box::pin(async { to(format!("/work-in-progress/{}/export", text(&scene.home))) })
        })
        .also(&[STOCK_SEE_COST]),
        operation("get_stock_value", read, Reach::Record, |scene| Box::pin(async { to(format!("/stock-values/{}", text(&scene.home))) }))
            .also(&[STOCK_SEE_COST]),
        operation("export_stock_value", read, Reach::Record, |scene| {
            Box::pin(async { to(format!("/stock-values/{}/export", text(&scene.home))) })
        })
        .also(&[STOCK_SEE_COST]),
        operation("get_invoice_figures", Needs::One(&[INVOICE_READ]), Reach::Record, |scene| {
            Box::pin(async { to(format!("/invoice-figures/{}", text(&scene.home))) })
        }),
        operation("list_document_chains", read, Reach::Rows, |_| Box::pin(async { to("/document-chains") })),
        operation("list_journal_exports", read, Reach::Rows, |_| Box::pin(async { to("/journal-exports") })),
        operation("get_journal_file", read, Reach::Record, |scene| {
            Box::pin(async {
                // Once is enough: what is of before today is exported then.
                let _ = scene.owner.post("/journal-exports", yesterdays(scene).await).await;
                let exports = scene.owner.read(&format!("/journal-exports?site={}", text(&scene.home))).await;
                to(format!("/journal-exports/{}/file", text(&exports["items"][0]["id"])))
            })
        }),
        operation("export_journal", Needs::One(&[ACCOUNTING_EXPORT]), Reach::Record, |scene| {
            Box::pin(async { with("/journal-exports", yesterdays(scene).await) })
        })
        .gives(&[201, 422]),
        operation("get_chart_of_accounts", read, Reach::Record, |scene| {
            Box::pin(async { to(format!("/charts-of-accounts/{}", text(&scene.home))) })
        }),
        operation("set_chart_of_accounts", Needs::One(&[ACCOUNTING_EXPORT]), Reach::Record, |scene| {
            Box::pin(async {
                let path = format!("/charts-of-accounts/{}", text(&scene.home));
                with(path.clone(), scene.owner.read(&path).await)
            })
        }),
    ]
}

fn papers() -> Vec<Operation> {
    let read = Needs::One(&[INVOICE_READ]);
    vec![
        operation("print_receipt", read, Reach::Record, |scene| {
            Box::pin(async {
                let money =
                    json!({ "site_id": scene.home, "customer_id": scene.customer, "tender": "cash", "amount": 1, "allocations": [] });
                let receipt = scene.owner.done("/receipts", money).await;
                to(format!("/deposits/{}/pdf", text(&receipt["id"])))
            })
        }),
        operation("print_payment_receipt", read, Reach::Record, |scene| {
            Box::pin(async {
                let invoice = scene.issued().await;
                let paid = scene.owner.done(&format!("{invoice}/payments"), json!({ "tender": "cash", "amount": 1000 })).await;
                to(format!("{invoice}/payments/{}/pdf", text(&paid["payments"][0]["id"])))
            })
        }),
        operation("print_delivery_slip", read, Reach::Record, |scene| Box::pin(async { to(format!("{}/delivery-slip", scene.invoice)) })),
        // Who walks in has no number that the tax office knows them by.
        operation("get_e_invoice", read, Reach::Record, |scene| Box::pin(async { to(format!("{}/e-invoice", scene.invoice)) }))
            .gives(&[200, 422]),
        operation("get_statement", read, Reach::Record, |scene| {
            Box::pin(async { to(format!("/statements/{}?site={}", scene.customer, text(&scene.home))) })
        }),
        operation("print_statement", read, Reach::Record, |scene| {
            Box::pin(async { to(format!("/statements/{}/pdf?site={}", scene.customer, text(&scene.home))) })
        }),
        operation("send_statements", Needs::One(&[PAYMENT_TAKE]), Reach::Record, |scene| {
            Box::pin(async { with("/statements", json!({ "site_id": scene.home, "overdue_days": 3000 })) })
        }),
    ]
}

/// Asks for the journal up to yesterday.
fn archives() -> Vec<Operation> {
    let read = Needs::One(&[ACCOUNTING_READ]);
    vec![
        operation("list_archives", read, Reach::Rows, |_| Box::pin(async { to("/archives") })),
        operation("create_archive", Needs::One(&[ACCOUNTING_EXPORT]), Reach::Record, |scene| {
            Box::pin(async { with("/archives", to_yesterday(scene).await) })
        })
        .gives(&[201, 409]),
        operation("get_archive_file", read, Reach::Record, |scene| {
            Box::pin(async {
                let _ = scene.owner.post("/archives", to_yesterday(scene).await).await;
                let archives = scene.owner.read(&format!("/archives?site={}", text(&scene.home))).await;
                to(format!("/archives/{}/file", text(&archives["items"][0]["id"])))
            })
        }),
    ]
}

/// The year up to yesterday.
async fn to_yesterday(scene: &Scene) -> Value {
    let mut asked = yesterdays(scene).await;
    let until: chrono::NaiveDate = text(&asked["until"]).parse().unwrap();
    asked["from"] = json!(until.checked_sub_days(chrono::Days::new(365)));
    asked
}

async fn yesterdays(scene: &Scene) -> Value {
    let journal = scene.owner.read(&format!("/journals/{}", text(&scene.home))).await;
    let today: chrono::NaiveDate = text(&journal["until"]).parse().unwrap();
    json!({ "site_id": scene.home, "until": today.pred_opt() })
}

fn receipts() -> Vec<Operation> {
    vec![
        operation("get_receivables", Needs::One(&[INVOICE_READ]), Reach::Rows, |_| Box::pin(async { to("/receivables") })),
        operation("preview_receipt", Needs::One(&[PAYMENT_TAKE]), Reach::Record, |scene| {
            Box::pin(async {
                let money = json!({ "site_id": scene.home, "customer_id": scene.customer, "amount": 1 });
                with("/receipts/preview", money)
            })
        }),
        operation("take_receipt", Needs::One(&[PAYMENT_TAKE]), Reach::Record, |scene| {
            Box::pin(async {
                let invoice = scene.issued().await;
                let money = json!({
                    "site_id": scene.home, "customer_id": scene.customer, "tender": "cash", "amount": 1, "reference": CANARY,
                    "allocations": [{ "invoice_id": invoice.rsplit('/').next(), "amount": 1 }],
                });
                with("/receipts", money)
            })
        }),
    ]
}

fn together() -> Vec<Operation> {
    vec![
        operation("list_together", Needs::One(&[INVOICE_READ]), Reach::Record, |scene| {
            Box::pin(async { to(format!("/invoices/together?site={}", text(&scene.home))) })
        }),
        operation("preview_together", Needs::One(&[INVOICE_ISSUE]), Reach::Record, |scene| {
            Box::pin(async { with("/invoices/together/preview", drafts(scene).await) })
        }),
        operation("issue_together", Needs::One(&[INVOICE_ISSUE]), Reach::Record, |scene| {
            Box::pin(async { with("/invoices/together", drafts(scene).await) })
        }),
    ]
}

/// Two drafts of the same customer.
async fn drafts(scene: &Scene) -> Value {
    let last = |path: String| path.rsplit('/').next().unwrap_or_default().to_owned();
    json!({ "invoice_ids": [last(scene.draft().await), last(scene.draft().await)] })
}

fn invoices() -> Vec<Operation> {
    vec![
        operation("count_invoices", Needs::One(&[INVOICE_READ]), Reach::Rows, |_| Box::pin(async { to("/invoices/count") })),
        operation("list_invoices", Needs::One(&[INVOICE_READ]), Reach::Rows, |_| Box::pin(async { to("/invoices") })),
        operation("get_invoice", Needs::One(&[INVOICE_READ]), Reach::Record, |scene| Box::pin(async { to(scene.invoice.clone()) })),
        operation("print_invoice", Needs::One(&[INVOICE_READ]), Reach::Record, |scene| {
            Box::pin(async { to(format!("{}/pdf", scene.invoice)) })
        }),
        operation("issue_invoice", Needs::One(&[INVOICE_ISSUE]), Reach::Record, |scene| {
            Box::pin(async { with(scene.draft().await + "/issue", json!({})) })
        }),
        operation("sign_invoice", Needs::One(&[INVOICE_ISSUE]), Reach::Record, |scene| {
            Box::pin(async { with(scene.draft().await + "/signatures", json!({ "by_name": "Leïla", "signature": DRAWN })) })
        }),
        operation("list_invoice_signatures", Needs::One(&[INVOICE_READ]), Reach::Record, |scene| {
            Box::pin(async { to(format!("{}/signatures", scene.invoice)) })
        }),
        operation("get_invoice_signature", Needs::One(&[INVOICE_READ]), Reach::Record, |scene| {
            Box::pin(async {
                let draft = scene.draft().await;
                let body = json!({ "by_name": "Leïla", "signature": DRAWN });
                let signed = scene.owner.done(&format!("{draft}/signatures"), body).await;
                to(format!("{draft}/signatures/{}", text(&signed["id"])))
            })
        }),
        operation("get_invoice_settings", Needs::One(&[INVOICE_READ]), Reach::Record, |scene| {
            Box::pin(async { to(format!("/invoice-settings/{}", text(&scene.home))) })
        }),
        operation("set_invoice_settings", Needs::One(&[SITE_UPDATE]), Reach::Record, |scene| {
            Box::pin(async { with(format!("/invoice-settings/{}", text(&scene.home)), json!({ "signature_required": false })) })
        }),
        operation("get_document_style", Needs::One(&[INVOICE_READ]), Reach::Record, |scene| {
            Box::pin(async { to(format!("/document-styles/{}", text(&scene.home))) })
        }),
        operation("preview_document", Needs::One(&[INVOICE_READ]), Reach::Record, |scene| {
            Box::pin(async { to(format!("/document-styles/{}/preview", text(&scene.home))) })
        }),
        operation("set_document_style", Needs::One(&[SITE_UPDATE]), Reach::Record, |scene| {
            Box::pin(async { with(format!("/document-styles/{}", text(&scene.home)), json!({ "footers": { "fr": CANARY } })) })
        }),
        operation("preview_document_style", Needs::One(&[SITE_UPDATE]), Reach::Record, |scene| {
            Box::pin(async { with(format!("/document-styles/{}/preview", text(&scene.home)), json!({ "footers": { "fr": CANARY } })) })
        }),
        operation("take_payment", Needs::One(&[PAYMENT_TAKE]), Reach::Record, |scene| {
            Box::pin(async { with(scene.issued().await + "/payments", json!({ "tender": "cash", "amount": 1000 })) })
        }),
        operation("refund_payment", Needs::One(&[PAYMENT_REFUND]), Reach::Record, |scene| {
            Box::pin(async {
                let invoice = scene.issued().await;
                scene.owner.done(&format!("{invoice}/payments"), json!({ "tender": "cash", "amount": 1000 })).await;
                with(invoice + "/refunds", json!({ "tender": "cash", "amount": 1000, "reason": "Brought back" }))
            })
        }),
    ]
}

fn credit_notes() -> Vec<Operation> {
    vec![
        operation("list_credit_notes", Needs::One(&[INVOICE_READ]), Reach::Rows, |scene| {
            Box::pin(async {
                credited(scene).await;
                to("/credit-notes")
            })
        }),
        operation("get_credit_note", Needs::One(&[INVOICE_READ]), Reach::Record, |scene| {
            Box::pin(async { to(format!("/credit-notes/{}", credited(scene).await)) })
        }),
        operation("print_credit_note", Needs::One(&[INVOICE_READ]), Reach::Record, |scene| {
            Box::pin(async { to(format!("/credit-notes/{}/pdf", credited(scene).await)) })
        }),
        operation("get_electronic_credit_note", Needs::One(&[INVOICE_READ]), Reach::Record, |scene| {
            Box::pin(async { to(format!("/credit-notes/{}/e-invoice", credited(scene).await)) })
        })
        .gives(&[200, 422]),
        operation("issue_credit_note", Needs::One(&[INVOICE_CREDIT]), Reach::Record, |scene| {
            Box::pin(async { with(scene.issued().await + "/credit-notes", json!({ "reason": CANARY })) })
        }),
        operation("preview_credit_note", Needs::One(&[INVOICE_CREDIT]), Reach::Record, |scene| {
            Box::pin(async { with(scene.issued().await + "/credit-notes/preview", json!({ "reason": CANARY })) })
        }),
    ]
}

fn deposits() -> Vec<Operation> {
    vec![
        operation("list_deposits", Needs::One(&[INVOICE_READ]), Reach::Rows, |_| Box::pin(async { to("/deposits") })),
        operation("take_deposit", Needs::One(&[PAYMENT_TAKE]), Reach::Record, |scene| {
            Box::pin(async { with("/deposits", deposit(scene).await) })
        }),
        operation("apply_deposit", Needs::One(&[PAYMENT_TAKE]), Reach::Record, |scene| {
            Box::pin(async {
                let (deposit, invoice) = (deposited(scene).await, scene.issued().await);
                let id = invoice.rsplit('/').next().unwrap_or_default().to_owned();
                with(format!("/deposits/{deposit}/apply"), json!({ "invoice_id": id, "amount": 1 }))
            })
        }),
        operation("refund_deposit", Needs::One(&[PAYMENT_REFUND]), Reach::Record, |scene| {
            Box::pin(async {
                let body = json!({ "tender": "cash", "amount": 1, "reason": "Brought back" });
                with(format!("/deposits/{}/refund", deposited(scene).await), body)
            })
        }),
    ]
}

/// A deposit on an order whose work goes on.
async fn deposit(scene: &Scene) -> Value {
    let order = scene.approved().await;
    let id = text(&order.json["id"]).to_owned();
    json!({ "work_order_id": id, "tender": "cash", "amount": 1000 })
}

/// A credit note over all of an invoice.
async fn credited(scene: &Scene) -> String {
    let path = scene.issued().await + "/credit-notes";
    text(&scene.owner.done(&path, json!({ "reason": CANARY })).await["id"]).to_owned()
}

async fn deposited(scene: &Scene) -> String {
    text(&scene.owner.done("/deposits", deposit(scene).await).await["id"]).to_owned()
}
