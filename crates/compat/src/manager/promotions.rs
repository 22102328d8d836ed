//! Promotions: a share or an amount off while they last are ECAR's coupons; their messages are its campaigns, which reach only who
//! agreed to offers.

use axum::http::Method;
use serde_json::{Value, json};

use crate::garage::Garage;
use crate::plumbing::{Answer, Ask, Call, Family, Reply, Route, Source, all, listed, money, page_of, text, with};

const ABOUT: &str = "Promotions";
const FIELDS: &[&str] = &["title*", "description", "start_date*", "end_date*", "discount_percent", "discount_amount", "site"];
const BLAST: &[&str] = &["message*", "audience", "site_id"];
const NAMES: [(&str, &str); 5] = [
    ("name", "title"),
    ("valid_from", "start_date"),
    ("valid_until", "end_date"),
    ("share", "discount_percent"),
    ("amount", "discount_amount"),
];

pub fn routes() -> Vec<Route> {
    let route = |method, path, summary, handle| Route::new(Family::Manager, ABOUT, method, path, summary, handle);
    vec![
        route(Method::GET, "/api/v1/promotions/active/", "Promotions of today", |ask| Box::pin(active(ask))),
        route(Method::GET, "/api/v1/promotions/sms-history/", "What was sent of promotions", |ask| Box::pin(history(ask))),
        route(Method::GET, "/api/v1/promotions/", "Promotions", |ask| Box::pin(list(ask))),
        route(Method::POST, "/api/v1/promotions/", "Adds a promotion", |ask| Box::pin(create(ask))).takes(FIELDS),
        route(Method::GET, "/api/v1/promotions/{id}/", "One promotion", |ask| Box::pin(get(ask))),
        route(Method::PATCH, "/api/v1/promotions/{id}/", "Changes a promotion", |ask| Box::pin(update(ask))).takes(FIELDS),
        route(Method::PUT, "/api/v1/promotions/{id}/", "Changes a promotion", |ask| Box::pin(update(ask))).takes(FIELDS),
        route(Method::DELETE, "/api/v1/promotions/{id}/", "Ends a promotion", |ask| Box::pin(delete(ask))),
        route(Method::GET, "/api/v1/promotions/{id}/sms-blast-preview/", "Whom a message would reach", |ask| Box::pin(preview(ask)))
            .asks(&["audience", "site_id"]),
        route(Method::POST, "/api/v1/promotions/{id}/sms-blast/", "Tells customers of a promotion", |ask| Box::pin(blast(ask)))
            .takes(BLAST),
        route(Method::POST, "/notifications/promotions/trigger/", "Sends what running campaigns have to say", |ask| Box::pin(trigger(ask))),
    ]
}

fn view(coupon: &Value, decimals: u32) -> Value {
    json!({
        "id": coupon["id"], "title": coupon["name"], "description": coupon["code"], "start_date": coupon["valid_from"],
        "end_date": coupon["valid_until"], "discount_percent": money(&coupon["share"], 2), "discount_amount": money(&coupon["amount"], decimals),
        "site": coupon["site_id"],
    })
}

/// The coupons of all of the caller's sites, with the decimals of each.
async fn coupons(ask: &Ask) -> Result<Vec<(Value, u32)>, Reply> {
    let garage = Garage::of(ask).await?;
    let mut found = vec![];
    for site in &garage.sites {
        let id = text(site, "/id");
        let path = with("/coupons", &[("site", Some(id)), ("archived", Some("false"))]);
        let Ok(coupons) = ask.tried(Call::get(path)).await? else { continue };
        found.extend(coupons["items"].as_array().into_iter().flatten().map(|coupon| (coupon.clone(), garage.decimals(Some(id)))));
    }
    Ok(found)
}

async fn one(ask: &Ask) -> Result<(Value, u32), Reply> {
    coupons(ask).await?.into_iter().find(|(coupon, _)| text(coupon, "/id") == ask.id()).ok_or_else(|| Reply::not_found(ask.family))
}

