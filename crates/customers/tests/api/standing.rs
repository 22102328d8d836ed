//! What stands against a customer.

use contracts::billing::{
    DepositChanged, DepositId, DunningSent, InvoiceEntered, InvoiceId, InvoiceIssued, InvoicePaid, InvoiceRefunded, InvoiceState, LetterId,
};
use contracts::customers::{Credit, CreditStanding};
use contracts::workshop::{WorkOrderComeback, WorkOrderId};
use kernel::outbox::{self, Event};
use kernel::{Actor, Amount};
use uuid::Uuid;

use super::lists::{completed, workshop_says};
use super::*;

pub fn invoice(kit: &Kit, customer: &Value, due: i64) -> InvoiceState {
    InvoiceState {
        id: InvoiceId::new(),
        number: Some("F-LAC-2026-00001".into()),
        site_id: kit.site,
        work_order_id: WorkOrderId::new(),
        customer_id: customer["id"].as_str().unwrap().parse().unwrap(),
        state: "issued".into(),
        total: Amount(due),
        due: Amount(due),
        currency: "TND".into(),
        due_on: None,
        line_ids: vec![],
        net: None,
        credited: Amount(0),
        is_payers: false,
        together: vec![],
    }
}

pub async fn happens<E: Event>(kit: &Kit, event: &E) {
    let mut tx = kit.db().begin().await.unwrap();
    outbox::append(&mut tx, "billing", event, &Actor::system(), kit.clock.as_ref()).await.unwrap();
    tx.commit().await.unwrap();
    kit.settle().await;
}

pub async fn balances(kit: &Kit, customer: &Value) -> Value {
    kit.advisor().get(&path(customer)).await.expect(200).json()["balances"].clone()
}

#[tokio::test]
async fn what_is_due_follows_the_invoices_over_all_sites_by_currency() {
    let kit = kit().await;
    let customer = create(&kit.advisor(), leila()).await;
    let (mut first, mut abroad) = (invoice(&kit, &customer, 100_000), invoice(&kit, &customer, 5_000));
    (abroad.currency, abroad.site_id) = ("EUR".into(), kit.other_site);
    happens(&kit, &InvoiceIssued(first.clone())).await;
    happens(&kit, &InvoiceIssued(abroad)).await;
    let euros = json!({ "amount": 5_000, "currency": "EUR" });
    assert_eq!(balances(&kit, &customer).await, json!([euros, { "amount": 100_000, "currency": "TND" }]));
    first.due = Amount(40_000);
    happens(&kit, &InvoicePaid(first.clone())).await;
    // Told twice it is the same.
    happens(&kit, &InvoicePaid(first.clone())).await;
    assert_eq!(balances(&kit, &customer).await, json!([euros, { "amount": 40_000, "currency": "TND" }]));
    first.due = Amount(0);
    happens(&kit, &InvoicePaid(first.clone())).await;
    assert_eq!(balances(&kit, &customer).await, json!([euros]));
    first.due = Amount(70_000);
    happens(&kit, &InvoiceRefunded(first)).await;
    assert_eq!(balances(&kit, &customer).await[1]["amount"], 70_000);
    assert_eq!(customers::dues(kit.db()).await.unwrap().len(), 2);
    // A technician reads no invoices, and so no balance.
    assert_eq!(kit.technician().get(&path(&customer)).await.expect(200).json()["balances"], json!([]));
}

