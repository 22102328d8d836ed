//! Invoices: draft, pending, paid, refunded. A refund is a credit note for all of it; what is issued is never edited.

use axum::http::Method;
use serde_json::{Value, json};

use super::items::as_number;
use crate::invoices::{self, decimals};
use crate::manager::invoice_of;
use crate::plumbing::{
    Answer, Ask, Call, Family, Line, Reply, Route, Sheet, Source, all, is_between, listed, money, or_null, page_of, sort, text, with,
};

const ABOUT: &str = "Invoices";
const FILTERS: &[&str] = &["status", "date_from", "date_to", "service", "customer", "search", "order_by", "limit", "offset"];
const FIELDS: &[&str] = &["service_id*", "due_date", "status", "notes"];
const FIXED: [&str; 4] = ["final_amount", "total", "subtotal", "invoice_number"];
/// Said where the old client gives no reason.
const REASON: &str = "Remboursé par un client de l'ancien système";

pub fn routes() -> Vec<Route> {
    let route = |method, path, summary, handle| Route::new(Family::Office, ABOUT, method, path, summary, handle);
    vec![
        route(Method::GET, "/api/invoices/", "Invoices, the newest first", |ask| Box::pin(list(ask, None))).asks(FILTERS),
        route(Method::POST, "/api/invoices/", "The invoice of a completed service", |ask| Box::pin(create(ask))).takes(FIELDS),
        route(Method::GET, "/api/invoices/paid/", "What is paid", |ask| Box::pin(list(ask, Some("paid")))).asks(FILTERS),
        route(Method::GET, "/api/invoices/unpaid/", "What is not", |ask| Box::pin(list(ask, Some("pending")))).asks(FILTERS),
        route(Method::GET, "/api/invoices/refunded/", "What was given back", |ask| Box::pin(refunded(ask))).asks(&["limit", "offset"]),
        route(Method::GET, "/api/invoices/statistics/", "How many there are of each", |ask| Box::pin(statistics(ask))),
        route(Method::POST, "/api/invoices/bulk_upload/", "Papers kept with invoices", |ask| Box::pin(bulk(ask)))
            .takes(&["metadata*", "pdf_files*"]),
        route(Method::GET, "/api/invoices/{id}/", "One invoice", |ask| Box::pin(get(ask))),
        route(Method::PUT, "/api/invoices/{id}/", "Says that it was paid", |ask| Box::pin(update(ask))).takes(FIELDS),
        route(Method::PATCH, "/api/invoices/{id}/", "Says that it was paid", |ask| Box::pin(update(ask))).takes(FIELDS),
        route(Method::DELETE, "/api/invoices/{id}/", "Refused: an invoice is not deleted", |ask| Box::pin(delete(ask))),
        route(Method::GET, "/api/invoices/{id}/download/", "The invoice as PDF", |ask| Box::pin(download(ask))),
        route(Method::POST, "/api/invoices/{id}/upload_pdf/", "Keeps a paper with it", |ask| Box::pin(upload(ask))).takes(&["pdf_file*"]),
        route(Method::POST, "/api/invoices/{id}/mark_as_paid/", "All that is due was paid", |ask| Box::pin(pay(ask)))
            .takes(&["payment_notes", "payment_method"]),
        route(Method::POST, "/api/invoices/{id}/refund/", "Credits all of it", |ask| Box::pin(refund(ask)))
            .takes(&["refund_reason*", "refund_amount"]),
        route(Method::POST, "/api/invoices/{id}/send_sms_notification/", "Sends its last message again", |ask| Box::pin(tell(ask))),
    ]
}

fn states(status: &str) -> Option<&'static str> {
    match status {
        "draft" => Some("draft"),
        "pending" => Some("draft,issued,part_paid"),
        "paid" => Some("paid"),
        _ => None,
    }
}

fn status(invoice: &Value) -> &'static str {
    match text(invoice, "/state") {
        _ if invoices::is_refunded(invoice) => "refunded",
        "draft" => "draft",
        "paid" => "paid",
        _ => "pending",
    }
}

/// Lists know the total alone: the invoice says the rest.
fn row(invoice: &Value) -> Value {
    let places = decimals(text(invoice, "/currency"));
    json!({
        "id": invoice["id"], "invoice_number": invoice["number"], "service": or_null(invoice, "/work_order/id"),
        "customer": or_null(invoice, "/customer/id"), "customer_name": or_null(invoice, "/customer/name"), "status": status(invoice),
        "issued_date": invoice["issued_on"], "due_date": invoice["due_on"], "final_amount": money(&invoice["total"], places),
        "total": invoice["total"].as_i64().map(|total| as_number(total, places)),
    })
}

