//! The parts of an HTTP request that SPARQL 1.1 Protocol speaks of → an [`Operation`].
//!
//! Unknown parameters are passed over, because clients send them (`format`, `output`). What the protocol knows but
//! forbids (two queries, a query beside an update, a body that is not UTF-8) is refused.

use super::fault::Fault;
use axum::http::StatusCode;

/// What is asked for.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Operation {
    Query(Request),
    Update(Request),
}

/// The text of a query or an update, with the dataset that the request asks for.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Request {
    pub(super) text: String,
    /// `default-graph-uri`; of an update, `using-graph-uri`.
    pub(super) default_graphs: Vec<String>,
    /// `named-graph-uri`; of an update, `using-named-graph-uri`.
    pub(super) named_graphs: Vec<String>,
}

/// Why a request is none of the protocol.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub(super) enum Wrong {
    #[error("the request has no query; give it as the parameter `query`")]
    Nothing,
    #[error("the request has more than one query or update; give one")]
    Several,
    #[error("an update must come by POST")]
    UpdateByGet,
    #[error("the request is not UTF-8, or ends within a %-escape")]
    Encoding,
    #[error("the body is in {0:?}; send UTF-8")]
    Charset(String),
    #[error(
        "the body is {0:?}; send application/x-www-form-urlencoded, application/sparql-query or application/sparql-update"
    )]
    MediaType(String),
}

impl From<Wrong> for Fault {
    fn from(wrong: Wrong) -> Self {
        let status = match wrong {
            Wrong::MediaType(_) | Wrong::Charset(_) => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            _ => StatusCode::BAD_REQUEST,
        };
        Self::new(status, wrong.to_string())
    }
}

/// Query by GET: `?query=…`. No query at all is [`Wrong::Nothing`].
pub(super) fn from_get(query_string: &str) -> Result<Request, Wrong> {
    match operation(&pairs(query_string.as_bytes())?)? {
        Operation::Query(request) => Ok(request),
        Operation::Update(_) => Err(Wrong::UpdateByGet),
    }
}

/// Query or update by POST, as a form or as bare SPARQL with the dataset in the address.
pub(super) fn from_post(
    content_type: Option<&str>,
    query_string: &str,
    body: &[u8],
) -> Result<Operation, Wrong> {
    let content_type = content_type.unwrap_or_default();
    let mut parameters = content_type.split(';');
    let media_type = parameters.next().unwrap_or_default().trim();
    if let Some(charset) = parameters.find_map(charset) {
        return Err(Wrong::Charset(charset));
    }
    let name = match media_type.to_ascii_lowercase().as_str() {
        "application/x-www-form-urlencoded" => return operation(&pairs(body)?),
        "application/sparql-query" => "query",
        "application/sparql-update" => "update",
        _ => return Err(Wrong::MediaType(content_type.to_owned())),
    };
    let text = std::str::from_utf8(body).map_err(|_| Wrong::Encoding)?;
    let mut pairs = pairs(query_string.as_bytes())?;
    pairs.retain(|(name, _)| name != "query" && name != "update");
    pairs.push((name.to_owned(), text.to_owned()));
    operation(&pairs)
}

/// The character set that a parameter of a media type tells, where it is not UTF-8.
fn charset(parameter: &str) -> Option<String> {
    let (name, value) = parameter.split_once('=')?;
    let value = value.trim().trim_matches('"');
    let fits = ["utf-8", "utf8", "us-ascii"];
    let told = name.trim().eq_ignore_ascii_case("charset");
    (told && !fits.iter().any(|fit| value.eq_ignore_ascii_case(fit))).then(|| value.to_owned())
}

fn operation(pairs: &[(String, String)]) -> Result<Operation, Wrong> {
    let take = |name: &str| -> Vec<String> {
        let named = pairs.iter().filter(|(found, _)| found == name);
        named.map(|(_, value)| value.clone()).collect()
    };
    let (mut queries, mut updates) = (take("query"), take("update"));
    if queries.len() + updates.len() > 1 {
        return Err(Wrong::Several);
    }
    let request = |text, default, named| Request {
        text,
        default_graphs: take(default),
        named_graphs: take(named),
    };
    match (queries.pop(), updates.pop()) {
        (Some(text), _) => {
            let request = request(text, "default-graph-uri", "named-graph-uri");
            Ok(Operation::Query(request))
        }
        (None, Some(text)) => {
            let request = request(text, "using-graph-uri", "using-named-graph-uri");
            Ok(Operation::Update(request))
        }
        (None, None) => Err(Wrong::Nothing),
    }
}

/// Names and values of `a=b&c=d`, decoded.
pub(super) fn pairs(text: &[u8]) -> Result<Vec<(String, String)>, Wrong> {
    let filled = text
        .split(|byte| *byte == b'&')
        .filter(|pair| !pair.is_empty());
    filled
        .map(|pair| {
            let mut halves = pair.splitn(2, |byte| *byte == b'=');
            let name = decode(halves.next().unwrap_or_default())?;
            Ok((name, decode(halves.next().unwrap_or_default())?))
        })
        .collect()
}

