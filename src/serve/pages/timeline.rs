//! Site and parameters → what happened, in order of time, with its sources; above it, how much in each month.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use maud::{Markup, html};

use super::layout::Page;
use super::text::isolated;
use super::view::{Said, View};
use super::wanted::{Wanted, elsewhere};
use crate::graph::Occasion;
use crate::graph::Proposition;
use crate::serve::site::Site;

/// Occasions on a page.
const PAGE: usize = 50;
/// Speakers of one occasion that are named.
const SPEAKERS: usize = 4;
/// Size of the strip, of its letters, and the most bars that it has.
const STRIP: (f64, f64) = (960.0, 110.0);
const LETTERS: f64 = 11.0;
const BARS: i32 = 96;

pub(super) fn page(view: View<'_>) -> Page {
    let wanted = Wanted::of(view);
    let mut passing = view.site.occasions.passing(view.graph(), &wanted.filter);
    let strip = strip(view, &passing);
    let oldest = view.ask.get("order") == Some("oldest");
    if !oldest {
        // What has no time stays last.
        let dated = passing.partition_point(|occasion| occasion.period.is_some());
        passing[..dated].reverse();
        passing[dated..].reverse();
    }
    let pages = passing.len().div_ceil(PAGE).max(1);
    let at = view.ask.get("page").and_then(|page| page.parse().ok());
    let at = at.unwrap_or(1).clamp(1, pages);
    let title = view.t("nav.timeline");
    let body = html! {
        h1 { (title) }
        p.lead { (view.t("timeline.lead")) }
        (wanted.form(view, "/timeline", &order(view, oldest)))
        @if passing.is_empty() {
            p.notice { (view.t("wanted.nothing")) }
        } @else {
            p.notice { (view.lang.number(passing.len())) " " (view.t("map.occasions")) "." }
            @if let Some(strip) = strip { (strip) }
            ol.occasions start=((at - 1) * PAGE + 1) {
                @for occasion in passing.iter().skip((at - 1) * PAGE).take(PAGE) { (item(view, *occasion)) }
            }
            (turn(view, at, pages))
        }
    };
    Page::new(title, body)
}

fn order(view: View<'_>, oldest: bool) -> Markup {
    html! {
        div {
            label for="order" { (view.t("timeline.order")) }
            select #order name="order" {
                option value="" { (view.t("timeline.newest")) }
                option value="oldest" selected[oldest] { (view.t("timeline.oldest")) }
            }
        }
    }
}

fn item(view: View<'_>, occasion: Occasion) -> Markup {
    let graph = view.graph();
    let Some(said) = graph.propositions.get(occasion.at) else {
        return Markup::default();
    };
    let day = graph.reported(said);
    html! {
        li {
            div.when { (view.day(said.time.as_deref())) }
            div {
                p.told { (view.sentence(&Said::of(graph, said))) }
                p.meta {
                    a href=(Site::path(&said.id)) { (view.sources(said.weight)) } ": " (speakers(view, said))
                    @if let Some(day) = day { " · " (view.t("timeline.reported")) " " (view.day(Some(day))) }
                }
            }
        }
    }
}

/// Who says so: those who vouch for its claims, else the outlets.
fn speakers(view: View<'_>, said: &Proposition) -> Markup {
    let graph = view.graph();
    let (mut people, mut outlets) = (BTreeSet::new(), BTreeSet::new());
    for claim in said.claims.iter().filter_map(|&at| graph.claims.get(at)) {
        let claimants = claim.claimants();
        if claimants.is_empty() {
            let document = graph.documents.get(&claim.document);
            outlets.extend(document.and_then(|document| document.outlet.as_deref()));
        }
        people.extend(claimants);
    }
    let all = people.len() + outlets.len();
    if all == 0 {
        return html! { (view.t("voice.article")) };
    }
    let named = people
        .into_iter()
        .map(|id| view.entity(id))
        .chain(outlets.into_iter().map(isolated));
    html! {
        @for (at, name) in named.take(SPEAKERS).enumerate() { @if at > 0 { ", " } (name) }
        @if all > SPEAKERS { ", +" (all - SPEAKERS) }
    }
}

/// Links to the pages before and after.
fn turn(view: View<'_>, at: usize, pages: usize) -> Markup {
    let link = |page: usize| elsewhere(view.ask, "/timeline", &[("page", Some(&page.to_string()))]);
    html! {
        @if pages > 1 {
            nav.turn aria-label=(view.t("timeline.pages")) {
                @if at > 1 { a rel="prev" href=(link(at - 1)) { "← " (view.t("timeline.before")) } " " }
                span { (view.lang.number(at)) " / " (view.lang.number(pages)) }
                @if at < pages { " " a rel="next" href=(link(at + 1)) { (view.t("timeline.after")) " →" } }
            }
        }
    }
}

