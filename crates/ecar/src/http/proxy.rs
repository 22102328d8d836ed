//! Where a request really came from, when a proxy stands in front: `X-Forwarded-For`, believed only from proxies that the
//! settings name, since anybody can write it. Limits on guessing count by address, so a proxy that is not named makes all
//! its people one.

use std::net::{IpAddr, SocketAddr};
use std::str::FromStr;
use std::sync::Arc;

use anyhow::{Context as _, bail};
use axum::extract::{ConnectInfo, Request, State};
use axum::http::HeaderMap;
use axum::middleware::Next;
use axum::response::Response;

/// `10.0.0.1`, `10.0.0.0/8`, `fd00::/8`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Network {
    address: u128,
    bits: u32,
}

/// The proxies whose word is taken.
#[derive(Clone, Debug, Default)]
pub struct Proxies(Arc<Vec<Network>>);

impl FromStr for Network {
    type Err = anyhow::Error;
    fn from_str(text: &str) -> anyhow::Result<Self> {
        let (address, bits) = text.split_once('/').map_or((text, None), |(address, bits)| (address, Some(bits)));
        let address: IpAddr = address.parse().with_context(|| format!("{text} is no address"))?;
        let longest = if address.is_ipv4() { 32 } else { 128 };
        let bits: u32 = bits.map_or(Ok(longest), str::parse).with_context(|| format!("{text} is no network"))?;
        if bits > longest {
            bail!("{text} is no network");
        }
        Ok(Self { address: number(address), bits: bits + 128 - longest })
    }
}

impl Network {
    fn has(self, address: IpAddr) -> bool {
        let differing = self.address ^ number(address);
        self.bits == 0 || differing.leading_zeros() >= self.bits
    }
}

/// IPv4 as IPv6 maps it.
fn number(address: IpAddr) -> u128 {
    match address {
        IpAddr::V4(address) => address.to_ipv6_mapped().to_bits(),
        IpAddr::V6(address) => address.to_bits(),
    }
}

impl Proxies {
    /// From addresses and networks, separated by commas.
    pub fn parse(text: &str) -> anyhow::Result<Self> {
        let named = text.split(',').map(str::trim).filter(|part| !part.is_empty());
        Ok(Self(Arc::new(named.map(str::parse).collect::<anyhow::Result<_>>()?)))
    }

    fn trusts(&self, address: IpAddr) -> bool {
        self.0.iter().any(|network| network.has(address))
    }

    /// The last address on the way that is no proxy of ours. What stands before it, the sender may have written themselves.
    fn origin(&self, peer: IpAddr, headers: &HeaderMap) -> IpAddr {
        if !self.trusts(peer) {
            return peer;
        }
        let lines = headers.get_all("x-forwarded-for").iter().filter_map(|line| line.to_str().ok());
        let way: Vec<_> = lines.flat_map(|line| line.split(',')).map(|part| part.trim().parse::<IpAddr>()).collect();
        let mut origin = peer;
        for address in way.into_iter().rev() {
            let Ok(address) = address else { break };
            origin = address;
            if !self.trusts(address) {
                break;
            }
        }
        origin
    }
}

/// Middleware: puts the real address in place of a trusted proxy's.
pub async fn see_through(State(proxies): State<Proxies>, mut request: Request, next: Next) -> Response {
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>().map(|info| info.0);
    if let Some(peer) = peer {
        let origin = proxies.origin(peer.ip(), request.headers());
        request.extensions_mut().insert(ConnectInfo(SocketAddr::new(origin, peer.port())));
    }
    next.run(request).await
}

#[cfg(test)]
mod tests {
    use super::*;

    fn origin(peer: &str, forwarded: &[&str]) -> String {
        let proxies = Proxies::parse("127.0.0.1, 10.0.0.0/8,fd00::/8").unwrap();
        let mut headers = HeaderMap::new();
        for line in forwarded {
            headers.append("x-forwarded-for", line.parse().unwrap());
        }
        proxies.origin(peer.parse().unwrap(), &headers).to_string()
    }

    #[test]
    fn only_named_proxies_are_believed() {
        assert_eq!(origin("192.0.2.1", &["198.51.100.7"]), "192.0.2.1");
        assert_eq!(origin("127.0.0.1", &["198.51.100.7"]), "198.51.100.7");
        assert_eq!(origin("fd00::5", &["2001:db8::1"]), "2001:db8::1");
        assert_eq!(origin("127.0.0.1", &[]), "127.0.0.1");
    }

    #[test]
    fn what_the_sender_wrote_themselves_does_not_count() {
        assert_eq!(origin("127.0.0.1", &["1.2.3.4, 198.51.100.7"]), "198.51.100.7");
        assert_eq!(origin("127.0.0.1", &["1.2.3.4", "198.51.100.7, 10.1.1.1"]), "198.51.100.7");
        assert_eq!(origin("127.0.0.1", &["198.51.100.7, nonsense"]), "127.0.0.1");
    }

    #[test]
    fn settings_that_make_no_sense_are_refused() {
        for wrong in ["proxy", "10.0.0.0/33", "10.0.0.0/x"] {
            assert!(Proxies::parse(wrong).is_err(), "{wrong}");
        }
        assert!(Proxies::parse("").is_ok());
    }
}
