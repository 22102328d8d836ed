//! One event to one webhook.

use kernel::Problem;
use kernel::calls;
use reqwest::Method;

use crate::Webhooks;
use crate::endpoints::{Came, Endpoint, secret};
use crate::events::store::Placed;

const LONGEST_FAULT: usize = 300;

impl Webhooks {
    /// The error is ours: its secret does not open.
    pub async fn post(&self, to: &Endpoint, event: &Placed) -> Result<Came, Problem> {
        let began = self.context.clock.now();
        let (id, timestamp) = (event.id.to_string(), began.timestamp());
        let signature = secret::signature(&self.secrets(to)?, &id, timestamp, &event.body)?;
        let answered = match self.calls.call(Method::POST, &to.url) {
            Ok(request) => {
                let request = request
                    .header("Content-Type", "application/json")
                    .header("webhook-id", id)
                    .header("webhook-timestamp", timestamp)
                    .header("webhook-signature", signature)
                    .body(event.body.clone());
                calls::status(request).await
            }
            Err(fault) => Err(fault),
        };
        let duration_ms = (self.context.clock.now() - began).num_milliseconds();
        let fault = |fault: &calls::Fault| fault.to_string().chars().filter(|letter| !letter.is_control()).take(LONGEST_FAULT).collect();
        Ok(Came {
            status: answered.as_ref().ok().map(|(status, _)| i32::from(status.as_u16())),
            rest: answered.as_ref().ok().and_then(|(_, rest)| *rest),
            duration_ms,
            fault: answered.as_ref().err().map(fault),
        })
    }

    /// That it knows us by now: the new one first.
    fn secrets(&self, of: &Endpoint) -> Result<Vec<String>, Problem> {
        let open =
            |place: &str, sealed: &str| String::from_utf8(self.vault.open(place, sealed)?).map_err(|error| Problem::internal(&error));
        let [place, old_place] = secret::places(of.id);
        let mut secrets = vec![open(&place, &of.secret)?];
        if let (Some(old), Some(until)) = (&of.old_secret, of.old_until)
            && until > self.context.clock.now()
        {
            secrets.push(open(&old_place, old)?);
        }
        Ok(secrets)
    }
}
