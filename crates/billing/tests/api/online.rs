//! Paying by a link, at providers on this machine (PRODUCT 3.5 step 10, 3.7 step 5).

#![expect(clippy::unwrap_used, reason = "a reply without what is asked for must fail")]

use std::collections::BTreeSet;

use billing::Addresses;
use chrono::{DateTime, TimeDelta, Utc};
use futures::future::join_all;
use kernel::Clock;
use serde_json::{Value, json};
use testkit::{Client, PaymentProvider, Reply};

use crate::support::{Garage, part, the_visit};

struct Shop {
    garage: Garage,
    there: PaymentProvider,
}

impl Shop {
    /// A garage with an account at each provider.
    async fn open() -> Self {
        let there = PaymentProvider::start().await;
        let konnect = there.address("konnect");
        let (stripe, flouci) = (there.address("stripe"), there.address("flouci"));
        let garage = Garage::paid_at(Addresses { stripe, konnect_test: konnect.clone(), konnect, flouci }).await;
        for provider in ["stripe", "konnect", "flouci"] {
            let path = format!("/online-payments/{}/{provider}", garage.kit.site);
            garage.kit.owner().put(&path, PaymentProvider::account(provider)).await.expect(200);
        }
        Self { garage, there }
    }

    /// An issued invoice of this net, and the path of its link.
    async fn linked(&self, net: i64) -> (String, String) {
        let id = self.garage.drafted(&self.garage.order(&[part("Pads", 1000, net)])).await;
        self.garage.issue(&id).await;
        let link = self.link(&id).await;
        (id, link)
    }

    async fn link(&self, invoice: &str) -> String {
        let made = self.garage.kit.advisor().post(&format!("/invoices/{invoice}/pay-link"), json!({})).await.expect(201);
        let token = made.string("url").strip_prefix("https://garage.example/p/").unwrap().to_owned();
        format!("/public/pay/{token}")
    }

    fn anybody(&self) -> Client {
        self.garage.kit.anonymous()
    }

    async fn begin(&self, link: &str, provider: &str) -> Reply {
        self.anybody().post(&format!("{link}/checkout"), json!({ "provider": provider })).await
    }

    /// Begins to pay; the provider's name for it.
    async fn begun(&self, link: &str, provider: &str) -> String {
        let url = self.begin(link, provider).await.expect(200).string("url");
        url.rsplit('/').next().unwrap().to_owned()
    }

    async fn page(&self, link: &str) -> Value {
        self.anybody().get(link).await.expect(200).json()
    }

    async fn check(&self, link: &str) -> Value {
        self.anybody().post(&format!("{link}/check"), json!({})).await.expect(200).json()
    }

    async fn stripe_tells(&self, event: &str, reference: &str) -> Reply {
        let (signature, body) = PaymentProvider::message(event, reference, self.now());
        self.tells(&signature, body).await
    }

    async fn tells(&self, signature: &str, body: Vec<u8>) -> Reply {
        let path = format!("/public/payments/stripe/webhook/{}", self.garage.kit.site);
        self.anybody().with("Stripe-Signature", signature).raw("POST", &path, "application/json", body).await
    }

    async fn checkouts(&self, filter: &str) -> Vec<Value> {
        let page = self.garage.kit.owner().get(&format!("/checkouts{filter}")).await.expect(200).json();
        page["items"].as_array().unwrap().clone()
    }

    fn now(&self) -> DateTime<Utc> {
        self.garage.kit.clock.now()
    }

    async fn pass(&self, time: TimeDelta) {
        self.garage.kit.clock.advance(time);
        self.garage.kit.settle().await;
    }
}

fn payments(invoice: &Value) -> Vec<(i64, &str, &str)> {
    let all = invoice["payments"].as_array().unwrap().iter();
    all.map(|row| (row["amount"].as_i64().unwrap(), row["tender"].as_str().unwrap(), row["by"].as_str().unwrap())).collect()
}

