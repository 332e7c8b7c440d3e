//! Finds the end of one JSON value in pieces of text.

/// A value of which some has come. It knows nothing but where it ends.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Value {
    depth: u64,
    is_in_text: bool,
    is_after_backslash: bool,
    is_bare: bool,
}

impl Value {
    /// How many of these bytes belong to the value, where it ends among them; `None` where it goes on. The bytes follow
    /// those of the call before.
    pub(crate) fn end_in(&mut self, bytes: &[u8]) -> Option<usize> {
        for (at, byte) in bytes.iter().enumerate() {
            if self.is_in_text {
                match byte {
                    _ if self.is_after_backslash => self.is_after_backslash = false,
                    b'\\' => self.is_after_backslash = true,
                    b'"' if self.depth == 0 => return Some(at + 1),
                    b'"' => self.is_in_text = false,
                    _ => {}
                }
                continue;
            }
            match byte {
                // A number, true, false or null ends where something else begins.
                _ if self.is_bare && !is_bare(*byte) => return Some(at),
                b'"' => self.is_in_text = true,
                b'{' | b'[' => self.depth += 1,
                b'}' | b']' if self.depth <= 1 => return Some(at + 1),
                b'}' | b']' => self.depth -= 1,
                _ => self.is_bare = self.depth == 0,
            }
        }
        None
    }
}

fn is_bare(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.')
}