#[tokio::test]
async fn a_hold_needs_a_reason_and_the_right_to_set_it() {
    let kit = kit().await;
    let customer = create(&kit.advisor(), leila()).await;
    let path = path(&customer);
    let (hold, release) = (format!("{path}/hold"), format!("{path}/release"));
    assert_eq!(kit.advisor().post(&hold, json!({ "reason": "Cheque bounced" })).await.status, 403);
    assert_eq!(kit.owner().post(&hold, json!({ "reason": " " })).await.expect(422).pointers(), ["/reason"]);
    assert_eq!(kit.owner().post(&release, json!({})).await.expect(409).code(), "not-held");
    let shown = kit.owner().post(&hold, json!({ "reason": "Cheque bounced" })).await.expect(200).json();
    assert_eq!((&shown["hold"]["reason"], &shown["hold"]["by"]), (&json!("Cheque bounced"), &json!("Hela")));
    assert!(shown["actions"].as_array().unwrap().contains(&json!("release")));
    // Everybody sees it.
    assert_eq!(kit.technician().get(&path).await.expect(200).json()["hold"]["reason"], "Cheque bounced");
    let stale = kit.owner().with("If-Match", "\"1\"");
    assert_eq!(stale.post(&release, json!({})).await.status, 412);
    assert_eq!(kit.owner().post(&release, json!({})).await.expect(200).json()["hold"], Value::Null);
}

/// The last step of reminding may hold; who is held already keeps the reason.
#[tokio::test]
async fn a_letter_that_says_so_puts_its_customer_on_hold() {
    let kit = kit().await;
    let customer = create(&kit.advisor(), leila()).await;
    let letter = |hold: Option<&str>| DunningSent {
        id: LetterId::new(),
        site_id: kit.site,
        customer_id: customer["id"].as_str().unwrap().parse().unwrap(),
        step: 3,
        words: vec![],
        invoices: vec![],
        due: Amount(120_000),
        fee: Amount::ZERO,
        currency: "TND".into(),
        hold: hold.map(str::to_owned),
    };
    let held = async || kit.advisor().get(&path(&customer)).await.expect(200).json()["hold"].clone();
    happens(&kit, &letter(None)).await;
    assert_eq!(held().await, Value::Null);
    happens(&kit, &letter(Some("Mise en demeure : F-LAC-2026-00001"))).await;
    assert_eq!(held().await["reason"], "Mise en demeure : F-LAC-2026-00001");
    happens(&kit, &letter(Some("Another"))).await;
    assert_eq!(held().await["reason"], "Mise en demeure : F-LAC-2026-00001");
}

#[tokio::test]
async fn a_credit_limit_that_is_reached_is_told() {
    let kit = kit().await;
    let customer = create(&kit.advisor(), leila()).await;
    let path = path(&customer);
    let limit = |amount: i64, currency: &str| json!({ "limit": { "amount": amount, "currency": currency } });
    let set = format!("{path}/credit-limit");
    for wrong in [limit(-1, "TND"), limit(5, "dinar")] {
        assert_eq!(kit.owner().post(&set, wrong).await.expect(422).pointers(), ["/limit"]);
    }
    assert_eq!(kit.owner().post(&set, limit(50_000, "TND")).await.expect(200).json()["over_limit"], false);
    happens(&kit, &InvoiceIssued(invoice(&kit, &customer, 49_999))).await;
    let shown = kit.advisor().get(&path).await.expect(200).json();
    assert_eq!((&shown["credit_used"], &shown["over_limit"]), (&json!(49_999), &json!(false)));
    happens(&kit, &InvoiceIssued(invoice(&kit, &customer, 1))).await;
    let shown = kit.advisor().get(&path).await.expect(200).json();
    assert_eq!((&shown["credit_used"], &shown["over_limit"]), (&json!(50_000), &json!(true)));
    assert_eq!(kit.technician().get(&path).await.expect(200).json()["credit_used"], Value::Null);
    assert_eq!(kit.technician().get(&path).await.expect(200).json()["over_limit"], false);
    let lifted = kit.owner().post(&set, json!({ "limit": null })).await.expect(200).json();
    assert_eq!((&lifted["over_limit"], &lifted["credit_limit"]), (&json!(false), &Value::Null));
}

fn paid_ahead(kit: &Kit, customer: &Value, open: i64) -> DepositChanged {
    DepositChanged {
        id: DepositId::new(),
        number: "RC-LAC-2026-00001".into(),
        site_id: kit.other_site,
        work_order_id: WorkOrderId(Uuid::nil()),
        customer_id: customer["id"].as_str().unwrap().parse().unwrap(),
        amount: Amount(open),
        open: Amount(open),
        currency: "TND".into(),
    }
}