#[tokio::test]
async fn the_rest_of_a_visit_is_paid_online_and_a_double_tap_charges_once() {
    let shop = Shop::open().await;
    let garage = &shop.garage;
    let id = garage.drafted(&garage.order(&the_visit())).await;
    garage.issue(&id).await;
    let deposit = json!({ "tender": "cash", "amount": 200_000 });
    garage.till("deposit").post(&format!("/invoices/{id}/payments"), deposit).await.expect(200);
    let link = shop.link(&id).await;
    let page = shop.page(&link).await;
    assert_eq!((&page["due"], &page["state"], &page["currency"]), (&json!(459_189), &json!("due"), &json!("TND")));
    let offered: Vec<_> = page["providers"].as_array().unwrap().iter().map(|offer| offer["provider"].as_str().unwrap()).collect();
    assert_eq!(offered, ["flouci", "konnect"], "Stripe takes no single millimes");
    assert_eq!(shop.begin(&link, "stripe").await.expect(409).code(), "provider-not-offered");

    let taps = join_all((0..2).map(|_| shop.begin(&link, "konnect"))).await;
    let urls: BTreeSet<_> = taps.into_iter().map(|tap| tap.expect(200).string("url")).collect();
    assert_eq!(urls.len(), 1, "both taps go to one place");
    let reference = urls.first().unwrap().rsplit('/').next().unwrap().to_owned();
    assert_eq!(shop.begun(&link, "konnect").await, reference, "and so does a third");
    assert_eq!(shop.page(&link).await["state"], "waiting");
    shop.there.pay(&reference);
    assert_eq!(shop.page(&link).await["due"], 459_189, "that the browser came back proves nothing");
    let after = shop.check(&link).await;
    assert_eq!((&after["due"], &after["state"]), (&json!(0), &json!("paid")));
    let invoice = garage.get(&id).await;
    assert_eq!(payments(&invoice)[1..], [(459_189, "online", "Konnect")]);
    assert_eq!(invoice["payments"][1]["reference"], json!(reference));
    assert_eq!(shop.begin(&link, "konnect").await.expect(409).code(), "nothing-due");
    let drawer = garage.kit.owner().get(&format!("/drawers/{}", garage.kit.site)).await.expect(200).json();
    assert_eq!((&drawer["tenders"][0]["expected"], &drawer["tenders"][4]["expected"]), (&json!(200_000), &json!(459_189)));
    assert_eq!(shop.anybody().get(&format!("{link}/pdf")).await.expect(200).json()["paid"], 659_189);
    garage.is_healthy().await;
}

#[tokio::test]
async fn a_message_that_comes_three_times_and_before_the_browser_pays_once() {
    let shop = Shop::open().await;
    let (id, link) = shop.linked(60_000).await;
    let reference = shop.begun(&link, "stripe").await;
    shop.there.pay(&reference);
    for _ in 0..3 {
        shop.stripe_tells("evt_1", &reference).await.expect(204);
    }
    shop.stripe_tells("evt_2", &reference).await.expect(204);
    assert_eq!(shop.check(&link).await["state"], "paid", "and then the browser");
    shop.pass(TimeDelta::days(1)).await;
    let invoice = shop.garage.get(&id).await;
    assert_eq!(payments(&invoice), [(72_400, "online", "Stripe")]);
    assert_eq!(shop.garage.kinds().await.iter().filter(|kind| *kind == "invoice.paid").count(), 1);
    let listed = shop.checkouts("?state=paid").await;
    assert_eq!((listed.len(), &listed[0]["reference"], &listed[0]["difference"]), (1, &json!(reference), &Value::Null));
    shop.garage.is_healthy().await;
}

#[tokio::test]
async fn two_messages_at_once_pay_once() {
    let shop = Shop::open().await;
    let (id, link) = shop.linked(60_000).await;
    let reference = shop.begun(&link, "stripe").await;
    shop.there.pay(&reference);
    let events: Vec<_> = (0..6).map(|place| format!("evt_{}", place / 2)).collect();
    let told = join_all(events.iter().map(|event| shop.stripe_tells(event, &reference))).await;
    for reply in told {
        reply.expect(204);
    }
    assert_eq!(payments(&shop.garage.get(&id).await), [(72_400, "online", "Stripe")]);
    shop.garage.is_healthy().await;
}

