//! Site and request → the small pieces that all pages share: names that link, days, badges, sentences.

use maud::{Markup, html};

use super::ask::Ask;
use super::text::{isolated, visible};
use super::words::Lang;
use crate::graph::{Document, Graph, Proposition};
use crate::record::{EntityType, Modality, Polarity};
use crate::serve::site::Site;

/// What a page is drawn from.
#[derive(Clone, Copy)]
pub(in crate::serve) struct View<'a> {
    pub(super) site: &'a Site,
    pub(super) ask: &'a Ask,
    pub(super) lang: Lang,
}

impl<'a> View<'a> {
    pub(in crate::serve) fn new(site: &'a Site, ask: &'a Ask) -> Self {
        let lang = ask.lang;
        Self { site, ask, lang }
    }

    pub(super) fn graph(self) -> &'a Graph {
        &self.site.graph
    }

    /// The words of a key.
    pub(super) fn t(self, key: &'static str) -> &'static str {
        self.lang.t(key)
    }

    /// The name of an entity in the language of the page, plain; its id where the graph lacks it.
    pub(super) fn name(self, id: &'a str) -> &'a str {
        let Some(entity) = self.graph().entities.get(id) else {
            return id;
        };
        match (self.lang, &entity.english) {
            (Lang::English, Some(english)) => english,
            _ => &entity.name,
        }
    }

    /// The name of an entity as a link to its page, with its kind as a dot of colour.
    pub(super) fn entity(self, id: &'a str) -> Markup {
        let Some(entity) = self.graph().entities.get(id) else {
            return isolated(id);
        };
        html! {
            a.entity href=(Site::path(id)) { (dot(entity.kind)) (isolated(self.name(id))) }
        }
    }

    /// The title of a document as a link to its page; its name where it has no title.
    pub(super) fn document(self, name: &'a str) -> Markup {
        let Some(document) = self.graph().documents.get(name) else {
            return isolated(name);
        };
        html! { a href=(Site::path(&document.id)) dir="auto" { (visible(title(document))) } }
    }

    /// `Antara, 2024-11-19`.
    pub(super) fn outlet_and_day(self, document: &'a Document) -> Markup {
        html! {
            @if let Some(outlet) = &document.outlet { (isolated(outlet)) ", " }
            (self.day(document.published.as_deref()))
        }
    }

    /// What a kind is called, with its colour.
    pub(super) fn kind(self, kind: EntityType) -> Markup {
        html! { span.kind { (dot(kind)) (self.lang.term(kind.name())) } }
    }

    /// A day or EDTF, as it is written.
    pub(super) fn day(self, edtf: Option<&str>) -> Markup {
        match edtf {
            Some(day) if is_day(day) => html! { time datetime=(day) { (day) } },
            Some(other) => html! { span.edtf { (visible(other)) } },
            None => html! { span.faint { "–" } },
        }
    }

    /// `3 sources`.
    pub(super) fn sources(self, count: usize) -> Markup {
        let words = if count == 1 {
            self.t("source.one")
        } else {
            self.t("source.many")
        };
        html! { span.count { (self.lang.number(count)) " " (words) } }
    }

    /// Marks of what is not plainly so: denied, planned, possible, asked for.
    pub(super) fn standing(self, polarity: Polarity, modality: Modality) -> Markup {
        let modality = match modality {
            Modality::Actual => None,
            Modality::Planned => Some(self.t("modality.planned")),
            Modality::Possible => Some(self.t("modality.possible")),
            Modality::Requested => Some(self.t("modality.requested")),
        };
        html! {
            @if polarity == Polarity::Denied { " " span.badge.denied { (self.t("polarity.denied")) } }
            @if let Some(words) = modality { " " span.badge { (words) } }
        }
    }

    /// A proposition as a sentence with links: `Rusia deployed to Kursk: 3.000 tentara (denied)`.
    pub(super) fn sentence(self, said: &'a Proposition) -> Markup {
        let role = said
            .claims
            .first()
            .and_then(|&at| self.graph().claims.get(at));
        let role = role.and_then(|claim| claim.role.as_deref());
        html! {
            @match &said.subject {
                Some(id) => (self.entity(id)),
                None => span.faint { (self.t("nobody")) },
            }
            " " span.verb { (self.lang.term(&said.predicate)) }
            @if let Some(role) = role { " " (isolated(role)) }
            @if let Some(object) = &said.object { " " (self.entity(object)) }
            @if let Some(figure) = &said.quantity { ": " strong { (isolated(&figure.text)) } }
            @if said.place != said.object {
                @if let Some(place) = &said.place { ", " (self.t("in")) " " (self.entity(place)) }
            }
            (self.standing(said.polarity, said.modality))
        }
    }
}

/// The headline of a document, else its name.
pub(super) fn title(document: &Document) -> &str {
    let title = document
        .title
        .as_deref()
        .filter(|title| !title.trim().is_empty());
    title.unwrap_or(&document.name)
}

/// A dot in the colour of a kind; the words beside it tell the same.
pub(super) fn dot(kind: EntityType) -> Markup {
    html! { span class=(format!("dot kind-{kind}")) aria-hidden="true" {} }
}

/// Whether it is one day, `2024-11-18`, as `<time>` takes it.
fn is_day(text: &str) -> bool {
    text.parse::<jiff::civil::Date>().is_ok()
}
