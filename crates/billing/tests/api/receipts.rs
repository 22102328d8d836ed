#![expect(clippy::unwrap_used, reason = "a reply without what is asked for must fail")]

use chrono::TimeDelta;
use contracts::customers::CustomerId;
use contracts::workshop::WorkOrderCompleted;
use futures::future::join_all;
use serde_json::{Value, json};

use crate::support::{Garage, part};

impl Garage {
    /// Leïla's issued invoices of these nets, a day apart; their ids.
    async fn owed(&self, nets: &[i64]) -> Vec<String> {
        let mut ids = vec![];
        for net in nets {
            let id = self.draft_over(*net).await;
            self.issue(&id).await;
            self.kit.clock.advance(TimeDelta::days(1));
            ids.push(id);
        }
        ids
    }

    fn money(&self, amount: i64) -> Value {
        json!({ "site_id": self.kit.site, "customer_id": self.leila, "tender": "transfer", "amount": amount, "reference": "VIR 8841" })
    }

    async fn preview(&self, amount: i64, allocations: Value) -> testkit::Reply {
        let body = json!({ "site_id": self.kit.site, "customer_id": self.leila, "amount": amount, "allocations": allocations });
        self.kit.advisor().post("/receipts/preview", body).await
    }

    async fn receivables(&self, filter: &str) -> Value {
        self.kit.advisor().get(&format!("/receivables{filter}")).await.expect(200).json()
    }
}

fn column(rows: &Value, name: &str) -> Vec<i64> {
    rows.as_array().unwrap().iter().map(|row| row[name].as_i64().unwrap()).collect()
}

#[tokio::test]
async fn one_transfer_pays_the_oldest_first_and_the_rest_is_the_customers() {
    let garage = Garage::open().await;
    // 72.400, 24.800 and 12.900 with VAT and stamp duty.
    let ids = garage.owed(&[60_000, 20_000, 10_000]).await;
    let seen = garage.preview(90_000, Value::Null).await.expect(200).json();
    assert_eq!((&seen["due"], &seen["surplus"], &seen["currency"]), (&json!(110_100), &json!(0), &json!("TND")));
    assert_eq!(column(&seen["invoices"], "amount"), [72_400, 17_600, 0]);
    assert_eq!(column(&seen["invoices"], "left"), [0, 7_200, 12_900]);
    assert_eq!(garage.get(&ids[0]).await["paid"], 0, "nothing happened");

    let taken = garage.till("a").post("/receipts", garage.money(150_000)).await.expect(201).json();
    assert_eq!(garage.till("a").post("/receipts", garage.money(150_000)).await.expect(201).json(), taken, "once");
    let number = taken["number"].as_str().unwrap();
    assert!(number.starts_with("RC-") && number.ends_with("-00001"), "{number}");
    assert_eq!((&taken["open"], &taken["work_order"]), (&json!(150_000 - 110_100), &Value::Null));
    for id in &ids {
        let invoice = garage.get(id).await;
        assert_eq!((&invoice["state"], &invoice["due"]), (&json!("paid"), &json!(0)));
        let payment = &invoice["payments"][0];
        assert_eq!((&payment["kind"], &payment["tender"], &payment["reference"]), (&json!("receipt"), &json!("transfer"), &json!(number)));
    }
    assert_eq!(garage.kinds().await.iter().filter(|kind| *kind == "invoice.paid").count(), 3);

    // The credit pays the next invoice, and the rest of it goes back.
    let next = garage.owed(&[20_000]).await.remove(0);
    let path = format!("/deposits/{}", taken["id"].as_str().unwrap());
    let left = garage.till("b").post(&format!("{path}/apply"), json!({ "invoice_id": next })).await.expect(200).json();
    assert_eq!(left["open"], 39_900 - 24_800);
    assert_eq!(garage.get(&next).await["payments"][0]["kind"], "receipt");
    let back = json!({ "tender": "transfer", "amount": 15_100, "reason": "Trop reçu" });
    let empty = garage.kit.owner().with("Idempotency-Key", "c").post(&format!("{path}/refund"), back).await.expect(200).json();
    assert_eq!(empty["open"], 0);
    garage.is_healthy().await;
}