#[tokio::test]
async fn forged_and_old_messages_are_refused_and_a_message_is_never_believed() {
    let shop = Shop::open().await;
    let (id, link) = shop.linked(60_000).await;
    let reference = shop.begun(&link, "stripe").await;
    let (signature, body) = PaymentProvider::message("evt_1", &reference, shop.now());
    let other = PaymentProvider::signature("whsec_other", std::str::from_utf8(&body).unwrap(), shop.now());
    let (old, _) = PaymentProvider::message("evt_1", &reference, shop.now() - TimeDelta::seconds(301));
    for wrong in [other.as_str(), old.as_str(), "", "t=1,v1=00"] {
        assert_eq!(shop.tells(wrong, body.clone()).await.expect(400).code(), "webhook-refused", "{wrong}");
    }
    let changed = String::from_utf8(body.clone()).unwrap().replace("evt_1", "evt_9").into_bytes();
    assert_eq!(shop.tells(&signature, changed).await.expect(400).code(), "webhook-refused");

    // Rightly signed, and not so: nobody paid.
    shop.tells(&signature, body).await.expect(204);
    assert_eq!(shop.garage.get(&id).await["paid"], 0);
    // What is unsigned only names a payment.
    let konnect = shop.begun(&link, "konnect").await;
    let path = format!("/public/payments/konnect/webhook/{}", shop.garage.kit.site);
    shop.anybody().get(&format!("{path}?payment_ref={konnect}")).await.expect(204);
    shop.anybody().get(&format!("{path}?payment_ref=nobody")).await.expect(204);
    assert_eq!(shop.anybody().get(&path).await.expect(400).code(), "webhook-refused");
    assert_eq!(shop.garage.get(&id).await["paid"], 0);
    shop.there.pay(&konnect);
    shop.anybody().get(&format!("{path}?payment_ref={konnect}")).await.expect(204);
    assert_eq!(payments(&shop.garage.get(&id).await), [(72_400, "online", "Konnect")]);
    let elsewhere = format!("/public/payments/konnect/webhook/{}", shop.garage.kit.other_site);
    shop.anybody().get(&format!("{elsewhere}?payment_ref={konnect}")).await.expect(404);
    shop.garage.is_healthy().await;
}

#[tokio::test]
async fn another_sum_or_currency_is_taken_by_nobody_and_flagged() {
    let shop = Shop::open().await;
    let wrong = [("konnect", 1_000, "TND", "amount"), ("flouci", 72_401, "TND", "amount"), ("stripe", 72_400, "EUR", "currency")];
    for (provider, amount, currency, difference) in wrong {
        let (id, link) = shop.linked(60_000).await;
        let reference = shop.begun(&link, provider).await;
        shop.there.pay_other(&reference, amount, currency);
        assert_eq!(shop.check(&link).await["state"], "checking", "{provider}");
        shop.pass(TimeDelta::hours(3)).await;
        assert_eq!(shop.garage.get(&id).await["paid"], 0, "{provider}");
        let listed = shop.checkouts(&format!("?difference=true&invoice={id}")).await;
        assert_eq!((listed.len(), &listed[0]["difference"], &listed[0]["state"]), (1, &json!(difference), &json!("failed")));
        assert_eq!((&listed[0]["told_amount"], &listed[0]["told_currency"]), (&json!(amount), &json!(currency)));
    }
    shop.garage.is_healthy().await;
}

#[tokio::test]
async fn a_provider_that_is_down_leaves_nothing_behind() {
    let shop = Shop::open().await;
    let (id, link) = shop.linked(60_000).await;
    shop.there.set_down(true);
    for provider in ["stripe", "konnect", "flouci"] {
        assert_eq!(shop.begin(&link, provider).await.expect(503).code(), "provider-silent");
    }
    assert_eq!(shop.checkouts("").await, Vec::<Value>::new());
    assert_eq!(shop.page(&link).await["state"], "due");
    // What was asked is done there, and the answer is lost: the next tap finds it.
    shop.there.set_down(false);
    shop.there.lose_answers(true);
    assert_eq!(shop.begin(&link, "stripe").await.expect(503).code(), "provider-silent");
    shop.there.lose_answers(false);
    let reference = shop.begun(&link, "stripe").await;
    assert_eq!(shop.there.references(), std::slice::from_ref(&reference), "one thing to pay");
    // Paid, and it cannot be asked: the message comes again.
    shop.there.pay(&reference);
    shop.there.set_down(true);
    assert_eq!(shop.stripe_tells("evt_1", &reference).await.expect(503).code(), "provider-silent");
    assert_eq!(shop.check(&link).await["state"], "waiting");
    shop.there.set_down(false);
    shop.stripe_tells("evt_1", &reference).await.expect(204);
    assert_eq!(shop.garage.get(&id).await["state"], "paid");
    shop.garage.is_healthy().await;
}