/// PRODUCT 3.6 step 10, with its figures: a limit of 5,000.000.
#[tokio::test]
async fn credit_counts_all_sites_less_what_was_paid_ahead_once_however_often_it_is_told() {
    let kit = kit().await;
    let customer = create(&kit.advisor(), leila()).await;
    let limit = json!({ "limit": { "amount": 5_000_000, "currency": "TND" } });
    kit.owner().post(&format!("{}/credit-limit", path(&customer)), limit).await.expect(200);
    let used = async || {
        let shown = kit.advisor().get(&path(&customer)).await.expect(200).json();
        (shown["credit_used"].as_i64().unwrap(), shown["over_limit"].as_bool().unwrap())
    };
    let (here, mut there) = (invoice(&kit, &customer, 4_000_000), invoice(&kit, &customer, 1_000_000));
    there.site_id = kit.other_site;
    happens(&kit, &InvoiceIssued(here)).await;
    for _ in 0..2 {
        happens(&kit, &InvoiceIssued(there.clone())).await;
        assert_eq!(used().await, (5_000_000, true));
    }
    let mut ahead = paid_ahead(&kit, &customer, 300_000);
    for _ in 0..2 {
        happens(&kit, &ahead).await;
        assert_eq!(used().await, (4_700_000, false));
    }
    ahead.open = Amount::ZERO;
    there.due = Amount(700_000);
    happens(&kit, &InvoicePaid(there)).await;
    happens(&kit, &ahead).await;
    assert_eq!(used().await, (4_700_000, false), "what paid an invoice is ahead no more");
    // Of another record of theirs, before the two are one and after.
    let twin = create(&kit.advisor(), json!({ "kind": "person", "name": "Leila B." })).await;
    happens(&kit, &InvoiceIssued(invoice(&kit, &twin, 400_000))).await;
    happens(&kit, &paid_ahead(&kit, &twin, 100_000)).await;
    kit.owner().post(&format!("{}/merge", path(&customer)), json!({ "from": twin["id"] })).await.expect(200);
    assert_eq!(used().await, (5_000_000, true));
    happens(&kit, &paid_ahead(&kit, &twin, 1)).await;
    assert_eq!(used().await, (4_999_999, false), "told of who was merged");
    let ports = customers::ports(&kit.context);
    let of = |one: &Value| one["id"].as_str().unwrap().parse().unwrap();
    let standing = ports.credit_of(&[of(&twin), of(&customer), CustomerId(Uuid::nil())]).await.unwrap();
    let (credit, nothing) = (standing[0].credit.clone().unwrap(), &standing[2]);
    assert_eq!((credit.used, credit.limit, credit.used_up), (Amount(4_999_999), Amount(5_000_000), false));
    assert_eq!((&standing[0], nothing), (&standing[1], &CreditStanding::default()));
}

#[tokio::test]
async fn an_appointment_that_was_missed_counts_once() {
    let kit = kit().await;
    let customer = create(&kit.advisor(), leila()).await;
    let id: CustomerId = customer["id"].as_str().unwrap().parse().unwrap();
    let appointment = Uuid::now_v7();
    for appointment in [appointment, appointment, Uuid::now_v7()] {
        let tx = kit.db().begin().await.unwrap();
        customers::put_no_show(&tx, appointment, id, testkit::morning()).await.unwrap();
        tx.commit().await.unwrap();
    }
    assert_eq!(kit.technician().get(&path(&customer)).await.expect(200).json()["no_shows"], 2);
}

