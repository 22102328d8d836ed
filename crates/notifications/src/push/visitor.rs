//! `GET /public/push/key`, `POST /public/push/appointments/{token}` and `POST /public/push/estimates/{token}`

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use contracts::customers::CustomerId;
use kernel::Problem;
use kernel::http::{Json, Path};

use super::Push;
use super::get_key::PushKey;
use super::subscribe::{NewPushDevice, Owner};

/// What a customer's browser is to know this program by before it can be told anything while it sleeps.
#[utoipa::path(get, path = "/public/push/key", tag = "notifications", operation_id = "get_public_push_key", security(()),
    responses((status = 200, body = PushKey)))]
pub async fn get_public_push_key(State(push): State<Arc<Push>>) -> Result<Json<PushKey>, Problem> {
    Ok(Json(PushKey { key: push.keys.pair().await?.public.clone() }))
}

/// From now on the browser of who has the link of an appointment is told what its customer is to know of their visits. Refused with 404 for a link
/// that opens nothing, and where it is not known yet whose the appointment is.
#[utoipa::path(post, path = "/public/push/appointments/{token}", tag = "notifications", operation_id = "subscribe_push_of_appointment", security(()),
    params(("token" = String, Path, max_length = 64)), request_body = NewPushDevice, responses((status = 204), (status = 429, description = "Too many")))]
pub async fn subscribe_push_of_appointment(
    State(push): State<Arc<Push>>,
    Path(token): Path<String>,
    Json(body): Json<NewPushDevice>,
) -> Result<StatusCode, Problem> {
    push.strangers.knock(push.context.clock.now()).await?;
    push.visited(push.appointments.whose(&token).await?, body).await
}

/// The same for who has the link of an estimate. Refused with 404 for a link that opens nothing, and for one of somebody who approves for the
/// customer.
#[utoipa::path(post, path = "/public/push/estimates/{token}", tag = "notifications", operation_id = "subscribe_push_of_estimate", security(()),
    params(("token" = String, Path, max_length = 64)), request_body = NewPushDevice, responses((status = 204), (status = 429, description = "Too many")))]
pub async fn subscribe_push_of_estimate(
    State(push): State<Arc<Push>>,
    Path(token): Path<String>,
    Json(body): Json<NewPushDevice>,
) -> Result<StatusCode, Problem> {
    push.strangers.knock(push.context.clock.now()).await?;
    push.visited(push.estimates.whose(&token).await?, body).await
}

impl Push {
    async fn visited(&self, customer: Option<CustomerId>, body: NewPushDevice) -> Result<StatusCode, Problem> {
        let customer = customer.ok_or_else(Problem::not_found)?;
        self.strangers.was_right().await;
        body.keep(self, Owner::Customer(customer)).await?;
        Ok(StatusCode::NO_CONTENT)
    }
}
