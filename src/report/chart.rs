//! Figures → SVG: one row a figure from first to last, its interval as a bar along the numbers.
//!
//! An exact figure is a dot, an interval a bar, an open end an arrow to the edge, and a rough figure has a broken
//! outline. Each speaker keeps one colour (Okabe and Ito 2008), which the label repeats in words. Lines and words take the
//! colour of the page around them, so the chart is read in light and dark.

use std::fmt::Write as _;

use quick_xml::escape::escape;

use crate::export::text_width;

/// One figure.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Bar {
    /// What stands beside it.
    pub(crate) label: String,
    /// Bars of one speaker have one colour.
    pub(crate) speaker: String,
    /// Lower bound.
    pub(crate) min: Option<f64>,
    /// Upper bound.
    pub(crate) max: Option<f64>,
    /// Said to be rough.
    pub(crate) rough: bool,
    /// The figure as written.
    pub(crate) words: String,
}

const COLOURS: [&str; 7] = [
    "#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#8a8a8a",
];
/// Height of a row, of the head with the numbers, and size of letters, in pixels.
const ROW: f64 = 26.0;
const HEAD: f64 = 30.0;
const LETTERS: f64 = 13.0;
/// Width of the part with the numbers.
const PLOT: f64 = 480.0;

/// The chart as one `<svg>` element; `mark` parts thousands.
pub(crate) fn svg(bars: &[Bar], mark: char) -> String {
    let widest = |words: fn(&Bar) -> &str| {
        let widths = bars.iter().map(|bar| text_width(words(bar), LETTERS));
        widths.fold(0.0, f64::max)
    };
    let left = widest(|bar| &bar.label) + 16.0;
    let scale = Scale::of(bars, left);
    let height = HEAD + ROW * bars.len() as f64 + 8.0;
    let width = left + PLOT + widest(|bar| &bar.words) + 24.0;
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width:.0} {height:.0}\" width=\"{width:.0}\" \
         font-family=\"system-ui, sans-serif\" font-size=\"{LETTERS}\" fill=\"currentColor\">\n"
    );
    // Writing to a string cannot fail.
    let _ = scale.axis(&mut out, height, mark);
    let colours = colours(bars);
    for (n, (bar, colour)) in bars.iter().zip(colours).enumerate() {
        let middle = HEAD + ROW * (n as f64 + 0.5);
        let _ = row(&mut out, bar, colour, middle, &scale);
    }
    out.push_str("</svg>\n");
    out
}

/// Colours by speaker in order of first appearance; they begin again where there are more speakers.
fn colours(bars: &[Bar]) -> Vec<&'static str> {
    let mut seen: Vec<&str> = Vec::new();
    let mut colours = Vec::with_capacity(bars.len());
    for bar in bars {
        let at = seen.iter().position(|known| *known == bar.speaker);
        let at = at.unwrap_or_else(|| {
            seen.push(&bar.speaker);
            seen.len() - 1
        });
        colours.push(COLOURS[at % COLOURS.len()]);
    }
    colours
}

fn row(out: &mut String, bar: &Bar, colour: &str, middle: f64, scale: &Scale) -> std::fmt::Result {
    let baseline = middle + LETTERS * 0.35;
    write!(
        out,
        "<g><title>{}</title><text x=\"0\" y=\"{baseline:.1}\">{}</text>",
        escape(&bar.words),
        escape(&bar.label),
    )?;
    let (from, to) = (
        bar.min.map_or(scale.left, |min| scale.x(min)),
        bar.max.map_or(scale.left + PLOT, |max| scale.x(max)),
    );
    let dash = if bar.rough {
        " stroke-dasharray=\"3 2\""
    } else {
        ""
    };
    if to - from < 6.0 {
        let x = f64::midpoint(from, to);
        write!(
            out,
            "<circle cx=\"{x:.1}\" cy=\"{middle:.1}\" r=\"5\" fill=\"{colour}\" fill-opacity=\".75\" stroke=\"{colour}\"{dash}/>"
        )?;
    } else {
        let (y, wide) = (middle - 5.0, to - from);
        write!(
            out,
            "<rect x=\"{from:.1}\" y=\"{y:.1}\" width=\"{wide:.1}\" height=\"10\" rx=\"3\" fill=\"{colour}\" fill-opacity=\".45\" stroke=\"{colour}\"{dash}/>"
        )?;
    }
    for (open, tip, base) in [
        (bar.min.is_none(), from, from + 8.0),
        (bar.max.is_none(), to + 8.0, to),
    ] {
        if open {
            let (up, down) = (middle - 7.0, middle + 7.0);
            write!(
                out,
                "<path d=\"M{base:.1} {up:.1}L{tip:.1} {middle:.1}L{base:.1} {down:.1}z\" fill=\"{colour}\"/>"
            )?;
        }
    }
    let words = to + 14.0;
    writeln!(
        out,
        "<text x=\"{words:.1}\" y=\"{baseline:.1}\">{}</text></g>",
        escape(&bar.words)
    )
}

