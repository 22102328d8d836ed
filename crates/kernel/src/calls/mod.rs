//! Calling somebody else's program: over https, or on this machine. No redirect is followed, and answers are bounded in size and time.
//! What people typed as an address is called from [`Calls::outside`]: it reaches nothing within the house, unless the program's settings
//! name it.

mod outside;

use std::sync::Arc;
use std::time::Duration;

use reqwest::{Client, ClientBuilder, Method, RequestBuilder, Response, StatusCode, Url, header};
use serde::de::DeserializeOwned;

use self::outside::{Outside, of_people};

const PATIENCE: Duration = Duration::from_secs(10);
const LARGEST: usize = 1 << 20;

/// Why a call came to nothing, for the log: nobody is there, or what was asked is refused.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct Fault(pub String);

/// Cheap to clone.
#[derive(Clone, Debug)]
pub struct Calls {
    client: Option<Client>,
    /// The hosts within the house that people may name; none where addresses are the program's own settings.
    of_people: Option<Arc<[String]>>,
}

impl Calls {
    /// To addresses that the program's settings name. Where no client can be made, which is logged, every call is a fault.
    pub fn new() -> Self {
        Self { client: client(Client::builder()), of_people: None }
    }

    /// To addresses that people typed. `house`: the hosts within the house that they may name.
    pub fn outside(house: Vec<String>) -> Self {
        let house: Arc<[String]> = house.into();
        let resolver = Outside { house: house.clone() };
        Self { client: client(Client::builder().dns_resolver(Arc::new(resolver))), of_people: Some(house) }
    }

    /// `path` below the provider's address.
    pub fn get(&self, base: &str, path: &str) -> Result<RequestBuilder, Fault> {
        self.call(Method::GET, &below(base, path))
    }

    pub fn post(&self, base: &str, path: &str) -> Result<RequestBuilder, Fault> {
        self.call(Method::POST, &below(base, path))
    }

    pub fn call(&self, method: Method, address: &str) -> Result<RequestBuilder, Fault> {
        let client = self.client.as_ref().ok_or_else(|| Fault("there is no client".into()))?;
        Ok(client.request(method, self.place(address)?))
    }

    /// The address as one that may be called.
    pub fn place(&self, address: &str) -> Result<Url, Fault> {
        match &self.of_people {
            None => safe(address),
            Some(house) => of_people(address, house),
        }
    }
}

impl Default for Calls {
    fn default() -> Self {
        Self::new()
    }
}

fn client(builder: ClientBuilder) -> Option<Client> {
    // Only the first in a process counts; that one is as good.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let client = builder.timeout(PATIENCE).redirect(reqwest::redirect::Policy::none()).user_agent("ECAR").build();
    client.inspect_err(|error| tracing::error!(%error, "nobody can be called")).ok()
}

/// The provider's answer; none when it does not know what was asked for.
pub async fn ask<T: DeserializeOwned>(request: RequestBuilder) -> Result<Option<T>, Fault> {
    let mut response = sent(request).await?;
    if response.status() == StatusCode::NOT_FOUND {
        return Ok(None);
    }
    if !response.status().is_success() {
        return Err(Fault(format!("it answered {}", response.status())));
    }
    let body = bounded(&mut response).await?;
    serde_json::from_slice(&body).map(Some).map_err(|error| Fault(format!("its answer cannot be read: {error}")))
}

/// Status and body of an answer, whatever it says; at most so many bytes.
pub async fn answer(request: RequestBuilder, most: usize) -> Result<(StatusCode, Vec<u8>), Fault> {
    let mut response = sent(request).await?;
    Ok((response.status(), within(&mut response, most).await?))
}

/// What it answered, and the seconds for which it asks to be left alone (`Retry-After`; a date in it is not read), whatever else it said.
pub async fn status(request: RequestBuilder) -> Result<(StatusCode, Option<u32>), Fault> {
    let response = sent(request).await?;
    let rest = response.headers().get(header::RETRY_AFTER).and_then(|value| value.to_str().ok()?.trim().parse().ok());
    Ok((response.status(), rest))
}

/// Status and body of an answer that may send on to another place, which is not followed.
pub async fn answer_or_place(request: RequestBuilder, most: usize) -> Result<(StatusCode, Option<String>, Vec<u8>), Fault> {
    let mut response = sent(request).await?;
    let place = response.headers().get(header::LOCATION).and_then(|value| value.to_str().ok()).map(str::to_owned);
    let (status, place) = (response.status(), place.filter(|_| response.status().is_redirection()));
    Ok((status, place, within(&mut response, most).await?))
}

/// An answer of SOAP, whose faults come with 500.
pub async fn body(request: RequestBuilder) -> Result<String, Fault> {
    let mut response = sent(request).await?;
    let (status, body) = (response.status(), bounded(&mut response).await?);
    let text = String::from_utf8_lossy(&body).into_owned();
    let is_fault = status == StatusCode::INTERNAL_SERVER_ERROR && text.contains("faultstring");
    if status.is_success() || is_fault { Ok(text) } else { Err(Fault(format!("it answered {status}"))) }
}

async fn sent(request: RequestBuilder) -> Result<Response, Fault> {
    request.send().await.map_err(|error| Fault(error.without_url().to_string()))
}

/// What it said, as long as that is not endless.
pub async fn bounded(response: &mut Response) -> Result<Vec<u8>, Fault> {
    within(response, LARGEST).await
}

async fn within(response: &mut Response, most: usize) -> Result<Vec<u8>, Fault> {
    let mut body = vec![];
    while let Some(chunk) = response.chunk().await.map_err(|error| Fault(error.without_url().to_string()))? {
        body.extend_from_slice(&chunk);
        if body.len() > most {
            return Err(Fault("its answer is endless".into()));
        }
    }
    Ok(body)
}

/// The same where an answer must be there.
pub async fn told<T: DeserializeOwned>(request: RequestBuilder) -> Result<T, Fault> {
    ask(request).await?.ok_or_else(|| Fault("it answered 404".into()))
}

fn below(base: &str, path: &str) -> String {
    format!("{}/{path}", base.trim_end_matches('/')).trim_end_matches('/').to_owned()
}

/// An address that a secret, or a customer, may be sent to.
pub fn safe(address: &str) -> Result<Url, Fault> {
    let url: Url = address.parse().map_err(|_| Fault("an address is none".into()))?;
    let is_here = matches!(url.host_str(), Some("127.0.0.1" | "localhost" | "[::1]"));
    if url.scheme() == "https" || (url.scheme() == "http" && is_here) {
        return Ok(url);
    }
    Err(Fault(format!("the address {} is not https", url.host_str().unwrap_or_default())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_and_customers_go_to_https_or_this_machine() {
        for good in ["https://api.stripe.com/v1", "http://127.0.0.1:1/v1", "http://localhost:8080/x"] {
            assert!(safe(good).is_ok(), "{good}");
        }
        for bad in
            ["http://api.stripe.com", "http://169.254.169.254/x", "ftp://a.example", "file:///etc/passwd", "http://127.0.0.1.example/"]
        {
            assert!(safe(bad).is_err(), "{bad}");
        }
    }
}
