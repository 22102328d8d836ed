//! What the old systems call a service request or a service is one of ECAR's work orders with one job.

use std::time::Duration;

use serde_json::{Value, json};

use crate::plumbing::{Ask, Call, Reply, text};

/// Said where a site's closing rules warn: the old clients have no field for a reason, and it is kept with the order.
const REASON: &str = "Completed by a client of the earlier system";
/// The draft of the invoice is made right after the completion; for that long it is looked for.
const LOOKED_FOR: usize = 60;
const LOOKED_EVERY: Duration = Duration::from_millis(50);

/// What a completion brings along, in minor units.
#[derive(Default)]
pub struct Completion {
    pub labour: Option<i64>,
    pub discount: Option<i64>,
    /// Of the site's coupons.
    pub coupon: Option<String>,
}

pub fn path(id: &str) -> String {
    format!("/work-orders/{id}")
}

pub async fn read(ask: &Ask, id: &str) -> Result<Value, Reply> {
    ask.call(Call::get(path(id))).await
}

/// Ready for its owner, or further.
pub fn is_done(order: &Value) -> bool {
    matches!(text(order, "/state"), "ready" | "invoiced" | "closed")
}

pub fn is_cancelled(order: &Value) -> bool {
    text(order, "/state") == "cancelled"
}

pub fn jobs(order: &Value) -> impl Iterator<Item = &Value> {
    order["jobs"].as_array().into_iter().flatten()
}

/// Lines of all jobs, without charges that belong to another line.
pub fn lines(order: &Value) -> impl Iterator<Item = &Value> {
    jobs(order).flat_map(|job| job["lines"].as_array().into_iter().flatten()).filter(|line| line["core_of"].is_null())
}

/// What all lines of a kind come to, in minor units.
pub fn sum(order: &Value, kind: &str) -> i64 {
    lines(order).filter(|line| text(line, "/kind") == kind).filter_map(|line| line["net"].as_i64()).sum()
}

/// What was booked, with ECAR's id and its name: the appointment knows. Nothing for whoever does not see appointments.
pub async fn booked(ask: &Ask, order: &Value) -> Result<Option<Value>, Reply> {
    let Some(appointment) = order["appointment_id"].as_str() else { return Ok(None) };
    let Ok(found) = ask.tried(Call::get(format!("/appointments/{appointment}"))).await? else { return Ok(None) };
    Ok(found.pointer("/services/0").cloned())
}

/// `{order}.{line}`: one id for a line, whose order is in it.
pub fn line_id(order: &str, line: &str) -> String {
    format!("{order}.{line}")
}

/// The two again.
pub fn parted(id: &str) -> Option<(&str, &str)> {
    id.split_once('.').filter(|(order, line)| [order, line].iter().all(|id| uuid::Uuid::parse_str(id).is_ok()))
}

/// Adds a line to the order's first job, which is made when it has none.
pub async fn add_line(ask: &Ask, order: &Value, title: &str, line: Value) -> Result<(Value, String), Reply> {
    let before: Vec<_> = lines(order).map(|line| text(line, "/id").to_owned()).collect();
    let changed = ask.call(adding(order, title, line)).await?;
    let added = lines(&changed).map(|line| text(line, "/id")).find(|line| !before.iter().any(|known| known == line)).map(ToOwned::to_owned);
    Ok((changed, added.unwrap_or_default()))
}

fn adding(order: &Value, title: &str, line: Value) -> Call {
    let path = path(text(order, "/id"));
    match jobs(order).next() {
        Some(job) => Call::post(format!("{path}/jobs/{}/lines", text(job, "/id")), line),
        None => Call::post(format!("{path}/jobs"), json!({ "title": title, "lines": [line] })),
    }
}

/// What the customer pays for the work beside parts is `labour`: one line says it.
pub async fn set_labour(ask: &Ask, order: Value, labour: i64, key: &str) -> Result<Value, Reply> {
    if sum(&order, "labour") == labour {
        return Ok(order);
    }
    let mut kept = lines(&order).filter(|line| text(line, "/kind") == "labour");
    if let Some(line) = kept.next() {
        if kept.next().is_some() {
            return Err(Reply::field("labor_cost", "The labour of this order stands in several lines: change those."));
        }
        let change = json!({ "quantity": 1000, "unit_price": labour });
        return ask.call(Call::patch(format!("{}/lines/{}", path(text(&order, "/id")), text(line, "/id")), change)).await;
    }
    let line = json!({ "kind": "labour", "description": "Labour", "quantity": 1000, "unit_price": labour });
    ask.call(adding(&order, "Labour", line).once(key)).await
}