#[tokio::test]
async fn what_no_message_told_is_found_by_asking() {
    let shop = Shop::open().await;
    let (id, link) = shop.linked(60_000).await;
    let reference = shop.begun(&link, "flouci").await;
    shop.there.pay(&reference);
    shop.there.set_down(true);
    shop.pass(TimeDelta::minutes(3)).await;
    assert_eq!(shop.garage.get(&id).await["paid"], 0);
    shop.there.set_down(false);
    let before = shop.there.calls();
    shop.pass(TimeDelta::seconds(30)).await;
    assert_eq!(shop.there.calls(), before, "it is asked ever more seldom");
    shop.pass(TimeDelta::minutes(3)).await;
    assert_eq!(payments(&shop.garage.get(&id).await), [(72_400, "online", "Flouci")]);

    let (left, link) = shop.linked(10_000).await;
    shop.begun(&link, "konnect").await;
    shop.pass(TimeDelta::hours(3)).await;
    let listed = shop.checkouts(&format!("?invoice={left}")).await;
    assert_eq!(listed[0]["state"], "expired", "nobody paid in time");
    let late = listed[0]["reference"].as_str().unwrap().to_owned();
    shop.there.pay(&late);
    let path = format!("/public/payments/konnect/webhook/{}?payment_ref={late}", shop.garage.kit.site);
    shop.anybody().get(&path).await.expect(204);
    let listed = shop.checkouts(&format!("?invoice={left}&state=expired")).await;
    assert_eq!((&listed[0]["difference"], &listed[0]["told_amount"]), (&json!("late"), &json!(12_900)));
    assert_eq!(shop.garage.get(&left).await["paid"], 0);
    shop.garage.is_healthy().await;
}

#[tokio::test]
async fn each_night_payments_that_nobody_here_asked_for_are_listed() {
    let shop = Shop::open().await;
    let site = shop.garage.kit.site.to_string();
    shop.garage.kit.settle().await;
    shop.there.add_stranger("cs_stranger", &site, 55_000);
    shop.there.add_stranger("cs_elsewhere", &shop.garage.kit.other_site.to_string(), 66_000);
    shop.pass(TimeDelta::hours(1)).await;
    assert_eq!(shop.checkouts("?state=unknown").await, Vec::<Value>::new(), "not before the night");
    for _ in 0..2 {
        shop.pass(TimeDelta::days(1)).await;
    }
    let listed = shop.checkouts(&format!("?state=unknown&site={site}")).await;
    assert_eq!((listed.len(), &listed[0]["reference"], &listed[0]["amount"]), (1, &json!("cs_stranger"), &json!(55_000)));
    assert_eq!((&listed[0]["difference"], &listed[0]["invoice_id"]), (&json!("unknown"), &Value::Null));
    shop.garage.is_healthy().await;
}

#[tokio::test]
async fn what_the_invoice_does_not_need_any_more_is_the_customers_credit() {
    let shop = Shop::open().await;
    let garage = &shop.garage;
    let (id, link) = shop.linked(60_000).await;
    let reference = shop.begun(&link, "stripe").await;
    let cash = json!({ "tender": "cash", "amount": 50_000 });
    garage.till("cash").post(&format!("/invoices/{id}/payments"), cash).await.expect(200);
    shop.there.pay(&reference);
    shop.stripe_tells("evt_1", &reference).await.expect(204);
    let invoice = garage.get(&id).await;
    assert_eq!((&invoice["state"], payments(&invoice)[1]), (&json!("paid"), (22_400, "online", "Stripe")));
    let credit = garage.kit.owner().get(&format!("/deposits?customer={}", garage.leila)).await.expect(200).json();
    let credit = &credit["items"][0];
    assert_eq!((&credit["open"], &credit["tender"], &credit["work_order"]), (&json!(50_000), &json!("online"), &Value::Null));
    assert_eq!(credit["reference"], json!(reference));

    // All of it was paid otherwise.
    let (id, link) = shop.linked(10_000).await;
    let reference = shop.begun(&link, "konnect").await;
    let cash = json!({ "tender": "cash", "amount": 12_900 });
    garage.till("all").post(&format!("/invoices/{id}/payments"), cash).await.expect(200);
    shop.there.pay(&reference);
    assert_eq!(shop.check(&link).await["state"], "paid");
    assert_eq!(garage.get(&id).await["paid"], 12_900);
    let open = garage.kit.owner().get(&format!("/deposits?customer={}&open=true", garage.leila)).await.expect(200).json();
    let open: Vec<_> = open["items"].as_array().unwrap().iter().map(|row| row["open"].clone()).collect();
    assert_eq!(open, [json!(12_900), json!(50_000)]);
    garage.is_healthy().await;
}

