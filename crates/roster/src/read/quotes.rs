//! Quotes that stand where none can: a CSV reader lets them pass and splits the cells in the wrong place.

/// What the quotes of a text come to.
#[derive(Clone, Default)]
pub(super) struct Quotes {
    /// The lines with a quote in the wrong place, in rising order.
    pub(super) wrong: Vec<u64>,
    /// Whether a quote is opened and never closed.
    pub(super) is_open: bool,
}

#[derive(Clone, Copy, PartialEq)]
enum Place {
    CellStart,
    /// Blanks alone so far.
    Blank,
    Plain,
    Quoted,
    /// Behind a quote that ends the cell, or is the first of two.
    AfterQuote,
    /// Blanks behind a cell in quotes.
    AfterCell,
}

impl Quotes {
    /// Follows the quotes of a text, whose lines end with `\n`.
    pub(super) fn of(text: &str, delimiter: char) -> Self {
        let (mut quotes, mut place) = (Self::default(), Place::CellStart);
        for (line, number) in text.split_inclusive('\n').zip(1..) {
            if place == Place::CellStart && !line.contains('"') {
                continue;
            }
            for sign in line.chars() {
                place = match (place, sign) {
                    (Place::Quoted, '"') => Place::AfterQuote,
                    (Place::Quoted, _) => Place::Quoted,
                    (_, sign) if sign == delimiter || sign == '\n' => Place::CellStart,
                    (Place::CellStart | Place::AfterQuote, '"') => Place::Quoted,
                    (Place::CellStart | Place::Blank, ' ') => Place::Blank,
                    (Place::AfterQuote | Place::AfterCell, ' ') => Place::AfterCell,
                    (Place::Blank, '"') | (Place::AfterQuote | Place::AfterCell, _) => {
                        quotes.wrong.push(number);
                        Place::Plain
                    }
                    _ => Place::Plain,
                };
            }
        }
        quotes.is_open = place == Place::Quoted;
        quotes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quote_in_the_wrong_place_is_found() {
        let text = "a,\"b\"\n\"x\"\"y\",5\" pipe\n \"B,o\",c\n\"d\" ,\"e\n\"\"f\"\n\"g\"h,i\nplain,\"k\" l\nend,\"\"\n";
        let quotes = Quotes::of(text, ',');
        assert_eq!((quotes.wrong, quotes.is_open), (vec![3, 6, 7], false));
        assert!(Quotes::of("a,\"b\nc\"\"\n", ',').is_open);
    }
}
