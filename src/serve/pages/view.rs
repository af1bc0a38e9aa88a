//! Site and request → the small pieces that all pages share: names that link, days, badges, sentences.

use maud::{Markup, html};

use super::ask::Ask;
use super::text::{isolated, visible};
use super::words::Lang;
use crate::graph::{Claim, Document, Graph, Proposition};
use crate::record::{EntityType, Modality, Polarity, Quantity};
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
    pub(super) fn name<'b>(self, id: &'b str) -> &'b str
    where
        'a: 'b,
    {
        let Some(entity) = self.graph().entities.get(id) else {
            return id;
        };
        match (self.lang, &entity.english) {
            (Lang::English, Some(english)) => english,
            _ => &entity.name,
        }
    }

    /// The name of an entity as a link to its page, with its kind as a dot of colour.
    pub(super) fn entity(self, id: &str) -> Markup {
        let Some(entity) = self.graph().entities.get(id) else {
            return isolated(id);
        };
        html! {
            a.entity href=(Site::path(id)) { (dot(entity.kind)) (isolated(self.name(id))) }
        }
    }

    /// The title of a document as a link to its page; its name where it has no title.
    pub(super) fn document(self, name: &str) -> Markup {
        let Some(document) = self.graph().documents.get(name) else {
            return isolated(name);
        };
        html! { a href=(Site::path(&document.id)) { (isolated(title(document))) } }
    }

    /// `Antara, 2024-11-19`.
    pub(super) fn outlet_and_day(self, document: &Document) -> Markup {
        html! {
            @if let Some(outlet) = &document.outlet { (isolated(outlet)) ", " }
            (self.day(document.published.as_deref()))
        }
    }

    /// What a kind is called, with its colour.
    pub(super) fn kind(self, kind: EntityType) -> Markup {
        html! { span.kind { (dot(kind)) (self.lang.term(kind.name())) } }
    }

    /// A day or month in the words of the language, `19 Nov 2024`; any other EDTF as it is written.
    pub(super) fn day(self, edtf: Option<&str>) -> Markup {
        let Some(edtf) = edtf else {
            return html! { span.faint { "–" } };
        };
        let Some(words) = self.date(edtf) else {
            return html! { span.edtf { (visible(edtf)) } };
        };
        html! { time datetime=(edtf) { (words) } }
    }

    fn date(self, edtf: &str) -> Option<String> {
        let mut parts = edtf.splitn(3, '-');
        let (year, month, day) = (parts.next()?, parts.next()?, parts.next());
        let first = format!("{year}-{month}-{}", day.unwrap_or("01"));
        let date: jiff::civil::Date = first.parse().ok()?;
        let month = self.lang.find(&format!("month.{}", date.month()))?;
        Some(match day {
            Some(_) => format!("{} {month} {}", date.day(), date.year()),
            None => format!("{month} {}", date.year()),
        })
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

    /// A claim or proposition as a sentence with links: `Rusia deployed to Kursk: 3.000 tentara (denied)`.
    pub(super) fn sentence(self, said: &Said<'_>) -> Markup {
        html! {
            @match said.subject {
                Some(id) => (self.entity(id)),
                None => span.faint { (self.t("nobody")) },
            }
            " " span.verb { (self.lang.term(said.predicate)) }
            @if let Some(role) = said.role { " " (isolated(role)) }
            @if let Some(object) = said.object { " " (self.entity(object)) }
            @if let Some(figure) = said.quantity { ": " strong { (isolated(&figure.text)) } }
            @if let Some(about) = said.about { " (" (self.entity(about)) ")" }
            @if said.place != said.object {
                @if let Some(place) = said.place { ", " (self.t("in")) " " (self.entity(place)) }
            }
            (self.standing(said.polarity, said.modality))
        }
    }

    /// The same in plain words, for titles and pictures.
    pub(super) fn plain(self, said: &Said<'_>) -> String {
        let subject = said.subject.map_or(self.t("nobody"), |id| self.name(id));
        let mut line = format!("{subject} {}", self.lang.term(said.predicate));
        let rest = [
            said.role,
            said.object.map(|id| self.name(id)),
            said.quantity.map(|figure| figure.text.as_str()),
        ];
        for part in rest.into_iter().flatten() {
            line.extend([" ", part]);
        }
        if said.polarity == Polarity::Denied {
            line.extend([" (", self.t("polarity.denied"), ")"]);
        }
        line
    }

    /// Who vouches for a claim and by which act; the outlet where the article itself does.
    pub(super) fn voice(self, claim: &Claim) -> Markup {
        let claimants = claim.claimants();
        let act = claim
            .reporting
            .as_deref()
            .map(|act| self.lang.term(&format!("act-{act}")));
        let outlet = self.graph().documents.get(&claim.document);
        let outlet = outlet.and_then(|document| document.outlet.as_deref());
        html! {
            @if claimants.is_empty() {
                @match outlet {
                    Some(outlet) => (isolated(outlet)),
                    None => (self.t("voice.article")),
                }
            }
            @for (at, id) in claimants.into_iter().enumerate() {
                @if at > 0 { ", " }
                (self.entity(id))
            }
            @if let Some(act) = act { " " span.faint { (act) } }
        }
    }

    /// The IRI of what a page shows, to be asked for in SPARQL or to be cited.
    pub(super) fn iri(self, id: &str) -> Markup {
        html! { p.iri { abbr title="Internationalized Resource Identifier" { "IRI" } " " code { (self.site.base.iri(id).as_str()) } } }
    }

    /// What a unit is called.
    pub(super) fn unit(self, unit: &str) -> String {
        self.lang.term(&format!("unit-{unit}"))
    }
}