/// Numbers → places on the page.
struct Scale {
    left: f64,
    most: f64,
    step: f64,
}

impl Scale {
    /// From zero to a round number above the greatest bound.
    fn of(bars: &[Bar], left: f64) -> Self {
        /// Above it a scale would overflow; no article counts so far but to do harm.
        const MOST: f64 = 1e30;
        let bounds = bars.iter().flat_map(|bar| [bar.min, bar.max]).flatten();
        let greatest = bounds.fold(0.0, f64::max).clamp(1.0, MOST);
        let power = 10f64.powf(greatest.log10().floor());
        let steps = [0.1, 0.2, 0.5, 1.0, 2.0];
        let step = steps.map(|part| part * power).into_iter();
        let step = step
            .filter(|step| greatest / step <= 5.0)
            .fold(f64::INFINITY, f64::min);
        let most = (greatest / step).floor() * step + step;
        Self { left, most, step }
    }

    fn x(&self, number: f64) -> f64 {
        self.left + PLOT * (number / self.most).clamp(0.0, 1.0)
    }

    fn axis(&self, out: &mut String, height: f64, mark: char) -> std::fmt::Result {
        let mut n = 0.0;
        while n * self.step <= self.most * 1.001 {
            let number = n * self.step;
            let x = self.x(number);
            write!(
                out,
                "<path d=\"M{x:.1} {HEAD}V{height:.1}\" stroke=\"currentColor\" stroke-opacity=\".18\"/>\
                 <text x=\"{x:.1}\" y=\"18\" text-anchor=\"middle\" fill-opacity=\".7\">{}</text>",
                grouped(number, mark)
            )?;
            n += 1.0;
        }
        out.push('\n');
        Ok(())
    }
}

/// A number with a mark every three digits: a point where Indonesian is written, whose fractions have a comma.
fn grouped(number: f64, mark: char) -> String {
    if number.fract() != 0.0 {
        let text = format!("{number:.1}");
        return if mark == '.' {
            text.replace('.', ",")
        } else {
            text
        };
    }
    let digits = format!("{number:.0}");
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (n, digit) in digits.chars().enumerate() {
        if n > 0 && (digits.len() - n).is_multiple_of(3) {
            out.push(mark);
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bar(speaker: &str, min: Option<f64>, max: Option<f64>) -> Bar {
        Bar {
            label: speaker.into(),
            speaker: speaker.into(),
            min,
            max,
            rough: false,
            words: "<banyak>".into(),
        }
    }

    #[test]
    fn a_speaker_keeps_a_colour_and_open_ends_have_arrows() {
        let bars = [
            bar("NIS", Some(1500.0), Some(1500.0)),
            bar("AS", Some(10000.0), None),
            bar("NIS", Some(3000.0), Some(4000.0)),
        ];
        assert_eq!(colours(&bars), [COLOURS[0], COLOURS[1], COLOURS[0]]);
        let svg = svg(&bars, '.');
        assert_eq!(svg.matches("<circle").count(), 1);
        assert_eq!(svg.matches("<rect").count(), 2);
        assert_eq!(svg.matches("z\" fill").count(), 1);
        assert!(svg.contains("&lt;banyak&gt;") && !svg.contains("<banyak>"));
    }

    #[test]
    fn the_scale_begins_at_zero_and_ends_above_the_greatest() {
        let scale = Scale::of(&[bar("a", Some(12000.0), Some(12000.0))], 0.0);
        assert!(
            scale.most > 12000.0 && scale.most <= 16000.0,
            "{}",
            scale.most
        );
        assert!((scale.x(0.0) - 0.0).abs() < 1e-9);
        let huge = [
            bar("a", Some(f64::MAX), None),
            bar("b", None, Some(f64::INFINITY)),
        ];
        assert!(svg(&huge, '.').len() < 4000, "the axis ends");
        assert_eq!(grouped(12000.0, '.'), "12.000");
        assert_eq!(grouped(12000.0, ','), "12,000");
        assert_eq!(grouped(0.5, '.'), "0,5");
        assert_eq!(grouped(0.5, ','), "0.5");
    }
}
