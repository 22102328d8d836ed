//! `ecar health`: asks the ECAR of this machine whether it can serve. For images without a shell, whose health check it is.

use std::io::{Read, Write};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpStream};
use std::time::Duration;

use anyhow::{Context as _, bail};

use crate::config::Config;

const PATIENCE: Duration = Duration::from_secs(4);

/// An error unless `/readyz` answers 200 at the address where the settings let ECAR listen.
pub fn health(config: &Config) -> anyhow::Result<()> {
    let address = reached_at(config.listen);
    let answer = ask(address).with_context(|| format!("ECAR does not answer at {address}"))?;
    let first = answer.lines().next().unwrap_or_default();
    if !first.starts_with("HTTP/1.1 200") {
        bail!("ECAR is not ready: {first}");
    }
    println!("ready");
    Ok(())
}

fn ask(address: SocketAddr) -> std::io::Result<String> {
    let mut stream = TcpStream::connect_timeout(&address, PATIENCE)?;
    stream.set_read_timeout(Some(PATIENCE))?;
    write!(stream, "GET /readyz HTTP/1.1\r\nhost: {address}\r\nconnection: close\r\n\r\n")?;
    let mut answer = String::new();
    stream.take(4096).read_to_string(&mut answer)?;
    Ok(answer)
}

/// Who listens everywhere is reached here.
fn reached_at(listen: SocketAddr) -> SocketAddr {
    let here = match listen.ip() {
        IpAddr::V4(address) if address.is_unspecified() => Ipv4Addr::LOCALHOST.into(),
        IpAddr::V6(address) if address.is_unspecified() => Ipv6Addr::LOCALHOST.into(),
        address => address,
    };
    SocketAddr::new(here, listen.port())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_of_everywhere_is_asked_here() {
        let reached = |listen: &str| reached_at(listen.parse().unwrap()).to_string();
        assert_eq!(reached("0.0.0.0:8080"), "127.0.0.1:8080");
        assert_eq!(reached("[::]:8080"), "[::1]:8080");
        assert_eq!(reached("192.0.2.1:80"), "192.0.2.1:80");
    }
}