/// What a claim and a proposition have in common, to be said in a sentence.
#[derive(Debug, Clone, Copy)]
pub(super) struct Said<'a> {
    subject: Option<&'a str>,
    predicate: &'a str,
    object: Option<&'a str>,
    role: Option<&'a str>,
    about: Option<&'a str>,
    place: Option<&'a str>,
    quantity: Option<&'a Quantity>,
    polarity: Polarity,
    modality: Modality,
}

impl<'a> From<&'a Claim> for Said<'a> {
    fn from(claim: &'a Claim) -> Self {
        Self {
            subject: claim.subject.as_deref(),
            predicate: &claim.predicate,
            object: claim.object.as_deref(),
            role: claim.role.as_deref(),
            about: claim.about.as_deref(),
            place: claim.place.as_deref(),
            quantity: claim.quantity.as_ref(),
            polarity: claim.polarity,
            modality: claim.modality,
        }
    }
}

impl<'a> Said<'a> {
    /// What several claims have in common; post and thing counted as the first of them gives them.
    pub(super) fn of(graph: &'a Graph, said: &'a Proposition) -> Self {
        let first = said.claims.first().and_then(|&at| graph.claims.get(at));
        Self {
            subject: said.subject.as_deref(),
            predicate: &said.predicate,
            object: said.object.as_deref(),
            role: first.and_then(|claim| claim.role.as_deref()),
            about: first.and_then(|claim| claim.about.as_deref()),
            place: said.place.as_deref(),
            quantity: said.quantity.as_ref(),
            polarity: said.polarity,
            modality: said.modality,
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

#[cfg(test)]
mod tests {
    use axum::http::HeaderMap;

    use super::*;
    use crate::rdf::Base;
    use crate::serve::site::Articles;

    #[test]
    fn days_have_the_months_of_the_language_and_the_rest_stays() {
        let site = Site::new(Graph::default(), Articles::default(), &Base::default());
        let shown = |lang: &str, edtf: Option<&str>| {
            let ask = Ask::new("/", Some(lang), &HeaderMap::new());
            View::new(&site, &ask).day(edtf).into_string()
        };
        assert_eq!(
            shown("lang=id", Some("2024-10-05")),
            "<time datetime=\"2024-10-05\">5 Okt 2024</time>"
        );
        assert!(shown("lang=en", Some("2024-05")).ends_with(">May 2024</time>"));
        for rest in [
            "2024",
            "2024-10~",
            "2024-13",
            "2024-10-05/2024-10-09",
            "<b>",
        ] {
            assert!(
                shown("lang=en", Some(rest)).starts_with("<span class=\"edtf\">"),
                "{rest}"
            );
        }
        assert!(shown("lang=en", None).contains('–'));
    }
}
