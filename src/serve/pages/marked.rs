//! Text and spans that nest and overlap → pieces, each with all spans that cover it.
//!
//! HTML cannot overlap, so the text is cut wherever a span begins or ends, and each piece carries the marks of all
//! spans over it. A name that is cut in two is two links to one page.

use maud::{Markup, html};

use super::text::visible;
use super::view::View;
use crate::serve::site::Site;

/// A marked stretch, in code points of the document.
#[derive(Debug, Clone, Copy)]
pub(super) struct Span<'a> {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) mark: Mark<'a>,
}

/// Why it is marked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark<'a> {
    /// Names the entity of this id.
    Name(&'a str),
    /// Names the entity that the page is about; no link.
    Self_,
    /// Somebody is reported to have said it.
    Speech,
    /// A claim stands on it.
    Evidence,
    /// Gave a claim; notes with these numbers follow it.
    Trigger(&'a [usize]),
    /// Promised a claim and gave none, for the reason that is told.
    Refused(&'a str),
}

/// A text of which the first code point has a number, and its spans.
pub(super) struct Marked<'a> {
    pub(super) text: &'a str,
    pub(super) offset: usize,
    pub(super) spans: &'a [Span<'a>],
}

/// A piece of text under the same spans.
struct Piece<'a> {
    text: &'a str,
    end: usize,
    spans: Vec<&'a Span<'a>>,
}

impl<'a> Marked<'a> {
    /// The pieces in order.
    fn pieces(&self) -> Vec<Piece<'a>> {
        let ends: Vec<usize> = self
            .text
            .char_indices()
            .map(|(at, _)| at)
            .chain([self.text.len()])
            .collect();
        let length = ends.len() - 1;
        let place = |at: usize| at.saturating_sub(self.offset).min(length);
        let mut cuts: Vec<usize> = self
            .spans
            .iter()
            .flat_map(|span| [place(span.start), place(span.end)])
            .collect();
        cuts.extend([0, length]);
        cuts.sort_unstable();
        cuts.dedup();
        let mut order: Vec<&Span<'_>> = self
            .spans
            .iter()
            .filter(|span| span.start < span.end)
            .collect();
        order.sort_by_key(|span| span.start);
        let (mut open, mut next) = (Vec::<&Span<'_>>::new(), 0);
        let mut pieces = Vec::with_capacity(cuts.len());
        for pair in cuts.windows(2) {
            let &[from, to] = pair else { continue };
            while let Some(span) = order.get(next).filter(|span| place(span.start) <= from) {
                open.push(span);
                next += 1;
            }
            open.retain(|span| place(span.end) > from);
            let bytes = ends.get(from).zip(ends.get(to));
            let text = bytes.and_then(|(&from, &to)| self.text.get(from..to));
            pieces.push(Piece {
                text: text.unwrap_or_default(),
                end: to + self.offset,
                spans: open.clone(),
            });
        }
        pieces
    }

    /// The marked text in one line.
    pub(super) fn line(&self, view: View<'_>) -> Markup {
        html! { @for piece in self.pieces() { (piece.shown(view)) } }
    }

    /// The marked text in paragraphs, one for each line that is not empty.
    pub(super) fn paragraphs(&self, view: View<'_>) -> Markup {
        let mut paragraphs: Vec<Vec<Markup>> = vec![Vec::new()];
        for piece in self.pieces() {
            let lines: Vec<&str> = piece.text.split('\n').collect();
            let last = lines.len() - 1;
            for (at, text) in lines.into_iter().enumerate() {
                if at > 0 {
                    paragraphs.push(Vec::new());
                }
                if let Some(paragraph) = paragraphs.last_mut()
                    && !text.is_empty()
                {
                    let end = if at == last { piece.end } else { usize::MAX };
                    let part = Piece {
                        text,
                        end,
                        spans: piece.spans.clone(),
                    };
                    paragraph.push(part.shown(view));
                }
            }
        }
        html! {
            @for paragraph in paragraphs.iter().filter(|parts| !parts.is_empty()) {
                p dir="auto" { @for part in paragraph { (part) } }
            }
        }
    }
}

