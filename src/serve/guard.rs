//! Every request and every response pass here: which hosts are answered, and which headers all answers carry.
//!
//! Not obvious: the check of `Host` is what keeps a page of another site, whose name was made to point to this machine
//! (DNS rebinding), from reading the store through the browser of someone who sits here.

use std::net::SocketAddr;
use std::sync::Arc;

use axum::extract::{Request, State as Shared};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, Uri, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::fault::Fault;
use super::{ServeError, ServeOptions};

/// Bytes that an address may have; a longer query is sent by POST.
const ADDRESS: usize = 32 << 10;

/// Names under which a machine knows itself.
const LOOPBACK: [&str; 3] = ["localhost", "127.0.0.1", "[::1]"];

/// Everything comes from here, nothing is inline, nobody may frame a page.
const POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; \
    form-action 'self'; connect-src 'self'; base-uri 'none'; frame-ancestors 'none'";

/// What is settled when the server starts.
#[derive(Debug)]
pub(super) struct Rules {
    /// Names that `Host` may give, in lower case, without a port; `None` lets all pass.
    hosts: Option<Vec<String>>,
    /// The one other origin whose pages may read answers, or `*`.
    cors: Option<HeaderValue>,
}

impl Rules {
    /// The rules of a server that is bound to `addr`.
    pub(super) fn new(options: &ServeOptions, addr: SocketAddr) -> Result<Self, ServeError> {
        let named = options.hosts.iter().map(|name| name.to_ascii_lowercase());
        let own = match addr {
            SocketAddr::V4(addr) => addr.ip().to_string(),
            SocketAddr::V6(addr) => format!("[{}]", addr.ip()),
        };
        let closed = addr.ip().is_loopback() || !options.hosts.is_empty();
        let known = LOOPBACK.map(str::to_owned).into_iter().chain([own]);
        let origin = |origin: &String| {
            HeaderValue::from_str(origin).map_err(|_| ServeError::Origin(origin.clone()))
        };
        Ok(Self {
            hosts: closed.then(|| known.chain(named).collect()),
            cors: options.cors.as_ref().map(origin).transpose()?,
        })
    }

    /// Why a request is turned away before anyone looks at what it asks.
    fn refusal(&self, uri: &Uri, headers: &HeaderMap) -> Option<Fault> {
        let length = uri.path().len() + uri.query().map_or(0, str::len);
        if length > ADDRESS {
            let message =
                format!("the address is longer than {ADDRESS} bytes; send the query by POST");
            return Some(Fault::new(StatusCode::URI_TOO_LONG, message));
        }
        let hosts = self.hosts.as_ref()?;
        let mut told = headers.get_all(header::HOST).iter();
        let host = told.next().and_then(|host| host.to_str().ok());
        if told.next().is_some() {
            return Some(Fault::bad("the request has more than one Host"));
        }
        let known = |authority: &str| {
            let name = without_port(authority).to_ascii_lowercase();
            hosts.contains(&name)
        };
        let addressed = uri.authority().is_none_or(|told| known(told.as_str()));
        if host.is_some_and(known) && addressed {
            return None;
        }
        let message = "this server does not answer for that host name; start it with --host NAME if it should";
        Some(Fault::new(StatusCode::MISDIRECTED_REQUEST, message))
    }

    /// Adds what every answer carries.
    fn dress(&self, headers: &mut HeaderMap) {
        let shared = self.cors.is_some();
        let resource = if shared {
            "cross-origin"
        } else {
            "same-origin"
        };
        let fixed = [
            (header::CONTENT_SECURITY_POLICY, POLICY),
            (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
            (header::REFERRER_POLICY, "no-referrer"),
            (name("cross-origin-opener-policy"), "same-origin"),
            (name("cross-origin-resource-policy"), resource),
        ];
        for (name, value) in fixed {
            headers.insert(name, HeaderValue::from_static(value));
        }
        if let Some(origin) = &self.cors {
            headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, origin.clone());
            headers.append(header::VARY, HeaderValue::from_static("Origin"));
        }
    }