pub fn view(invoice: &Value) -> Value {
    let totals = &invoice["totals"];
    let places = decimals(text(totals, "/currency"));
    let number = |minor: &Value| minor.as_i64().map_or(Value::Null, |minor| as_number(minor, places));
    json!({
        "id": invoice["id"], "invoice_number": invoice["number"], "service": or_null(invoice, "/work_order/id"),
        "customer": or_null(invoice, "/customer/id"), "customer_name": or_null(invoice, "/customer/name"), "status": status(invoice),
        "issued_date": invoice["issued_on"], "due_date": invoice["due_on"], "subtotal": number(&totals["net"]),
        "tax_amount": number(&totals["vat"]), "total": number(&totals["total"]), "final_amount": money(&totals["total"], places),
        "balance_due": money(&invoice["due"], places), "refund_amount": money(&invoice["credited"], places),
        "refund_reason": or_null(invoice, "/credit_notes/0/reason"), "refund_date": or_null(invoice, "/credit_notes/0/issued_on"),
    })
}

/// What rows are ordered by, and whether the greatest is first; junk orders nothing.
fn ordering(told: &str) -> Option<(&'static str, bool)> {
    let pointer = match told.trim_start_matches('-') {
        "due_date" => "/due_on",
        "issued_date" => "/issued_on",
        "total" | "final_amount" => "/total",
        "created_at" => "/created_at",
        _ => return None,
    };
    Some((pointer, told.starts_with('-')))
}

async fn list(ask: Ask, only: Option<&'static str>) -> Answer {
    let filters = [
        ("state", only.or(ask.wanted("status")).and_then(states)),
        ("work_order", ask.wanted_id("service")),
        ("customer", ask.wanted_id("customer")),
        ("q", ask.wanted("search")),
    ];
    let by = ask.wanted("order_by").and_then(ordering);
    if by.is_none() && ask.wanted("date_from").or(ask.wanted("date_to")).is_none() {
        return listed(&ask, Source::of("/invoices", &filters), row).await;
    }
    let mut found = all(&ask, Source::uncounted("/invoices", &filters)).await?;
    found.retain(|invoice| {
        is_between(
            &ask,
            [text(invoice, "/issued_on"), text(invoice, "/created_at")].into_iter().find(|day| !day.is_empty()).unwrap_or_default(),
        )
    });
    if let Some((pointer, is_descending)) = by {
        sort(&mut found, pointer, is_descending);
    }
    page_of(&ask, &found, row)
}

/// Every credit note stands for an invoice that it gives back.
async fn refunded(ask: Ask) -> Answer {
    let shape = |note: &Value| {
        json!({
            "id": or_null(note, "/invoice/id"), "invoice_number": or_null(note, "/invoice/number"), "status": "refunded",
            "refund_amount": money(&note["total"], decimals(text(note, "/currency"))), "refund_date": note["issued_on"],
        })
    };
    listed(&ask, Source::uncounted("/credit-notes", &[]), shape).await
}

async fn get(ask: Ask) -> Answer {
    Ok(Reply::ok(view(&invoices::read(&ask, ask.id()).await?)))
}

async fn create(ask: Ask) -> Answer {
    let named = ["service_id", "service"].into_iter().find_map(|name| ask.text(name));
    let Some(service) = named else { return ask.require(&["service_id"]).map(|()| Reply::gone()) };
    match invoice_of(&ask, &service).await? {
        Some(id) => Ok(Reply::created(view(&invoices::issue(&ask, &id).await?))),
        None => Err(Reply::field("service_id", "La facture vient avec la fin du service.")),
    }
}

async fn update(ask: Ask) -> Answer {
    let before = view(&invoices::read(&ask, ask.id()).await?);
    let told = |name: &&str| ask.has(name) && ask.text(name).is_some_and(|said| said != plain(&before[*name]));
    let faults: Vec<_> = FIXED
        .iter()
        .filter(|name| told(name))
        .map(|name| ((*name).to_owned(), "Une facture ne se modifie pas : un avoir la corrige.".to_owned()))
        .collect();
    if !faults.is_empty() {
        return Err(Reply::fields(faults));
    }
    match ask.text("status").as_deref() {
        Some("paid") if before["status"] != "paid" => Ok(Reply::ok(view(&invoices::pay(&ask, ask.id(), "cash", None).await?))),
        Some("pending") if before["status"] == "draft" => Ok(Reply::ok(view(&invoices::issue(&ask, ask.id()).await?))),
        Some(said) if before["status"] != said => Err(Reply::field("status", "Un paiement ou un avoir change le statut.")),
        _ => Ok(Reply::ok(before)),
    }
}

fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), ToOwned::to_owned)
}

async fn delete(ask: Ask) -> Answer {
    invoices::read(&ask, ask.id()).await?;
    Err(Reply::not_allowed(&Method::DELETE))
}

async fn download(ask: Ask) -> Answer {
    ask.fetch(format!("{}/pdf", invoices::path(ask.id())), format!("facture-{}.pdf", ask.id())).await
}

async fn upload(ask: Ask) -> Answer {
    let file = ask.file("pdf_file")?;
    ask.upload(format!("{}/attachments", invoices::path(ask.id())), file).await?;
    Ok(Reply::ok(view(&invoices::read(&ask, ask.id()).await?)))
}