/// What is typed at the counter for a promotion.
pub async fn code(ask: &Ask, site: &str, id: &str) -> Result<String, Reply> {
    let found = coupons(ask).await?.into_iter().find(|(coupon, _)| text(coupon, "/id") == id && text(coupon, "/site_id") == site);
    found.map(|(coupon, _)| text(&coupon, "/code").to_owned()).ok_or_else(|| crate::garage::unknown("promotion_id", id))
}

/// Of which promotion a code is, ended or not.
pub async fn of_code(ask: &Ask, site: &str, code: &str) -> Result<Option<Value>, Reply> {
    let Ok(coupons) = ask.tried(Call::get(with("/coupons", &[("site", Some(site))]))).await? else { return Ok(None) };
    let found = coupons["items"].as_array().and_then(|items| items.iter().find(|coupon| text(coupon, "/code") == code));
    Ok(found.map(|coupon| coupon["id"].clone()))
}

async fn list(ask: Ask) -> Answer {
    let rows: Vec<_> = coupons(&ask).await?.iter().map(|(coupon, decimals)| view(coupon, *decimals)).collect();
    page_of(&ask, &rows, Clone::clone)
}

async fn active(ask: Ask) -> Answer {
    let today = ask.clock.now().date_naive().to_string();
    let lasts = |coupon: &Value| {
        let (from, until) = (text(coupon, "/valid_from"), text(coupon, "/valid_until"));
        from <= today.as_str() && (until.is_empty() || today.as_str() <= until)
    };
    let found = coupons(&ask).await?;
    Ok(Reply::ok(found.iter().filter(|(coupon, _)| lasts(coupon)).map(|(coupon, decimals)| view(coupon, *decimals)).collect()))
}

async fn get(ask: Ask) -> Answer {
    let (coupon, decimals) = one(&ask).await?;
    Ok(Reply::ok(view(&coupon, decimals)))
}

async fn create(ask: Ask) -> Answer {
    let ask = ask.naming(&NAMES);
    ask.require(&["title", "start_date", "end_date"])?;
    let garage = Garage::of(&ask).await?;
    let site = garage.chosen_or_first(&ask, "site", "site_id")?;
    let decimals = garage.decimals(Some(&site));
    let code = uuid::Uuid::now_v7().simple().to_string()[24..].to_ascii_uppercase();
    let coupon = said(&ask, &json!({ "code": code }), decimals)?;
    let made = ask.call(Call::post("/coupons", json!({ "site_id": site, "coupon": coupon }))).await?;
    Ok(Reply::created(view(&made, decimals)))
}

/// A coupon as the client says it over how it was.
fn said(ask: &Ask, before: &Value, decimals: u32) -> Result<Value, Reply> {
    let or_before = |field: &str, ours: &str| if ask.has(field) { json!(ask.text(field)) } else { before[ours].clone() };
    let (share, amount) = (ask.amount("discount_percent", 2)?, ask.amount("discount_amount", decimals)?);
    let is_told = ask.has("discount_percent") || ask.has("discount_amount");
    let positive = |told: Option<i64>| told.filter(|told| *told > 0);
    let (share, amount) = if is_told {
        (json!(positive(share)), if positive(share).is_some() { Value::Null } else { json!(positive(amount)) })
    } else {
        (before["share"].clone(), before["amount"].clone())
    };
    Ok(json!({
        "code": before["code"], "name": or_before("title", "name"), "share": share, "amount": amount, "least": before["least"].as_i64().filter(|least| *least > 0),
        "valid_from": or_before("start_date", "valid_from"), "valid_until": or_before("end_date", "valid_until"),
        "most_uses": before["most_uses"], "most_per_customer": before["most_per_customer"],
    }))
}

async fn update(ask: Ask) -> Answer {
    let ask = ask.naming(&NAMES);
    let (coupon, decimals) = one(&ask).await?;
    let body = said(&ask, &coupon, decimals)?;
    Ok(Reply::ok(view(&ask.call(Call::put(format!("/coupons/{}", ask.id()), body)).await?, decimals)))
}

