//! What is outside: https on a machine that is not of this house. A name that leads into the house is no way in either, so it is looked at
//! again once it is resolved.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::sync::Arc;

use reqwest::Url;
use reqwest::dns::{Addrs, Name, Resolve, Resolving};

use super::Fault;

/// Finds machines outside, and those of the house that the settings name.
pub struct Outside {
    pub house: Arc<[String]>,
}

impl Resolve for Outside {
    fn resolve(&self, name: Name) -> Resolving {
        let is_named = self.house.iter().any(|host| host == name.as_str());
        Box::pin(async move {
            let found = tokio::net::lookup_host((name.as_str(), 0)).await?;
            let addresses: Vec<SocketAddr> = found.filter(|address| is_named || is_outside(address.ip())).collect();
            if addresses.is_empty() {
                return Err(format!("{} is a machine of this house", name.as_str()).into());
            }
            Ok(Box::new(addresses.into_iter()) as Addrs)
        })
    }
}

/// An address that a person typed, if it may be called. The hosts of the house that the settings name need no https.
pub fn of_people(address: &str, house: &[String]) -> Result<Url, Fault> {
    let url: Url = address.parse().map_err(|_| Fault("an address is none".into()))?;
    let host = url.host_str().unwrap_or_default().to_owned();
    if matches!(url.scheme(), "http" | "https") && house.contains(&host) {
        return Ok(url);
    }
    if url.scheme() != "https" {
        return Err(Fault(format!("the address {host} is not https")));
    }
    let ip: Option<IpAddr> = host.trim_matches(['[', ']']).parse().ok();
    let name = host.trim_end_matches('.');
    if ip.is_some_and(|ip| !is_outside(ip)) || name == "localhost" || name.ends_with(".localhost") {
        return Err(Fault(format!("{host} is a machine of this house")));
    }
    Ok(url)
}

/// Reached from everywhere, and not only from within a house or a provider (RFC 6890).
fn is_outside(ip: IpAddr) -> bool {
    match ip {
        IpAddr::V4(ip) => is_outside_v4(ip),
        IpAddr::V6(ip) => ip.to_ipv4().map_or_else(|| is_outside_v6(ip), is_outside_v4),
    }
}

fn is_outside_v4(ip: Ipv4Addr) -> bool {
    let [first, second, third, _] = ip.octets();
    // 192.0.0.0/24 is for protocols, 192.88.99.0/24 led to the newer kind of addresses.
    let is_special = [[192, 0, 0], [192, 88, 99]].contains(&[first, second, third]);
    let is_shared = first == 100 && (64..128).contains(&second);
    let is_bench = first == 198 && (18..20).contains(&second);
    let inside = ip.is_private() || ip.is_loopback() || ip.is_link_local() || ip.is_documentation() || ip.is_broadcast();
    !(inside || is_special || is_shared || is_bench || first == 0 || first >= 224)
}

fn is_outside_v6(ip: Ipv6Addr) -> bool {
    // 64:ff9b::/96, 2001::/32 and 2002::/16 lead to addresses of the older kind, which may be of the house.
    let [first, second, ..] = ip.segments();
    let leads_elsewhere = (first == 0x64 && second == 0xff9b) || (first == 0x2001 && second == 0) || first == 0x2002;
    // What was once kept for sites (RFC 3879), and what documents give as examples.
    let is_nowhere = first & 0xffc0 == 0xfec0 || (first == 0x2001 && second == 0xdb8) || first == 0x3fff;
    !(is_nowhere
        || ip.is_loopback()
        || ip.is_unspecified()
        || ip.is_unique_local()
        || ip.is_unicast_link_local()
        || ip.is_multicast()
        || leads_elsewhere)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Forms of addresses that lead into the house, or nowhere.
    const FORBIDDEN: [&str; 50] = [
        "http://api.example/",
        "https://localhost/",
        "https://LOCALHOST/",
        "https://localhost./",
        "https://printer.localhost/",
        "https://127.0.0.1/",
        "https://127.0.0.1:8080/",
        "https://user:secret@127.0.0.1/",
        "https://127.1/",
        "https://127.255.255.254/",
        "https://2130706433/",
        "https://0x7f.1/",
        "https://0x7f000001/",
        "https://0177.0.0.1/",
        "https://017700000001/",
        "https://127.0.0.1./",
        "https://%31%32%37.0.0.1/",
        "https://\u{ff11}\u{ff12}\u{ff17}.0.0.1/",
        "https://127\u{3002}0\u{3002}0\u{3002}1/",
        "https://10.0.0.5/",
        "https://10.255.255.255/",
        "https://172.16.0.1/",
        "https://172.20.0.1/",
        "https://172.31.255.255/",
        "https://192.168.1.1/",
        "https://0xc0a80101/",
        "https://169.254.169.254/latest/meta-data",
        "https://100.64.0.1/",
        "https://0.0.0.0/",
        "https://0/",
        "https://192.0.0.170/",
        "https://192.0.2.1/",
        "https://198.18.0.1/",
        "https://224.0.0.1/",
        "https://255.255.255.255/",
        "https://[::1]/",
        "https://[0:0:0:0:0:0:0:1]/",
        "https://[::]/",
        "https://[fe80::1]/",
        "https://[fec0::1]/",
        "https://[fd00::1]/",
        "https://[ff02::1]/",
        "https://[::ffff:10.0.0.5]/",
        "https://[::ffff:7f00:1]/",
        "https://[::127.0.0.1]/",
        "https://[64:ff9b::a00:5]/",
        "https://[2002:7f00:1::]/",
        "file:///etc/passwd",
        "ftp://api.example/",
        "nothing",
    ];

    #[test]
    fn an_address_of_the_house_is_no_address_to_type() {
        for good in ["https://api.twilio.com/2010", "https://41.226.11.1/sms", "https://[2c0f:f580::1]/"] {
            assert!(of_people(good, &[]).is_ok(), "{good}");
        }
        for bad in FORBIDDEN {
            assert!(of_people(bad, &[]).is_err(), "{bad}");
        }
    }

    #[test]
    fn what_the_settings_name_may_be_called_as_it_is() {
        let house = ["192.168.1.20".to_owned(), "gateway.lan".to_owned()];
        assert!(of_people("http://192.168.1.20:8080/send", &house).is_ok());
        assert!(of_people("http://gateway.lan/send", &house).is_ok());
        assert!(of_people("http://192.168.1.21/send", &house).is_err());
        assert!(of_people("gopher://gateway.lan/", &house).is_err());
    }

    #[tokio::test]
    async fn a_name_that_leads_into_the_house_finds_nobody() {
        let resolve = |house: &[&str]| {
            let outside = Outside { house: house.iter().map(|&host| host.to_owned()).collect() };
            outside.resolve("localhost".parse().unwrap())
        };
        assert!(resolve(&[]).await.is_err());
        assert!(resolve(&["localhost"]).await.is_ok());
    }
}
