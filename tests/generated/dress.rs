//! A story → the text of a page: dateline, furniture between paragraphs, captions, and damage here and there.

use super::random::Random;
use super::story::{Story, Teller};
use super::world::{World, expand};

/// An outlet and its domain.
pub(crate) fn outlet<'w>(world: &'w World, random: &mut Random) -> [&'w str; 2] {
    let row = random.pick(&world.templates["outlet"]);
    [row[0], row[1]]
}

/// Headline and text as the outlet shows them; one that copies has a headline of its own and may cut the end.
pub(crate) fn dress(story: Story, mut teller: Teller<'_>, copied: bool) -> (String, String) {
    let Story {
        mut title,
        mut paragraphs,
    } = story;
    if copied {
        title = teller.headline();
        let kept = paragraphs.len() - usize::from(teller.random.chance(30));
        paragraphs.truncate(kept);
    }
    if teller.random.chance(70) {
        let line = teller.dateline();
        paragraphs[0].insert_str(0, &line);
    }
    let mut text = String::new();
    for (at, paragraph) in paragraphs.iter().enumerate() {
        let noise = match teller.random.below(100) {
            _ if at == 0 => None,
            0..7 => Some("related"),
            7..12 => Some("noise"),
            12..14 => Some("caption"),
            _ => None,
        };
        if let Some(kind) = noise {
            text += &teller.write(kind);
            text += "\n\n";
        }
        text += paragraph;
        text += "\n\n";
    }
    for _ in 0..teller.random.below(3) {
        text += &teller.write("foot");
        text.push('\n');
    }
    let text = damage(text.trim_end(), &mut teller.random);
    (title, text)
}

impl Teller<'_> {
    fn dateline(&mut self) -> String {
        let template = self.template("dateline");
        let mut city = String::new();
        expand("{place:city}", &mut city, &mut |slot, out| {
            self.fill(slot, out);
        });
        let mut line = String::new();
        expand(template, &mut line, &mut |slot, out| match slot {
            "city" => out.push_str(&city),
            "CITY" => out.push_str(&city.to_uppercase()),
            _ => self.fill(slot, out),
        });
        line
    }
}

/// Curly quotation marks in half of the texts; a few of those were read with the wrong characters, a few have lost spaces or
/// gained references of HTML.
fn damage(text: &str, random: &mut Random) -> String {
    let mut text = text.to_owned();
    if random.chance(50) {
        let mut open = false;
        text = text
            .chars()
            .map(|c| match c {
                '"' => {
                    open = !open;
                    if open { '“' } else { '”' }
                }
                c => c,
            })
            .collect();
    }
    match random.below(100) {
        0..4 => text
            .replace('“', "â€œ")
            .replace('”', "â€\u{9d}")
            .replace('–', "â€“"),
        4..6 => text.replacen(". ", ".", 3),
        6..8 => text.replace('"', "&quot;").replacen(", ", ",&nbsp;", 4),
        8..10 => text.replace(" - ", "\u{a0}-\u{a0}"),
        _ => text,
    }
}