/// From wherever the order stands to ready, with its invoice issued. The customer's word is taken as given: the old systems had no
/// approval, and who completes says so. Every step is done once, however many complete at this moment.
pub async fn complete(ask: &Ask, id: &str, completion: Completion) -> Result<Value, Reply> {
    let mut order = read(ask, id).await?;
    if is_done(&order) {
        return Err(Reply::refused("Already completed."));
    }
    if is_cancelled(&order) {
        return Err(Reply::refused("Cannot complete a cancelled service"));
    }
    let key = |step: &str| format!("{id}:{step}:{}", order["version"]);
    let (labour_key, complete_key) = (key("labour"), key("complete"));
    if let Some(labour) = completion.labour {
        order = set_labour(ask, order, labour, &labour_key).await?;
    }
    if let Some(discount) = completion.discount.filter(|discount| *discount > 0) {
        let least = discount.min(order["totals"]["net"].as_i64().unwrap_or_default());
        let body = json!({ "amount": least, "reason": "Discount" });
        order = ask.call(Call::put(format!("{}/discount", path(id)), body)).await?;
    }
    if let Some(code) = &completion.coupon {
        order = ask.call(Call::put(format!("{}/coupon", path(id)), json!({ "code": code }))).await?;
    }
    order = approve(ask, order).await?;
    order = begin(ask, order).await?;
    let reading = reading(ask, &order).await?;
    let body = json!({ "reason": REASON, "odometer_unreadable": reading.is_null(), "odometer_out": reading });
    with_technician(ask, &order).await?;
    match ask.tried(Call::post(format!("{}/complete", path(id)), body).once(&complete_key)).await? {
        Ok(done) => invoiced(ask, done).await,
        Err(problem) => Err(refusal(ask, id, &problem).await),
    }
}

async fn approve(ask: &Ask, order: Value) -> Result<Value, Reply> {
    let open =
        jobs(&order).filter(|job| text(job, "/authorisation/state") != "approved" && text(job, "/authorisation/state") != "declined");
    let decisions: Vec<_> = open.map(|job| json!({ "job_id": job["id"], "decision": "approve" })).collect();
    if decisions.is_empty() {
        return Ok(order);
    }
    let body = json!({ "decisions": decisions, "method": "in_person", "by_name": order["customer"]["name"] });
    ask.call(Call::post(format!("{}/authorise", path(text(&order, "/id"))), body)).await
}

/// To work, from where it waits.
pub async fn begin(ask: &Ask, order: Value) -> Result<Value, Reply> {
    let id = text(&order, "/id");
    match text(&order, "/state") {
        "approved" => ask.call(Call::post(format!("{}/start", path(id)), json!({ "reason": REASON }))).await,
        "on_hold" => ask.call(Call::post(format!("{}/resume", path(id)), json!({}))).await,
        _ => Ok(order),
    }
}

/// The old clients say no reading when a car leaves: it is the last one that is known.
async fn reading(ask: &Ask, order: &Value) -> Result<Value, Reply> {
    if !order["odometer_in"].is_null() || order["vehicle"].is_null() {
        return Ok(order["odometer_in"].clone());
    }
    let vehicle = crate::cars::read(ask, text(order, "/vehicle/id")).await?;
    Ok(vehicle["odometer_km"].clone())
}

/// Where nobody was assigned, who completes it did it, as far as they may.
async fn with_technician(ask: &Ask, order: &Value) -> Result<(), Reply> {
    if !order["technician"].is_null() {
        return Ok(());
    }
    let me = ask.call(Call::get("/me")).await?;
    let body = json!({ "technician_id": me["id"] });
    ask.tried(Call::post(format!("{}/assign", path(text(order, "/id"))), body)).await.map(drop)
}

/// Approved by who begins it, then begun.
pub async fn start(ask: &Ask, order: Value) -> Result<Value, Reply> {
    let order = approve(ask, order).await?;
    begin(ask, order).await
}

/// Why it was not completed, in the words that the old client knows.
async fn refusal(ask: &Ask, id: &str, problem: &kernel::Problem) -> Reply {
    if problem.code == "stock-insufficient"
        && let Some(fault) = problem.errors.first()
    {
        let name = fault.values.get("description").and_then(Value::as_str).unwrap_or_default();
        let [have, need] = ["available", "wanted"].map(|it| fault.values.get(it).map_or(Value::Null, crate::plumbing::quantity));
        return Reply::refused(format!("Insufficient inventory for {name} (have {have}, need {need})."));
    }
    // Somebody else was faster.
    if matches!(problem.status, 409 | 412)
        && let Ok(order) = read(ask, id).await
        && is_done(&order)
    {
        return Reply::refused("Already completed.");
    }
    let rules: Vec<_> = problem.errors.iter().map(|fault| fault.detail.clone()).collect();
    if problem.status == 409 && !rules.is_empty() {
        return Reply::refused(format!("{}: {}", problem.title, rules.join("; ")));
    }
    ask.refusal(problem)
}

/// The old systems' invoice is final at once: its draft, which the completion brings, is issued. Where it is not there in time it
/// stays a draft, which the desk issues.
async fn invoiced(ask: &Ask, done: Value) -> Result<Value, Reply> {
    let id = text(&done, "/id").to_owned();
    let mut order = done;
    for _ in 0..LOOKED_FOR {
        if order["invoices"].as_array().is_some_and(|invoices| !invoices.is_empty()) {
            break;
        }
        tokio::time::sleep(LOOKED_EVERY).await;
        order = read(ask, &id).await?;
    }
    let drafts: Vec<_> = order["invoices"].as_array().into_iter().flatten().filter(|it| text(it, "/state") == "draft").cloned().collect();
    for draft in &drafts {
        crate::invoices::issue(ask, text(draft, "/id")).await?;
    }
    if drafts.is_empty() { Ok(order) } else { read(ask, &id).await }
}
