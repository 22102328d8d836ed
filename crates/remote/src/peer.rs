//! A module in another process.

use std::sync::Arc;
use std::time::Duration;

use axum::http::{HeaderMap, StatusCode, header};
use kernel::{Problem, SharedClock};
use reqwest::{Client, Method, Response, Url};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::service_key::{ServiceKey, Signed};
use crate::{door, forward};

const CONNECT_WITHIN: Duration = Duration::from_secs(2);
const ANSWER_WITHIN: Duration = Duration::from_secs(10);
/// Shorter than a server keeps a silent connection, so that none is used that is just being closed.
const KEEP_SILENT: Duration = Duration::from_secs(5);

/// Why the text is not where a module can be.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0} is no address of a service: it is written http://host:port")]
pub struct BadAddress(String);

/// What reaching other processes takes. Cheap to clone.
#[derive(Clone)]
pub struct Network {
    http: Client,
    key: ServiceKey,
    clock: SharedClock,
}

impl Network {
    pub fn new(key: ServiceKey, clock: SharedClock) -> Result<Self, Problem> {
        // Only the first in a process counts; that one is as good.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let http = Client::builder()
            .no_proxy()
            .redirect(reqwest::redirect::Policy::none())
            .connect_timeout(CONNECT_WITHIN)
            .pool_idle_timeout(KEEP_SILENT)
            .tcp_nodelay(true)
            .build()
            .map_err(|error| Problem::internal(&error))?;
        Ok(Self { http, key, clock })
    }

    /// The module at `http://host:port`.
    pub fn peer(&self, module: &'static str, address: &str) -> Result<Peer, BadAddress> {
        let bad = || BadAddress(address.to_owned());
        let url: Url = address.parse().map_err(|_| bad())?;
        let is_plain = url.path() == "/" && url.query().is_none() && url.fragment().is_none() && url.username().is_empty();
        if !matches!(url.scheme(), "http" | "https") || url.host().is_none() || !is_plain {
            return Err(bad());
        }
        let base = url.as_str().trim_end_matches('/').to_owned();
        Ok(Peer(Arc::new(Inner { module, base, network: self.clone() })))
    }
}

/// A module in another process: it has the ports of that module. Cheap to clone.
#[derive(Clone)]
pub struct Peer(Arc<Inner>);

struct Inner {
    module: &'static str,
    base: String,
    network: Network,
}

impl Peer {
    pub fn module(&self) -> &'static str {
        self.0.module
    }

    /// Asks a method of a port, such as `sites/cards`.
    pub(crate) async fn ask<R: DeserializeOwned>(&self, method: &str, asked: &impl Serialize) -> Result<R, Problem> {
        let body = serde_json::to_vec(asked).map_err(|error| Problem::internal(&error))?;
        let response = self.send(Method::POST, format!("/rpc/{method}"), body, ANSWER_WITHIN).await?;
        self.answer(response.map_err(|error| self.silent(&error))?).await
    }

    /// Reads what may take `within` longer than others. Who reads again and again says itself that it has to wait.
    pub(crate) async fn read<R: DeserializeOwned>(&self, path: &str, within: Duration) -> Result<R, Problem> {
        let response = self.send(Method::GET, format!("/rpc/{path}"), vec![], within + ANSWER_WITHIN).await?;
        self.answer(response.map_err(|_| self.unavailable())?).await
    }

    /// Hands a request of the outside on to the module as it is, and its answer back.
    pub async fn forward(&self, request: axum::extract::Request) -> axum::response::Response {
        forward::forward(&self.0.network.http, &self.0.base, self, request).await
    }

    async fn send(
        &self,
        method: Method,
        address: String,
        body: Vec<u8>,
        within: Duration,
    ) -> Result<Result<Response, reqwest::Error>, Problem> {
        let Network { http, key, clock } = &self.0.network;
        let token = key.sign(Signed { method: method.as_str(), address: &address, body: &body }, clock.now())?;
        let body = axum::body::Bytes::from(body);
        let once = || {
            let request = http.request(method.clone(), format!("{}{address}", self.0.base)).bearer_auth(&token).timeout(within);
            request.header(header::CONTENT_TYPE, "application/json").body(body.clone()).send()
        };
        // What a port is asked twice it answers twice alike.
        Ok(match once().await {
            Err(error) if is_cut_off(&error) => once().await,
            answer => answer,
        })
    }

    async fn answer<R: DeserializeOwned>(&self, response: Response) -> Result<R, Problem> {
        let (status, is_problem) = (response.status(), is_problem(response.headers()));
        let bytes = response.bytes().await.map_err(|error| self.silent(&error))?;
        if status.is_success() {
            return serde_json::from_slice(&bytes).map_err(|error| Problem::internal(&error));
        }
        match serde_json::from_slice::<Problem>(&bytes) {
            Ok(problem) if is_problem && ![door::REFUSED, door::UNKNOWN].contains(&problem.code.as_str()) => Err(problem),
            Ok(problem) => Err(self.foreign(status, &problem.title)),
            Err(_) => Err(self.foreign(status, "no problem document")),
        }
    }

    /// The peer is down, or too slow.
    pub(crate) fn silent(&self, error: &reqwest::Error) -> Problem {
        tracing::warn!(peer = self.0.module, error = causes(error), "a module does not answer");
        self.unavailable()
    }

    /// The peer answers, but not as one that belongs to us: another secret, another version, or no ECAR at all.
    fn foreign(&self, status: StatusCode, said: &str) -> Problem {
        tracing::error!(peer = self.0.module, status = status.as_u16(), said, "a module does not work with this one");
        self.unavailable()
    }

    fn unavailable(&self) -> Problem {
        Problem::unavailable(format!("The part of ECAR for {} does not answer: try again in a moment", self.0.module))
    }
}

/// The connection ended before an answer: the process behind it is being replaced, and another may be there by now.
pub(crate) fn is_cut_off(error: &reqwest::Error) -> bool {
    error.is_request() && !error.is_timeout() && !error.is_connect()
}

fn is_problem(headers: &HeaderMap) -> bool {
    headers.get(header::CONTENT_TYPE).is_some_and(|kind| kind == "application/problem+json")
}

/// The error with what caused it. It names the address, which holds nothing secret.
fn causes(error: &reqwest::Error) -> String {
    let mut text = error.to_string();
    let mut cause = std::error::Error::source(error);
    while let Some(inner) = cause {
        text += &format!(": {inner}");
        cause = inner.source();
    }
    text
}
