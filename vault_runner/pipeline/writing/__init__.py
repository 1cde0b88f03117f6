"""From what was judged to the bytes of the notes: what is proposed, who may write it, and where it waits."""
