//! Billing: what was completed is invoiced with what it came to, and its customer told.

use axum::http::Method;
use serde_json::json;

use crate::manager::invoice_of;
use crate::plumbing::{Answer, Ask, Call, Family, Reply, Route, money, text};

pub fn routes() -> Vec<Route> {
    vec![
        Route::new(
            Family::Services,
            "Billing",
            Method::POST,
            "/billing/notify",
            "Issues the invoice of a schedule or job, and tells its customer",
            |ask| Box::pin(notify(ask)),
        )
        .takes(&["scheduleId", "jobId"]),
    ]
}

async fn notify(ask: Ask) -> Answer {
    let job = match (ask.text("jobId"), ask.text("scheduleId")) {
        (Some(job), _) => job,
        (None, Some(schedule)) => {
            let appointment = ask.call(Call::get(format!("/appointments/{schedule}"))).await?;
            let job = appointment["work_order_id"].as_str().map(ToOwned::to_owned);
            job.ok_or_else(|| Reply::field("scheduleId", "The car has not arrived: there is no job to invoice."))?
        }
        (None, None) => return ask.require(&["scheduleId"]).map(|()| Reply::gone()),
    };
    let id = invoice_of(&ask, &job).await?.ok_or_else(|| Reply::field("scheduleId", "The job is not completed."))?;
    let invoice = crate::invoices::issue(&ask, &id).await?;
    let places = crate::invoices::decimals(text(&invoice, "/totals/currency"));
    Ok(Reply::ok(json!({
        "invoiceId": invoice["id"], "number": invoice["number"], "total": money(&invoice["totals"]["total"], places), "status": invoice["state"],
    })))
}