/// What a bar stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    Day,
    Month,
    Year,
}

impl Step {
    /// The finest in which everything has a bar.
    fn of(first: Date, last: Date) -> Self {
        let steps = [Self::Day, Self::Month];
        let fits = |step: &Self| step.index(last) - step.index(first) < BARS;
        steps.into_iter().find(fits).unwrap_or(Self::Year)
    }

    /// The place of a day's bar among all bars.
    fn index(self, day: Date) -> i32 {
        let months = i32::from(day.year()) * 12 + i32::from(day.month()) - 1;
        match self {
            Self::Day => day.since(Date::ZERO).map_or(0, |span| span.get_days()),
            Self::Month => months,
            Self::Year => i32::from(day.year()),
        }
    }

    /// `2024-11-18`, `2024-11` or `2024`.
    fn name(self, day: Date) -> String {
        match self {
            Self::Day => day.to_string(),
            Self::Month => day.strftime("%Y-%m").to_string(),
            Self::Year => day.strftime("%Y").to_string(),
        }
    }
}

/// Number of occasions by day, month or year of their beginning; `None` where fewer than two times are known.
fn strip(view: View<'_>, occasions: &[Occasion]) -> Option<Markup> {
    let closed = occasions.iter().filter_map(|occasion| occasion.period);
    let days: Vec<Date> = closed
        .filter(|period| period.first > Date::MIN && period.last < Date::MAX)
        .map(|period| period.first)
        .collect();
    let (first, last) = (days.iter().min()?, days.iter().max()?);
    if first == last {
        return None;
    }
    let step = Step::of(*first, *last);
    let mut bars: BTreeMap<i32, (String, usize)> = BTreeMap::new();
    for day in &days {
        bars.entry(step.index(*day))
            .or_insert_with(|| (step.name(*day), 0))
            .1 += 1;
    }
    let start = step.index(*first);
    let wide = STRIP.0 / f64::from(step.index(*last) - start + 1);
    let most = bars.values().map(|(_, count)| *count).max()?;
    Some(html! {
        figure.strip {
            div.wide tabindex="0" role="region" aria-label=(view.t("timeline.strip")) {
                svg viewBox=(format!("0 -16 {} {}", STRIP.0, STRIP.1 + 36.0)) width=(STRIP.0) role="group" aria-label=(view.t("timeline.strip")) {
                    path.rail d=(format!("M0 {}H{}", STRIP.1, STRIP.0)) {}
                    @for (at, (name, count)) in &bars {
                        (bar(view, f64::from(at - start) * wide, wide, name, *count, most))
                    }
                    text x="0" y=(STRIP.1 + LETTERS + 5.0) { (step.name(*first)) }
                    text x=(STRIP.0) y=(STRIP.1 + LETTERS + 5.0) text-anchor="end" { (step.name(*last)) }
                }
            }
            figcaption { (view.t("timeline.strip")) }
        }
    })
}

/// One bar, which leads to what it counts.
fn bar(view: View<'_>, left: f64, wide: f64, name: &str, count: usize, most: usize) -> Markup {
    let high = (STRIP.1 - 4.0) * count as f64 / most as f64;
    let thick = (wide - 1.5).clamp(1.0, 28.0);
    let left = left + (wide - thick) / 2.0;
    let link = elsewhere(
        view.ask,
        "/timeline",
        &[("since", Some(name)), ("until", Some(name)), ("page", None)],
    );
    let told = format!("{name}: {}", view.lang.number(count));
    html! {
        a.bar href=(link) aria-label=(told) {
            title { (told) }
            rect.catch x=(format!("{left:.1}")) y="0" width=(format!("{thick:.1}")) height=(STRIP.1) {}
            rect x=(format!("{left:.1}")) y=(format!("{:.1}", STRIP.1 - high)) width=(format!("{thick:.1}")) height=(format!("{high:.1}")) {}
            @if count == most { text x=(format!("{:.1}", left + thick / 2.0)) y=(format!("{:.1}", STRIP.1 - high - 4.0)) text-anchor="middle" { (count) } }
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn bars_are_as_fine_as_there_is_room() {
        assert_eq!(Step::of(date(2024, 11, 1), date(2025, 1, 10)), Step::Day);
        assert_eq!(Step::of(date(2024, 1, 1), date(2026, 1, 10)), Step::Month);
        assert_eq!(Step::of(date(1950, 1, 1), date(2026, 1, 10)), Step::Year);
        assert_eq!(
            Step::Day.index(date(2024, 3, 1)) - Step::Day.index(date(2024, 2, 28)),
            2
        );
        assert_eq!(Step::Month.name(date(2024, 3, 1)), "2024-03");
    }
}