async fn pay(ask: Ask) -> Answer {
    let invoice = invoices::read(&ask, ask.id()).await?;
    if matches!(status(&invoice), "paid" | "refunded") {
        return Err(Reply::refused("Invoice is already paid"));
    }
    let tender = match ask.text("payment_method").as_deref() {
        Some("credit_card" | "card") => "card",
        Some("bank_transfer" | "transfer") => "transfer",
        _ => "cash",
    };
    let notes = ask.text("payment_notes");
    Ok(Reply::ok(view(&invoices::pay(&ask, ask.id(), tender, notes.as_deref()).await?)))
}

/// All of a paid invoice. A part of it is credited by its lines, which the old client cannot name.
async fn refund(ask: Ask) -> Answer {
    ask.require(&["refund_reason"])?;
    let invoice = invoices::read(&ask, ask.id()).await?;
    if status(&invoice) != "paid" {
        return Err(Reply::refused("Only paid invoices can be refunded"));
    }
    let places = decimals(text(&invoice, "/totals/currency"));
    let total = invoice["totals"]["total"].as_i64();
    if ask.amount("refund_amount", places)?.is_some_and(|asked| Some(asked) != total) {
        return Err(Reply::field("refund_amount", "Un avoir partiel se fait par ses lignes, dans ECAR."));
    }
    let reason = ask.text("refund_reason").unwrap_or_else(|| REASON.to_owned());
    let body = json!({ "stamp_duty": true, "reason": reason });
    let key = format!("refund:{}:{}", ask.id(), invoice["version"]);
    ask.call(Call::post(format!("{}/credit-notes", invoices::path(ask.id())), body).once(&key)).await?;
    Ok(Reply::ok(view(&give_back(&ask, &reason).await?)))
}

/// What was paid too much now leaves by the way it came, where it is cash, card or transfer.
async fn give_back(ask: &Ask, reason: &str) -> Result<Value, Reply> {
    let invoice = invoices::read(ask, ask.id()).await?;
    let surplus = invoice["refundable"].as_i64().unwrap_or_default();
    let tender = invoices::tender(&invoice).filter(|tender| matches!(*tender, "cash" | "card" | "transfer")).unwrap_or("cash").to_owned();
    if surplus <= 0 {
        return Ok(invoice);
    }
    let body = json!({ "tender": tender, "amount": surplus, "reason": reason });
    let key = format!("back:{}:{}", ask.id(), invoice["version"]);
    ask.call(Call::post(format!("{}/refunds", invoices::path(ask.id())), body).once(&key)).await
}

async fn tell(ask: Ask) -> Answer {
    let last = ask.call(Call::get(with("/messages", &[("invoice", Some(ask.id())), ("limit", Some("1"))]))).await?;
    super::services::resend(&ask, &last).await
}

async fn statistics(ask: Ask) -> Answer {
    let counted = |state: &'static str| {
        let ask = &ask;
        async move { Ok::<_, Reply>(ask.call(Call::get(with("/invoices/count", &[("state", Some(state))]))).await?["count"].clone()) }
    };
    let (draft, issued, part, paid) = futures::try_join!(counted("draft"), counted("issued"), counted("part_paid"), counted("paid"))?;
    let number = |count: &Value| count.as_i64().unwrap_or_default();
    let pending = number(&issued) + number(&part);
    Ok(Reply::ok(json!({
        "total_invoices": number(&draft) + pending + number(&paid),
        "by_status": { "draft": draft, "pending": pending, "paid": paid },
    })))
}

/// Papers of invoices that are there: `metadata` is a CSV with `invoice_number` and `file_name`, `pdf_files` the files.
async fn bulk(ask: Ask) -> Answer {
    let metadata = ask.file("metadata").or_else(|_| ask.file("csv_file"));
    let sheet = Sheet::of(&ask, "metadata", metadata?)?;
    let (mut kept, mut errors) = (0, vec![]);
    for line in sheet.lines() {
        match kept_with_its_invoice(&ask, &line).await {
            Ok(()) => kept += 1,
            Err(refusal) => errors.push(json!(format!("Ligne {} : {}", line.number, refusal.words()))),
        }
    }
    Ok(Reply::ok(json!({ "uploaded_invoices": kept, "errors": errors })))
}

async fn kept_with_its_invoice(ask: &Ask, line: &Line<'_>) -> Result<(), Reply> {
    let (number, name) = (line.cell("invoice_number").unwrap_or_default(), line.cell("file_name").unwrap_or_default());
    let mut files = ask.files.get("pdf_files").into_iter().flatten();
    let file = files.find(|file| file.name == name).ok_or_else(|| Reply::refused(format!("le fichier «\u{a0}{name}\u{a0}» manque.")))?;
    let id = of_number(ask, number).await.ok_or_else(|| Reply::refused(format!("aucune facture «\u{a0}{number}\u{a0}».")))?;
    ask.upload(format!("{}/attachments", invoices::path(&id)), file).await.map(drop)
}

async fn of_number(ask: &Ask, number: &str) -> Option<String> {
    let found = ask.call(Call::get(with("/invoices", &[("q", Some(number)), ("limit", Some("10"))]))).await.ok()?;
    found["items"].as_array()?.iter().find(|invoice| text(invoice, "/number") == number).map(|invoice| text(invoice, "/id").to_owned())
}