/// `+` is a space, `%41` is `A`.
fn decode(text: &[u8]) -> Result<String, Wrong> {
    let mut out = Vec::with_capacity(text.len());
    let mut bytes = text.iter();
    while let Some(byte) = bytes.next() {
        match byte {
            b'+' => out.push(b' '),
            b'%' => {
                let (high, low) = (bytes.next(), bytes.next());
                out.push(hex(high)? * 16 + hex(low)?);
            }
            other => out.push(*other),
        }
    }
    String::from_utf8(out).map_err(|_| Wrong::Encoding)
}

fn hex(digit: Option<&u8>) -> Result<u8, Wrong> {
    match digit {
        Some(d @ b'0'..=b'9') => Ok(d - b'0'),
        Some(d @ b'a'..=b'f') => Ok(d - b'a' + 10),
        Some(d @ b'A'..=b'F') => Ok(d - b'A' + 10),
        _ => Err(Wrong::Encoding),
    }
}

/// A value as part of an address.
pub(super) fn encode(text: &str) -> String {
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    let digit = |nibble: u8| char::from(HEX[usize::from(nibble)]);
    let mut out = String::with_capacity(text.len() * 2);
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.extend(['%', digit(byte >> 4), digit(byte & 15)]);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    const FORM: Option<&str> = Some("application/x-www-form-urlencoded; charset=UTF-8");

    fn ask(text: &str) -> Request {
        Request {
            text: text.to_owned(),
            default_graphs: Vec::new(),
            named_graphs: Vec::new(),
        }
    }

    #[test]
    fn the_three_ways_to_send_a_query_are_the_same() {
        let wanted = || Ok(Operation::Query(ask("ASK {}")));
        assert_eq!(from_get("query=ASK+%7B%7D&format=json"), Ok(ask("ASK {}")));
        assert_eq!(from_post(FORM, "", b"query=ASK%20{}"), wanted());
        let bare = Some("application/sparql-query");
        assert_eq!(from_post(bare, "query=x", b"ASK {}"), wanted());
    }

    #[test]
    fn an_update_has_parameters_of_its_own() {
        let bare = Some("application/sparql-update");
        let address = "using-graph-uri=a:b&using-named-graph-uri=c&default-graph-uri=no";
        let wanted = Request {
            text: "CLEAR ALL".to_owned(),
            default_graphs: vec!["a:b".to_owned()],
            named_graphs: vec!["c".to_owned()],
        };
        let found = from_post(bare, address, b"CLEAR ALL");
        assert_eq!(found, Ok(Operation::Update(wanted)));
    }

    #[test]
    fn the_dataset_may_be_given() {
        let request =
            from_get("query=q&default-graph-uri=a%3Ab&default-graph-uri=c&named-graph-uri=d");
        let request = request.unwrap();
        assert_eq!(request.default_graphs, ["a:b", "c"]);
        assert_eq!(request.named_graphs, ["d"]);
    }

    #[test]
    fn faults_are_told_apart() {
        assert_eq!(from_get(""), Err(Wrong::Nothing));
        assert_eq!(from_get("query=a&query=b"), Err(Wrong::Several));
        assert_eq!(from_get("update=CLEAR+ALL"), Err(Wrong::UpdateByGet));
        let both = from_post(FORM, "", b"update=CLEAR+ALL&query=ASK{}");
        assert_eq!(both, Err(Wrong::Several));
        for other in [Some("text/csv"), None] {
            let found = from_post(other, "", b"query=a");
            assert!(matches!(found, Err(Wrong::MediaType(_))));
        }
        let utf16 = Some("application/sparql-query; charset=UTF-16");
        let found = from_post(utf16, "", b"ASK {}");
        assert_eq!(found, Err(Wrong::Charset("UTF-16".to_owned())));
        for bad in ["query=%4", "query=%zz", "query=%ff"] {
            assert_eq!(from_get(bad), Err(Wrong::Encoding), "{bad}");
        }
    }

    proptest::proptest! {
        #[test]
        fn no_bytes_are_too_odd(address in ".*", body: Vec<u8>, kind in 0..3_usize) {
            let kinds = [FORM, Some("application/sparql-query"), Some("application/sparql-update;charset=\"")];
            drop(from_get(&address));
            drop(from_post(kinds[kind], &address, &body));
            drop(from_post(Some(&address), "", &body));
        }

        #[test]
        fn every_text_goes_through_an_address(text in ".*") {
            let query = format!("query={}", encode(&text));
            assert_eq!(from_get(&query), Ok(ask(&text)));
        }
    }

    #[test]
    fn what_is_encoded_is_decoded() {
        let text = "SELECT ?é { ?s + 1 & 2 % 3 = }\n";
        let query = format!("query={}", encode(text));
        assert_eq!(from_get(&query), Ok(ask(text)));
    }
}