#[tokio::test]
async fn a_link_opens_its_invoice_until_it_is_ended() {
    let shop = Shop::open().await;
    let garage = &shop.garage;
    let (id, link) = shop.linked(60_000).await;
    let page = shop.page(&link).await;
    assert_eq!((&page["number"], &page["total"], &page["has_pdf"]), (&garage.get(&id).await["number"], &json!(72_400), &json!(true)));
    assert_eq!(page.to_string().matches("Leïla").count(), 0, "no name of the customer");
    shop.anybody().get("/public/pay/nobody").await.expect(404);
    let stranger = shop.anybody().at(std::net::Ipv4Addr::new(192, 0, 2, 7));
    let tries = join_all((0..121).map(|guess| guess_of(&stranger, guess))).await;
    assert_eq!(tries.iter().filter(|reply| reply.status == 429).count(), 1, "nobody guesses for long");
    assert_eq!(stranger.get(&link).await.status, 429);
    shop.page(&link).await;
    let draft = garage.draft_over(5_000).await;
    assert_eq!(garage.kit.advisor().post(&format!("/invoices/{draft}/pay-link"), json!({})).await.expect(409).code(), "not-issued");
    garage.kit.technician().post(&format!("/invoices/{id}/pay-link"), json!({})).await.expect(403);
    garage.kit.outsider().post(&format!("/invoices/{id}/pay-link"), json!({})).await.expect(404);
    let revoke = format!("/invoices/{id}/pay-link/revoke");
    assert_eq!(garage.kit.advisor().post(&revoke, json!({})).await.expect(200).json()["revoked"], 1);
    assert_eq!(garage.kit.advisor().post(&revoke, json!({})).await.expect(200).json()["revoked"], 0);
    shop.anybody().get(&link).await.expect(404);
    let link = shop.link(&id).await;
    shop.pass(TimeDelta::days(91)).await;
    shop.anybody().get(&link).await.expect(404);
}

#[tokio::test]
async fn keys_are_kept_sealed_and_never_shown() {
    let shop = Shop::open().await;
    let kit = &shop.garage.kit;
    let path = format!("/online-payments/{}", kit.site);
    let shown = kit.advisor().get(&path).await.expect(200);
    let stripe = &shown.json()["accounts"][0];
    assert_eq!((&stripe["has_key"], &stripe["has_webhook_secret"], &stripe["version"]), (&json!(true), &json!(true), &json!(1)));
    assert_eq!(stripe["webhook_url"], format!("https://garage.example/api/v1/public/payments/stripe/webhook/{}", kit.site));
    assert!(!shown.text().contains("sk_test"), "{}", shown.text());
    let kept: Vec<Sealed> = kernel::db::all(kit.db().reader(), "select secret from billing_provider_accounts", []).await.unwrap();
    assert!(kept.len() == 3 && kept.iter().all(|row| row.secret.starts_with("sealed:1:")));

    let change = json!({ "enabled": false, "test_mode": false, "account": null });
    assert_eq!(kit.owner().with("If-Match", "\"7\"").put(&format!("{path}/stripe"), change.clone()).await.expect(412).code(), "stale");
    let changed = kit.owner().with("If-Match", "\"1\"").put(&format!("{path}/stripe"), change.clone()).await.expect(200).json();
    assert_eq!((&changed["has_key"], &changed["enabled"]), (&json!(true), &json!(false)), "a key that is left out is kept");
    kit.advisor().put(&format!("{path}/stripe"), change).await.expect(403);
    let without = json!({ "enabled": true, "test_mode": true, "account": null, "key": "x" });
    assert_eq!(kit.owner().put(&format!("{path}/flouci"), without).await.expect(422).pointers(), ["/account"]);
    let (_, link) = shop.linked(60_000).await;
    assert_eq!(shop.begin(&link, "stripe").await.expect(409).code(), "provider-not-offered");
    kit.outsider().get(&path).await.expect(404);
}

#[derive(sea_orm::FromQueryResult)]
struct Sealed {
    secret: String,
}

async fn guess_of(stranger: &Client, guess: usize) -> Reply {
    stranger.get(&format!("/public/pay/guess-{guess}")).await
}
