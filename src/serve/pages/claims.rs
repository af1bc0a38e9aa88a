//! Claims → a list: what is said, who says it, the sentence it stands on with the words that matter marked.

use maud::{Markup, html};

use super::marked::{Mark, Marked, Span};
use super::view::{Said, View};
use crate::graph::Claim;
use crate::serve::site::Site;

/// Claims by position, in the order given; names of `about` are marked in the sentences.
pub(super) fn list(view: View<'_>, claims: &[usize], about: Option<&str>) -> Markup {
    html! {
        ol.claims {
            @for claim in claims.iter().filter_map(|&at| view.graph().claims.get(at)) {
                li { (item(view, claim, about)) }
            }
        }
    }
}

fn item(view: View<'_>, claim: &Claim, about: Option<&str>) -> Markup {
    let document = view.graph().documents.get(&claim.document);
    html! {
        p.told {
            (view.sentence(&Said::from(claim)))
            @if let Some(time) = &claim.time { " " span.when { (view.day(Some(time))) } }
        }
        (quote(view, claim, about))
        p.meta {
            @if !claim.claimants().is_empty() { (view.voice(claim)) " · " }
            @if let Some(document) = document {
                (view.outlet_and_day(document)) " · " (view.document(&document.name)) " · "
            }
            a href=(Site::path(&claim.id)) { (view.t("claim.card")) }
        }
    }
}

/// The sentence that a claim stands on, as a quotation.
pub(super) fn quote(view: View<'_>, claim: &Claim, about: Option<&str>) -> Markup {
    let evidence = &claim.evidence;
    let mut spans = vec![Span {
        start: claim.trigger.start,
        end: claim.trigger.end,
        mark: Mark::Trigger(&[]),
    }];
    let mut names: Vec<&str> = claim.parts().chain(claim.claimants()).collect();
    names.sort_unstable();
    names.dedup();
    for id in names {
        let mark = if about == Some(id) {
            Mark::Self_
        } else {
            Mark::Name(id)
        };
        let entity = view.graph().entities.get(id);
        let mentions = entity.and_then(|entity| entity.mentions.get(&claim.document));
        let within = mentions.into_iter().flatten();
        let within = within.filter(|m| m.start >= evidence.start && m.end <= evidence.end);
        spans.extend(within.map(|m| Span {
            start: m.start,
            end: m.end,
            mark,
        }));
    }
    let marked = Marked {
        text: &evidence.text,
        offset: evidence.start,
        spans: &spans,
    };
    html! { blockquote.evidence dir="auto" lang=[language(view, claim)] { p { (marked.line(view)) } } }
}

/// The language of the article, where it has a tag that HTML takes.
fn language<'a>(view: View<'a>, claim: &Claim) -> Option<&'a str> {
    let document = view.graph().documents.get(&claim.document)?;
    Some(document.language.as_str()).filter(|tag| is_tag(tag))
}

/// Letters, digits and hyphens, as BCP 47 has it.
pub(super) fn is_tag(tag: &str) -> bool {
    !tag.is_empty() && tag.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
}
