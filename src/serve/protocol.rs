//! The parts of an HTTP request that SPARQL 1.1 Protocol speaks of → a [`Request`].
//!
//! Unknown parameters are passed over, because clients send them (`format`, `output`); updates are
//! refused, because the store is a projection of the graph.

/// A query with the dataset that the request asks for.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Request {
    pub(super) query: String,
    pub(super) default_graphs: Vec<String>,
    pub(super) named_graphs: Vec<String>,
}

/// Why a request holds no query.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub(super) enum Fault {
    #[error("the request has no query; give it as the parameter `query`")]
    NoQuery,
    #[error("the request has more than one query; give the parameter `query` once")]
    SeveralQueries,
    #[error("this endpoint answers queries only; it takes no updates")]
    Update,
    #[error("the request is not UTF-8, or ends within a %-escape")]
    Encoding,
    #[error(
        "the body is {0:?}; send application/x-www-form-urlencoded or application/sparql-query"
    )]
    MediaType(String),
}

/// Query by GET: `?query=…`. No query at all is [`Fault::NoQuery`].
pub(super) fn from_get(query_string: &str) -> Result<Request, Fault> {
    from_pairs(pairs(query_string.as_bytes())?)
}

/// Query by POST, as a form or as bare SPARQL with the dataset in the address.
pub(super) fn from_post(
    content_type: Option<&str>,
    query_string: &str,
    body: &[u8],
) -> Result<Request, Fault> {
    let content_type = content_type.unwrap_or_default();
    let media_type = content_type.split(';').next().unwrap_or_default().trim();
    match media_type.to_ascii_lowercase().as_str() {
        "application/x-www-form-urlencoded" => from_pairs(pairs(body)?),
        "application/sparql-query" => {
            let query = std::str::from_utf8(body).map_err(|_| Fault::Encoding)?;
            let mut pairs = pairs(query_string.as_bytes())?;
            pairs.retain(|(name, _)| name != "query");
            pairs.push(("query".to_owned(), query.to_owned()));
            from_pairs(pairs)
        }
        "application/sparql-update" => Err(Fault::Update),
        _ => Err(Fault::MediaType(content_type.to_owned())),
    }
}

fn from_pairs(pairs: Vec<(String, String)>) -> Result<Request, Fault> {
    let mut queries = Vec::new();
    let mut default_graphs = Vec::new();
    let mut named_graphs = Vec::new();
    for (name, value) in pairs {
        match name.as_str() {
            "query" => queries.push(value),
            "default-graph-uri" => default_graphs.push(value),
            "named-graph-uri" => named_graphs.push(value),
            "update" => return Err(Fault::Update),
            _ => {}
        }
    }
    if queries.len() > 1 {
        return Err(Fault::SeveralQueries);
    }
    let query = queries.pop().ok_or(Fault::NoQuery)?;
    Ok(Request {
        query,
        default_graphs,
        named_graphs,
    })
}

/// Names and values of `a=b&c=d`, decoded.
pub(super) fn pairs(text: &[u8]) -> Result<Vec<(String, String)>, Fault> {
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
fn decode(text: &[u8]) -> Result<String, Fault> {
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
    String::from_utf8(out).map_err(|_| Fault::Encoding)
}

fn hex(digit: Option<&u8>) -> Result<u8, Fault> {
    match digit {
        Some(d @ b'0'..=b'9') => Ok(d - b'0'),
        Some(d @ b'a'..=b'f') => Ok(d - b'a' + 10),
        Some(d @ b'A'..=b'F') => Ok(d - b'A' + 10),
        _ => Err(Fault::Encoding),
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

    fn ask(query: &str) -> Request {
        Request {
            query: query.to_owned(),
            default_graphs: Vec::new(),
            named_graphs: Vec::new(),
        }
    }

    #[test]
    fn the_three_ways_to_send_a_query_are_the_same() {
        assert_eq!(from_get("query=ASK+%7B%7D&format=json"), Ok(ask("ASK {}")));
        assert_eq!(from_post(FORM, "", b"query=ASK%20{}"), Ok(ask("ASK {}")));
        let bare = Some("application/sparql-query");
        assert_eq!(from_post(bare, "query=x", b"ASK {}"), Ok(ask("ASK {}")));
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
        assert_eq!(from_get(""), Err(Fault::NoQuery));
        assert_eq!(from_get("query=a&query=b"), Err(Fault::SeveralQueries));
        assert_eq!(from_post(FORM, "", b"update=CLEAR+ALL"), Err(Fault::Update));
        assert_eq!(
            from_post(Some("application/sparql-update"), "", b""),
            Err(Fault::Update)
        );
        assert!(matches!(
            from_post(Some("text/csv"), "", b""),
            Err(Fault::MediaType(_))
        ));
        assert!(matches!(
            from_post(None, "", b"query=a"),
            Err(Fault::MediaType(_))
        ));
        for bad in ["query=%4", "query=%zz", "query=%ff"] {
            assert_eq!(from_get(bad), Err(Fault::Encoding), "{bad}");
        }
    }

    #[test]
    fn what_is_encoded_is_decoded() {
        let text = "SELECT ?é { ?s + 1 & 2 % 3 = }\n";
        let query = format!("query={}", encode(text));
        assert_eq!(from_get(&query), Ok(ask(text)));
    }
}