#[tokio::test]
async fn what_is_chosen_is_paid_and_what_cannot_be_is_said_beside_it() {
    let garage = Garage::open().await;
    let ids = garage.owed(&[60_000, 20_000]).await;
    let of = |place: usize, amount: i64| json!({ "invoice_id": ids[place], "amount": amount });
    let seen = garage.preview(30_000, json!([of(1, 24_800)])).await.expect(200).json();
    assert_eq!((column(&seen["invoices"], "amount"), &seen["surplus"]), (vec![0, 24_800], &json!(5_200)));

    let refused = [
        (json!([of(1, 24_801)]), "/allocations/0/amount", "over-due"),
        (json!([of(1, 1), of(1, 1)]), "/allocations/1/invoice_id", "twice"),
        (json!([of(0, 20_000), of(1, 20_000)]), "/allocations", "more-than-received"),
        (json!([{ "invoice_id": CustomerId::new(), "amount": 1 }]), "/allocations/0/invoice_id", "unknown"),
    ];
    for (allocations, pointer, code) in refused {
        let reply = garage.preview(30_000, allocations.clone()).await.expect(422);
        assert_eq!((reply.pointers(), reply.json()["errors"][0]["code"].as_str()), (vec![pointer.to_owned()], Some(code)));
        let mut body = garage.money(30_000);
        body["allocations"] = allocations;
        assert_eq!(garage.till(code).post("/receipts", body).await.expect(422).pointers(), [pointer]);
    }
    let mut on_account = garage.money(30_000);
    on_account["allocations"] = json!([]);
    assert_eq!(garage.till("none").post("/receipts", on_account).await.expect(201).json()["open"], 30_000);
    assert_eq!(garage.get(&ids[0]).await["paid"], 0);
    assert_eq!(garage.kit.advisor().post("/receipts", garage.money(1)).await.expect(400).code(), "idempotency-key-missing");
    let draft = garage.draft_over(5_000).await;
    let reply = garage.preview(30_000, json!([{ "invoice_id": draft, "amount": 1 }])).await;
    assert_eq!(reply.expect(422).pointers(), ["/allocations/0/invoice_id"], "a draft is not owed");
    garage.is_healthy().await;
}

#[tokio::test]
async fn many_receipts_at_once_pay_each_invoice_once() {
    let garage = Garage::open().await;
    let ids = garage.owed(&[60_000, 20_000, 10_000]).await;
    let tills: Vec<_> = (0..6).map(|place| garage.till(&format!("till-{place}"))).collect();
    let replies = join_all(tills.iter().map(|till| till.post("/receipts", garage.money(30_000)))).await;
    let open: i64 = replies.into_iter().map(|reply| reply.expect(201).json()["open"].as_i64().unwrap()).sum();
    let mut paid = 0;
    for id in &ids {
        let invoice = garage.get(id).await;
        assert_eq!(invoice["due"], 0);
        paid += invoice["paid"].as_i64().unwrap();
    }
    assert_eq!((paid, open), (110_100, 180_000 - 110_100));
    garage.is_healthy().await;
}