impl Piece<'_> {
    fn shown(&self, view: View<'_>) -> Markup {
        let text = visible(self.text);
        if self.spans.is_empty() {
            return html! { (text) };
        }
        let class = self.class(view);
        // Space between two marks is no link.
        let name = self.innermost_name().filter(|_| !text.trim().is_empty());
        let why = self.spans.iter().find_map(|span| match span.mark {
            Mark::Refused(reason) => Some(reason),
            _ => None,
        });
        html! {
            @match name {
                Some(id) => a href=(Site::path(id)) class=(class) title=(visible(view.name(id))) { (text) },
                None => span class=(class) title=[why.map(visible)] { (text) },
            }
            @for number in self.notes() {
                sup.note { a href={ "#c" (number) } id={ "t" (number) } aria-label={ (view.t("claim")) " " (number) } { (number) } }
            }
        }
    }

    /// Of names within names the shortest.
    fn innermost_name(&self) -> Option<&str> {
        let names = self.spans.iter().filter_map(|span| match span.mark {
            Mark::Name(id) => Some((span.end - span.start, id)),
            _ => None,
        });
        names.min().map(|(_, id)| id)
    }

    fn class(&self, view: View<'_>) -> String {
        let mut classes: Vec<String> = Vec::new();
        if let Some(entity) = self
            .innermost_name()
            .and_then(|id| view.graph().entities.get(id))
        {
            classes.push(format!("m kind-{}", entity.kind));
        }
        for span in &self.spans {
            let class = match span.mark {
                Mark::Name(_) => continue,
                Mark::Self_ => "m self",
                Mark::Speech => "said",
                Mark::Evidence => "evidence",
                Mark::Trigger(_) => "trigger",
                Mark::Refused(_) => "refused",
            };
            if !classes.iter().any(|known| known == class) {
                classes.push(class.to_owned());
            }
        }
        classes.join(" ")
    }

    /// Numbers of the claims whose trigger ends here.
    fn notes(&self) -> Vec<usize> {
        let ending = self.spans.iter().filter(|span| span.end == self.end);
        ending
            .filter_map(|span| match span.mark {
                Mark::Trigger(numbers) => Some(numbers),
                _ => None,
            })
            .flatten()
            .copied()
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn span(start: usize, end: usize, mark: Mark<'static>) -> Span<'static> {
        Span { start, end, mark }
    }

    fn pieces(text: &str, offset: usize, spans: &[Span<'_>]) -> Vec<(String, usize)> {
        let marked = Marked {
            text,
            offset,
            spans,
        };
        let shown = |piece: Piece<'_>| (piece.text.to_owned(), piece.spans.len());
        marked.pieces().into_iter().map(shown).collect()
    }

    #[test]
    fn spans_that_overlap_are_cut_where_they_cross() {
        let spans = [
            span(0, 5, Mark::Speech),
            span(3, 8, Mark::Evidence),
            span(4, 5, Mark::Name("a")),
        ];
        let told = [("012", 1), ("3", 2), ("4", 3), ("567", 1), ("89", 0)];
        assert_eq!(
            pieces("0123456789", 0, &spans),
            told.map(|(text, spans)| (text.to_owned(), spans))
        );
    }

    #[test]
    fn offsets_count_code_points_from_the_start_of_the_document() {
        let spans = [span(101, 102, Mark::Evidence), span(103, 999, Mark::Speech)];
        let told = [("é", 0), ("ü", 1), ("x", 0), ("ñ", 1)];
        assert_eq!(
            pieces("éüxñ", 100, &spans),
            told.map(|(text, spans)| (text.to_owned(), spans))
        );
    }

    #[test]
    fn spans_outside_the_text_or_turned_around_do_no_harm() {
        let spans = [
            span(7, 3, Mark::Speech),
            span(50, 60, Mark::Evidence),
            span(0, 0, Mark::Speech),
        ];
        let whole: String = pieces("abcdefgh", 0, &spans)
            .into_iter()
            .map(|(text, _)| text)
            .collect();
        assert_eq!(whole, "abcdefgh");
        assert_eq!(pieces("", 0, &spans), []);
    }
}
