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
        let mut at = 0;
        while let Some(left) = bytes.get(at..) {
            if self.is_in_text {
                let Some(end) = self.text_end_in(left) else { break };
                at += end;
                if self.depth == 0 {
                    return Some(at);
                }
                continue;
            }
            let Some(byte) = left.first() else { break };
            match byte {
                // A number, true, false or null ends where something else begins.
                _ if self.is_bare && !is_bare(*byte) => return Some(at),
                b'"' => self.is_in_text = true,
                b'{' | b'[' => self.depth += 1,
                b'}' | b']' if self.depth <= 1 => return Some(at + 1),
                b'}' | b']' => self.depth -= 1,
                _ => self.is_bare = self.depth == 0,
            }
            at += 1;
        }
        None
    }

    /// How many of these bytes belong to the text that has begun, its quotation mark included, where it ends among them.
    fn text_end_in(&mut self, bytes: &[u8]) -> Option<usize> {
        let mut at = 0;
        if self.is_after_backslash {
            // Whatever stands there is no end.
            bytes.first()?;
            self.is_after_backslash = false;
            at = 1;
        }
        loop {
            at += memchr::memchr2(b'"', b'\\', bytes.get(at..)?)? + 1;
            if bytes.get(at - 1) == Some(&b'"') {
                self.is_in_text = false;
                return Some(at);
            }
            if at == bytes.len() {
                self.is_after_backslash = true;
                return None;
            }
            at += 1;
        }
    }
}

fn is_bare(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.')
}
