//! Graph → PNG: the picture of [`svg`] in pixels, for slides, word processors and messages.
//!
//! Not obvious: text is set in `DejaVu` Sans, which is built in, and no font of the machine is ever
//! asked, so that the same graph gives the same bytes wherever the program runs on the same kind of
//! processor (edges of shapes are smoothed in 32-bit floats, so another kind may differ by a shade).

use std::{io::Write, sync::Arc};

use resvg::{
    tiny_skia::{Pixmap, Transform},
    usvg::{Options, Tree, fontdb::Database},
};

use super::{ExportError, View, svg};
use crate::graph::Graph;

/// Pixels a unit of the SVG: sharp on a dense screen and in print at half the size.
const PIXELS: f32 = 2.0;

/// Writes a view.
pub(super) fn write(
    graph: &Graph,
    view: View,
    base: &str,
    mut out: impl Write,
) -> Result<(), ExportError> {
    let mut drawn = Vec::new();
    svg::write(graph, view, base, &mut drawn)?;
    out.write_all(&rendered(&drawn)?)?;
    Ok(())
}

/// An SVG as the bytes of a PNG.
fn rendered(svg: &[u8]) -> Result<Vec<u8>, ExportError> {
    let tree = Tree::from_data(svg, &options()).map_err(cannot)?;
    let size = tree.size().to_int_size().scale_by(PIXELS);
    let mut page = size
        .and_then(|size| Pixmap::new(size.width(), size.height()))
        .ok_or_else(|| ExportError::Draw("the page has no size that fits memory".to_owned()))?;
    let scale = Transform::from_scale(PIXELS, PIXELS);
    resvg::render(&tree, scale, &mut page.as_mut());
    page.encode_png().map_err(cannot)
}

/// How text is set: the two faces that the picture names, and nothing of the machine.
fn options() -> Options<'static> {
    let mut fonts = Database::new();
    for face in [dejavu::sans::regular(), dejavu::sans::bold()] {
        fonts.load_font_source(resvg::usvg::fontdb::Source::Binary(Arc::new(face)));
    }
    fonts.set_sans_serif_family(svg::FONT);
    Options {
        font_family: svg::FONT.to_owned(),
        fontdb: Arc::new(fonts),
        ..Options::default()
    }
}

#[allow(clippy::needless_pass_by_value, reason = "for map_err")]
fn cannot(error: impl ToString) -> ExportError {
    ExportError::Draw(error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::picture::width;

    /// Width of a line of text as it is set, in pixels.
    fn set(text: &str) -> f64 {
        let svg = format!(
            r#"<svg xmlns="http://www.w3.org/2000/svg" width="900" height="30"><text y="20" font-size="12">{text}</text></svg>"#
        );
        let tree = Tree::from_str(&svg, &options()).unwrap();
        f64::from(tree.root().abs_bounding_box().width())
    }

    #[test]
    fn the_room_for_a_label_is_as_wide_as_its_text() {
        for text in [
            "Volodymyr Zelensky",
            "Perjanjian Kemitraan",
            "sekitar 11.000 tentara",
            "Badan Intelijen",
            "milisi pembebasan",
            "PBB",
            "Wakil Menteri Luar Negeri",
        ] {
            let (room, set) = (width(text, 12.0), set(text));
            assert!(
                room > set - 2.0 && room < set * 1.1 + 2.0,
                "{text}: {room} for {set}"
            );
        }
    }
}