#[tokio::test]
async fn figures_count_visits_and_what_was_spent_by_currency() {
    let kit = kit().await;
    let customer = create(&kit.advisor(), leila()).await;
    let figures = format!("{}/statistics", path(&customer));
    let none = kit.owner().get(&figures).await.expect(200).json();
    assert_eq!((&none["visits"], &none["first_visit_at"], &none["spent"]), (&json!(0), &Value::Null, &json!([])));
    let (mut first, second) = (invoice(&kit, &customer, 100_000), invoice(&kit, &customer, 50_001));
    happens(&kit, &InvoiceIssued(first.clone())).await;
    happens(&kit, &InvoiceIssued(second)).await;
    first.due = Amount(20_000);
    happens(&kit, &InvoicePaid(first)).await;
    let spent = json!([{ "currency": "TND", "invoices": 2, "invoiced": 150_001, "paid": 80_000, "average": 75_000 }]);
    assert_eq!(kit.owner().get(&figures).await.expect(200).json()["spent"], spent);
    assert_eq!(kit.technician().get(&figures).await.expect(200).json()["spent"], json!([]));
}

#[tokio::test]
async fn what_was_open_before_is_owed_and_was_not_spent_here() {
    let kit = kit().await;
    let customer = create(&kit.advisor(), leila()).await;
    let mut opening = invoice(&kit, &customer, 120_500);
    opening.work_order_id = contracts::workshop::WorkOrderId(opening.id.0);
    happens(&kit, &InvoiceEntered(opening.clone())).await;
    let owed = |amount: i64| if amount == 0 { json!([]) } else { json!([{ "amount": amount, "currency": "TND" }]) };
    let balances = async || kit.owner().get(&path(&customer)).await.expect(200).json()["balances"].clone();
    assert_eq!(balances().await, owed(120_500));
    assert_eq!(kit.owner().get(&format!("{}/statistics", path(&customer))).await.expect(200).json()["spent"], json!([]));
    opening.due = Amount(20_500);
    happens(&kit, &InvoicePaid(opening.clone())).await;
    assert_eq!(balances().await, owed(20_500));
    (opening.total, opening.due) = (Amount(-5_000), Amount(-5_000));
    happens(&kit, &InvoiceEntered(opening.clone())).await;
    assert_eq!(balances().await, owed(-5_000), "a credit");
    opening.due = Amount(0);
    happens(&kit, &InvoiceEntered(opening)).await;
    assert_eq!(balances().await, owed(0));
}

#[tokio::test]
async fn what_makes_an_earlier_visit_good_is_in_no_average() {
    let kit = kit().await;
    let customer = create(&kit.advisor(), leila()).await;
    let figures = async || kit.owner().get(&format!("{}/statistics", path(&customer))).await.expect(200).json();
    let (regular, back) = (completed(&kit, &customer, 30), completed(&kit, &customer, 3));
    let comeback = |is_comeback| WorkOrderComeback { id: back.id, site_id: kit.site, is_comeback };
    let of = |order: WorkOrderId, total: i64| InvoiceState { work_order_id: order, ..invoice(&kit, &customer, total) };
    workshop_says(&kit, &regular).await;
    happens(&kit, &InvoiceIssued(of(regular.id, 100_000))).await;
    // It may be known before the order is completed.
    workshop_says(&kit, &comeback(true)).await;
    workshop_says(&kit, &back).await;
    happens(&kit, &InvoiceIssued(of(back.id, 1000))).await;
    let shown = figures().await;
    assert_eq!(
        (&shown["visits"], &shown["spent"][0]["average"], &shown["spent"][0]["invoiced"]),
        (&json!(1), &json!(100_000), &json!(101_000))
    );
    assert_eq!(shown["last_visit_at"], json!(back.completed_at), "they were here all the same");
    let month = async || {
        let all = kit.advisor().get("/customer-statistics?months=3").await.expect(200).json();
        let sum = |name: &str| all["months"].as_array().unwrap().iter().map(|month| month[name].as_i64().unwrap()).sum::<i64>();
        sum("new_visits") + sum("returning_visits")
    };
    assert_eq!(month().await, 1);
    workshop_says(&kit, &comeback(false)).await;
    let shown = figures().await;
    assert_eq!((&shown["visits"], &shown["spent"][0]["average"]), (&json!(2), &json!(50_500)));
    assert_eq!(month().await, 2);
}
