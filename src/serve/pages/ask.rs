//! Request → what a page needs of it: address, parameters, language of the interface.
//!
//! The language is that of `?lang=`, else that of the cookie which an earlier `?lang=` left, else the one of ours that
//! `Accept-Language` likes best, else English.

use std::convert::Infallible;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, header};

use super::super::protocol::{self, encode};
use super::words::Lang;

/// The parameter and the cookie.
const LANG: &str = "lang";

/// What was asked for.
#[derive(Debug, Clone)]
pub(in crate::serve) struct Ask {
    /// Path without parameters, as it came.
    pub(super) path: String,
    /// Names and values, decoded, in order.
    pub(super) pairs: Vec<(String, String)>,
    pub(super) lang: Lang,
    /// Whether the address itself chose the language, so that the choice is to be kept.
    pub(super) chosen: bool,
}

impl Ask {
    /// Reads a request; parameters that are no text are passed over.
    pub(in crate::serve) fn new(path: &str, query: Option<&str>, headers: &HeaderMap) -> Self {
        let pairs = protocol::pairs(query.unwrap_or_default().as_bytes()).unwrap_or_default();
        let told = pairs.iter().find(|(name, _)| name == LANG);
        let told = told.and_then(|(_, value)| Lang::of(value));
        let kept = || text(headers, &header::COOKIE).and_then(cookie);
        let liked = || text(headers, &header::ACCEPT_LANGUAGE).and_then(liked);
        Self {
            path: path.to_owned(),
            lang: told.or_else(kept).or_else(liked).unwrap_or(Lang::English),
            chosen: told.is_some(),
            pairs,
        }
    }

    /// The first value of a parameter.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        let pair = self.pairs.iter().find(|(key, _)| key == name);
        pair.map(|(_, value)| value.as_str())
    }

    /// This address with one parameter set to another value.
    pub(super) fn with(&self, name: &str, value: &str) -> String {
        let kept = self.pairs.iter().filter(|(key, _)| key != name);
        let set = kept.map(|(key, value)| (key.as_str(), value.as_str()));
        let pairs = set.chain([(name, value)]);
        let pairs: Vec<String> = pairs
            .map(|(key, value)| format!("{}={}", encode(key), encode(value)))
            .collect();
        format!("{}?{}", self.path, pairs.join("&"))
    }

    /// The header that keeps the chosen language for a year.
    pub(super) fn cookie(&self) -> Option<String> {
        let tag = self.lang.tag();
        self.chosen
            .then(|| format!("{LANG}={tag}; Path=/; Max-Age=31536000; SameSite=Lax; HttpOnly"))
    }
}

impl<S: Sync> FromRequestParts<S> for Ask {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(Self::new(
            parts.uri.path(),
            parts.uri.query(),
            &parts.headers,
        ))
    }
}

fn text<'a>(headers: &'a HeaderMap, name: &header::HeaderName) -> Option<&'a str> {
    headers.get(name).and_then(|value| value.to_str().ok())
}

/// The language of `a=b; lang=id`.
fn cookie(cookies: &str) -> Option<Lang> {
    let mut pairs = cookies
        .split(';')
        .filter_map(|pair| pair.trim().split_once('='));
    pairs.find_map(|(name, value)| (name == LANG).then(|| Lang::of(value))?)
}

/// The language of ours with the highest quality in `id-ID,id;q=0.9,en;q=0.8`; the first of equals.
fn liked(header: &str) -> Option<Lang> {
    let mut best: Option<(f32, Lang)> = None;
    for range in header.split(',') {
        let mut parts = range.split(';');
        let lang = parts.next().and_then(|tag| Lang::of(tag.trim()));
        let quality = parts.find_map(|part| part.trim().strip_prefix("q=")?.parse::<f32>().ok());
        let quality = quality.unwrap_or(1.0);
        if let Some(lang) = lang
            && quality > best.map_or(0.0, |(most, _)| most)
        {
            best = Some((quality, lang));
        }
    }
    best.map(|(_, lang)| lang)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lang(query: &str, cookie: &str, accept: &str) -> Lang {
        let mut headers = HeaderMap::new();
        for (name, value) in [(header::COOKIE, cookie), (header::ACCEPT_LANGUAGE, accept)] {
            headers.insert(name, value.parse().unwrap());
        }
        Ask::new("/", Some(query), &headers).lang
    }

    #[test]
    fn the_address_outranks_the_cookie_and_that_the_header() {
        assert_eq!(lang("lang=en", "lang=id", "id"), Lang::English);
        assert_eq!(lang("lang=xx", "a=b; lang=id", "en"), Lang::Indonesian);
        assert_eq!(lang("", "", "fr, en;q=0.5, id;q=0.9"), Lang::Indonesian);
        assert_eq!(lang("", "", "id-ID, en"), Lang::Indonesian);
        assert_eq!(lang("", "", "in, en;q=0"), Lang::Indonesian, "the old tag");
        assert_eq!(lang("", "", ""), Lang::English);
    }

    #[test]
    fn an_address_keeps_its_other_parameters() {
        let ask = Ask::new("/search", Some("q=a+%26+b&lang=en"), &HeaderMap::new());
        assert_eq!(ask.with("lang", "id"), "/search?q=a%20%26%20b&lang=id");
        assert!(ask.cookie().unwrap().starts_with("lang=en;"));
    }
}
