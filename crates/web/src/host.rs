//! Which host a request is for, and which peer sent it. Forwarded headers count only from configured proxies.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};

use axum::extract::{ConnectInfo, Request};
use http::header::HOST;
use http::request::Parts;
use http::{HeaderMap, Uri};

use crate::app::Settings;

/// The host without its port, lower-cased; `None` when it is missing, doubled or malformed.
pub(crate) fn host_of(request: &Request) -> Option<String> {
    let named = authority_in(request.headers(), request.uri())?;
    without_port(named).map(str::to_ascii_lowercase)
}

/// The host with its port, as the client wrote it.
pub(crate) fn authority(parts: &Parts) -> Option<String> {
    authority_in(&parts.headers, &parts.uri).map(str::to_owned)
}

/// The port that the client wrote beside the host.
pub(crate) fn port(parts: &Parts) -> Option<u16> {
    authority_in(&parts.headers, &parts.uri)?.rsplit_once(':')?.1.parse().ok()
}

fn authority_in<'a>(headers: &'a HeaderMap, uri: &'a Uri) -> Option<&'a str> {
    let mut named = headers.get_all(HOST).iter();
    let header = match (named.next(), named.next()) {
        (Some(one), None) => Some(one.to_str().ok()?),
        (None, _) => None,
        (Some(_), Some(_)) => return None,
    };
    // In HTTP/2, and in an absolute request line, the authority stands in the URI; both must then agree.
    let authority = uri.authority().map(http::uri::Authority::as_str);
    match (header, authority) {
        (Some(header), Some(authority)) if !header.eq_ignore_ascii_case(authority) => None,
        (Some(text), _) | (None, Some(text)) => Some(text),
        (None, None) => None,
    }
}

fn without_port(text: &str) -> Option<&str> {
    if text.starts_with('[') {
        let end = text.find(']')?;
        let (address, rest) = text.split_at(end + 1);
        return port_or_nothing(rest).then_some(address);
    }
    let (host, rest) = text.find(':').map_or((text, ""), |colon| text.split_at(colon));
    (tenancy::is_domain(&host.to_ascii_lowercase()) && port_or_nothing(rest)).then_some(host)
}

fn port_or_nothing(text: &str) -> bool {
    text.is_empty() || text.strip_prefix(':').is_some_and(|port| port.parse::<u16>().is_ok())
}

/// The client's address: the peer's, or what a trusted proxy says it was.
pub(crate) fn client_ip(request: &Request, settings: &Settings) -> IpAddr {
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>().map(|peer| peer.0.ip());
    let peer = peer.unwrap_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED)).to_canonical();
    if !settings.trusted_proxies.contains(&peer) {
        return peer;
    }
    // The right-most address that is no proxy of ours: everything left of it is the client's own claim.
    // A proxy may add a line of its own below the one that the client made up.
    let lines = request.headers().get_all("x-forwarded-for").iter().filter_map(|value| value.to_str().ok());
    let forwarded = lines.collect::<Vec<_>>().join(",");
    let hops = forwarded.rsplit(',').map_while(|hop| hop.trim().parse::<IpAddr>().ok());
    hops.into_iter().find(|hop| !settings.trusted_proxies.contains(hop)).unwrap_or(peer)
}
