//! The body of a page → the whole page: head, navigation, search, main part, footer.
//!
//! No style or script stands in the page itself, so that the policy of the server can forbid both.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use maud::{DOCTYPE, Markup, html};

use super::ask::Ask;
use super::text::visible;
use super::words::Lang;

/// Entries of the navigation: address and key of its words.
const NAVIGATION: &[(&str, &str)] = &[
    ("/", "nav.overview"),
    ("/graph", "nav.graph"),
    ("/map", "nav.map"),
    ("/timeline", "nav.timeline"),
    ("/sparql", "nav.sparql"),
];

/// A page before it is dressed.
pub(super) struct Page {
    pub(super) status: StatusCode,
    /// Heading of the tab; plain text.
    pub(super) title: String,
    /// What stands in `<main>`; begins with an `<h1>`.
    pub(super) body: Markup,
}

impl Page {
    /// A page that is found.
    pub(super) fn new(title: impl Into<String>, body: Markup) -> Self {
        Self {
            status: StatusCode::OK,
            title: title.into(),
            body,
        }
    }

    /// The response to a request.
    pub(super) fn answer(self, ask: &Ask) -> Response {
        let status = self.status;
        let page = self.dressed(ask).into_string();
        let mut response = (status, Html(page)).into_response();
        let headers = response.headers_mut();
        let vary = HeaderValue::from_static("Accept, Accept-Language, Cookie");
        headers.insert(header::VARY, vary);
        let language = HeaderValue::from_static(ask.lang.tag());
        headers.insert(header::CONTENT_LANGUAGE, language);
        if let Some(cookie) = ask
            .cookie()
            .and_then(|text| HeaderValue::try_from(text).ok())
        {
            headers.insert(header::SET_COOKIE, cookie);
        }
        response
    }

    fn dressed(self, ask: &Ask) -> Markup {
        let lang = ask.lang;
        html! {
            (DOCTYPE)
            html lang=(lang.tag()) {
                head {
                    meta charset="utf-8";
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    meta name="color-scheme" content="light dark";
                    meta name="referrer" content="no-referrer";
                    title { (visible(&self.title)) " · Simpul" }
                    link rel="icon" type="image/svg+xml" href="/assets/mark.svg";
                    link rel="stylesheet" href="/assets/style.css";
                    script src="/assets/app.js" defer {}
                }
                body {
                    a.skip href="#main" { (lang.t("skip")) }
                    (top(ask))
                    main #main tabindex="-1" { (self.body) }
                    (bottom(ask))
                }
            }
        }
    }
}

/// The page for what is not there.
pub(super) fn not_found(ask: &Ask) -> Response {
    let lang = ask.lang;
    let body = html! {
        h1 { (lang.t("missing.title")) }
        p { (lang.t("missing.text")) }
        p { a href="/" { (lang.t("nav.overview")) } }
    };
    Page {
        status: StatusCode::NOT_FOUND,
        ..Page::new(lang.t("missing.title"), body)
    }
    .answer(ask)
}

fn top(ask: &Ask) -> Markup {
    let lang = ask.lang;
    html! {
        header.top {
            div.bar {
                a.brand href="/" { (mark()) span { "Simpul" } }
                nav aria-label=(lang.t("nav.label")) {
                    ul {
                        @for &(path, key) in NAVIGATION {
                            li { a href=(path) aria-current=[current(ask, path)] { (lang.t(key)) } }
                        }
                    }
                }
                (search(ask))
            }
        }
    }
}

fn current(ask: &Ask, path: &str) -> Option<&'static str> {
    (ask.path == path).then_some("page")
}

/// The form that finds things by name; the script adds suggestions to it.
fn search(ask: &Ask) -> Markup {
    let lang = ask.lang;
    html! {
        form.find role="search" action="/search" method="get" {
            label.unseen for="q" { (lang.t("search.label")) }
            input #q type="search" name="q" value=[ask.get("q").map(visible)] placeholder=(lang.t("search.label"))
                autocomplete="off" spellcheck="false" list="names" data-suggest="/suggest";
            datalist #names {}
            button type="submit" { (lang.t("search.go")) }
        }
    }
}

fn bottom(ask: &Ask) -> Markup {
    let lang = ask.lang;
    html! {
        footer.bottom {
            div.bar {
                p { (lang.t("footer")) }
                ul.languages aria-label=(lang.t("languages")) {
                    @for other in Lang::ALL {
                        li {
                            a href=(ask.with("lang", other.tag())) lang=(other.tag()) hreflang=(other.tag())
                                aria-current=[(other == lang).then_some("true")] { (other.name()) }
                        }
                    }
                }
            }
        }
    }
}

/// The mark of the program: three nodes tied to a knot.
fn mark() -> Markup {
    html! {
        svg.mark viewBox="0 0 24 24" width="24" height="24" aria-hidden="true" focusable="false" {
            path d="M6 6.5L18 9L9.5 18.5Z" fill="none" stroke="currentColor" stroke-width="1.6" {}
            circle.kind-State cx="6" cy="6.5" r="3.2" {}
            circle.kind-Person cx="18" cy="9" r="3.2" {}
            circle.kind-Organization cx="9.5" cy="18.5" r="3.2" {}
        }
    }
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderMap;

    use super::*;

    #[test]
    fn the_navigation_has_words() {
        for (_, key) in NAVIGATION {
            assert!(Lang::English.find(key).is_some(), "{key}");
        }
    }

    #[test]
    fn what_was_asked_for_is_escaped_and_the_language_is_told() {
        let ask = Ask::new(
            "/search",
            Some("q=%22%3E%3Cscript%3E&lang=id"),
            &HeaderMap::new(),
        );
        let page = Page::new("<b>", html! {}).dressed(&ask).into_string();
        assert!(page.starts_with("<!DOCTYPE html><html lang=\"id\">"));
        assert!(page.contains("value=\"&quot;&gt;&lt;script&gt;\""));
        assert!(page.contains("<title>&lt;b&gt; · Simpul</title>"));
        assert_eq!(page.matches("<script").count(), 1);
    }
}
