//! XMP: what a picture says of itself as XML. What begins with GPS is about where it was taken.

use std::ops::Range;

/// Puts blanks where attributes and elements about GPS stood, and says whether there were any. The rest is the XML that it was.
pub fn blank(packet: &mut [u8]) -> bool {
    let places = places(packet);
    for place in &places {
        if let Some(place) = packet.get_mut(place.clone()) {
            place.fill(b' ');
        }
    }
    !places.is_empty()
}

fn places(packet: &[u8]) -> Vec<Range<usize>> {
    let (mut places, mut at) = (Vec::new(), 0);
    while let Some(start) = find(packet, at, b"<") {
        let name = name_at(packet, start + 1);
        if name.is_empty() {
            // An end, a comment or an instruction.
            at = start + 1;
            continue;
        }
        let tag = Tag::read(packet, name.end);
        at = tag.end;
        if is_place(packet, &name) {
            at = if tag.is_empty { tag.end } else { end_of_element(packet, tag.end, &name) };
            places.push(start..at);
        } else {
            places.extend(tag.places);
        }
    }
    places
}

/// A tag behind its name.
struct Tag {
    /// Its attributes about GPS.
    places: Vec<Range<usize>>,
    /// Whether nothing but itself belongs to the element.
    is_empty: bool,
    end: usize,
}

impl Tag {
    fn read(packet: &[u8], mut at: usize) -> Self {
        let (mut places, mut attribute) = (Vec::new(), 0..0);
        loop {
            match packet.get(at) {
                None => return Self { places, is_empty: true, end: packet.len() },
                Some(b'>') => {
                    let is_empty = at.checked_sub(1).and_then(|before| packet.get(before)) == Some(&b'/');
                    return Self { places, is_empty, end: at + 1 };
                }
                Some(quote @ (b'"' | b'\'')) => {
                    let end = find(packet, at + 1, &[*quote]).map_or(packet.len(), |end| end + 1);
                    if is_place(packet, &attribute) {
                        places.push(attribute.start..end);
                    }
                    (attribute, at) = (0..0, end);
                }
                Some(byte) if is_of_name(*byte) => {
                    attribute = name_at(packet, at);
                    at = attribute.end;
                }
                Some(_) => at += 1,
            }
        }
    }
}

/// Where an element ends whose start tag ends here; with the packet, where nothing ends it.
fn end_of_element(packet: &[u8], from: usize, name: &Range<usize>) -> usize {
    let whole = packet.len();
    let Some(name) = packet.get(name.clone()) else { return whole };
    let closing = [b"</".as_slice(), name].concat();
    let mut at = from;
    while let Some(start) = find(packet, at, &closing) {
        at = start + closing.len();
        if !packet.get(at).is_some_and(|byte| is_of_name(*byte)) {
            return find(packet, at, b">").map_or(whole, |end| end + 1);
        }
    }
    whole
}

fn find(packet: &[u8], from: usize, what: &[u8]) -> Option<usize> {
    let found = packet.get(from..)?.windows(what.len()).position(|window| window == what)?;
    Some(from + found)
}

fn name_at(packet: &[u8], start: usize) -> Range<usize> {
    let rest = packet.get(start..).unwrap_or_default();
    let length = rest.iter().position(|byte| !is_of_name(*byte)).unwrap_or(rest.len());
    start..start + length
}

const fn is_of_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.' | b':' | 0x80..)
}

/// Whether a name is about GPS, whatever stands for its namespace.
fn is_place(packet: &[u8], name: &Range<usize>) -> bool {
    let name = packet.get(name.clone()).unwrap_or_default();
    let local = name.rsplit(|byte| *byte == b':').next().unwrap_or_default();
    local.get(..3).is_some_and(|begins| begins.eq_ignore_ascii_case(b"gps"))
}

#[cfg(test)]
mod tests {
    use super::blank;

    fn blanked(packet: &str) -> String {
        let mut bytes = packet.as_bytes().to_vec();
        let is_changed = blank(&mut bytes);
        let after = String::from_utf8(bytes).expect("text");
        assert_eq!((after.len(), is_changed), (packet.len(), after != packet));
        after
    }

    /// With one blank for many.
    fn short(packet: &str) -> String {
        blanked(packet).split_whitespace().collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn attributes_about_the_place_become_blanks() {
        for (before, after) in [
            (
                r#"<rdf:Description exif:GPSLatitude="30,2.5N" tiff:Orientation="6">"#,
                r#"<rdf:Description tiff:Orientation="6">"#,
            ),
            (r"<a tiff:Orientation='6' exif:GPSLongitude = '31,14E'/>", "<a tiff:Orientation='6' />"),
            (r#"<a drone-dji:GpsLatitude="30.0444" x="a > b"/>"#, r#"<a x="a > b"/>"#),
            (r#"<a GPSAltitude="23/1"/>"#, "<a />"),
            (r#"<a note="GPSLatitude='30'" my-GPS="stays"/>"#, r#"<a note="GPSLatitude='30'" my-GPS="stays"/>"#),
        ] {
            assert_eq!(short(before), after, "{before}");
        }
    }

    #[test]
    fn elements_about_the_place_become_blanks_with_all_that_is_in_them() {
        for (before, after) in [
            (
                "<d><exif:GPSLatitude>30,2.5N</exif:GPSLatitude><tiff:Make>A</tiff:Make></d>",
                "<d> <tiff:Make>A</tiff:Make></d>",
            ),
            ("<d><exif:GPSAltitude/><x/></d>", "<d> <x/></d>"),
            ("<d><e:GPS><e:GPSA>1</e:GPSA><e:deep>2</e:deep></e:GPS ><x/></d>", "<d> <x/></d>"),
            ("<d><p:gpsmap a=\"1\">2</p:gpsmap><x/></d>", "<d> <x/></d>"),
        ] {
            assert_eq!(short(before), after, "{before}");
        }
    }

    #[test]
    fn what_breaks_off_within_the_place_goes_to_the_end() {
        assert_eq!(short("<d a='1'><exif:GPSLatitude>30,2"), "<d a='1'>");
        assert_eq!(short("<d a='1' exif:GPSLatitude='30,2"), "<d a='1'");
        assert_eq!(short("<d><exif:GPSLatitude>30</exif:GPSLatitude"), "<d>");
    }

    #[test]
    fn whatever_says_nothing_of_it_stays_as_it_is() {
        for packet in [
            "",
            "<",
            "<>",
            "</a",
            "<a b",
            "<a b='",
            "GPSLatitude=\"30\"",
            "<?xpacket begin='\u{feff}' id='GPS'?><x:xmpmeta><rdf:li>GPS</rdf:li></x:xmpmeta><?xpacket end='w'?>",
            "<!-- <b/> --><a>\u{5d0}</a>",
        ] {
            assert_eq!(blanked(packet), packet);
        }
    }
}
