//! Where a request came from, also behind proxies.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::Arc;

use anyhow::Context as _;
use axum::extract::{ConnectInfo, Request, State};
use axum::middleware::Next;
use axum::response::Response;
use ipnet::IpNet;
use kernel::origin::with_origin;

/// The networks whose `X-Forwarded-For` is believed: `127.0.0.1, 10.0.0.0/8`.
pub fn networks(text: &str) -> anyhow::Result<Arc<[IpNet]>> {
    let parts = text.split(',').map(str::trim).filter(|part| !part.is_empty());
    parts
        .map(|part| part.parse().or_else(|_| part.parse::<IpAddr>().map(IpNet::from)).with_context(|| format!("{part} is no network")))
        .collect()
}

/// Middleware: finds out the client's address. From here on it is the connection's.
pub async fn know_origin(State(trusted): State<Arc<[IpNet]>>, mut request: Request, next: Next) -> Response {
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>().map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |peer| peer.0.ip());
    let hops = request.headers().get_all("x-forwarded-for").iter().filter_map(|value| value.to_str().ok());
    let hops: Vec<_> = hops.flat_map(|value| value.split(',')).map(str::trim).collect();
    let client = client(peer, &hops, &trusted);
    request.extensions_mut().insert(ConnectInfo(SocketAddr::new(client, 0)));
    with_origin(client, next.run(request)).await
}

/// The last hop that no trusted proxy vouches for: what stands before it anybody may have written.
fn client(peer: IpAddr, hops: &[&str], trusted: &[IpNet]) -> IpAddr {
    let is_trusted = |address: &IpAddr| trusted.iter().any(|network| network.contains(address));
    let mut known = peer;
    for hop in hops.iter().rev() {
        if !is_trusted(&known) {
            break;
        }
        let Some(address) = address(hop) else { break };
        known = address;
    }
    known
}

/// `192.0.2.1`, `192.0.2.1:4711`, `2001:db8::1` or `[2001:db8::1]:4711`
fn address(hop: &str) -> Option<IpAddr> {
    let bare = hop.parse::<IpAddr>().ok().or_else(|| hop.parse::<SocketAddr>().ok().map(|address| address.ip()));
    bare.map(|address| address.to_canonical())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(peer: &str, hops: &[&str], trusted: &str) -> String {
        client(peer.parse().unwrap(), hops, &networks(trusted).unwrap()).to_string()
    }

    #[test]
    fn only_trusted_proxies_are_believed() {
        assert_eq!(seen("192.0.2.9", &["203.0.113.5"], ""), "192.0.2.9");
        assert_eq!(seen("192.0.2.9", &["203.0.113.5"], "10.0.0.0/8"), "192.0.2.9");
        assert_eq!(seen("10.0.0.2", &["203.0.113.5"], "10.0.0.0/8"), "203.0.113.5");
    }

    #[test]
    fn a_client_cannot_put_words_in_front_of_the_proxy() {
        assert_eq!(seen("10.0.0.2", &["127.0.0.1", "203.0.113.5"], "10.0.0.0/8"), "203.0.113.5");
        assert_eq!(seen("10.0.0.2", &["203.0.113.5", "10.0.0.3"], "10.0.0.0/8"), "203.0.113.5");
        assert_eq!(seen("10.0.0.2", &["203.0.113.5", "rubbish"], "10.0.0.0/8"), "10.0.0.2");
    }

    #[test]
    fn ports_and_both_families_are_read() {
        assert_eq!(seen("::1", &["[2001:db8::1]:4711"], "::1"), "2001:db8::1");
        assert_eq!(seen("127.0.0.1", &["203.0.113.5:80"], "127.0.0.1"), "203.0.113.5");
        assert_eq!(seen("127.0.0.1", &["::ffff:203.0.113.5"], "127.0.0.1"), "203.0.113.5");
        assert!(networks("10.0.0.0/8, nonsense").is_err());
    }
}