async fn delete(ask: Ask) -> Answer {
    let (coupon, decimals) = one(&ask).await?;
    let mut body = said(&ask, &coupon, decimals)?;
    body["archived"] = json!(true);
    ask.call(Call::put(format!("/coupons/{}", ask.id()), body)).await?;
    Ok(Reply::gone())
}

/// A campaign for a promotion, as a draft.
async fn drafted(ask: &Ask, message: &str) -> Result<Value, Reply> {
    let (coupon, _) = one(ask).await?;
    let site = ask.text("site_id").or_else(|| ask.wanted_id("site_id").map(ToOwned::to_owned));
    let site = site.unwrap_or_else(|| text(&coupon, "/site_id").to_owned());
    // The old client writes one text for everybody.
    let texts: Vec<_> = ["fr", "ar", "en"].map(|language| json!({ "language": language, "short": message })).to_vec();
    let campaign = json!({
        "name": coupon["name"], "segment": { "kind": "all" }, "texts": texts, "channels": ["sms"],
        "holdout": 0, "by_hand": true,
    });
    ask.call(Call::post("/campaigns", json!({ "site_id": site, "campaign": campaign }))).await
}

/// Who has a telephone: of them only who agreed to offers is written to.
async fn preview(ask: Ask) -> Answer {
    one(&ask).await?;
    let counted = ask.call(Call::get("/customers/count?has_phone=true")).await?;
    Ok(Reply::ok(json!({ "total_count": counted["count"] })))
}

async fn blast(ask: Ask) -> Answer {
    ask.require(&["message"])?;
    let message = ask.text("message").unwrap_or_default();
    let campaign = drafted(&ask, &message.replace("{first_name}", "{customer}")).await?;
    let path = format!("/campaigns/{}", text(&campaign, "/id"));
    ask.call(Call::post(format!("{path}/start"), json!({}))).await?;
    let run = ask.call(Call::post(format!("{path}/runs"), json!({}))).await?;
    Ok(Reply::created(json!({
        "id": campaign["id"], "promotion": ask.id(), "promotion_title": campaign["name"], "message": message,
        "audience": ask.text("audience").unwrap_or_else(|| "opt_in".to_owned()), "site": campaign["site_id"],
        "total_count": run["figures"]["found"], "sent_count": run["figures"]["queued"], "created_at": campaign["created_at"],
        "created_by": campaign["created_by"],
    })))
}

async fn history(ask: Ask) -> Answer {
    let garage = Garage::of(&ask).await?;
    let site = garage.wanted(&ask, "site_id")?;
    let row = |campaign: &Value| {
        json!({
            "id": campaign["id"], "promotion": null, "promotion_title": campaign["name"], "message": campaign["texts"][0]["short"],
            "audience": "opt_in", "site": campaign["site_id"], "total_count": total(campaign), "sent_count": campaign["reach"]["told"], "created_at": campaign["created_at"], "created_by": campaign["created_by"],
        })
    };
    listed(&ask, Source::uncounted("/campaigns", &[("site", Some(text(site, "/id")))]), row).await
}

/// Who was told, and who was left out to compare.
fn total(campaign: &Value) -> i64 {
    ["told", "held"].into_iter().filter_map(|part| campaign["reach"][part].as_i64()).sum()
}

/// What a schedule does at nine in the morning, now: each running campaign of the caller's sites has a run.
async fn trigger(ask: Ask) -> Answer {
    let (mut begun, mut queued) = (0, 0);
    for site in Garage::of(&ask).await?.sites {
        let campaigns = all(&ask, Source::uncounted("/campaigns", &[("site", Some(text(&site, "/id")))])).await?;
        for campaign in campaigns.iter().filter(|campaign| text(campaign, "/state") == "running") {
            let run = ask.call(Call::post(format!("/campaigns/{}/runs", text(campaign, "/id")), json!({}))).await?;
            begun += 1;
            queued += run["figures"]["queued"].as_i64().unwrap_or_default();
        }
    }
    Ok(Reply::ok(json!({ "status": "triggered", "campaigns": begun, "queued": queued })))
}