    /// Answers OPTIONS by what the address can do; a page of the other origin may read, never write.
    fn options(&self, asked: Response) -> Response {
        if asked.status() != StatusCode::METHOD_NOT_ALLOWED {
            return asked;
        }
        let mut response = StatusCode::NO_CONTENT.into_response();
        let headers = response.headers_mut();
        if let Some(allow) = asked.headers().get(header::ALLOW) {
            headers.insert(header::ALLOW, allow.clone());
            headers.append(header::ALLOW, HeaderValue::from_static("OPTIONS"));
        }
        if self.cors.is_some() {
            let methods = HeaderValue::from_static("GET, HEAD, POST");
            let types = HeaderValue::from_static("Accept, Content-Type");
            headers.insert(header::ACCESS_CONTROL_ALLOW_METHODS, methods);
            headers.insert(header::ACCESS_CONTROL_ALLOW_HEADERS, types);
        }
        response
    }
}

fn name(name: &'static str) -> HeaderName {
    HeaderName::from_static(name)
}

/// `localhost:7878` → `localhost`, `[::1]:7878` → `[::1]`.
fn without_port(authority: &str) -> &str {
    let end = authority.rfind(']').map_or(0, |at| at + 1);
    let (name, rest) = authority.split_at(end);
    if name.is_empty() {
        rest.split(':').next().unwrap_or_default()
    } else {
        name
    }
}

/// The middleware.
pub(super) async fn pass(
    Shared(rules): Shared<Arc<Rules>>,
    request: Request,
    next: Next,
) -> Response {
    let refusal = rules.refusal(request.uri(), request.headers());
    let options = request.method() == Method::OPTIONS;
    let mut response = match refusal {
        Some(fault) => fault.into_response(),
        None if options => rules.options(next.run(request).await),
        None => next.run(request).await,
    };
    rules.dress(response.headers_mut());
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    fn status(hosts: &[&str], bound: &str, asked: &str) -> Option<StatusCode> {
        let options = ServeOptions {
            hosts: hosts.iter().map(|&host| host.to_owned()).collect(),
            ..ServeOptions::default()
        };
        let rules = Rules::new(&options, bound.parse().unwrap()).unwrap();
        let headers = HeaderMap::from_iter([(header::HOST, asked.parse().unwrap())]);
        let refusal = rules.refusal(&Uri::from_static("/sparql"), &headers);
        refusal.map(|fault| fault.status)
    }

    #[test]
    fn on_the_own_machine_only_its_own_names_are_answered() {
        for asked in [
            "localhost",
            "LOCALHOST:80",
            "127.0.0.1:7878",
            "[::1]:1",
            "[::1]",
        ] {
            assert_eq!(status(&[], "127.0.0.1:7878", asked), None, "{asked}");
        }
        for asked in ["attacker.example", "127.0.0.1.attacker.example:7878", ""] {
            let refused = status(&[], "127.0.0.1:7878", asked);
            assert_eq!(refused, Some(StatusCode::MISDIRECTED_REQUEST), "{asked}");
        }
    }

    #[test]
    fn a_named_host_is_answered_and_an_open_address_answers_all() {
        let refused = Some(StatusCode::MISDIRECTED_REQUEST);
        assert_eq!(
            status(&["Berita.example"], "127.0.0.1:1", "berita.example:80"),
            None
        );
        assert_eq!(
            status(&["berita.example"], "0.0.0.0:1", "other.example"),
            refused
        );
        assert_eq!(status(&[], "0.0.0.0:1", "other.example"), None);
        assert_eq!(status(&[], "127.0.0.2:1", "127.0.0.2:1"), None);
    }

    #[test]
    fn an_origin_must_fit_in_a_header() {
        let options = ServeOptions {
            cors: Some("https://a.example\r\nx: y".to_owned()),
            ..ServeOptions::default()
        };
        let rules = Rules::new(&options, options.addr);
        assert!(matches!(rules, Err(ServeError::Origin(_))));
    }
}
