//! Who is at the other end, as far as the connection tells.

use std::convert::Infallible;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};

use axum::extract::{ConnectInfo, FromRequestParts};
use axum::http::request::Parts;
use axum::http::{HeaderMap, header};

const LONGEST_AGENT: usize = 200;

/// The address of the connection, and what the program calls itself. Forwarding headers are not looked at here: anybody can
/// write them. The program replaces the connection's address before, when it comes from a proxy that it was told to trust.
#[derive(Clone, Debug)]
pub struct Client {
    pub address: IpAddr,
    pub agent: String,
    pub headers: HeaderMap,
}

impl Client {
    pub fn address(&self) -> String {
        self.address.to_string()
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Client {
    type Rejection = Infallible;
    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        let connection = parts.extensions.get::<ConnectInfo<SocketAddr>>();
        let agent = parts.headers.get(header::USER_AGENT).and_then(|value| value.to_str().ok()).unwrap_or_default();
        Ok(Self {
            address: connection.map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |connection| connection.0.ip()),
            agent: agent.chars().filter(|letter| !letter.is_control()).take(LONGEST_AGENT).collect(),
            headers: parts.headers.clone(),
        })
    }
}
