//! Parameters of the address → what network, map and timeline are to show, and the form that asks for it.
//!
//! | parameter | what |
//! | --- | --- |
//! | `entity`, `place` | id or name; the best known thing whose name begins so |
//! | `predicate` | term of the ontology; may stand several times |
//! | `since`, `until` | day, month or year (EDTF); the first day of the one, the last day of the other |
//! | `min` | independent sources, at least |

use maud::{Markup, html};

use super::ask::Ask;
use super::text::visible;
use super::view::View;
use crate::graph::{Filter, Period};
use crate::serve::protocol::encode;

/// What is asked for, and what could not be understood of it.
pub(super) struct Wanted {
    pub(super) filter: Filter,
    /// Keys of words, with what they speak of.
    faults: Vec<(&'static str, String)>,
}

impl Wanted {
    pub(super) fn of(view: View<'_>) -> Self {
        let mut wanted = Self {
            filter: Filter::default(),
            faults: Vec::new(),
        };
        wanted.filter.entities = wanted.thing(view, "entity");
        wanted.filter.places = wanted.thing(view, "place");
        wanted.filter.since = wanted.period(view, "since").map(|period| period.first);
        wanted.filter.until = wanted.period(view, "until").map(|period| period.last);
        wanted.filter.min_sources = view
            .ask
            .get("min")
            .and_then(|n| n.parse().ok())
            .unwrap_or(0);
        // One source is what everything has; an empty filter is quicker.
        if wanted.filter.min_sources <= 1 {
            wanted.filter.min_sources = 0;
        }
        let pairs = view.ask.pairs.iter();
        let predicates = pairs.filter(|(name, value)| name == "predicate" && !value.is_empty());
        wanted.filter.predicates = predicates.map(|(_, value)| value.clone()).collect();
        wanted
    }

    /// The thing of that id or name; the name itself, which lets nothing pass, where nothing bears it.
    fn thing(&mut self, view: View<'_>, name: &str) -> Vec<String> {
        let Some(text) = given(view.ask, name) else {
            return Vec::new();
        };
        if view.graph().entities.contains_key(text) {
            return vec![text.to_owned()];
        }
        let found = view.site.index.search(text, 1);
        if found.is_empty() {
            self.faults.push(("wanted.noname", text.to_owned()));
            return vec![text.to_owned()];
        }
        found.into_iter().map(str::to_owned).collect()
    }

    fn period(&mut self, view: View<'_>, name: &str) -> Option<Period> {
        let text = given(view.ask, name)?;
        let period = Period::parse(text);
        if period.is_none() {
            self.faults.push(("wanted.nodate", text.to_owned()));
        }
        period
    }

    /// The form, sent to `path`; `more` stands among its fields.
    pub(super) fn form(&self, view: View<'_>, path: &str, more: &Markup) -> Markup {
        let day = |date: Option<jiff::civil::Date>| date.map(|date| date.to_string());
        html! {
            form.wanted action=(path) method="get" {
                (named(view, "entity", self.filter.entities.first()))
                (named(view, "place", self.filter.places.first()))
                div {
                    label for="predicate" { (view.t("wanted.predicate")) }
                    select #predicate name="predicate" {
                        option value="" { (view.t("wanted.all")) }
                        @for (words, term) in predicates(view) {
                            option value=(term) selected[self.filter.predicates.iter().any(|one| one == term)] { (words) }
                        }
                    }
                }
                div {
                    label for="since" { (view.t("wanted.since")) }
                    input #since type="date" name="since" value=[day(self.filter.since)];
                }
                div {
                    label for="until" { (view.t("wanted.until")) }
                    input #until type="date" name="until" value=[day(self.filter.until)];
                }
                div {
                    label for="min" { (view.t("wanted.min")) }
                    input #min type="number" name="min" min="1" max="99" value=(self.filter.min_sources.max(1));
                }
                (more)
                div.act {
                    button type="submit" { (view.t("wanted.show")) }
                    @if !self.filter.is_empty() { " " a href=(path) { (view.t("wanted.clear")) } }
                }
            }
            @for (key, text) in &self.faults {
                p.fault role="alert" { (view.t(key)) " " bdi { (visible(text)) } }
            }
        }
    }
}

/// A field for a name, with suggestions.
fn named(view: View<'_>, name: &'static str, id: Option<&String>) -> Markup {
    let list = format!("{name}-names");
    html! {
        div {
            label for=(name) { (if name == "place" { view.t("wanted.place") } else { view.t("wanted.entity") }) }
            input id=(name) type="text" name=(name) value=[id.map(|id| visible(view.name(id)))]
                autocomplete="off" spellcheck="false" list=(list) data-suggest="/suggest";
            datalist id=(list) {}
        }
    }
}

/// Words and terms of the predicates that the store has, sorted by words.
fn predicates(view: View<'_>) -> Vec<(String, &str)> {
    let terms = view.site.occasions.predicates.keys();
    let mut words: Vec<_> = terms
        .map(|term| (view.lang.term(term), term.as_str()))
        .collect();
    words.sort();
    words
}

/// A parameter that is not empty.
fn given<'a>(ask: &'a Ask, name: &str) -> Option<&'a str> {
    ask.get(name).map(str::trim).filter(|text| !text.is_empty())
}

/// Another address with the parameters of this one that are not empty; those of `changes` are set, or taken away.
pub(super) fn elsewhere(ask: &Ask, path: &str, changes: &[(&str, Option<&str>)]) -> String {
    let stays = |name: &str| changes.iter().all(|(changed, _)| *changed != name);
    let kept = ask
        .pairs
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()));
    let kept = kept.filter(|(name, value)| stays(name) && !value.is_empty() && *name != "lang");
    let set = changes
        .iter()
        .filter_map(|(name, value)| Some((*name, (*value)?)));
    let pairs: Vec<String> = kept
        .chain(set)
        .map(|(name, value)| format!("{}={}", encode(name), encode(value)))
        .collect();
    if pairs.is_empty() {
        return path.to_owned();
    }
    format!("{path}?{}", pairs.join("&"))
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderMap;

    use super::*;

    #[test]
    fn another_address_keeps_what_was_asked_for() {
        let ask = Ask::new(
            "/map",
            Some("entity=a+b&min=&lang=id&page=3"),
            &HeaderMap::new(),
        );
        assert_eq!(
            elsewhere(&ask, "/timeline", &[("page", None), ("place", Some("x&y"))]),
            "/timeline?entity=a%20b&place=x%26y"
        );
        let bare = Ask::new("/map", None, &HeaderMap::new());
        assert_eq!(elsewhere(&bare, "/graph.csv", &[]), "/graph.csv");
    }
}