#[tokio::test]
async fn what_is_owed_is_told_by_its_age_and_adds_up() {
    let garage = Garage::open().await;
    let omar = CustomerId::new();
    for (days, net) in [(0, 10_000), (31, 20_000), (30, 30_000), (100, 40_000)] {
        garage.kit.clock.advance(TimeDelta::days(days));
        garage.owed(&[net]).await;
    }
    let theirs = WorkOrderCompleted { customer_id: omar, customer_name: "Omar".into(), ..garage.order(&[part("Pads", 1000, 90_000)]) };
    garage.issue(&garage.drafted(&theirs).await).await;

    let all = garage.receivables("?since=issue").await;
    let total = &all["totals"][0];
    assert_eq!((&total["customers"], &total["invoices"]), (&json!(2), &json!(5)));
    assert_eq!(total["aged"]["total"], 12_900 + 24_800 + 36_700 + 48_600 + 108_100);
    let rows = all["customers"].as_array().unwrap();
    assert_eq!(rows[0]["aged"]["total"].as_i64().unwrap() + rows[1]["aged"]["total"].as_i64().unwrap(), total["aged"]["total"]);
    let leila = rows.iter().find(|row| row["customer"]["id"] == json!(garage.leila)).unwrap();
    // Today, 1, 102, 133 and 165 days ago: the invoice of today is Omar's.
    let aged = &leila["aged"];
    assert_eq!((&aged["current"], &aged["first"], &aged["second"]), (&json!(0), &json!(48_600), &json!(0)));
    assert_eq!((&aged["third"], &aged["older"]), (&json!(0), &json!(12_900 + 24_800 + 36_700)));
    let wider = garage.receivables("?since=issue&step=60").await;
    assert_eq!(wider["totals"][0]["aged"]["second"], 36_700, "61 to 120 days");
    assert_eq!(garage.kit.advisor().get("/receivables?step=0").await.expect(422).pointers(), ["/step"]);

    let mut on_account = garage.money(5_000);
    on_account["allocations"] = json!([]);
    garage.till("credit").post("/receipts", on_account).await.expect(201);
    let with_credit = garage.receivables("").await;
    assert_eq!((&with_credit["totals"][0]["credit"], &with_credit["totals"][0]["aged"]["total"]), (&json!(5_000), &total["aged"]["total"]));
    let outside = garage.kit.outsider().get("/receivables").await;
    if outside.status == 200 {
        assert_eq!(outside.json()["customers"], json!([]), "another site's money is not theirs to see");
    }
}

/// PRODUCT.md 3.6 step 12, with the figures of FACTS' case F: one of two invoices is paid less 1 % that the customer keeps back.
#[tokio::test]
async fn a_fleet_pays_less_what_it_keeps_back_as_tax() {
    let garage = Garage::open().await;
    let (first, second) = (garage.draft_over(1_195_000).await, garage.draft_over(100_000).await);
    garage.issue(&first).await;
    garage.issue(&second).await;
    let mut money = json!({ "site_id": garage.kit.site, "customer_id": garage.leila, "amount": 1_408_829 });
    let mut asked = money.clone();
    asked["withholding_rate"] = json!(100);
    let preview = garage.till("p").post("/receipts/preview", asked).await.expect(200).json();
    let of = |place: usize, name: &str| preview["invoices"][place][name].clone();
    assert_eq!(
        (of(0, "due"), of(0, "amount"), of(0, "withheld"), of(0, "left")),
        (json!(1_423_050), json!(1_408_829), json!(14_221), json!(0))
    );
    assert_eq!((of(1, "withheld"), &preview["surplus"]), (json!(0), &json!(0)));
    assert_eq!(preview["payable"], 1_423_050 - 14_221 + 120_000 - 1_190);

    money["tender"] = json!("transfer");
    money["reference"] = json!("VIR 12");
    money["withholding"] = json!({ "rate": 100, "certificate": " " });
    assert_eq!(garage.till("w").post("/receipts", money.clone()).await.expect(422).pointers(), ["/withholding/certificate"]);
    money["withholding"]["certificate"] = json!("RS-2026-118");
    garage.till("r").post("/receipts", money.clone()).await.expect(201);
    garage.till("r").post("/receipts", money).await.expect(201);
    let paid = garage.get(&first).await;
    assert_eq!((&paid["state"], &paid["due"]), (&json!("paid"), &json!(0)));
    let kept = &paid["payments"][1];
    assert_eq!((&kept["kind"], &kept["amount"], &kept["reference"]), (&json!("withheld"), &json!(14_221), &json!("RS-2026-118")));

    let owed = garage.kit.owner().get("/receivables").await.expect(200).json();
    assert_eq!(owed["totals"][0]["aged"]["total"], 120_000, "the other one");
    let drawer = garage.kit.advisor().get(&format!("/drawers/{}", garage.kit.site)).await.expect(200).json();
    assert_eq!(drawer["tenders"][2]["expected"], 1_408_829, "what was kept back never came");
    let journal = garage.kit.owner().get(&format!("/journals/{}", garage.kit.site)).await.expect(200).json();
    let account = journal["accounts"].as_array().unwrap().iter().find(|sum| sum["account"] == "4341").unwrap();
    assert_eq!((&account["debit"], &journal["debit"]), (&json!(14_221), &journal["credit"]));
    garage.is_healthy().await;
}
